-- Which parts make up which whole, one partition at a time.
-- One row per whole, partition_name, part, breakdown.
select
    whole,
    partition_name,
    part,
    breakdown,
    is_optional
from raw.parts
