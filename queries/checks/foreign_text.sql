-- Words of another kind of organisation: a name for itself that does not fit, or another body that speaks.
-- One row per report_id, subject.
-- A body passes where the department is one itself, or the report speaks of it elsewhere too.
-- 中文：串用文字。报告里有别的单位的自称，或以别的单位的口吻写的句子。
with
limits as (
    select
        max(value) filter (where threshold = 'foreign_text.fewest_others') as fewest_others,
        max(value) filter (where threshold = 'foreign_text.most_mentions') as most_mentions
    from staging.thresholds
),

named as (select * from core.self_names),

-- What the department usually calls itself, which a foreign name is held against.
usual as (
    select
        report_id,
        sum(mentions) as mentions,
        arg_max(name, mentions) as name,
        arg_max(fact_id, mentions) as fact_id
    from named
    where kind = 'self' and is_fitting
    group by report_id
),

judged as (
    select
        named.*,
        usual.name as usual_name,
        usual.fact_id as usual_fact_id,
        usual.mentions as usual_mentions,
        case
            when named.kind = 'self' and named.is_fitting then 'pass'
            when
                named.kind = 'self'
                and usual.mentions >= limits.fewest_others
                and named.mentions <= limits.most_mentions
                and named.mentions < usual.mentions
                then 'hit'
            when named.kind = 'self' then 'uncertain'
            when named.kind = 'body' and (named.is_fitting or named.other_mentions > 0) then 'pass'
            when named.kind = 'body' then 'hit'
            when named.is_own then 'pass'
            when named.is_known_other then 'hit'
            else 'uncertain'
        end as outcome
    from named
    left join usual on named.report_id = usual.report_id
    cross join limits
),

findings as (
    select
        report_id,
        kind || '/' || name as subject,
        outcome,
        case when outcome <> 'hit' then 'low' when kind = 'department' then 'high' else 'medium' end as severity,
        case
            when kind = 'self'
                then
                    '自称“' || name || '”' || mentions || ' 次'
                    || if(outcome = 'hit', '（' || evidence || '）', '') || '，与“' || department || '”'
                    || case outcome
                        when 'pass' then '相符'
                        when 'hit' then '不符；其他地方自称“' || usual_name || '”等 ' || usual_mentions || ' 次'
                        else '不符，要看是不是合署办公或名称没有认准'
                    end
            when kind = 'department' then '“' || evidence || '”说的是“' || name || '”，本报告的部门是“' || department || '”'
            when outcome = 'pass' then '有以“' || name || '”为主语的句子，与本部门或报告其他内容有关'
            else '“' || evidence || '”是“' || name || '”的口吻，“' || department || '”的报告别处没有提到' || name
        end as detail,
        if(outcome = 'hit' and usual_fact_id is not null, list_sort([fact_id, usual_fact_id]), [fact_id]) as fact_ids
    from judged
)

select * from findings
