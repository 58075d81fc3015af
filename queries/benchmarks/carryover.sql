-- What was left at the end of the year beside what was there at its beginning, and beside the peers'.
-- One row per report_id.
-- A change from nothing has no rate (zero_base); treasury stock stands apart from the whole.
-- 中文：结转结余。年初、年末结转结余及其变动，占可用资金的比重，与同组中位数并列。
with
peers as (select * from core.peers),

stated as (
    select
        report_id,
        max(numerator) filter (where indicator = 'carryover_opening') as opening_yuan,
        max(numerator) filter (where indicator = 'carryover_closing') as closing_yuan,
        max(numerator) filter (where indicator = 'carryover_growth') as change_yuan,
        max(numerator) filter (where indicator = 'surplus') as surplus_yuan,
        max(numerator) filter (where indicator = 'treasury_carryover_opening') as treasury_opening_yuan,
        max(numerator) filter (where indicator = 'treasury_carryover_closing') as treasury_closing_yuan,
        max(value) filter (where indicator = 'carryover_rate') as carryover_rate_pct,
        max(state) filter (where indicator = 'carryover_rate') as carryover_state,
        max(value) filter (where indicator = 'carryover_change_rate') as change_rate_pct,
        max(state) filter (where indicator = 'carryover_change_rate') as change_state,
        max(value) filter (where indicator = 'treasury_carryover_change_rate') as treasury_change_rate_pct,
        max(state) filter (where indicator = 'treasury_carryover_change_rate') as treasury_change_state,
        flatten(list(fact_ids)) as fact_ids
    from core.indicators
    where benchmark = 'carryover'
    group by report_id
),

medians as (
    select
        group_key,
        max(n) filter (where indicator = 'carryover_rate') as carryover_peers,
        max(missing) filter (where indicator = 'carryover_rate') as carryover_missing,
        max(median) filter (where indicator = 'carryover_rate') as carryover_median_pct,
        max(n) filter (where indicator = 'carryover_change_rate') as change_peers,
        max(missing) filter (where indicator = 'carryover_change_rate') as change_missing,
        max(median) filter (where indicator = 'carryover_change_rate') as change_median_pct,
        max(n) filter (where indicator = 'treasury_carryover_change_rate') as treasury_change_peers,
        max(missing) filter (where indicator = 'treasury_carryover_change_rate') as treasury_change_missing,
        max(median) filter (where indicator = 'treasury_carryover_change_rate') as treasury_change_median_pct
    from core.peer_statistics
    where grouping = 'jurisdiction'
    group by group_key
),

carryover as (
    select
        peers.report_id,
        peers.department,
        peers.jurisdiction,
        peers.fiscal_year,
        stated.opening_yuan,
        stated.closing_yuan,
        stated.change_yuan,
        stated.surplus_yuan,
        stated.treasury_opening_yuan,
        stated.treasury_closing_yuan,
        stated.carryover_rate_pct,
        coalesce(stated.carryover_state, 'missing') as carryover_state,
        medians.carryover_peers,
        medians.carryover_missing,
        medians.carryover_median_pct,
        stated.change_rate_pct,
        coalesce(stated.change_state, 'missing') as change_state,
        medians.change_peers,
        medians.change_missing,
        medians.change_median_pct,
        stated.treasury_change_rate_pct,
        coalesce(stated.treasury_change_state, 'missing') as treasury_change_state,
        medians.treasury_change_peers,
        medians.treasury_change_missing,
        medians.treasury_change_median_pct,
        peers.peers as peers_in_group,
        list_sort(list_distinct(coalesce(stated.fact_ids, []))) as fact_ids
    from peers
    left join stated on peers.report_id = stated.report_id
    left join medians on peers.peer_group = medians.group_key
)

select * from carryover
