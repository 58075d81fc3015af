-- What departments claim of their spending against the budget beside what their own figures give.
-- One row per report_id, rate.
-- Only what is claimed of the report's own year; distance_points is without its sign.
-- 中文：自报执行率与重算。部门自报的执行率、完成率，与用报告自己的数按写法相符的算法重算的结果并列。
with
peers as (select * from core.peers),

claims as (
    select * from core.claims
    where
        claimed_text is not null
        and rate in ('budget_execution_rate', 'budget_completion_rate', 'expenditure_completion_rate')
),

execution_claims as (
    select
        peers.report_id,
        claims.rate,
        peers.department,
        peers.jurisdiction,
        peers.fiscal_year,
        claims.label,
        claims.claimed_text,
        cast(claims.claimed_pct as double) as claimed_pct,
        cast(claims.computed_pct as double) as computed_pct,
        cast(claims.difference_points as decimal(28, 2)) as difference_points,
        abs(cast(claims.difference_points as decimal(28, 2))) as distance_points,
        claims.description,
        claims.arithmetic,
        claims.verdict,
        claims.fact_ids
    from peers
    inner join claims on peers.report_id = claims.report_id and peers.fiscal_year = claims.fiscal_year
)

select * from execution_claims
