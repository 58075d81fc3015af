-- What departments are compared by, worked out from each report's own figures, never from rates that it claims.
-- One row per report_id, indicator.
-- numerator and denominator are exact, value is for statistics; state says why there is none; no row: nothing is said.
-- 中文：对标指标值。每份报告的比率、占比、人均、金额和年度变动，一律用报告写明的数重算；算不出的写明原因。
with
reports as (select * from staging.reports),

breaks as (select * from core.series_breaks),

operands as (select * from staging.indicator_operands),

known as (select * from staging.indicators),

own_year_figures as (
    select * from core.figures
    where fiscal_year = report_year
),

said as (
    select
        report_id,
        measure,
        breakdown,
        stage,
        0 as year_offset,
        value,
        state,
        fact_ids,
        cast(null as varchar) as earlier_report_id
    from own_year_figures

    union all

    -- What is said of a measure without a stage, such as that it is reported elsewhere, is said of all its stages.
    select
        figures.report_id,
        figures.measure,
        figures.breakdown,
        stages.stage,
        0 as year_offset,
        null as value,
        figures.state,
        figures.fact_ids,
        null as earlier_report_id
    from own_year_figures as figures cross join staging.stages as stages
    where figures.stage = '' and figures.candidates is null

    union all

    select
        past.report_id,
        past.measure,
        '' as breakdown,
        past.stage,
        -1 as year_offset,
        past.value,
        case when past.source = 'last_report' and breaks.note is not null then 'broken' else past.state end as state,
        past.fact_ids,
        nullif(past.source_report_id, past.report_id) as earlier_report_id
    from core.last_year_figures as past
    inner join reports on past.report_id = reports.report_id
    left join breaks on reports.department_id = breaks.department_id and reports.fiscal_year = breaks.fiscal_year
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
            when 'reported_elsewhere' then '1 reported_elsewhere'
            when 'conflicting' then '2 conflicting'
            when 'stated' then null
            else '3 ' || said.state
        end) as silence,
        flatten(list(said.fact_ids) filter (where said.earlier_report_id is null)) as fact_ids,
        max(said.earlier_report_id) as earlier_report_id,
        flatten(list(said.fact_ids) filter (where said.earlier_report_id is not null)) as earlier_fact_ids
    from said
    inner join operands
        on
            said.measure = operands.measure
            and said.breakdown = operands.breakdown
            and said.stage = operands.stage
            and said.year_offset = operands.year_offset
    group by said.report_id, operands.indicator
),

indicators as (
    select
        worked_out.report_id,
        worked_out.indicator,
        known.kind,
        known.base_unit,
        known.worse,
        known.benchmark,
        -- Cents are whole numbers, which a double holds exactly: one rounding, and equal rates are equal values.
        case
            when worked_out.is_complete then
                case known.base_unit when '%' then 100 else 1 end * cast(100 * worked_out.numerator as double)
                / if(worked_out.has_denominator, nullif(cast(100 * worked_out.denominator as double), 0), 100)
        end as value,
        case when worked_out.is_complete then cast(worked_out.numerator as decimal(28, 8)) end as numerator,
        case
            when worked_out.is_complete and worked_out.has_denominator
                then cast(worked_out.denominator as decimal(28, 8))
        end as denominator,
        case
            when worked_out.is_complete and worked_out.has_denominator and worked_out.denominator = 0 then 'zero_base'
            when worked_out.is_complete then 'stated'
            else coalesce(substr(worked_out.silence, 3), 'missing')
        end as state,
        list_sort(list_distinct(coalesce(worked_out.fact_ids, []))) as fact_ids,
        worked_out.earlier_report_id,
        list_sort(list_distinct(coalesce(worked_out.earlier_fact_ids, []))) as earlier_fact_ids
    from worked_out
    inner join known on worked_out.indicator = known.indicator
)

select * from indicators
