-- What a report states for the operands of the rates that it claims, by every known formula.
-- One row per report_id, fact_id, variant, position, printed.
-- Of one operand there are up to 4 conflicting values; where there are more, none.
-- 中文：算式的取值。每个自报比率的各种算法里，报告写明了哪些成分的数。
with
claims as (
    select * from core.mentions
    where kind = 'rate' and stage = 'claimed' and breakdown = '' and value is not null
),

operands as (select * from core.operands),

candidates as (
    select * from core.candidates
    where candidate_count <= 4
),

operand_values as (
    select
        claims.report_id,
        claims.fact_id,
        operands.variant,
        operands.position,
        operands.numerator,
        operands.denominator,
        candidates.value,
        candidates.half_unit,
        candidates.printed,
        candidates.fact_ids
    from claims
    inner join operands on claims.measure = operands.rate
    inner join candidates
        on
            claims.report_id = candidates.report_id
            and claims.fiscal_year + operands.year_offset = candidates.fiscal_year
            and operands.measure = candidates.measure
            and operands.breakdown = candidates.breakdown
            and operands.stage = candidates.stage
)

select * from operand_values
