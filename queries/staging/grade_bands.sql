-- The grades that each report distinguishes, with the points they stand for.
-- One row per report_id, band.
-- 中文：等级分档。报告写明的各等级分数线。
select
    bands.report_id,
    bands.band,
    bands.grade,
    bands.least,
    bands.below,
    bands.start_offset,
    bands.end_offset,
    bands.evidence
from raw.grade_bands as bands
inner join staging.reports as reports
    on bands.report_id = reports.report_id and bands.version = reports.version
