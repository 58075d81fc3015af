-- How much of the budget each department spent, by each of the three formulas, beside those it is grouped with.
-- One row per report_id, indicator, grouping.
-- What has no value stays in the list with its state; group_note says where a group was widened.
-- 中文：执行率对比。每份报告三种口径的执行率，与同地区、同规模、同职能、同层级的中位数和四分位数并列。
select
    report_id,
    indicator,
    grouping,
    grouping_name,
    department,
    jurisdiction,
    fiscal_year,
    label,
    value,
    state,
    state_name,
    group_key,
    members,
    is_widened,
    group_note,
    n,
    missing,
    lower_quartile,
    median,
    upper_quartile,
    gap,
    money_yuan,
    fact_ids
from core.standings
where indicator in ('budget_execution_rate', 'budget_completion_rate', 'available_execution_rate')
