-- Each amount as it would be in another unit: 223.53元 read as 223.53万元, and the other way round.
-- One row per report_id, reading.
-- is_unusual: the report prints most of its amounts in another unit; it is then read in that one only.
-- 中文：换单位的数。每个金额换成万元、元或亿元时是多少。
with
candidates as (
    select * from core.candidates
    where kind = 'amount' and value <> 0 and fiscal_year is not null
),

usual_factors as (
    select
        report_id,
        factor
    from candidates
    group by report_id, factor
    qualify row_number() over (partition by report_id order by sum(places) desc, factor desc) = 1
),

readings as (
    select
        candidates.report_id,
        candidates.fact_ids[1] || '/' || units.unit as reading,
        candidates.fiscal_year,
        candidates.measure,
        candidates.breakdown,
        candidates.stage,
        candidates.candidate_count,
        candidates.value,
        candidates.half_unit,
        candidates.factor,
        candidates.label,
        candidates.title,
        candidates.printed,
        candidates.fact_ids,
        candidates.factor <> usual_factors.factor as is_unusual,
        usual_factors.factor as usual_factor,
        cast(candidates.value * units.shift as decimal(28, 8)) as other_value,
        cast(candidates.half_unit * units.shift as decimal(28, 8)) as other_half_unit,
        candidates.value_text || units.unit as other_printed
    from candidates
    inner join usual_factors on candidates.report_id = usual_factors.report_id
    inner join (
        values
        (1, 10000, 10000, '万元'),
        (10000, 0.0001, 1, '元'),
        (10000, 10000, 100000000, '亿元'),
        (100000000, 0.0001, 10000, '万元')
    ) as units (factor, shift, other_factor, unit) on candidates.factor = units.factor
    where candidates.factor = usual_factors.factor or units.other_factor = usual_factors.factor
)

select * from readings
