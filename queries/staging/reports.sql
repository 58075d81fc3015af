-- The reports as last loaded: only the highest version counts.
-- One row per report_id.
-- 中文：报告。每份报告的最新版本。
with
reports as (select * from raw.reports),

documents as (select * from raw.documents),

current_reports as (
    select
        reports.report_id,
        reports.version,
        reports.source,
        reports.kind,
        nullif(reports.department, '') as department,
        nullif(reports.jurisdiction, '') as jurisdiction,
        reports.fiscal_year,
        reports.scope,
        reports.filed_on,
        reports.loaded_at,
        documents.text is not null as has_text
    from reports
    left join documents on reports.report_id = documents.report_id and reports.version = documents.version
    qualify row_number() over (partition by reports.report_id order by reports.version desc) = 1
)

select * from current_reports
