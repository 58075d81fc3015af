-- The rates that a report claims, each value once, and whether its own figures bear them out by some known formula.
-- One row per report_id, fiscal_year, rate, printed.
-- standing: supported, contradicted, or unsupported where no formula can be worked out.
-- 中文：自报比率。报告自报的各种比率，每个值列一次，并注明按报告自己的数算不算得出来。
with
candidates as (
    select * from core.candidates
    where kind = 'rate' and stage = 'claimed' and breakdown = ''
),

recomputations as (select * from core.recomputations),

operands as (select * from core.operands),

formulas as (
    select distinct rate from operands
),

claimed_rates as (
    select
        candidates.report_id,
        candidates.fiscal_year,
        candidates.measure as rate,
        candidates.label,
        candidates.title || ' ' || candidates.printed as claim,
        candidates.printed,
        candidates.value,
        candidates.half_unit,
        candidates.candidate_count,
        candidates.fact_ids,
        candidates.places,
        max(formulas.rate) is not null as has_formula,
        case
            when bool_or(recomputations.fits) then 'supported'
            when count(recomputations.fits) > 0 then 'contradicted'
            else 'unsupported'
        end as standing
    from candidates
    left join formulas on candidates.measure = formulas.rate
    left join recomputations
        on
            candidates.report_id = recomputations.report_id
            and candidates.measure = recomputations.rate
            and list_contains(candidates.fact_ids, recomputations.fact_id)
    group by
        candidates.report_id, candidates.fiscal_year, candidates.measure, candidates.label, candidates.title,
        candidates.printed, candidates.value, candidates.half_unit, candidates.candidate_count, candidates.fact_ids,
        candidates.places
)

select * from claimed_rates
