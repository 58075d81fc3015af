-- Years in which a department is no longer what it was the year before: renamed, merged, or reporting otherwise.
-- One row per department_id, fiscal_year.
-- Names come from the roster; scope and kind from the reports that speak for the department in both years.
-- 中文：口径变化。部门更名、合并，或报告的范围、种类与上年不同的年度：与上年不可比。
with
roster as (select * from staging.roster),

reports as (select * from staging.reports),

speaking as (
    select
        peers.report_id,
        peers.department_id,
        peers.fiscal_year,
        reports.kind,
        reports.scope,
        filings.kind_name,
        filings.scope_name
    from core.peers as peers
    inner join reports on peers.report_id = reports.report_id
    inner join core.filings as filings on peers.report_id = filings.report_id
    where peers.preference = 1
),

successions as (
    select
        later.department_id,
        direct.fiscal_year,
        count(*) as forerunners,
        bool_or(later.first_year is null or later.first_year < direct.fiscal_year) as existed_before,
        string_agg(earlier.department, '、' order by earlier.department) as forerunner_names
    from core.successions as direct
    inner join roster as earlier on direct.department_id = earlier.department_id
    inner join roster as later on direct.later_department_id = later.department_id
    where direct.steps = 1 and direct.fiscal_year is not null
    group by later.department_id, direct.fiscal_year
),

compared as (
    select
        now.department_id,
        now.fiscal_year,
        now.report_id,
        successions.forerunners = 1 and not successions.existed_before as is_renamed,
        successions.forerunners > 1 or successions.existed_before as is_merged,
        successions.forerunner_names,
        now.scope <> before.scope and now.scope <> '' and before.scope <> '' as has_other_scope,
        now.kind <> before.kind as has_other_kind,
        before.scope_name as scope_before,
        now.scope_name,
        before.kind_name as kind_before,
        now.kind_name
    from speaking as now
    left join speaking as before
        on now.department_id = before.department_id and now.fiscal_year - 1 = before.fiscal_year
    left join successions
        on now.department_id = successions.department_id and now.fiscal_year = successions.fiscal_year
),

series_breaks as (
    select
        department_id,
        fiscal_year,
        report_id,
        coalesce(is_renamed, false) as is_renamed,
        coalesce(is_merged, false) as is_merged,
        coalesce(has_other_scope, false) as has_other_scope,
        coalesce(has_other_kind, false) as has_other_kind,
        concat_ws(
            '；',
            case when is_renamed then '由' || forerunner_names || '更名而来' end,
            case when is_merged then forerunner_names || '并入' end,
            case when has_other_scope then '上年是' || scope_before || '口径，今年是' || scope_name || '口径' end,
            case when has_other_kind then '上年是' || kind_before || '，今年是' || kind_name end
        ) as note
    from compared
    where is_renamed or is_merged or has_other_scope or has_other_kind
)

select * from series_breaks
