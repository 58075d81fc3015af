-- Each indicator of a department year after year: its change, and how many years running it is flagged or gets worse.
-- One row per department_id, indicator, fiscal_year.
-- Runs are counted up to 3; across a break or a year without a value nothing is computed, and change_note says why.
-- 中文：年度走势。每个部门每项指标逐年的值和变动，连续几年异常、连续几年变差；口径有变化的不与上年比。
with
runs as (select * from benchmarks.runs),

known as (select * from staging.indicators),

peers as (select * from core.peers),

indicators as (select * from core.indicators),

peer_statistics as (
    select * from core.peer_statistics
    where grouping = 'jurisdiction'
),

breaks as (select * from core.series_breaks),

trends as (
    select
        runs.department_id,
        runs.indicator,
        runs.fiscal_year,
        runs.report_id,
        known.label,
        known.kind,
        known.base_unit,
        known.worse,
        runs.value,
        runs.value - statistics.median as gap,
        0.6745 * (runs.value - statistics.median) / nullif(statistics.mad, 0) as modified_z,
        runs.last_value,
        runs.value - runs.last_value as change,
        case when known.base_unit <> '%' then 100 * change / nullif(runs.last_value, 0) end as change_pct,
        runs.change_note,
        breaks.note is not null as is_broken,
        case known.worse
            when 'high' then runs.is_linked and runs.value > runs.last_value
            when 'low' then runs.is_linked and runs.value < runs.last_value
        end as is_worse,
        runs.flagged_side is not null as is_flagged,
        runs.flagged_side,
        runs.flagged_years,
        runs.worse_years,
        indicators.fact_ids,
        before.report_id as last_report_id,
        coalesce(last_indicators.fact_ids, []) as last_fact_ids
    from runs
    inner join known on runs.indicator = known.indicator
    inner join peers on runs.report_id = peers.report_id
    inner join indicators on runs.report_id = indicators.report_id and runs.indicator = indicators.indicator
    left join peer_statistics as statistics
        on peers.peer_group = statistics.group_key and runs.indicator = statistics.indicator
    left join breaks on runs.department_id = breaks.department_id and runs.fiscal_year = breaks.fiscal_year
    left join runs as before
        on
            runs.department_id = before.department_id
            and runs.indicator = before.indicator
            and runs.fiscal_year - 1 = before.fiscal_year
            and runs.is_linked
    left join indicators as last_indicators
        on before.report_id = last_indicators.report_id and before.indicator = last_indicators.indicator
)

select * from trends
