-- Each indicator of a department year after year, and how many years running it is flagged or gets worse.
-- One row per department_id, indicator, fiscal_year.
-- Runs are counted up to 3; is_linked: the year before may be compared, with a value and no break, or change_note.
-- 中文：年度走势。每个部门每项指标逐年的值，能不能与上年比，连续几年异常、连续几年变差；口径有变化的不与上年比。
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
        department_values.indicator,
        department_values.fiscal_year,
        department_values.report_id,
        department_values.value,
        known.base_unit,
        known.worse,
        flags.side as flagged_side,
        breaks.note as break_note
    from core.department_values as department_values
    inner join known on department_values.indicator = known.indicator
    left join core.series_breaks as breaks
        on department_values.department_id = breaks.department_id and department_values.fiscal_year = breaks.fiscal_year
    left join flags
        on department_values.report_id = flags.report_id and department_values.indicator = flags.indicator
),

-- last_: in the year before, where the two years may be compared.
linked as (
    select
        department_id,
        indicator,
        fiscal_year,
        report_id,
        value,
        base_unit,
        worse,
        flagged_side,
        break_note,
        break_note is null and lag(fiscal_year) over one_series = fiscal_year - 1 as is_linked,
        case when is_linked then lag(value) over one_series end as last_value,
        case when is_linked then lag(flagged_side) over one_series end as last_flagged_side
    from series
    window one_series as (partition by department_id, indicator order by fiscal_year)
),

compared as (
    select
        department_id,
        indicator,
        fiscal_year,
        report_id,
        value,
        last_value,
        is_linked,
        case
            when break_note is not null then '口径有变化，不与上年比：' || break_note
            when is_linked is not true then '没有上年数'
            when base_unit <> '%' and last_value = 0 then '上年为零，变动率不可比'
        end as change_note,
        flagged_side,
        case worse when 'high' then value > last_value when 'low' then value < last_value end as is_worse,
        last_flagged_side = flagged_side as was_flagged
    from linked
),

trends as (
    select
        department_id,
        indicator,
        fiscal_year,
        report_id,
        value,
        last_value,
        is_linked,
        change_note,
        flagged_side,
        case
            when flagged_side is null then 0
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
    from compared
    window one_series as (partition by department_id, indicator order by fiscal_year)
)

select * from trends
