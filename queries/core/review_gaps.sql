-- How much more than its review a department gave itself, for every whole score that was reviewed.
-- One row per department_id, fiscal_year.
-- counts is false for reviews that were not drawn at random where enough were: those alone stand for all.
-- 中文：自评与复核之差。复核过的总分，自评比复核高多少分。
with
limits as (
    select max(value) filter (where threshold = 'review_gaps.least_random') as least_random
    from staging.thresholds
),

peers as (
    select * from core.peers
    where preference = 1
),

reviews as (
    select * from core.reviewed_scores
    where indicator = '' and self_points is not null
),

gaps as (
    select
        peers.jurisdiction,
        reviews.department_id,
        reviews.fiscal_year,
        reviews.arm,
        cast(reviews.self_points - reviews.review_points as double) as gap_points,
        count(*) filter (where reviews.arm = 'random') over (partition by peers.jurisdiction) as random_reviews
    from reviews
    inner join peers on reviews.department_id = peers.department_id and reviews.fiscal_year = peers.fiscal_year
),

review_gaps as (
    select
        gaps.*,
        gaps.random_reviews < limits.least_random or coalesce(gaps.arm, '') = 'random' as counts,
        case when gaps.random_reviews < limits.least_random then 'all' else 'random' end as calibrated_on
    from gaps cross join limits
)

select * from review_gaps
