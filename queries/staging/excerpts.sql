-- What the reports say of their problems, and of what they will do about them.
-- One row per report_id, excerpt.
-- 中文：问题与措施。报告承认的问题和提出的改进措施，整段照录。
select
    excerpts.report_id,
    excerpts.excerpt,
    excerpts.kind,
    excerpts.start_offset,
    excerpts.end_offset,
    excerpts.evidence
from raw.excerpts as excerpts
inner join staging.reports as reports
    on excerpts.report_id = reports.report_id and excerpts.version = reports.version
