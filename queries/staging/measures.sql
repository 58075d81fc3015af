-- The vocabulary: what can be stated, and in which base unit.
-- One row per measure.
-- 中文：指标。报告里可能写到的指标及其单位。
select
    measure,
    label,
    kind,
    unit as base_unit,
    explanation,
    meaning,
    aliases,
    is_spending
from raw.measures
