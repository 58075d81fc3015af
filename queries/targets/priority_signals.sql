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

-- From the reports, so that none of them counts as zero and not as unknown.
flagged as (
    select
        peers.report_id,
        count(distinct outliers.indicator) as outliers,
        string_agg(distinct outliers.label, '、' order by outliers.label) as outlier_labels
    from peers
    left join benchmarks.outliers as outliers on peers.report_id = outliers.report_id and outliers.is_flagged
    group by peers.report_id
),

counted as (
    select
        peers.report_id,
        count(*) filter (where hits.severity = 'high') as high_findings,
        count(*) filter (where hits.severity = 'medium') as medium_findings,
        count(*) filter (where hits.severity = 'low') as low_findings
    from peers
    left join hits on peers.report_id = hits.report_id
    group by peers.report_id
),

repeated as (
    select
        peers.report_id,
        count(distinct earlier.check_name) as repeated_checks
    from peers
    left join hits as now on peers.report_id = now.report_id
    left join core.predecessors as predecessors
        on peers.report_id = predecessors.report_id and predecessors.preference = 1
    left join hits as earlier
        on predecessors.earlier_report_id = earlier.report_id and now.check_name = earlier.check_name
    group by peers.report_id
),

running as (
    select
        peers.report_id,
        count(trends.indicator) as repeated_indicators
    from peers
    left join benchmarks.trends as trends on peers.report_id = trends.report_id and trends.flagged_years >= 2
    group by peers.report_id
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
        counted.high_findings,
        counted.medium_findings,
        counted.low_findings,
        flagged.outliers,
        flagged.outlier_labels,
        repeated.repeated_checks,
        running.repeated_indicators,
        three_public.change_rate_pct as three_public_change_pct,
        coalesce(execution.execution_rate_pct, execution.available_rate_pct, execution.completion_rate_pct)
            as execution_pct,
        coalesce(execution.actual_yuan, execution.adjusted_budget_yuan, execution.budget_yuan) as spent_yuan,
        reviewed.last_reviewed_year
    from peers
    left join inflation on peers.report_id = inflation.report_id
    left join execution on peers.report_id = execution.report_id
    left join three_public on peers.report_id = three_public.report_id
    inner join counted on peers.report_id = counted.report_id
    inner join flagged on peers.report_id = flagged.report_id
    inner join repeated on peers.report_id = repeated.report_id
    inner join running on peers.report_id = running.report_id
    left join reviewed on peers.report_id = reviewed.report_id
    left join core.review_outcomes as before
        on peers.department_id = before.department_id and reviewed.last_reviewed_year = before.fiscal_year
)

select * from priority_signals
