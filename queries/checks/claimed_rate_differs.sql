-- A claimed rate fits none of the known formulas on the report's own figures, nor the arithmetic printed beside it.
-- One row per report_id, subject.
-- Severity follows the distance to the nearest formula.
-- 中文：自报比率对不上。自报的比率与各种已知算法都不符，与旁边所列算式也不符。
with
limits as (
    select
        max(value) filter (where threshold = 'claimed_rate_differs.high_points') as high_points,
        max(value) filter (where threshold = 'claimed_rate_differs.medium_points') as medium_points
    from staging.thresholds
),

recomputations as (select * from core.recomputations),

nearest as (
    select
        report_id,
        fact_id,
        fiscal_year,
        rate,
        variant,
        fits,
        gap_points,
        title || ' ' || claimed_printed as claim,
        arithmetic,
        description,
        cast(cast(computed_pct as decimal(28, 2)) as varchar) || '%' as computed,
        fact_ids
    from recomputations
    qualify
        row_number() over (
            partition by report_id, fact_id
            order by
                gap_points,
                case variant when 'common' then 1 when 'as_printed' then 3 else 2 end,
                variant
        ) = 1
),

-- A rate claimed twice with two values is one subject; the claim that is farthest off speaks for it.
claims as (
    select
        report_id,
        fact_id,
        rate || '/' || coalesce(cast(fiscal_year as varchar), '') as subject,
        variant,
        fits,
        gap_points,
        claim,
        arithmetic,
        description,
        computed,
        fact_ids
    from nearest
    qualify row_number() over (partition by report_id, fiscal_year, rate order by -gap_points, fact_id) = 1
),

findings as (
    select
        claims.report_id,
        claims.subject,
        case when claims.fits then 'pass' else 'hit' end as outcome,
        case
            when claims.gap_points >= limits.high_points then 'high'
            when claims.gap_points >= limits.medium_points then 'medium'
            else 'low'
        end as severity,
        case
            when not claims.fits and claims.variant = 'as_printed'
                then claims.claim || ' 与所列算式不符：' || claims.arithmetic || ' 应为 ' || claims.computed
            when not claims.fits
                then
                    claims.claim || ' 与各种算法都不符，最接近的是 ' || claims.arithmetic || ' = ' || claims.computed
                    || '，即' || claims.description
            when claims.variant = 'as_printed'
                then claims.claim || ' 与所列算式相符：' || claims.arithmetic
            else claims.claim || ' = ' || claims.arithmetic || '，即' || claims.description
        end as detail,
        claims.fact_ids
    from claims cross join limits
)

select * from findings
