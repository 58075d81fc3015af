-- What people corrected, with the reason; of a field's corrections the last one counts.
-- One row per correction.
-- Times are UTC; becomes is null where an earlier correction was taken back.
-- 中文：更正记录。谁在什么时候把什么改成了什么，为什么；原来读到的照样保留。
select
    correction,
    report_id,
    fact_id,
    field,
    was,
    becomes,
    author,
    reason,
    made_at,
    row_number() over (partition by report_id, fact_id, field order by correction desc) = 1 as is_last
from raw.corrections
