-- The points that a grade stands for in each report: by the bands that it states itself, else by its region's.
-- One row per report_id, grade.
-- source is report or region, rubric the region's rules; a grade reaches from least up to, but without, below,
-- which is never above where the next better grade begins: points have one grade.
-- 中文：等级与分数线。报告自己写明的优先，否则用本地区当年的分数线。
with
stated as (
    select
        report_id,
        grade,
        min(least) as least,
        max(below) as below,
        list_sort(list('band/' || band)) as fact_ids
    from staging.grade_bands
    group by report_id, grade
),

bands as (
    select
        report_id,
        grade,
        least,
        below,
        'report' as source,
        cast(null as varchar) as rubric,
        fact_ids
    from stated

    union all

    select
        rubrics.report_id,
        bands.grade,
        bands.least,
        cast(null as decimal(10, 4)) as below,
        'region' as source,
        rubrics.name as rubric,
        cast([] as varchar[]) as fact_ids
    from core.report_rubrics as rubrics
    inner join staging.rubric_bands as bands on rubrics.rubric = bands.rubric
    where rubrics.report_id not in (select stated.report_id from stated)
),

grade_bands as (
    select
        report_id,
        grade,
        least,
        least(below, lag(least) over (partition by report_id order by least desc nulls last)) as below,
        source,
        rubric,
        fact_ids
    from bands
)

select * from grade_bands
