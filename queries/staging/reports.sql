-- The reports as last loaded, under the names that the roster and people's corrections give them.
-- One row per report_id.
-- is_resolved: department and year are settled, so that it may be compared; stated_department is what the report says.
-- 中文：报告。每份报告的最新版本，部门按名册归并。
with
reports as (select * from raw.reports),

identities as (select * from raw.identities),

roster as (select * from staging.roster),

documents as (select * from raw.documents),

latest as (
    select * from reports
    qualify row_number() over (partition by report_id order by version desc) = 1
),

current_reports as (
    select
        latest.report_id,
        latest.version,
        latest.source,
        latest.kind,
        coalesce(identities.department, nullif(latest.department, '')) as department,
        coalesce(identities.jurisdiction, nullif(latest.jurisdiction, '')) as jurisdiction,
        coalesce(identities.fiscal_year, latest.fiscal_year) as fiscal_year,
        coalesce(identities.scope, latest.scope) as scope,
        latest.filed_on,
        latest.loaded_at,
        coalesce(latest.is_demonstration, false) as is_demonstration,
        documents.text is not null as has_text,
        identities.department_id,
        coalesce(identities.is_resolved, false) as is_resolved,
        nullif(identities.reason, '') as unresolved_reason,
        identities.settled_by,
        nullif(latest.department, '') as stated_department,
        nullif(latest.jurisdiction, '') as stated_jurisdiction,
        latest.fiscal_year as stated_year,
        roster.jurisdiction_code,
        roster.department_function,
        roster.level,
        roster.parent
    from latest
    left join identities on latest.report_id = identities.report_id
    left join roster on identities.department_id = roster.department_id
    left join documents on latest.report_id = documents.report_id and latest.version = documents.version
)

select * from current_reports
