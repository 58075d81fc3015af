-- The budget as first approved beside the adjusted one and what was spent of it, and income beside its budget.
-- One row per report_id.
-- Rates are signed; each median carries the departments behind it and those missing, and is null below 5.
-- 中文：预算调整。年初预算、调整预算和收入预算的差异，与同组中位数并列。
with
peers as (select * from core.peers),

stated as (
    select
        report_id,
        max(numerator) filter (where indicator = 'expenditure_budget') as budget_yuan,
        max(numerator) filter (where indicator = 'expenditure_adjusted_budget') as adjusted_budget_yuan,
        max(numerator) filter (where indicator = 'expenditure_adjustment') as adjustment_yuan,
        max(numerator) filter (where indicator = 'revenue_budget') as revenue_budget_yuan,
        max(numerator) filter (where indicator = 'revenue') as revenue_actual_yuan,
        max(value) filter (where indicator = 'budget_adjustment_rate') as adjustment_rate_pct,
        max(state) filter (where indicator = 'budget_adjustment_rate') as adjustment_state,
        max(value) filter (where indicator = 'revenue_deviation_rate') as revenue_deviation_pct,
        max(state) filter (where indicator = 'revenue_deviation_rate') as deviation_state,
        max(value) filter (where indicator = 'budget_execution_rate') as execution_rate_pct,
        max(value) filter (where indicator = 'budget_completion_rate') as completion_rate_pct,
        max(value) filter (where indicator = 'available_execution_rate') as available_rate_pct,
        flatten(list(fact_ids)) as fact_ids
    from core.indicators
    where
        benchmark = 'budget_adjustment'
        or indicator in (
            'revenue', 'budget_execution_rate', 'budget_completion_rate', 'available_execution_rate'
        )
    group by report_id
),

medians as (
    select
        group_key,
        max(n) filter (where indicator = 'budget_adjustment_rate') as adjustment_peers,
        max(missing) filter (where indicator = 'budget_adjustment_rate') as adjustment_missing,
        max(median) filter (where indicator = 'budget_adjustment_rate') as adjustment_median_pct,
        max(n) filter (where indicator = 'revenue_deviation_rate') as deviation_peers,
        max(missing) filter (where indicator = 'revenue_deviation_rate') as deviation_missing,
        max(median) filter (where indicator = 'revenue_deviation_rate') as deviation_median_pct
    from core.peer_statistics
    where grouping = 'jurisdiction'
    group by group_key
),

budget_adjustment as (
    select
        peers.report_id,
        peers.department,
        peers.jurisdiction,
        peers.fiscal_year,
        stated.budget_yuan,
        stated.adjusted_budget_yuan,
        stated.adjustment_yuan,
        stated.revenue_budget_yuan,
        stated.revenue_actual_yuan,
        stated.adjustment_rate_pct,
        coalesce(stated.adjustment_state, 'missing') as adjustment_state,
        medians.adjustment_peers,
        medians.adjustment_missing,
        medians.adjustment_median_pct,
        stated.revenue_deviation_pct,
        coalesce(stated.deviation_state, 'missing') as deviation_state,
        medians.deviation_peers,
        medians.deviation_missing,
        medians.deviation_median_pct,
        stated.execution_rate_pct,
        stated.completion_rate_pct,
        stated.available_rate_pct,
        peers.peers as peers_in_group,
        list_sort(list_distinct(coalesce(stated.fact_ids, []))) as fact_ids
    from peers
    left join stated on peers.report_id = stated.report_id
    left join medians on peers.peer_group = medians.group_key
)

select * from budget_adjustment
