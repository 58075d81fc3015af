-- Each indicator of a report beside its peers', under every way of grouping.
-- One row per report_id, indicator, grouping.
-- Without a value it stays in the list with the reason; money_yuan is what the distance from the median amounts to.
-- 中文：指标对比。每份报告的每项指标与各种分组的中位数、四分位数并列，差距折合多少钱。
with
indicators as (select * from core.indicators),

known as (select * from staging.indicators),

peer_groups as (select * from core.peer_groups),

peers as (select * from core.peers),

peer_statistics as (select * from core.peer_statistics),

prices as (
    select
        report_id,
        indicator,
        value as unit_price
    from core.indicators
    where indicator in (select known.unit_price from known)
),

compared as (
    select
        indicators.*,
        known.label,
        known.formula,
        known.position,
        peers.department,
        peers.department_id,
        peers.jurisdiction,
        peers.fiscal_year,
        peer_groups.grouping,
        peer_groups.grouping_name,
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
        abs(indicators.value - statistics.median) * abs(cast(indicators.denominator as double))
        / case indicators.base_unit when '%' then 100 else 1 end
        * case when known.unit_price is null then 1 else prices.unit_price end as money_yuan
    from indicators
    inner join known on indicators.indicator = known.indicator
    inner join peers on indicators.report_id = peers.report_id
    inner join peer_groups on indicators.report_id = peer_groups.report_id
    left join peer_statistics as statistics
        on peer_groups.group_key = statistics.group_key and indicators.indicator = statistics.indicator
    left join prices on indicators.report_id = prices.report_id and known.unit_price = prices.indicator
),

standings as (
    select
        *,
        case when gap > 0 then 'high' when gap < 0 then 'low' end as side,
        case when gap > 0 then '偏高' when gap < 0 then '偏低' when gap = 0 then '持平' end as side_name,
        case worse when 'high' then gap > 0 when 'low' then gap < 0 when 'either' then gap <> 0 end as is_worse,
        case
            when base_unit like '元%'
                then cast(cast(value / 10000 as decimal(28, 2)) as varchar) || '万' || base_unit
            when kind in ('count', 'change_count') then cast(cast(value as decimal(28, 0)) as varchar) || base_unit
            else cast(cast(value as decimal(28, 2)) as varchar) || base_unit
        end as value_text,
        case
            when base_unit like '元%'
                then cast(cast(median / 10000 as decimal(28, 2)) as varchar) || '万' || base_unit
            when kind in ('count', 'change_count') then cast(cast(median as decimal(28, 0)) as varchar) || base_unit
            else cast(cast(median as decimal(28, 2)) as varchar) || base_unit
        end as median_text
    from compared
)

select * from standings
