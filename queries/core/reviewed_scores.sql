-- What reviews gave beside what the departments gave themselves.
-- One row per department_id, fiscal_year, indicator.
-- A total without the department's own points is held against the score that its report states.
-- 中文：复核与自评。复核时没有写自评总分的，取报告里的自评得分。
with
scores as (
    select
        peers.department_id,
        peers.fiscal_year,
        figures.value as self_score
    from core.peers as peers
    inner join core.own_year_figures as figures on peers.report_id = figures.report_id
    where peers.preference = 1 and figures.measure = 'self_score'
),

reviewed_scores as (
    select
        reviews.department_id,
        reviews.fiscal_year,
        reviews.indicator,
        case
            when reviews.indicator = '' then coalesce(reviews.self_points, scores.self_score) else reviews.self_points
        end as self_points,
        reviews.review_points,
        reviews.reviewed_on,
        reviews.arm,
        reviews.reviewer
    from staging.reviews as reviews
    left join scores
        on reviews.department_id = scores.department_id and reviews.fiscal_year = scores.fiscal_year
)

select * from reviewed_scores
