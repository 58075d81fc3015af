-- The figures of which a report writes more than once, in whatever way: only these can contradict themselves.
-- One row per report_id, fiscal_year, measure, breakdown, stage.
-- 中文：重复写到的数。同一份报告里不止一处写到的数。
select
    report_id,
    fiscal_year,
    measure,
    breakdown,
    stage,
    count(*) as facts
from staging.facts
group by report_id, fiscal_year, measure, breakdown, stage
having count(*) > 1
