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
        facts.*,
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
