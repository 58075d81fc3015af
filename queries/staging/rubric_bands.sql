-- The grades of each rubric with the points from which they are given.
-- One row per rubric, grade.
-- 中文：等级分数线。各地评分规则里每个等级从多少分起。
with
rubrics as (
    select distinct
        rubric,
        origin
    from staging.rubrics
),

rubric_bands as (
    select
        bands.rubric,
        bands.grade,
        bands.least
    from raw.rubric_bands as bands
    inner join rubrics on bands.rubric = rubrics.rubric and bands.origin = rubrics.origin
)

select * from rubric_bands
