-- Every indicator of a department in every year that it reports on, beside its peers' quartiles, missing too.
-- One row per department_id, indicator, fiscal_year.
-- One formula for all: who has only figures for another formula is missing, and missing_note says which one fits.
-- 中文：部门序列值。每个部门每项指标逐年的值、同组中位数和四分位数；只有别的算法的数的算缺，并写明。
with
peers as (
    select * from core.peers
    where preference = 1
),

lineages as (select * from core.lineages),

lines as (select * from core.lines),

known as (
    select * from staging.indicators
    where kind not in ('change_yuan', 'change_count')
),

trends as (select * from benchmarks.trends),

peer_statistics as (
    select * from core.peer_statistics
    where grouping = 'jurisdiction'
),

breaks as (select * from core.series_breaks),

indicators as (select * from core.indicators),

states as (select * from staging.states),

others as (select * from core.other_formulas),

series as (
    select
        peers.department_id,
        known.indicator,
        peers.fiscal_year,
        coalesce(trends.report_id, peers.report_id) as report_id,
        peers.department,
        peers.jurisdiction,
        lineages.line_id,
        lineages.line_name,
        lines.label as line_label,
        known.position,
        known.label,
        known.formula,
        known.benchmark,
        known.kind,
        known.base_unit,
        'jurisdiction' as grouping,
        peers.peer_group as group_key,
        trends.value,
        case
            when trends.value is not null then null
            when others.said is not null then '只有' || others.said || '，算法不同，不混在一起比'
            when indicators.state is null then '报告里没有写'
            when indicators.state = 'missing' then '报告里的数不够算'
            else states.label
        end as missing_note,
        statistics.n,
        coalesce(statistics.missing, peers.peers) as missing,
        statistics.lower_quartile,
        statistics.median,
        statistics.upper_quartile,
        0.6745 * (trends.value - statistics.median) / nullif(statistics.mad, 0) as modified_z,
        case
            when modified_z is not null then null
            when trends.value is null then '缺'
            when statistics.median is null then '不足 5 个'
            when trends.value = statistics.median then '与多数相同'
            else '与多数不同'
        end as distance_note,
        trends.value - trends.last_value as change,
        trends.change_note,
        breaks.note as break_note,
        concat_ws(
            '；',
            case trends.flagged_side when 'high' then '离群提示：偏高' when 'low' then '离群提示：偏低' end,
            case trends.flagged_years when 3 then '连续 3 年或更久被提示' when 2 then '连续 2 年被提示' end,
            case trends.worse_years when 3 then '连续 3 年或更久变差' when 2 then '连续 2 年变差' end,
            trends.change_note,
            '缺：' || missing_note,
            case when trends.value is null then breaks.note end
        ) as remark,
        trends.flagged_side is not null as is_flagged,
        trends.flagged_side,
        trends.flagged_years,
        trends.worse_years,
        case trends.flagged_side when 'high' then '▲' when 'low' then '▼' end as flag_mark,
        case when trends.value is null then [] else indicators.fact_ids end as fact_ids
    from peers
    inner join lineages on peers.report_id = lineages.report_id
    inner join lines on lineages.line_id = lines.line_id
    cross join known
    left join trends
        on
            peers.department_id = trends.department_id
            and peers.fiscal_year = trends.fiscal_year
            and known.indicator = trends.indicator
    left join indicators
        on coalesce(trends.report_id, peers.report_id) = indicators.report_id and known.indicator = indicators.indicator
    left join states on indicators.state = states.state
    left join others on peers.report_id = others.report_id and known.indicator = others.indicator
    left join peer_statistics as statistics
        on peers.peer_group = statistics.group_key and known.indicator = statistics.indicator
    left join breaks on peers.department_id = breaks.department_id and peers.fiscal_year = breaks.fiscal_year
)

select * from series
