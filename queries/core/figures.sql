-- Each figure once, judged: one value, or several that contradict one another, or a statement that there is none.
-- One row per report_id, fiscal_year, measure, breakdown, stage.
-- Between different values none is chosen; unknown_unit cannot be converted; unconfirmed was read from a picture.
-- 中文：判定的数。报告的每个数只列一次；前后不一的不作取舍，没有数的写明原因。
with
facts as (select * from staging.facts),

candidates as (select * from core.candidates),

stated as (
    select
        report_id,
        fiscal_year,
        measure,
        breakdown,
        stage,
        case when count(*) = 1 then 'stated' else 'conflicting' end as state,
        case when count(*) = 1 then max(value) end as value,
        case when count(*) = 1 then max(half_unit) end as half_unit,
        case when count(*) = 1 then max(value_text) end as value_text,
        case when count(*) = 1 then max(unit) end as unit,
        list_sort(list(printed)) as candidates,
        list_sort(list_distinct(flatten(list(fact_ids)))) as fact_ids,
        case
            when count(*) > 1 then '报告中数字不一，不作取舍'
            when len(flatten(list(fact_ids))) > 1 then '多处数字一致，取最精确的写法'
            else '报告写明的数'
        end as rule
    from candidates
    group by report_id, fiscal_year, measure, breakdown, stage
),

mentioned as (
    select
        report_id,
        fiscal_year,
        measure,
        breakdown,
        stage,
        kind,
        base_unit,
        title,
        case
            when bool_or(awaits_confirmation) then 'unconfirmed'
            when bool_or(disclosure = 'stated') then 'unknown_unit'
            when bool_or(disclosure = 'reported_elsewhere') then 'reported_elsewhere'
            when bool_or(disclosure = 'not_applicable') then 'not_applicable'
            else 'blank'
        end as state,
        list_sort(list(distinct printed) filter (where printed is not null)) as prints,
        max(nullif(reported_by, '')) as reported_by,
        list_sort(list(fact_id)) as fact_ids
    from facts
    group by report_id, fiscal_year, measure, breakdown, stage, kind, base_unit, title
),

figures as (
    select
        mentioned.report_id,
        mentioned.fiscal_year,
        mentioned.measure,
        mentioned.breakdown,
        mentioned.stage,
        mentioned.kind,
        mentioned.base_unit,
        mentioned.title,
        stated.value,
        stated.half_unit,
        stated.value_text,
        stated.unit,
        coalesce(stated.state, mentioned.state) as state,
        stated.candidates,
        mentioned.prints,
        case
            when stated.rule is not null then stated.rule
            when mentioned.state = 'unconfirmed' then '由图像识别得来，核对确认后才进入统计'
            when mentioned.state = 'unknown_unit' then '有数字，但单位不明，不能换算'
            when mentioned.state = 'reported_elsewhere' then '由其他单位统一反映'
            when mentioned.state = 'not_applicable' then '报告写明不涉及'
            else '栏目留空'
        end as rule,
        mentioned.reported_by,
        coalesce(stated.fact_ids, mentioned.fact_ids) as fact_ids
    from mentioned
    left join stated
        on
            mentioned.report_id = stated.report_id
            and mentioned.fiscal_year is not distinct from stated.fiscal_year
            and mentioned.measure = stated.measure
            and mentioned.breakdown = stated.breakdown
            and mentioned.stage = stated.stage
)

select * from figures
