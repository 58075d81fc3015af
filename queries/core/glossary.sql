-- The vocabulary for readers: what each measure is called, what it is made of, by which formulas it is worked out.
-- One row per measure.
-- reports counts the reports that say anything about it; sums and formulas hold one to a line.
-- 中文：指标口径。每个指标的名称、别名、单位、构成和算法，以及有多少份报告写到它。
with
measures as (select * from staging.measures),

topics as (select * from core.topics),

variants as (
    select distinct
        rate,
        variant,
        description
    from staging.formulas
),

formulas as (
    select
        rate as measure,
        string_agg(
            case variant when 'common' then '通用算法：' else '别的算法：' end || description,
            chr(10) order by case variant when 'common' then 0 else 1 end, description
        ) as formulas
    from variants
    group by rate
),

partitions as (
    select
        parts.whole,
        parts.partition_name,
        string_agg(measures.label, ' + ' order by topics.position, measures.label) as parts
    from staging.parts as parts
    inner join measures on parts.part = measures.measure
    left join topics on parts.part = topics.measure
    where parts.breakdown = ''
    group by parts.whole, parts.partition_name
),

sums as (
    select
        whole as measure,
        string_agg('构成：' || parts, chr(10) order by partition_name) as sums
    from partitions
    group by whole
),

mentions as (
    select
        measures.measure,
        count(distinct facts.report_id) as reports
    from measures
    left join core.figures as facts on measures.measure = facts.measure
    group by measures.measure
),

glossary as (
    select
        measures.measure,
        measures.label,
        topics.topic,
        topics.topic_position,
        topics.position,
        case measures.kind
            when 'amount' then '金额'
            when 'count' then '数量'
            when 'rate' then '比率'
            when 'score' then '分数'
            else '等级'
        end as kind_name,
        measures.base_unit,
        measures.aliases,
        measures.explanation,
        measures.meaning,
        sums.sums,
        formulas.formulas,
        mentions.reports
    from measures
    left join topics on measures.measure = topics.measure
    left join sums on measures.measure = sums.measure
    left join formulas on measures.measure = formulas.measure
    inner join mentions on measures.measure = mentions.measure
)

select * from glossary
