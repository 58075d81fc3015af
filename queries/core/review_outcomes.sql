-- What came of each review: how many of its own points a department lost, and whether that overturns its score.
-- One row per department_id, fiscal_year.
-- Where only indicators were reviewed, losing enough on these overturns the score, and losing less leaves it undecided.
-- 中文：复核结论。自评得分与复核得分之差，以及自评是否被推翻；只复核部分指标而差额不够的，不作结论。
with
limits as (
    select max(value) filter (where threshold = 'review_outcomes.overturned_points') as overturned_points
    from staging.thresholds
),

reviews as (select * from core.reviewed_scores),

roster as (select * from staging.roster),

totals as (
    select
        department_id,
        fiscal_year,
        max(self_points) filter (where indicator = '') as self_points,
        max(review_points) filter (where indicator = '') as review_points,
        sum(self_points - review_points) filter (where indicator <> '') as lost_on_indicators,
        count(*) filter (where indicator <> '') as indicators,
        max(arm) as arm,
        max(reviewer) as reviewer,
        max(reviewed_on) as reviewed_on
    from reviews
    group by department_id, fiscal_year
),

outcomes as (
    select
        *,
        coalesce(self_points - review_points, lost_on_indicators) as lost_points,
        self_points is not null and review_points is not null as is_whole
    from totals
),

review_outcomes as (
    select
        outcomes.department_id,
        roster.department,
        roster.jurisdiction,
        outcomes.fiscal_year,
        outcomes.arm,
        outcomes.reviewer,
        outcomes.reviewed_on,
        outcomes.indicators,
        outcomes.is_whole,
        outcomes.lost_points,
        case
            when outcomes.lost_points >= limits.overturned_points then true
            when outcomes.is_whole then false
        end as is_overturned
    from outcomes
    left join roster on outcomes.department_id = roster.department_id
    cross join limits
)

select * from review_outcomes
