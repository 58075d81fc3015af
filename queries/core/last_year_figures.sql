-- The figures of the year before: as this report states them, or else as the department's report on that year does.
-- One row per report_id, measure, stage.
-- source says which (this_report or last_report), its fact_ids are those of source_report_id; conflicting has no value.
-- 中文：上年数。上一年度的数：本报告写明的优先，否则取上年报告。
with
predecessors as (select * from core.predecessors),

figures as (select * from core.figures),

own_year_figures as (select * from core.own_year_figures),

stated as (
    select
        figures.report_id,
        figures.measure,
        figures.stage,
        figures.value,
        figures.state,
        'this_report' as source,
        figures.report_id as source_report_id,
        figures.fact_ids,
        0 as preference
    from figures
    where
        figures.fiscal_year = figures.report_year - 1
        and figures.breakdown = ''
        and figures.state in ('stated', 'conflicting')

    union all

    select
        predecessors.report_id,
        earlier.measure,
        earlier.stage,
        earlier.value,
        earlier.state,
        'last_report' as source,
        predecessors.earlier_report_id as source_report_id,
        earlier.fact_ids,
        predecessors.preference
    from predecessors
    inner join own_year_figures as earlier on predecessors.earlier_report_id = earlier.report_id
    where earlier.state in ('stated', 'conflicting')
),

last_year_figures as (
    select
        report_id,
        measure,
        stage,
        value,
        state,
        source,
        source_report_id,
        fact_ids
    from stated
    qualify row_number() over (partition by report_id, measure, stage order by preference) = 1
)

select * from last_year_figures
