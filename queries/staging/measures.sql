-- The vocabulary: what can be stated, and in which base unit.
-- One row per measure.
select
    measure,
    label,
    kind,
    unit as base_unit,
    meaning,
    aliases,
    is_spending
from raw.measures
