-- What the reports call their departments, and who else speaks in them where the department should.
-- One row per report_id, self_name.
-- kind is self (我局), body (保护区建立了…) or department (another one's name before what one says of oneself).
-- 中文：自称。报告里的自称，以及以别的单位口吻写的句子。
select
    self_names.report_id,
    self_names.self_name,
    self_names.kind,
    self_names.name,
    nullif(self_names.fits, '') as fits,
    self_names.mentions,
    self_names.other_mentions,
    self_names.start_offset,
    self_names.end_offset,
    self_names.evidence
from raw.self_names as self_names
inner join staging.reports as reports
    on self_names.report_id = reports.report_id and self_names.version = reports.version
