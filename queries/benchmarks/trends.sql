-- Each indicator of a department year after year: its change, and for how many years running it is flagged or gets worse.
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
        flags.side as flagged_side,
        breaks.note as break_note,
        indicators.fact_ids,
        lag(department_values.value) over one_series as last_value,
        lag(department_values.report_id) over one_series as last_report_id,
        lag(indicators.fact_ids) over one_series as last_fact_ids,
        breaks.note is null
        and ifnull(lag(department_values.fiscal_year) over one_series = department_values.fiscal_year - 1, false)
            as is_linked
    from core.department_values as department_values
    inner join known on department_values.indicator = known.indicator
    inner join core.indicators as indicators
        on department_values.report_id = indicators.report_id and department_values.indicator = indicators.indicator
    left join core.series_breaks as breaks
        on department_values.department_id = breaks.department_id and department_values.fiscal_year = breaks.fiscal_year
    left join flags
        on department_values.report_id = flags.report_id and department_values.indicator = flags.indicator
    window one_series as (
        partition by department_values.department_id, department_values.indicator
        order by department_values.fiscal_year
    )
),

changed as (
    select
        *,
        case when is_linked then value - last_value end as change,
        case
            when is_linked and worse = 'high' then value > last_value
            when is_linked and worse = 'low' then value < last_value
        end as is_worse
    from series
),

runs as (
    select
        *,
        case
            when flagged_side is null then 0
            when not is_linked or lag(flagged_side) over one_series is distinct from flagged_side then 1
            when
                not lag(is_linked) over one_series
                or lag(flagged_side, 2) over one_series is distinct from flagged_side then 2
            else 3
        end as flagged_years,
        case
            when is_worse is not true then 0
            when lag(is_worse) over one_series is not true then 1
            when lag(is_worse, 2) over one_series is not true then 2
            else 3
        end as worse_years
    from changed
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
        case when is_linked then last_value end as last_value,
        change,
        case when base_unit <> '%' then 100 * change / nullif(last_value, 0) end as change_pct,
        case
            when break_note is not null then '口径有变化，不与上年比：' || break_note
            when not is_linked then '没有上年数'
            when base_unit <> '%' and last_value = 0 then '上年为零，变动率不可比'
        end as change_note,
        break_note is not null as is_broken,
        is_worse,
        flagged_side,
        flagged_years,
        worse_years,
        nullif(concat_ws(
            '；',
            case when flagged_years > 1 then
                '连续 ' || flagged_years || case flagged_years when 3 then ' 年以上' else ' 年' end
                || case flagged_side when 'high' then '偏高' else '偏低' end
            end,
            case when worse_years > 1 then
                '连续 ' || worse_years || case worse_years when 3 then ' 年以上变差' else ' 年变差' end
            end
        ), '') as note,
        fact_ids,
        case when is_linked then last_report_id end as last_report_id,
        case when is_linked then last_fact_ids else [] end as last_fact_ids
    from runs
)

select * from trends
