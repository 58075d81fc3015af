-- Every claimed rate worked out again, by each formula with stated operands and by the arithmetic printed beside it.
-- One row per report_id, fact_id, variant.
-- A rate fits where its interval touches the computed one; a printed result's sign may stand in words (下降).
-- 中文：重算结果。每个自报比率与各种算法、与旁边所列算式是否相符。
with
claims as (
    select * from core.mentions
    where kind = 'rate' and stage = 'claimed' and breakdown = '' and value is not null
),

attempts as (select * from core.attempts),

operands as (
    select * from core.operands
    where position = 1
),

computed as (
    select
        claims.report_id,
        claims.fact_id,
        attempts.variant,
        operands.description,
        operands.is_absolute,
        attempts.computed_pct,
        attempts.low_pct,
        attempts.high_pct,
        case
            when attempts.numerator_text like '% _ %' then '（' || attempts.numerator_text || '）÷ '
            else attempts.numerator_text || ' ÷ '
        end
        || case
            when attempts.denominator_text like '% _ %' then '（' || attempts.denominator_text || '）'
            else attempts.denominator_text
        end as arithmetic,
        attempts.fact_ids
    from claims
    inner join attempts on claims.report_id = attempts.report_id and claims.fact_id = attempts.fact_id
    inner join operands on claims.measure = operands.rate and attempts.variant = operands.variant

    union all

    select
        report_id,
        fact_id,
        'as_printed' as variant,
        '报告所列算式' as description,
        true as is_absolute,
        cast(formula_low + formula_high as double) / 2 as computed_pct,
        cast(formula_low as double) as low_pct,
        cast(formula_high as double) as high_pct,
        formula as arithmetic,
        list_value(fact_id) as fact_ids
    from claims
    where formula_low is not null and formula_high is not null
),

-- How far the two intervals are apart, also with the computed one's sign turned; rounded, as 0.1 + 0.2 is not 0.3.
compared as (
    select
        claims.report_id,
        claims.fact_id,
        claims.fiscal_year,
        claims.measure as rate,
        claims.title,
        claims.printed as claimed_printed,
        claims.half_unit as claimed_half_unit,
        cast(claims.value as double) as claimed_pct,
        cast(claims.value - claims.half_unit as double) as claimed_low,
        cast(claims.value + claims.half_unit as double) as claimed_high,
        computed.variant,
        computed.description,
        computed.is_absolute,
        computed.arithmetic,
        computed.computed_pct,
        computed.fact_ids,
        round(greatest(computed.low_pct - claimed_high, claimed_low - computed.high_pct, 0), 9) as gap,
        case
            when computed.is_absolute
                then round(greatest(-computed.high_pct - claimed_high, claimed_low + computed.low_pct, 0), 9)
        end as turned_gap
    from claims
    inner join computed on claims.report_id = computed.report_id and claims.fact_id = computed.fact_id
),

recomputations as (
    select
        report_id,
        fact_id,
        fiscal_year,
        rate,
        variant,
        title,
        claimed_printed,
        claimed_half_unit,
        claimed_pct,
        description,
        is_absolute,
        arithmetic,
        computed_pct,
        least(gap, turned_gap) as gap_points,
        least(gap, turned_gap) = 0 as fits,
        fact_ids
    from compared
    qualify
        row_number() over (
            partition by report_id, fact_id, variant
            order by gap_points, abs(claimed_pct - computed_pct), arithmetic
        ) = 1
)

select * from recomputations
