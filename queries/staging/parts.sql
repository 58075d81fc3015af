-- Which parts make up which whole, one partition at a time.
-- One row per whole, partition_name, part, breakdown.
-- 中文：构成。哪些分项相加等于哪个合计。
select
    whole,
    partition_name,
    part,
    breakdown,
    is_optional
from raw.parts
