-- The operands of every formula, each once: numerator and denominator say how it counts there (1, -1 or 0).
-- One row per rate, variant, measure, breakdown, stage, year_offset.
-- Numbered as one reads them: what is added, what is taken away, then the denominator, stocks after flows.
-- 中文：算式成分。每种算法由哪些数加减而成。
with
formulas as (select * from staging.formulas),

operands as (
    select
        rate,
        variant,
        description,
        is_absolute,
        measure,
        breakdown,
        stage,
        year_offset,
        cast(sum(case side when 'numerator' then sign else 0 end) as tinyint) as numerator,
        cast(sum(case side when 'denominator' then sign else 0 end) as tinyint) as denominator
    from formulas
    group by rate, variant, description, is_absolute, measure, breakdown, stage, year_offset
),

numbered as (
    select
        rate,
        variant,
        description,
        is_absolute,
        measure,
        breakdown,
        stage,
        year_offset,
        numerator,
        denominator,
        row_number() over (
            partition by rate, variant
            order by
                case numerator when 1 then 1 when -1 then 2 else 3 end,
                case denominator when 1 then 1 when 0 then 2 else 3 end,
                case stage when 'opening' then 2 else 1 end,
                -year_offset,
                measure,
                breakdown,
                stage
        ) as position,
        count(*) over (partition by rate, variant) as operand_count
    from operands
)

select * from numbered
