-- The figures of a whole department in the year that its report is about: what benchmarks compare.
-- One row per report_id, measure, stage.
-- 中文：当年全部门的数。报告所评年度、整个部门的数，供对标使用。
with
figures as (select * from core.figures),

own_year_figures as (
    select
        figures.report_id,
        figures.measure,
        figures.stage,
        figures.value,
        figures.state,
        figures.candidates,
        figures.reported_by,
        figures.fact_ids
    from figures
    where figures.fiscal_year = figures.report_year and figures.breakdown = ''
)

select * from own_year_figures
