-- Operating expenditure beside its budget, last year's and the peers', a head and as a share of basic expenditure.
-- One row per report_id.
-- Each median carries the departments behind it and those missing, and is null below 5.
-- 中文：公用经费。公用支出与预算、人均、占基本支出比重和年度变动，与同组中位数并列。
with
peers as (select * from core.peers),

stated as (
    select
        report_id,
        max(numerator) filter (where indicator = 'operating_budget') as budget_yuan,
        max(numerator) filter (where indicator = 'operating_expenditure') as actual_yuan,
        max(numerator) filter (where indicator = 'operating_expenditure_change_yuan') as change_yuan,
        max(value) filter (where indicator = 'operating_control_rate') as control_rate_pct,
        max(state) filter (where indicator = 'operating_control_rate') as control_state,
        max(value) filter (where indicator = 'operating_per_head') as per_head_yuan,
        max(state) filter (where indicator = 'operating_per_head') as per_head_state,
        max(value) filter (where indicator = 'operating_share') as share_of_basic_pct,
        max(state) filter (where indicator = 'operating_share') as share_state,
        max(value) filter (where indicator = 'operating_expenditure_change') as change_rate_pct,
        max(state) filter (where indicator = 'operating_expenditure_change') as change_state,
        flatten(list(fact_ids)) as fact_ids,
        max(earlier_report_id) as earlier_report_id,
        flatten(list(earlier_fact_ids)) as earlier_fact_ids
    from core.indicators
    where benchmark = 'operating'
    group by report_id
),

medians as (
    select
        group_key,
        max(n) filter (where indicator = 'operating_control_rate') as control_peers,
        max(missing) filter (where indicator = 'operating_control_rate') as control_missing,
        max(median) filter (where indicator = 'operating_control_rate') as control_median_pct,
        max(n) filter (where indicator = 'operating_per_head') as per_head_peers,
        max(missing) filter (where indicator = 'operating_per_head') as per_head_missing,
        max(median) filter (where indicator = 'operating_per_head') as per_head_median_yuan,
        max(n) filter (where indicator = 'operating_share') as share_peers,
        max(missing) filter (where indicator = 'operating_share') as share_missing,
        max(median) filter (where indicator = 'operating_share') as share_median_pct,
        max(n) filter (where indicator = 'operating_expenditure_change') as change_peers,
        max(missing) filter (where indicator = 'operating_expenditure_change') as change_missing,
        max(median) filter (where indicator = 'operating_expenditure_change') as change_median_pct
    from core.peer_statistics
    where grouping = 'jurisdiction'
    group by group_key
),

operating as (
    select
        peers.report_id,
        peers.department,
        peers.jurisdiction,
        peers.fiscal_year,
        stated.budget_yuan,
        stated.actual_yuan,
        stated.change_yuan,
        stated.control_rate_pct,
        coalesce(stated.control_state, 'missing') as control_state,
        medians.control_peers,
        medians.control_missing,
        medians.control_median_pct,
        stated.per_head_yuan,
        coalesce(stated.per_head_state, 'missing') as per_head_state,
        medians.per_head_peers,
        medians.per_head_missing,
        medians.per_head_median_yuan,
        stated.share_of_basic_pct,
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

select * from operating
