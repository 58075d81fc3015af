-- Each indicator of a department year after year: its change, and how many years running it is flagged or gets worse.
-- One row per department_id, indicator, fiscal_year.
-- Runs are counted up to 3; across a break or a year without a value nothing is computed, and change_note says why.
-- 中文：年度走势。每个部门每项指标逐年的值和变动，连续几年异常、连续几年变差；口径有变化的不与上年比。
with
known as (
    select * from staging.indicators
    where kind not in ('change_yuan', 'change_count')
),

flags as (
    select * from benchmarks.outliers
    where grouping = 'jurisdiction' and is_flagged
),

series as (
    select
        department_values.department_id,
        department_values.fiscal_year,
        department_values.report_id,
        department_values.indicator,
        known.label,
        known.kind,
        known.base_unit,
        known.worse,
        department_values.value,
        standings.gap,
        standings.modified_z,
        flags.side as flagged_side,
        breaks.note as break_note,
        indicators.fact_ids,
        lag(department_values.value) over one_series as last_value,
        lag(department_values.report_id) over one_series as last_report_id,
        lag(indicators.fact_ids) over one_series as last_fact_ids,
        breaks.note is null and lag(department_values.fiscal_year) over one_series = department_values.fiscal_year - 1
            as is_linked
    from core.department_values as department_values
    inner join known on department_values.indicator = known.indicator
    inner join core.indicators as indicators
        on department_values.report_id = indicators.report_id and department_values.indicator = indicators.indicator
    left join core.standings as standings
        on
            department_values.report_id = standings.report_id
            and department_values.indicator = standings.indicator
            and standings.grouping = 'jurisdiction'
    left join core.series_breaks as breaks
        on department_values.department_id = breaks.department_id and department_values.fiscal_year = breaks.fiscal_year
    left join flags
        on department_values.report_id = flags.report_id and department_values.indicator = flags.indicator
    window one_series as (
        partition by department_values.department_id, department_values.indicator
        order by department_values.fiscal_year
    )
),

-- was_: in the year before, where the two years may be compared.
linked as (
    select
        *,
        case when is_linked then value - last_value end as change,
        case worse
            when 'high' then is_linked and value > last_value
            when 'low' then is_linked and value < last_value
        end as is_worse,
        flagged_side is not null as is_flagged,
        is_linked and lag(flagged_side) over one_series = flagged_side as was_flagged
    from series
    window one_series as (partition by department_id, indicator order by fiscal_year)
),

runs as (
    select
        *,
        case
            when not is_flagged then 0
            when was_flagged and lag(was_flagged) over one_series then 3
            when was_flagged then 2
            else 1
        end as flagged_years,
        case
            when is_worse and lag(is_worse) over one_series and lag(is_worse, 2) over one_series then 3
            when is_worse and lag(is_worse) over one_series then 2
            when is_worse then 1
            else 0
        end as worse_years
    from linked
    window one_series as (partition by department_id, indicator order by fiscal_year)
),

trends as (
    select
        department_id,
        indicator,
        fiscal_year,
        report_id,
        label,
        kind,
        base_unit,
        worse,
        value,
        gap,
        modified_z,
        case when is_linked then last_value end as last_value,
        change,
        case when base_unit <> '%' then 100 * change / nullif(last_value, 0) end as change_pct,
        case
            when break_note is not null then '口径有变化，不与上年比：' || break_note
            when is_linked is not true then '没有上年数'
            when base_unit <> '%' and last_value = 0 then '上年为零，变动率不可比'
        end as change_note,
        break_note is not null as is_broken,
        is_worse,
        is_flagged,
        flagged_side,
        flagged_years,
        worse_years,
        fact_ids,
        case when is_linked then last_report_id end as last_report_id,
        case when is_linked then last_fact_ids else [] end as last_fact_ids
    from runs
)

select * from trends
