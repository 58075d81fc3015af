-- Each figure once, judged: one value, or several that contradict one another, or a statement that there is none.
-- One row per report_id, fiscal_year, measure, breakdown, stage.
-- Between different values none is chosen; report_year is the year that the report is about.
-- 中文：判定的数。报告的每个数只列一次；前后不一的不作取舍，没有数的写明原因。
with
only_ones as (
    select
        *,
        case
            when is_value then 'stated'
            when awaits_confirmation then 'unconfirmed'
            when disclosure = 'stated' then 'unknown_unit'
            when disclosure in ('reported_elsewhere', 'not_applicable') then disclosure
            else 'blank'
        end as state
    from core.mentions
    where is_only
),

repeated_figures as (select * from core.repeated_figures),

reports as (select * from staging.reports),

judged as (
    select
        report_id,
        fiscal_year,
        measure,
        breakdown,
        stage,
        kind,
        base_unit,
        title,
        case when is_value then value end as value,
        case when is_value then half_unit end as half_unit,
        case when is_value then value_text end as value_text,
        case when is_value then unit end as unit,
        state,
        case when is_value then list_value(printed) end as candidates,
        case when printed is not null then list_value(printed) end as prints,
        nullif(reported_by, '') as reported_by,
        list_value(fact_id) as fact_ids
    from only_ones

    union all

    select * from repeated_figures
),

figures as (
    select
        judged.report_id,
        judged.fiscal_year,
        judged.measure,
        judged.breakdown,
        judged.stage,
        reports.department,
        reports.jurisdiction,
        reports.fiscal_year as report_year,
        judged.kind,
        judged.base_unit,
        judged.title,
        judged.value,
        judged.half_unit,
        judged.value_text,
        judged.unit,
        judged.state,
        judged.candidates,
        judged.prints,
        case judged.state
            when 'stated'
                then case array_length(judged.fact_ids) when 1 then '报告写明的数' else '多处数字一致，取最精确的写法' end
            when 'conflicting' then '报告中数字不一，不作取舍'
            when 'unconfirmed' then '由图像识别得来，核对确认后才进入统计'
            when 'unknown_unit' then '有数字，但单位不明，不能换算'
            when 'reported_elsewhere' then '由其他单位统一反映'
            when 'not_applicable' then '报告写明不涉及'
            else '栏目留空'
        end as rule,
        judged.reported_by,
        judged.fact_ids
    from judged
    inner join reports on judged.report_id = reports.report_id
)

select * from figures
