-- An amount fits what stands around it only in another unit: 223.53元 among figures in 万元.
-- One row per report_id, subject.
-- A sum, a rate or a second print that then agrees is proof; magnitude alone is less.
-- 中文：单位可疑。金额换一个单位（元、万元、亿元）才与上下文相符。
with
limits as (
    select
        max(value) filter (where threshold = 'unit_mismatch.nearby_times') as nearby_times,
        max(value) filter (where threshold = 'unit_mismatch.least_yuan') as least_yuan,
        max(value) filter (where threshold = 'unit_mismatch.least_weight') as least_weight
    from staging.thresholds
),

readings as (select * from core.readings),

rereadings as (
    select found.* from core.rereadings as found cross join limits
    where found.weight is null or found.weight >= limits.least_weight
),

amounts as (
    select * from core.candidates
    where kind = 'amount' and value <> 0
),

wholes as (
    select distinct
        part,
        breakdown,
        whole
    from staging.parts
),

-- Larger than its whole, it cannot be meant otherwise than printed.
too_large as (
    select distinct
        readings.report_id,
        readings.reading
    from readings
    inner join wholes on readings.measure = wholes.part and readings.breakdown = wholes.breakdown
    inner join amounts
        on
            readings.report_id = amounts.report_id
            and readings.fiscal_year = amounts.fiscal_year
            and readings.stage = amounts.stage
            and wholes.whole = amounts.measure
            and amounts.breakdown = ''
    where readings.is_unusual and readings.other_value > amounts.value + amounts.half_unit + readings.other_half_unit
),

of_one_kind as (
    select
        readings.report_id,
        readings.reading,
        min(amounts.title || ' ' || amounts.printed) as companion,
        min(amounts.fact_ids) as fact_ids
    from readings
    inner join amounts
        on
            readings.report_id = amounts.report_id
            and readings.measure = amounts.measure
            and readings.breakdown = amounts.breakdown
            and readings.usual_factor = amounts.factor
            and (readings.fiscal_year <> amounts.fiscal_year or readings.stage <> amounts.stage)
    cross join limits
    where
        readings.is_unusual
        and readings.other_value / amounts.value between 1 / limits.nearby_times and limits.nearby_times
    group by readings.report_id, readings.reading
),

judged as (
    select
        readings.report_id,
        readings.measure || case when readings.breakdown = '' then '' else '[' || readings.breakdown || ']' end
        || '/' || readings.stage || '/' || readings.fiscal_year as subject,
        readings.title || ' ' || readings.printed as printed_text,
        readings.other_printed,
        case
            when rereadings.is_exact then 'exact'
            when readings.is_unusual and rereadings.companion is not null then 'near'
            when of_one_kind.companion is not null then 'near'
            when too_large.reading is null and readings.value < limits.least_yuan then 'tiny'
            else 'fits'
        end as ground,
        coalesce(rereadings.companion, of_one_kind.companion) as companion,
        list_concat(
            readings.fact_ids, coalesce(coalesce(rereadings.fact_ids, of_one_kind.fact_ids), [])
        ) as fact_ids
    from readings
    cross join limits
    left join rereadings on readings.report_id = rereadings.report_id and readings.reading = rereadings.reading
    left join of_one_kind on readings.report_id = of_one_kind.report_id and readings.reading = of_one_kind.reading
    left join too_large on readings.report_id = too_large.report_id and readings.reading = too_large.reading
    where readings.is_unusual or rereadings.is_exact
    qualify
        row_number() over (
            partition by readings.report_id, subject
            order by
                case ground when 'exact' then 1 when 'near' then 2 when 'tiny' then 3 else 4 end,
                printed_text,
                readings.other_printed,
                rereadings.companion
        ) = 1
),

findings as (
    select
        report_id,
        subject,
        case ground when 'fits' then 'pass' else 'hit' end as outcome,
        case ground when 'exact' then 'high' when 'fits' then 'low' else 'medium' end as severity,
        printed_text || case ground
            when 'exact' then ' 的单位可疑，换成 ' || other_printed || ' 才相符：' || companion
            when 'near' then ' 的单位可疑，换成 ' || other_printed || ' 才与上下文相近：' || companion
            when 'tiny' then ' 的单位可疑，数额过小，可能是 ' || other_printed
            else ' 的单位与报告其他金额不同，没有发现矛盾'
        end as detail,
        list_sort(list_distinct(fact_ids)) as fact_ids
    from judged
)

select * from findings
