-- The formulas of the rates, operand by operand; rate_pct = 100 * numerator / denominator.
-- One row per rate, variant, side, measure, breakdown, stage, year_offset.
select
    rate,
    variant,
    description,
    side,
    sign,
    measure,
    breakdown,
    stage,
    year_offset,
    is_absolute
from raw.formulas
