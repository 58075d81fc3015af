-- What each rate of a whole department was in its report's year: as claimed, and as the report's amounts give it.
-- One row per report_id, rate, source, value_pct.
-- Where a claim fits one of the rate's formulas it stands alone; else the common formula stands beside what is claimed.
-- 中文：比率取值。当年各项比率的自报值和重算值；自报值与某种算法相符的只取自报值。
with
reports as (select * from staging.reports),

rates as (
    select rates.* from core.rates as rates
    inner join reports on rates.report_id = reports.report_id and rates.fiscal_year = reports.fiscal_year
),

claims as (
    select * from core.candidates
    where kind = 'rate' and stage = 'claimed' and breakdown = ''
),

signs as (
    select
        rate,
        bool_or(is_absolute and variant = 'common') or rate like '%_deviation_rate' as is_unsigned
    from core.operands
    group by rate
),

known as (
    select
        rates.report_id,
        rates.rate,
        'claimed' as source,
        cast(claims.value as double) as value_pct,
        list_sort(list_distinct(list_concat(
            claims.fact_ids, case when rates.fitting_variant is null then [] else rates.fact_ids end
        ))) as fact_ids
    from rates
    inner join claims
        on rates.report_id = claims.report_id and rates.fiscal_year = claims.fiscal_year and rates.rate = claims.measure

    union all

    select
        report_id,
        rate,
        'recomputed' as source,
        round(recomputed_pct, 2) as value_pct,
        fact_ids
    from rates
    where recomputed_pct is not null and fitting_variant is null
),

rate_values as (
    select
        known.report_id,
        known.rate,
        known.source,
        case when signs.is_unsigned then abs(known.value_pct) else known.value_pct end as value_pct,
        list_sort(list_distinct(flatten(list(known.fact_ids)))) as fact_ids
    from known
    left join signs on known.rate = signs.rate
    group by all
)

select * from rate_values
