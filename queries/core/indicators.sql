-- What departments are compared by, worked out from each report's own figures, never from rates that it claims.
-- One row per report_id, indicator.
-- numerator and denominator are exact; value is for statistics and null unless state is stated; no row: nothing is said.
-- 中文：对标指标值。每份报告的比率、占比、人均、金额和年度变动，一律用报告写明的数重算；算不出的写明原因。
with
reports as (select * from staging.reports),

figures as (
    select figures.*
    from core.figures as figures
    inner join reports on figures.report_id = reports.report_id and figures.fiscal_year = reports.fiscal_year
),

last_year_figures as (
    select
        figures.*,
        figures.source = 'last_report' as is_of_last_report,
        breaks.department_id is not null as is_broken
    from core.last_year_figures as figures
    inner join reports on figures.report_id = reports.report_id
    left join core.series_breaks as breaks
        on reports.department_id = breaks.department_id and reports.fiscal_year = breaks.fiscal_year
),

-- What is said of a measure without a stage, such as that it is reported elsewhere, is said of all its stages.
said as (
    select report_id, measure, breakdown, stage, 0 as year_offset, value, state, fact_ids, null as earlier_report_id
    from figures

    union all

    select figures.report_id, figures.measure, figures.breakdown, stages.stage, 0, null, state, fact_ids, null
    from figures cross join staging.stages as stages
    where figures.stage = '' and figures.candidates is null

    union all

    select
        report_id,
        measure,
        '',
        stage,
        -1,
        value,
        case when is_of_last_report and is_broken then 'broken' else 'stated' end,
        fact_ids,
        case when is_of_last_report then source_report_id end
    from last_year_figures
),

worked_out as (
    select
        said.report_id,
        operands.indicator,
        count(*) filter (where said.state = 'stated') = max(operands.operand_count) as is_complete,
        max(operands.has_denominator) = 1 as has_denominator,
        sum(operands.numerator * said.value) as numerator,
        sum(operands.denominator * said.value) as denominator,
        min(case said.state
            when 'reported_elsewhere' then 1 when 'conflicting' then 2 when 'unconfirmed' then 3
            when 'unknown_unit' then 4 when 'not_applicable' then 5 when 'blank' then 6 when 'broken' then 7
        end) as silence,
        list_sort(list_distinct(flatten(list(said.fact_ids) filter (where said.earlier_report_id is null)))) as fact_ids,
        max(said.earlier_report_id) as earlier_report_id,
        flatten(list(said.fact_ids) filter (where said.earlier_report_id is not null)) as earlier_fact_ids
    from said
    inner join staging.indicator_operands as operands
        on
            said.measure = operands.measure
            and said.breakdown = operands.breakdown
            and said.stage = operands.stage
            and said.year_offset = operands.year_offset
    group by said.report_id, operands.indicator
),

judged as (
    select
        *,
        case
            when is_complete and has_denominator and denominator = 0 then 'zero_base'
            when is_complete then 'stated'
            when silence is null then 'missing'
            else
                ['reported_elsewhere', 'conflicting', 'unconfirmed', 'unknown_unit', 'not_applicable', 'blank', 'broken']
                [silence]
        end as state
    from worked_out
),

indicators as (
    select
        judged.report_id,
        judged.indicator,
        known.kind,
        known.base_unit,
        known.worse,
        known.benchmark,
        case when judged.state = 'stated' then
            case known.base_unit when '%' then 100 else 1 end * cast(judged.numerator as double)
            / case when judged.has_denominator then cast(nullif(judged.denominator, 0) as double) else 1 end
        end as value,
        case when judged.is_complete then cast(judged.numerator as decimal(28, 8)) end as numerator,
        case when judged.is_complete and judged.has_denominator then cast(judged.denominator as decimal(28, 8)) end
            as denominator,
        judged.state,
        coalesce(judged.fact_ids, []) as fact_ids,
        judged.earlier_report_id,
        coalesce(judged.earlier_fact_ids, []) as earlier_fact_ids
    from judged
    inner join staging.indicators as known on judged.indicator = known.indicator
)

select * from indicators
