-- What an amount agrees with only if it is read in another unit: a sum, a second print, a claimed rate.
-- One row per report_id, reading, companion.
-- is_exact within rounding; weight says how many times as large the amount is as what then still lacks from the sum.
-- 中文：换单位后相符的数。金额换一个单位读，才与合计、别处的写法、自报比率相符。
with
readings as (select * from core.readings),

printed_sums as (
    select * from core.printed_sums
    where abs(parts_value - whole_value) > tolerance
),

candidates as (
    select * from core.candidates
    where kind = 'amount' and candidate_count > 1
),

recomputations as (
    select * from core.recomputations
    where not fits
),

gaps as (
    select
        readings.report_id,
        readings.reading,
        readings.other_value,
        printed_sums.tolerance + readings.other_half_unit as tolerance,
        case
            when readings.measure = printed_sums.whole and readings.breakdown = ''
                then abs(printed_sums.parts_value - readings.other_value)
            else abs(printed_sums.parts_value - readings.value + readings.other_value - printed_sums.whole_value)
        end as gap,
        replace(
            printed_sums.parts_text || case when gap <= tolerance then ' = ' else ' ≈ ' end || printed_sums.whole_text,
            readings.label || ' ' || readings.printed,
            readings.label || ' ' || readings.other_printed
        ) as companion,
        printed_sums.fact_ids
    from readings
    inner join printed_sums
        on readings.report_id = printed_sums.report_id and list_has_any(readings.fact_ids, printed_sums.fact_ids)
    where readings.candidate_count = 1
),

sums as (
    select
        report_id,
        reading,
        companion,
        gap <= tolerance as is_exact,
        cast(abs(other_value) as double) / cast(greatest(gap, tolerance) as double) as weight,
        fact_ids
    from gaps
    where abs(other_value) > tolerance and abs(other_value) > gap
),

prints as (
    select
        readings.report_id,
        readings.reading,
        '另一处写作 ' || candidates.printed as companion,
        true as is_exact,
        cast(null as double) as weight,
        candidates.fact_ids
    from readings
    inner join candidates
        on
            readings.report_id = candidates.report_id
            and readings.fiscal_year = candidates.fiscal_year
            and readings.measure = candidates.measure
            and readings.breakdown = candidates.breakdown
            and readings.stage = candidates.stage
    where
        readings.is_unusual
        and abs(readings.other_value - candidates.value) <= readings.other_half_unit + candidates.half_unit
),

rates as (
    select distinct
        readings.report_id,
        readings.reading,
        recomputations.title || ' ' || recomputations.claimed_printed as companion,
        true as is_exact,
        cast(null as double) as weight,
        recomputations.fact_ids
    from readings
    inner join recomputations
        on readings.report_id = recomputations.report_id and list_has_any(readings.fact_ids, recomputations.fact_ids)
    cross join (values (10000), (0.0001)) as shifts (shift)
    where
        readings.is_unusual
        and recomputations.claimed_pct <> 0
        and abs(recomputations.claimed_pct - recomputations.computed_pct * shifts.shift)
        <= recomputations.claimed_half_unit * 2
),

agreements as (
    select * from sums

    union all

    select * from prints

    union all

    select * from rates
),

rereadings as (
    select
        report_id,
        reading,
        companion,
        bool_or(is_exact) as is_exact,
        max(weight) as weight,
        min(fact_ids) as fact_ids
    from agreements
    group by report_id, reading, companion
)

select * from rereadings
