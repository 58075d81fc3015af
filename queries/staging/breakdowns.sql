-- What the breakdowns are called in a sentence.
-- One row per breakdown.
-- 中文：分项名称。本级、行政、在用等分项的中文名。
select
    breakdowns.breakdown,
    breakdowns.label
from (
    values
    ('own', '本级'),
    ('subordinate', '下属单位'),
    ('administrative', '行政'),
    ('institution', '事业'),
    ('administrative_support', '工勤'),
    ('established', '在编'),
    ('veteran_retired', '离休'),
    ('retired', '退休'),
    ('in_use', '在用'),
    ('leased', '出租出借')
) as breakdowns (breakdown, label)
