-- The formulas of the rates, operand by operand; rate_pct = 100 * numerator / denominator.
-- One row per rate, variant, side, measure, breakdown, stage, year_offset.
-- 中文：算法。各种比率的算式，逐个成分列出。
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
