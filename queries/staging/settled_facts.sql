-- The figures of the current versions as people settled them: corrected ones as corrected, withdrawn ones not at all.
-- One row per report_id, fact_id.
-- What was recognised in a picture awaits confirmation until a person confirmed or corrected it.
-- 中文：核定的数。照报告读到的数，加上人的更正和确认。
with
facts as (select * from raw.facts),

reports as (select * from staging.reports),

corrections as (select * from staging.fact_corrections),

settled_facts as (
    select
        facts.report_id,
        facts.fact_id,
        case
            when corrections.fiscal_year is not null then corrections.fiscal_year
            -- A person settled the report's year, and the report had none to give to its figures.
            when facts.fiscal_year is null and reports.stated_year is null then reports.fiscal_year
            else facts.fiscal_year
        end as fiscal_year,
        coalesce(corrections.measure, facts.measure) as measure,
        coalesce(corrections.breakdown, facts.breakdown) as breakdown,
        coalesce(corrections.stage, facts.stage) as stage,
        case
            when corrections.value_text is null then facts.value
            else try_cast(corrections.value_text as decimal(28, 8))
        end as value,
        case
            when corrections.value_text is null then facts.decimals
            else length(regexp_extract(corrections.value_text, '\.([0-9]+)$', 1))
        end as decimals,
        coalesce(corrections.value_text, facts.value_text) as value_text,
        coalesce(corrections.unit, facts.unit) as unit,
        case when corrections.value_text is null then facts.disclosure else 'stated' end as disclosure,
        facts.reported_by,
        facts.formula,
        facts.formula_low,
        facts.formula_high,
        case
            when corrections.is_only_confirmed then 'confirmed'
            when corrections.fact_id is not null then 'corrected'
            else coalesce(facts.confidence, '')
        end as confidence,
        case
            when corrections.fact_id is null then coalesce(facts.doubt, '')
            else corrections.author || '：' || corrections.reason
        end as doubt,
        facts.recognition,
        facts.recognition is not null and corrections.fact_id is null as awaits_confirmation,
        case
            when corrections.fact_id is not null and not corrections.is_only_confirmed
                then facts.value_text || facts.unit
        end as printed_before
    from facts
    inner join reports on facts.report_id = reports.report_id and facts.version = reports.version
    left join corrections on facts.report_id = corrections.report_id and facts.fact_id = corrections.fact_id
    where corrections.is_withdrawn is distinct from true
)

select * from settled_facts
