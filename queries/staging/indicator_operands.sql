-- The operands of the indicators, each once: numerator and denominator say how it counts there (1, -1 or 0).
-- One row per indicator, measure, breakdown, stage, year_offset.
-- 中文：对标指标的成分。每个对标指标由哪些数算出。
with
operands as (
    select
        indicator,
        measure,
        breakdown,
        stage,
        year_offset,
        cast(sum(case side when 'numerator' then sign else 0 end) as tinyint) as numerator,
        cast(sum(case side when 'denominator' then sign else 0 end) as tinyint) as denominator
    from raw.indicator_operands
    group by indicator, measure, breakdown, stage, year_offset
),

counted as (
    select
        *,
        count(*) over (partition by indicator) as operand_count,
        max(abs(denominator)) over (partition by indicator) as has_denominator
    from operands
)

select * from counted
