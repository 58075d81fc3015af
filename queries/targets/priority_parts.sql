-- What speaks for visiting a department, part by part: how much there is, and what share of the weight that takes.
-- One row per report_id, part.
-- share grows evenly up to 1 at full_amount; null where the report does not tell.
-- 中文：选点依据。自评虚高、疑点、异常值等九项各有多少，占满权重的几成；报告没有写明的不算，也不当作零。
with
thresholds as (
    select * from staging.thresholds
    where owner = 'priorities'
),

points as (
    select
        max(value) filter (where threshold = 'priorities.high_finding') as high,
        max(value) filter (where threshold = 'priorities.medium_finding') as medium,
        max(value) filter (where threshold = 'priorities.low_finding') as low,
        max(value) filter (where threshold = 'priorities.least_money') as least_money,
        max(value) filter (where threshold = 'priorities.years_since_review_full') as most_years
    from thresholds
),

weights as (
    select
        weights.label,
        weights.value as weight,
        fulls.value as full_amount,
        fulls.unit,
        replace(replace(weights.threshold, 'priorities.', ''), '_weight', '') as part
    from thresholds as weights
    inner join thresholds as fulls on weights.threshold = replace(fulls.threshold, '_full', '_weight')
    where fulls.threshold like '%_full'
),

signals as (select * from targets.priority_signals),

amounts as (
    select
        signals.report_id,
        weights.part,
        weights.label,
        weights.weight,
        weights.full_amount,
        weights.unit,
        -- greatest passes over nulls: of what is contradicted and what a review took off, whichever is known.
        cast(case weights.part
            when 'inflation_gap' then greatest(signals.contradicted_points, signals.lost_before_points)
            when 'unsupported_points' then coalesce(signals.unsupported_points, signals.self_score)
            when 'findings'
                then
                    signals.high_findings * points.high + signals.medium_findings * points.medium
                    + signals.low_findings * points.low
            when 'outliers' then signals.outliers
            when 'persistence'
                then signals.repeated_checks + signals.repeated_indicators + signals.earlier_findings
            when 'three_public_growth' then signals.three_public_change_pct
            when 'execution_shortfall' then 100 - signals.execution_pct
            when 'money_at_stake'
                then case when signals.spent_yuan > 0 then log10(signals.spent_yuan / points.least_money) end
            when 'years_since_review' then coalesce(signals.fiscal_year - signals.last_reviewed_year, points.most_years)
        end as double) as amount
    from signals
    cross join weights
    cross join points
),

shares as (
    select
        *,
        case when amount >= full_amount then 1.0 when amount > 0 then amount / full_amount when amount <= 0 then 0.0 end
            as share
    from amounts
),

priority_parts as (
    select
        *,
        weight * share as contribution
    from shares
)

select * from priority_parts
