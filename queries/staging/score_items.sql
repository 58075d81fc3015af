-- The rows of the score sheets.
-- One row per report_id, item.
-- 中文：评分表。部门评分表的每一行。
select
    items.report_id,
    items.item,
    items.level1,
    items.level2,
    items.level3,
    items.full_points,
    items.merged_points,
    items.self_points,
    items.standard,
    items.deduction_reason,
    items.recognition,
    items.start_offset,
    items.end_offset,
    items.evidence
from raw.score_items as items
inner join staging.reports as reports
    on items.report_id = reports.report_id and items.version = reports.version
