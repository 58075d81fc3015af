-- The rows of the tables of targets, in the reports' own words.
-- One row per report_id, target.
-- 中文：绩效目标表。目标值和完成值，照报告原话。
select
    listed.report_id,
    listed.target,
    listed.indicator,
    listed.goal,
    listed.achieved,
    listed.start_offset,
    listed.end_offset,
    listed.evidence
from raw.targets as listed
inner join staging.reports as reports
    on listed.report_id = reports.report_id and listed.version = reports.version
