-- Actual spending beside the adjusted budget, the initial budget and the money available, each by its own formula.
-- One row per report_id.
-- Each median carries the number of departments behind it and is null below 5; claimed_rate_pct is as printed.
-- 中文：预算执行。每份报告的决算支出，分别除以调整预算、年初预算和可用资金。
with
peers as (select * from core.peers),

claims as (
    select
        report_id,
        max(cast(value as double)) filter (where measure = 'budget_execution_rate') as execution_pct,
        max(cast(value as double)) filter (where measure = 'expenditure_completion_rate') as available_pct,
        max(cast(value as double)) filter (where measure = 'budget_completion_rate') as completion_pct,
        flatten(list(fact_ids)) as fact_ids
    from core.own_year_figures
    where measure in ('budget_execution_rate', 'expenditure_completion_rate', 'budget_completion_rate')
    group by report_id
),

stated as (
    select
        report_id,
        max(numerator) filter (where indicator = 'expenditure_budget') as budget_yuan,
        max(numerator) filter (where indicator = 'expenditure_adjusted_budget') as adjusted_budget_yuan,
        max(numerator) filter (where indicator = 'expenditure') as actual_yuan,
        max(numerator) filter (where indicator = 'revenue') as revenue_actual_yuan,
        max(numerator) filter (where indicator = 'carryover_opening') as opening_carryover_yuan,
        max(value) filter (where indicator = 'budget_execution_rate') as execution_rate_pct,
        max(state) filter (where indicator = 'budget_execution_rate') as execution_state,
        max(value) filter (where indicator = 'budget_completion_rate') as completion_rate_pct,
        max(state) filter (where indicator = 'budget_completion_rate') as completion_state,
        max(value) filter (where indicator = 'available_execution_rate') as available_rate_pct,
        max(state) filter (where indicator = 'available_execution_rate') as available_state,
        max(value) filter (where indicator = 'basic_execution_rate') as basic_execution_rate_pct,
        max(value) filter (where indicator = 'project_execution_rate') as project_execution_rate_pct,
        max(value) filter (where indicator = 'project_expenditure_share') as project_share_pct,
        max(numerator) filter (where indicator = 'expenditure_change_yuan') as change_yuan,
        max(value) filter (where indicator = 'expenditure_change') as change_rate_pct,
        flatten(list(fact_ids)) as fact_ids,
        max(earlier_report_id) as earlier_report_id,
        flatten(list(earlier_fact_ids)) as earlier_fact_ids
    from core.indicators
    where
        benchmark = 'budget_execution'
        or indicator in ('expenditure_budget', 'expenditure_adjusted_budget', 'carryover_opening')
    group by report_id
),

medians as (
    select
        group_key,
        max(n) filter (where indicator = 'budget_execution_rate') as peers,
        max(missing) filter (where indicator = 'budget_execution_rate') as missing,
        max(median) filter (where indicator = 'budget_execution_rate') as peer_median_pct,
        max(n) filter (where indicator = 'budget_completion_rate') as completion_peers,
        max(missing) filter (where indicator = 'budget_completion_rate') as completion_missing,
        max(median) filter (where indicator = 'budget_completion_rate') as completion_median_pct,
        max(n) filter (where indicator = 'available_execution_rate') as available_peers,
        max(missing) filter (where indicator = 'available_execution_rate') as available_missing,
        max(median) filter (where indicator = 'available_execution_rate') as available_median_pct
    from core.peer_statistics
    where grouping = 'jurisdiction'
    group by group_key
),

budget_execution as (
    select
        peers.report_id,
        peers.department,
        peers.jurisdiction,
        peers.fiscal_year,
        stated.budget_yuan,
        stated.adjusted_budget_yuan,
        stated.actual_yuan,
        stated.revenue_actual_yuan,
        stated.opening_carryover_yuan,
        stated.execution_rate_pct,
        coalesce(stated.execution_state, 'missing') as execution_state,
        stated.completion_rate_pct,
        coalesce(stated.completion_state, 'missing') as completion_state,
        stated.available_rate_pct,
        coalesce(stated.available_state, 'missing') as available_state,
        coalesce(claims.execution_pct, claims.available_pct, claims.completion_pct) as claimed_rate_pct,
        case
            when claims.execution_pct is not null then 'budget_execution_rate'
            when claims.available_pct is not null then 'expenditure_completion_rate'
            when claims.completion_pct is not null then 'budget_completion_rate'
        end as claimed_measure,
        stated.basic_execution_rate_pct,
        stated.project_execution_rate_pct,
        stated.project_share_pct,
        stated.change_yuan,
        stated.change_rate_pct,
        medians.peers,
        medians.missing,
        medians.peer_median_pct,
        medians.completion_peers,
        medians.completion_missing,
        medians.completion_median_pct,
        medians.available_peers,
        medians.available_missing,
        medians.available_median_pct,
        peers.peers as peers_in_group,
        list_sort(list_distinct(list_concat(stated.fact_ids, claims.fact_ids))) as fact_ids,
        stated.earlier_report_id,
        list_sort(list_distinct(coalesce(stated.earlier_fact_ids, []))) as earlier_fact_ids
    from peers
    left join claims on peers.report_id = claims.report_id
    left join stated on peers.report_id = stated.report_id
    left join medians on peers.peer_group = medians.group_key
)

select * from budget_execution
