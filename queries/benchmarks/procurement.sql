-- Procurement carried out beside what was planned, last year's and the peers'.
-- One row per report_id.
-- unspent_yuan is what was planned and not bought; a plan of 0 gives no rate (zero_base).
-- 中文：政府采购。采购预算与实际金额、执行率、占支出比重和年度变动，与同组中位数并列。
with
peers as (select * from core.peers),

stated as (
    select
        report_id,
        max(numerator) filter (where indicator = 'procurement_budget') as budget_yuan,
        max(numerator) filter (where indicator = 'procurement') as actual_yuan,
        max(numerator) filter (where indicator = 'procurement_change_yuan') as change_yuan,
        max(value) filter (where indicator = 'procurement_execution_rate') as execution_rate_pct,
        max(state) filter (where indicator = 'procurement_execution_rate') as execution_state,
        max(value) filter (where indicator = 'procurement_share') as share_of_expenditure_pct,
        max(state) filter (where indicator = 'procurement_share') as share_state,
        max(value) filter (where indicator = 'procurement_change') as change_rate_pct,
        max(state) filter (where indicator = 'procurement_change') as change_state,
        flatten(list(fact_ids)) as fact_ids,
        max(earlier_report_id) as earlier_report_id,
        flatten(list(earlier_fact_ids)) as earlier_fact_ids
    from core.indicators
    where benchmark = 'procurement'
    group by report_id
),

medians as (
    select
        group_key,
        max(n) filter (where indicator = 'procurement_execution_rate') as execution_peers,
        max(missing) filter (where indicator = 'procurement_execution_rate') as execution_missing,
        max(median) filter (where indicator = 'procurement_execution_rate') as execution_median_pct,
        max(n) filter (where indicator = 'procurement_share') as share_peers,
        max(missing) filter (where indicator = 'procurement_share') as share_missing,
        max(median) filter (where indicator = 'procurement_share') as share_median_pct,
        max(n) filter (where indicator = 'procurement_change') as change_peers,
        max(missing) filter (where indicator = 'procurement_change') as change_missing,
        max(median) filter (where indicator = 'procurement_change') as change_median_pct
    from core.peer_statistics
    where grouping = 'jurisdiction'
    group by group_key
),

procurement as (
    select
        peers.report_id,
        peers.department,
        peers.jurisdiction,
        peers.fiscal_year,
        stated.budget_yuan,
        stated.actual_yuan,
        stated.change_yuan,
        stated.budget_yuan - stated.actual_yuan as unspent_yuan,
        stated.execution_rate_pct,
        coalesce(stated.execution_state, 'missing') as execution_state,
        medians.execution_peers,
        medians.execution_missing,
        medians.execution_median_pct,
        stated.share_of_expenditure_pct,
        coalesce(stated.share_state, 'missing') as share_state,
        medians.share_peers,
        medians.share_missing,
        medians.share_median_pct,
        stated.change_rate_pct,
        coalesce(stated.change_state, 'missing') as change_state,
        medians.change_peers,
        medians.change_missing,
        medians.change_median_pct,
        peers.peers as peers_in_group,
        list_sort(list_distinct(coalesce(stated.fact_ids, []))) as fact_ids,
        stated.earlier_report_id,
        list_sort(list_distinct(coalesce(stated.earlier_fact_ids, []))) as earlier_fact_ids
    from peers
    left join stated on peers.report_id = stated.report_id
    left join medians on peers.peer_group = medians.group_key
)

select * from procurement
