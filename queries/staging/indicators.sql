-- What departments are compared by, as the vocabulary lists it: rates, shares, amounts a head, amounts, changes.
-- One row per indicator.
-- is_relative: it does not depend on the size of the department, so that values can be far from the peers'.
-- 中文：对标指标。部门之间拿什么比：名称、算式、单位，哪一侧不利。
select
    indicator,
    position,
    label,
    kind,
    kind in ('rate', 'share', 'per_head', 'change') as is_relative,
    unit as base_unit,
    formula,
    nullif(worse, 'none') as worse,
    case worse when 'high' then '偏高不利' when 'low' then '偏低不利' when 'either' then '偏离不利' else '不分好坏' end
        as worse_name,
    benchmark,
    nullif(unit_price, '') as unit_price
from raw.indicators
