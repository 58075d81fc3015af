-- What is known of a department before it is visited, side by side: scores, findings, outliers, money, earlier reviews.
-- One row per report_id.
-- Only the report that speaks for its department; reviews count from the year after.
-- 中文：选点所用的数。每个部门在去现场以前已知的情况：得分、疑点、异常值、资金和以往复核。
with
peers as (
    select * from core.peers
    where preference = 1
),

inflation as (select * from benchmarks.score_inflation),

execution as (select * from benchmarks.budget_execution),

three_public as (select * from benchmarks.three_public),

hits as (
    select * from checks.findings
    where outcome = 'hit'
),

flagged as (
    select
        report_id,
        count(distinct indicator) as outliers,
        string_agg(distinct label, '、' order by label) as outlier_labels
    from benchmarks.outliers
    where is_flagged
    group by report_id
),

counted as (
    select
        report_id,
        count(*) filter (where severity = 'high') as high_findings,
        count(*) filter (where severity = 'medium') as medium_findings,
        count(*) filter (where severity = 'low') as low_findings
    from hits
    group by report_id
),

repeated as (
    select
        predecessors.report_id,
        count(distinct now.check_name) as repeated_checks
    from core.predecessors as predecessors
    inner join hits as now on predecessors.report_id = now.report_id
    inner join hits as earlier
        on predecessors.earlier_report_id = earlier.report_id and now.check_name = earlier.check_name
    where predecessors.preference = 1
    group by predecessors.report_id
),

running as (
    select
        report_id,
        count(*) as repeated_indicators
    from benchmarks.trends
    where flagged_years >= 2
    group by report_id
),

reviewed as (
    select
        peers.report_id,
        max(outcomes.fiscal_year) as last_reviewed_year
    from peers
    inner join core.review_outcomes as outcomes
        on peers.department_id = outcomes.department_id and peers.fiscal_year > outcomes.fiscal_year
    group by peers.report_id
),

priority_signals as (
    select
        peers.report_id,
        peers.department_id,
        peers.department,
        peers.jurisdiction,
        peers.fiscal_year,
        inflation.self_score,
        inflation.contradicted_points,
        inflation.unsupported_points,
        before.lost_points as lost_before_points,
        coalesce(counted.high_findings, 0) as high_findings,
        coalesce(counted.medium_findings, 0) as medium_findings,
        coalesce(counted.low_findings, 0) as low_findings,
        coalesce(flagged.outliers, 0) as outliers,
        flagged.outlier_labels,
        coalesce(repeated.repeated_checks, 0) as repeated_checks,
        coalesce(running.repeated_indicators, 0) as repeated_indicators,
        three_public.change_rate_pct as three_public_change_pct,
        coalesce(execution.execution_rate_pct, execution.available_rate_pct, execution.completion_rate_pct)
            as execution_pct,
        coalesce(execution.actual_yuan, execution.adjusted_budget_yuan, execution.budget_yuan) as spent_yuan,
        reviewed.last_reviewed_year
    from peers
    left join inflation on peers.report_id = inflation.report_id
    left join execution on peers.report_id = execution.report_id
    left join three_public on peers.report_id = three_public.report_id
    left join counted on peers.report_id = counted.report_id
    left join flagged on peers.report_id = flagged.report_id
    left join repeated on peers.report_id = repeated.report_id
    left join running on peers.report_id = running.report_id
    left join reviewed on peers.report_id = reviewed.report_id
    left join core.review_outcomes as before
        on peers.department_id = before.department_id and reviewed.last_reviewed_year = before.fiscal_year
)

select * from priority_signals
