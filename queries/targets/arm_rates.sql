-- How often reviews overturned a self-evaluation, by the arm of the draw that the department came from.
-- One row per jurisdiction, arm.
-- Who is in the arms risk and random counts in both; expected_pct is the random arm's rate, null under 20 reviews.
-- 中文：各组命中率。必查、风险、随机三组各有多少自评被复核推翻，附 95% 区间；总体只由随机组推算。
with
limits as (
    select max(value) filter (where threshold = 'arm_rates.least_reviews') as least_reviews
    from staging.thresholds
),

outcomes as (
    select * from core.review_outcomes
    where is_overturned is not null and jurisdiction is not null
),

arms as (
    select
        *,
        arm as counted_in
    from outcomes
    where arm in ('certainty', 'risk', 'random')

    union all

    select
        *,
        'risk' as counted_in
    from outcomes
    where arm = 'both'

    union all

    select
        *,
        'random' as counted_in
    from outcomes
    where arm = 'both'
),

counts as (
    select
        jurisdiction,
        counted_in as arm,
        count(*) as reviewed,
        count(*) filter (where is_overturned) as overturned,
        avg(cast(lost_points as double)) as mean_lost_points
    from arms
    group by jurisdiction, counted_in
),

-- E. B. Wilson 1927, with the 97.5 % point of the normal distribution.
shares as (
    select
        *,
        cast(overturned as double) / nullif(reviewed, 0) as share,
        1.959963984540054 as z
    from counts
),

intervals as (
    select
        *,
        (share + z * z / (2 * reviewed)) / (1 + z * z / reviewed) as middle,
        z * sqrt(share * (1 - share) / reviewed + z * z / (4 * reviewed * reviewed)) / (1 + z * z / reviewed) as half
    from shares
),

bases as (
    select
        jurisdiction,
        reviewed as random_reviewed,
        overturned as random_overturned
    from intervals
    where arm = 'random'
),

arm_rates as (
    select
        intervals.jurisdiction,
        intervals.arm,
        case intervals.arm when 'certainty' then '必查' when 'risk' then '风险' else '随机' end as arm_name,
        intervals.reviewed,
        intervals.overturned,
        100 * intervals.share as rate_pct,
        100 * greatest(0, intervals.middle - intervals.half) as low_pct,
        100 * least(1, intervals.middle + intervals.half) as high_pct,
        intervals.mean_lost_points,
        bases.random_reviewed,
        intervals.share / nullif(cast(bases.random_overturned as double) / bases.random_reviewed, 0) as lift,
        case
            when bases.random_reviewed >= limits.least_reviews
                then 100 * cast(bases.random_overturned as double) / bases.random_reviewed
        end as expected_pct
    from intervals
    left join bases on intervals.jurisdiction = bases.jurisdiction
    cross join limits
)

select * from arm_rates
