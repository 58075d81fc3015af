-- The scoring rules that there are, each with a place in which it holds; a bureau's own takes that of ours of its name.
-- One row per rubric, place.
-- A place is a code, a name, or 全国; years without a bound are null.
-- 中文：评分规则。各地、各年度的评分规则和等级分档适用于何处，出自何处。
with
known as (
    select * from raw.rubrics
    qualify row_number() over (partition by rubric order by case origin when '' then 2 else 1 end) = 1
),

rubrics as (
    select
        rubric,
        origin,
        name,
        unnest(jurisdictions) as place,
        first_year,
        last_year,
        source
    from known
)

select * from rubrics
