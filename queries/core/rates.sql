-- Each rate as the department claims it and as the common formula gives it from the report's own amounts.
-- One row per report_id, fiscal_year, rate.
-- fitting_variant is the formula that the claim fits, as_printed where it is only the arithmetic printed beside it.
-- 中文：比率。自报的比率，与按通用算法重算的比率。
with
claims as (
    select * from core.figures
    where kind = 'rate' and stage = 'claimed' and breakdown = ''
),

operands as (
    select * from core.operands
    where variant = 'common'
),

figures as (
    select * from core.figures
    where state = 'stated' and fiscal_year is not null
),

recomputations as (
    select * from core.recomputations
    where fits
),

recomputed as (
    select
        figures.report_id,
        figures.fiscal_year - operands.year_offset as fiscal_year,
        operands.rate,
        100 * cast(sum(operands.numerator * figures.value) as double)
        / cast(nullif(sum(operands.denominator * figures.value), 0) as double) as recomputed_pct,
        list_sort(list_distinct(flatten(list(figures.fact_ids)))) as fact_ids
    from figures
    inner join operands
        on
            figures.measure = operands.measure
            and figures.breakdown = operands.breakdown
            and figures.stage = operands.stage
    group by figures.report_id, figures.fiscal_year - operands.year_offset, operands.rate
    having count(*) = max(operands.operand_count)
),

fitting as (
    select
        report_id,
        fiscal_year,
        rate,
        variant,
        description,
        fact_ids
    from recomputations
    qualify
        row_number() over (
            partition by report_id, fiscal_year, rate
            order by
                claimed_half_unit,
                case variant when 'common' then 0 when 'as_printed' then 2 else 1 end,
                variant,
                fact_id
        ) = 1
),

claimed_or_recomputed as (
    select
        coalesce(claims.report_id, recomputed.report_id) as report_id,
        coalesce(claims.fiscal_year, recomputed.fiscal_year) as fiscal_year,
        coalesce(claims.measure, recomputed.rate) as rate,
        cast(claims.value as double) as claimed_pct,
        claims.state as claimed_state,
        recomputed.recomputed_pct,
        claims.fact_ids as claimed_fact_ids,
        recomputed.fact_ids as recomputed_fact_ids
    from claims
    full outer join recomputed
        on
            claims.report_id = recomputed.report_id
            and claims.fiscal_year = recomputed.fiscal_year
            and claims.measure = recomputed.rate
),

rates as (
    select
        claimed.report_id,
        claimed.fiscal_year,
        claimed.rate,
        claimed.claimed_pct,
        claimed.claimed_state,
        claimed.recomputed_pct,
        claimed.claimed_pct - claimed.recomputed_pct as difference_points,
        fitting.variant as fitting_variant,
        fitting.description as fitting_description,
        list_sort(list_distinct(list_concat(
            list_concat(coalesce(claimed.claimed_fact_ids, []), coalesce(claimed.recomputed_fact_ids, [])),
            coalesce(fitting.fact_ids, [])
        ))) as fact_ids
    from claimed_or_recomputed as claimed
    left join fitting
        on
            claimed.claimed_state = 'stated'
            and claimed.report_id = fitting.report_id
            and claimed.fiscal_year is not distinct from fitting.fiscal_year
            and claimed.rate = fitting.rate
)

select * from rates
