-- The places that are invented, to show what the product does.
-- One row per jurisdiction_name.
-- 中文：演示地区。为演示而虚构的地区，里面的部门、报告和数字都不是真的。
select
    jurisdiction_name,
    count(*) as reports
from core.filings
where is_demonstration and jurisdiction is not null
group by jurisdiction_name
