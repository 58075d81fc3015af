-- The figures of the reports in base units: 元, %, persons, points; half_unit is half of the last printed digit.
-- One row per report_id, fact_id.
-- A whole number of persons and a bare 0 of money are exact (half_unit 0); a number whose unit is unknown has no value.
-- 中文：报告写明的数。逐条照录，金额换算成元，比率换算成百分数；人改过的按更正后的算。
with
facts as (select * from staging.settled_facts),

measures as (select * from staging.measures),

units as (select * from raw.units),

stages as (select * from staging.stages),

breakdowns as (select * from staging.breakdowns),

places as (
    select
        report_id,
        fact_id,
        count(*) as places
    from staging.places
    group by report_id, fact_id
),

current_facts as (
    select
        facts.*,
        measures.kind,
        measures.base_unit,
        case
            when facts.value = 0 then coalesce(units.factor, 1)
            when facts.unit = '' and measures.kind = 'amount' then null
            else units.factor
        end as factor,
        coalesce(measures.label, facts.measure)
        || case when facts.breakdown = '' then '' else '（' || coalesce(breakdowns.label, facts.breakdown) || '）' end
            as label,
        case when facts.stage = 'actual' and measures.kind <> 'amount' then '' else coalesce(stages.label, '') end
            as stage_label,
        places.places
    from facts
    left join measures on facts.measure = measures.measure
    left join units on facts.unit = units.unit
    left join stages on facts.stage = stages.stage
    left join breakdowns on facts.breakdown = breakdowns.breakdown
    left join places on facts.report_id = places.report_id and facts.fact_id = places.fact_id
),

in_base_units as (
    select
        report_id,
        fact_id,
        fiscal_year,
        measure,
        kind,
        breakdown,
        stage,
        disclosure,
        try_cast(try_cast(value as decimal(24, 8)) * try_cast(factor as decimal(14, 4)) as decimal(28, 8)) as value,
        case
            when value is null or factor is null then null
            when decimals is null then 0
            when kind = 'count' and decimals = 0 and factor = 1 then 0
            when kind = 'amount' and decimals = 0 and value = 0 then 0
            else cast(0.5 * factor / power(10, decimals) as decimal(28, 8))
        end as half_unit,
        base_unit,
        factor,
        value_text,
        unit,
        value_text || unit as printed,
        label,
        coalesce(fiscal_year || '年', '') || label || stage_label as title,
        reported_by,
        formula,
        formula_low,
        formula_high,
        places,
        confidence,
        case confidence
            when 'certain' then '明确'
            when 'inferred' then '推定'
            when 'doubtful' then '存疑'
            when 'confirmed' then '已确认'
            when 'corrected' then '已更正'
            else '未评定'
        end as confidence_name,
        doubt,
        awaits_confirmation,
        recognition,
        printed_before
    from current_facts
)

select * from in_base_units
