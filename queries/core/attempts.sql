-- Every claimed rate worked out by every known formula whose operands the report states; bounds follow from half units.
-- One row per report_id, fact_id, variant, numerator_text, denominator_text.
-- Of up to 4 conflicting values every combination is tried; an operand on both sides of the fraction has one value.
-- 中文：逐式重算。每个自报比率按每一种已知算法各算一遍，并给出误差范围。
with recursive
claims as (
    select * from core.mentions
    where kind = 'rate' and stage = 'claimed' and breakdown = '' and value is not null
),

operands as (select * from core.operands),

operand_values as (select * from core.operand_values),

attempts as (
    select
        claims.report_id,
        claims.fact_id,
        operands.variant,
        operands.operand_count,
        cast(0 as bigint) as position,
        cast(0 as decimal(28, 8)) as numerator,
        cast(0 as decimal(28, 8)) as numerator_half,
        cast(0 as decimal(28, 8)) as denominator,
        cast(0 as decimal(28, 8)) as denominator_half,
        '' as numerator_text,
        '' as denominator_text,
        list_value(claims.fact_id) as fact_ids
    from claims
    inner join operands on claims.measure = operands.rate and operands.position = 1

    union all

    select
        attempts.report_id,
        attempts.fact_id,
        attempts.variant,
        attempts.operand_count,
        operands.position,
        cast(attempts.numerator + operands.numerator * operands.value as decimal(28, 8)) as numerator,
        cast(attempts.numerator_half + abs(operands.numerator) * operands.half_unit as decimal(28, 8))
            as numerator_half,
        cast(attempts.denominator + operands.denominator * operands.value as decimal(28, 8)) as denominator,
        cast(attempts.denominator_half + abs(operands.denominator) * operands.half_unit as decimal(28, 8))
            as denominator_half,
        attempts.numerator_text || case
            when operands.numerator = 0 then ''
            when operands.numerator < 0 then ' − ' || operands.printed
            when attempts.numerator_text = '' then operands.printed
            else ' + ' || operands.printed
        end as numerator_text,
        attempts.denominator_text || case
            when operands.denominator = 0 then ''
            when operands.denominator < 0 then ' − ' || operands.printed
            when attempts.denominator_text = '' then operands.printed
            else ' + ' || operands.printed
        end as denominator_text,
        list_concat(attempts.fact_ids, operands.fact_ids) as fact_ids
    from attempts
    inner join operand_values as operands
        on
            attempts.report_id = operands.report_id
            and attempts.fact_id = operands.fact_id
            and attempts.variant = operands.variant
            and attempts.position + 1 = operands.position
),

complete as (
    select
        report_id,
        fact_id,
        variant,
        numerator_text,
        denominator_text,
        list_sort(list_distinct(fact_ids)) as fact_ids,
        cast(numerator as double) as middle,
        cast(numerator - numerator_half as double) as low,
        cast(numerator + numerator_half as double) as high,
        cast(nullif(denominator, 0) as double) as base,
        cast(nullif(denominator - denominator_half, 0) as double) as base_low,
        cast(nullif(denominator + denominator_half, 0) as double) as base_high
    from attempts
    where position = operand_count
),

quotients as (
    select
        report_id,
        fact_id,
        variant,
        numerator_text,
        denominator_text,
        fact_ids,
        100 * middle / base as computed_pct,
        100 * least(low / base_low, low / base_high, high / base_low, high / base_high) as low_pct,
        100 * greatest(low / base_low, low / base_high, high / base_low, high / base_high) as high_pct
    from complete
    where base_low > 0 or base_high < 0
)

select * from quotients
