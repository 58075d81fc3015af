-- What the bureau's reviews gave, the last one of each department, year and indicator.
-- One row per department_id, fiscal_year, indicator.
-- indicator is '' for the whole score; arm says why it was reviewed: certainty, risk, random, both (of the last two).
-- 中文：复核得分。财政部门复核后的得分，同一部门、年度、指标以最后一次为准。
with
latest as (
    select * from raw.reviews
    qualify row_number() over (partition by department_id, fiscal_year, indicator order by review desc) = 1
),

reviews as (
    select
        department_id,
        fiscal_year,
        indicator,
        review,
        self_points,
        review_points,
        reviewed_on,
        nullif(arm, '') as arm,
        nullif(reviewer, '') as reviewer,
        taken_in_at
    from latest
)

select * from reviews
