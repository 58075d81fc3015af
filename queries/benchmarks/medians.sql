-- The median of every rate and share, place by place and year by year, beside that of the year before.
-- One row per jurisdiction, fiscal_year, indicator.
-- 全部 joins the departments of all places; below 5 departments there is no median, and without both no change.
-- 中文：中位数变动。每个地区每个年度各项比率、占比的中位数，与上年的中位数相差几个百分点。
with
known as (
    select * from staging.indicators
    where kind in ('rate', 'share') and base_unit = '%'
),

stated as (
    select
        peers.jurisdiction,
        peers.fiscal_year,
        department_values.indicator,
        department_values.value
    from core.peers as peers
    inner join core.department_values as department_values
        on peers.department_id = department_values.department_id and peers.fiscal_year = department_values.fiscal_year
    inner join known on department_values.indicator = known.indicator
    where peers.preference = 1
),

centres as (
    select
        coalesce(jurisdiction, '全部') as jurisdiction,
        fiscal_year,
        indicator,
        count(*) as departments,
        case when count(*) >= 5 then median(value) end as median_pct
    from stated
    group by grouping sets ((fiscal_year, indicator), (jurisdiction, fiscal_year, indicator))
),

medians as (
    select
        centres.jurisdiction,
        centres.fiscal_year,
        centres.indicator,
        known.position,
        known.label,
        known.kind,
        known.formula,
        known.worse_name,
        centres.departments,
        centres.median_pct,
        earlier.departments as earlier_departments,
        earlier.median_pct as earlier_median_pct,
        round(centres.median_pct - earlier.median_pct, 2) as change_points,
        abs(round(centres.median_pct - earlier.median_pct, 2)) as moved_points
    from centres
    inner join known on centres.indicator = known.indicator
    left join centres as earlier
        on
            centres.jurisdiction = earlier.jurisdiction
            and centres.fiscal_year = earlier.fiscal_year + 1
            and centres.indicator = earlier.indicator
)

select * from medians
