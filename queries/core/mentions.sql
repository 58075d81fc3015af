-- The facts with what they are good for: whether one is a value that counts, and whether it is all that is said.
-- One row per report_id, fact_id.
-- 中文：写到的数。每条事实是不是有效的数，是不是报告里唯一的一处。
with
facts as (select * from staging.facts),

repetitions as (
    select
        report_id,
        fiscal_year,
        measure,
        breakdown,
        stage
    from facts
    group by report_id, fiscal_year, measure, breakdown, stage
    having count(*) > 1
),

mentions as (
    select
        facts.report_id,
        facts.fact_id,
        facts.fiscal_year,
        facts.measure,
        facts.kind,
        facts.breakdown,
        facts.stage,
        facts.disclosure,
        facts.value,
        facts.half_unit,
        facts.base_unit,
        facts.factor,
        facts.value_text,
        facts.unit,
        facts.printed,
        facts.label,
        facts.title,
        facts.reported_by,
        facts.formula,
        facts.formula_low,
        facts.formula_high,
        facts.places,
        facts.confidence,
        facts.confidence_name,
        facts.doubt,
        facts.awaits_confirmation,
        facts.recognition,
        facts.printed_before,
        facts.disclosure = 'stated'
        and not facts.awaits_confirmation
        and (facts.value is not null or (facts.kind = 'grade' and facts.value_text is not null)) as is_value,
        repetitions.report_id is null as is_only
    from facts
    left join repetitions
        on
            facts.report_id = repetitions.report_id
            and facts.fiscal_year is not distinct from repetitions.fiscal_year
            and facts.measure = repetitions.measure
            and facts.breakdown = repetitions.breakdown
            and facts.stage = repetitions.stage
)

select * from mentions
