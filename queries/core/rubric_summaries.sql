-- The scoring rules of each place in a few words: where and when they hold, how they grade, where they come from.
-- One row per rubric.
-- points is null unless those of every indicator are known: a part of them is no total.
-- 中文：评分规则一览。各地评分规则适用的地区和年度、等级分数线、指标个数、分值合计和出处。
with
rubrics as (
    select
        rubric,
        min(name) as name,
        string_agg(place, '、' order by place) as places,
        min(first_year) as first_year,
        max(last_year) as last_year,
        min(source) as source
    from staging.rubrics
    group by rubric
),

bands as (
    select
        rubric,
        string_agg(
            grade || ' ' || regexp_replace(cast(least as varchar), '\.?0+$', '') || ' 分起', '，' order by least desc
        ) as bands_text
    from staging.rubric_bands
    group by rubric
),

items as (
    select
        rubric,
        count(*) as indicators,
        case when count(points) = count(*) then sum(points) end as points
    from core.rubric_items
    group by rubric
),

rubric_summaries as (
    select
        rubrics.rubric,
        rubrics.name,
        rubrics.places,
        case
            when rubrics.first_year is null and rubrics.last_year is null then '各年度'
            when rubrics.first_year = rubrics.last_year then rubrics.first_year || '年度'
            else
                coalesce(cast(rubrics.first_year as varchar), '') || '—'
                || coalesce(cast(rubrics.last_year as varchar), '') || '年度'
        end as years_text,
        bands.bands_text,
        items.indicators,
        items.points,
        rubrics.source
    from rubrics
    left join bands on rubrics.rubric = bands.rubric
    left join items on rubrics.rubric = items.rubric
)

select * from rubric_summaries
