-- The text of the reports that came with one; offsets of places refer to it.
-- One row per report_id.
-- 中文：报告全文。随数据载入的报告文字。
select
    documents.report_id,
    documents.text
from raw.documents as documents
inner join staging.reports as reports
    on documents.report_id = reports.report_id and documents.version = reports.version
