-- The rows of the score sheets.
-- One row per report_id, item.
-- measure is the rate that the indicator is, by its name; null where it is none.
-- 中文：评分表。部门评分表的每一行。
select
    items.report_id,
    items.item,
    items.level1,
    items.level2,
    items.level3,
    names.name,
    nullif(names.measure, '') as measure,
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
left join raw.item_names as names
    on items.level2 = names.level2 and items.level3 = names.level3
