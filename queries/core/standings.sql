-- Each indicator of a report beside its peers', under every way of grouping.
-- One row per report_id, indicator, grouping.
-- What has no value stays in the list with its state, amounts are left out beside nearest departments.
-- 中文：指标对比。每份报告的每项指标与各种分组的中位数、四分位数并列，差距折合多少钱。
with
indicators as (select * from core.indicators),

known as (select * from staging.indicators),

prices as (
    select
        report_id,
        indicator,
        value
    from core.indicators
    where indicator in (select known.unit_price from known)
),

states as (select * from staging.states),

peer_groups as (select * from core.peer_groups),

peers as (select * from core.peers),

peer_statistics as (select * from core.peer_statistics),

standings as (
    select
        indicators.report_id,
        indicators.indicator,
        peer_groups.grouping,
        peer_groups.grouping_name,
        peers.department_id,
        peers.department,
        peers.jurisdiction,
        peers.fiscal_year,
        known.position,
        known.label,
        known.formula,
        known.benchmark,
        known.kind,
        known.is_relative,
        known.base_unit,
        case when known.unit_price is null then '元' else '人' end as operand_unit,
        known.worse,
        known.worse_name,
        indicators.value,
        indicators.numerator,
        indicators.denominator,
        indicators.state,
        states.label as state_name,
        peer_groups.group_key,
        peer_groups.members,
        peer_groups.is_widened,
        peer_groups.note as group_note,
        statistics.n,
        coalesce(statistics.missing, peer_groups.members) as missing,
        statistics.least,
        statistics.lower_quartile,
        statistics.median,
        statistics.upper_quartile,
        statistics.most,
        statistics.mad,
        statistics.commonest_share_pct,
        indicators.value - statistics.median as gap,
        0.6745 * (indicators.value - statistics.median) / nullif(statistics.mad, 0) as modified_z,
        case
            when indicators.value > statistics.median then 'high'
            when indicators.value < statistics.median then 'low'
        end as side,
        case known.worse
            when 'high' then indicators.value > statistics.median
            when 'low' then indicators.value < statistics.median
            when 'either' then indicators.value <> statistics.median
        end as is_worse,
        abs(indicators.value - statistics.median) * abs(cast(indicators.denominator as double))
        / case known.base_unit when '%' then 100 else 1 end
        * case when known.unit_price is null then 1 else prices.value end as money_yuan,
        indicators.fact_ids,
        indicators.earlier_report_id,
        indicators.earlier_fact_ids
    from indicators
    inner join known on indicators.indicator = known.indicator
    inner join states on indicators.state = states.state
    inner join peers on indicators.report_id = peers.report_id
    inner join peer_groups on indicators.report_id = peer_groups.report_id
    left join peer_statistics as statistics
        on peer_groups.group_key = statistics.group_key and indicators.indicator = statistics.indicator
    left join prices
        on indicators.report_id = prices.report_id and known.unit_price = prices.indicator
    where peer_groups.grouping <> 'nearest' or known.is_relative or peer_groups.is_widened
)

select * from standings
