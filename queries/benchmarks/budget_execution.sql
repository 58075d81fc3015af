-- Actual spending beside the adjusted budget, the initial budget and the money available, each by its own formula.
-- One row per report_id.
-- Each median carries the number of departments behind it and is null below 5; claimed_rate_pct is as printed.
-- 中文：预算执行。每份报告的决算支出，分别除以调整预算、年初预算和可用资金。
with
reports as (
    select * from staging.reports
    where is_resolved
),

peers as (select * from core.peers),

figures as (select * from core.own_year_figures),

amounts as (
    select
        report_id,
        max(value) filter (where measure = 'expenditure' and stage = 'budget') as budget_yuan,
        max(value) filter (where measure = 'expenditure' and stage = 'adjusted_budget') as adjusted_budget_yuan,
        max(value) filter (where measure = 'expenditure' and stage = 'actual') as actual_yuan,
        max(value) filter (where measure = 'revenue') as revenue_actual_yuan,
        max(value) filter (where measure = 'carryover') as opening_carryover_yuan,
        cast(max(value) filter (where measure = 'budget_execution_rate') as double) as execution_claim_pct,
        cast(max(value) filter (where measure = 'expenditure_completion_rate') as double) as available_claim_pct,
        cast(max(value) filter (where measure = 'budget_completion_rate') as double) as completion_claim_pct,
        list_sort(list_distinct(flatten(list(fact_ids)))) as fact_ids
    from figures
    where
        (measure = 'expenditure' and stage in ('budget', 'adjusted_budget', 'actual'))
        or (measure = 'revenue' and stage = 'actual')
        or (measure = 'carryover' and stage = 'opening')
        or measure in ('budget_execution_rate', 'expenditure_completion_rate', 'budget_completion_rate')
    group by report_id
),

rates as (
    select
        report_id,
        100 * cast(actual_yuan as double) / cast(nullif(adjusted_budget_yuan, 0) as double) as execution_rate_pct,
        100 * cast(actual_yuan as double) / cast(nullif(budget_yuan, 0) as double) as completion_rate_pct,
        100 * cast(actual_yuan as double)
        / cast(nullif(revenue_actual_yuan + opening_carryover_yuan, 0) as double) as available_rate_pct,
        coalesce(execution_claim_pct, available_claim_pct, completion_claim_pct) as claimed_rate_pct,
        case
            when execution_claim_pct is not null then 'budget_execution_rate'
            when available_claim_pct is not null then 'expenditure_completion_rate'
            when completion_claim_pct is not null then 'budget_completion_rate'
        end as claimed_measure
    from amounts
),

departments as (
    select
        peers.peer_group,
        peers.department,
        arg_min(rates.execution_rate_pct, peers.preference) as execution_rate_pct,
        arg_min(rates.completion_rate_pct, peers.preference) as completion_rate_pct,
        arg_min(rates.available_rate_pct, peers.preference) as available_rate_pct
    from peers
    inner join rates on peers.report_id = rates.report_id
    group by peers.peer_group, peers.department
),

medians as (
    select
        peer_group,
        count(execution_rate_pct) as peers,
        count(completion_rate_pct) as completion_peers,
        count(available_rate_pct) as available_peers,
        case when count(execution_rate_pct) >= 5 then median(execution_rate_pct) end as peer_median_pct,
        case when count(completion_rate_pct) >= 5 then median(completion_rate_pct) end as completion_median_pct,
        case when count(available_rate_pct) >= 5 then median(available_rate_pct) end as available_median_pct
    from departments
    group by peer_group
),

budget_execution as (
    select
        reports.report_id,
        reports.department,
        reports.jurisdiction,
        reports.fiscal_year,
        amounts.budget_yuan,
        amounts.adjusted_budget_yuan,
        amounts.actual_yuan,
        amounts.revenue_actual_yuan,
        amounts.opening_carryover_yuan,
        rates.execution_rate_pct,
        rates.completion_rate_pct,
        rates.available_rate_pct,
        rates.claimed_rate_pct,
        rates.claimed_measure,
        medians.peers,
        medians.peer_median_pct,
        medians.completion_peers,
        medians.completion_median_pct,
        medians.available_peers,
        medians.available_median_pct,
        peers.peers as peers_in_group,
        coalesce(amounts.fact_ids, []) as fact_ids
    from reports
    left join amounts on reports.report_id = amounts.report_id
    left join rates on reports.report_id = rates.report_id
    left join peers on reports.report_id = peers.report_id
    left join medians on peers.peer_group = medians.peer_group
)

select * from budget_execution
