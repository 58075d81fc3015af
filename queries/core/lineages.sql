-- Departments through their renamings and mergers: a lineage is a department under its last name.
-- One row per report_id.
-- A line is what can be drawn through the years: after a merger it goes on as the one whose name was kept, others end.
-- 中文：沿革。更名、合并前后的部门算同一个，以最后的名称为名；合并的，并入前各算各的。
with
peers as (select * from core.peers),

successions as (
    select * from core.successions
    where is_last
),

named as (
    select
        peers.report_id,
        peers.department,
        peers.jurisdiction,
        peers.fiscal_year,
        peers.peers,
        peers.preference,
        coalesce(successions.later_department, roster.department, peers.department) as lineage
    from peers
    left join staging.roster as roster on peers.department_id = roster.department_id
    left join successions on peers.department_id = successions.department_id
),

years as (
    select
        jurisdiction,
        lineage,
        fiscal_year,
        count(distinct department) as bodies
    from named
    group by jurisdiction, lineage, fiscal_year
),

-- Departments that report side by side before they become one.
parallel as (
    select
        jurisdiction,
        lineage
    from years
    where bodies > 1
    group by jurisdiction, lineage
),

lineages as (
    select
        named.report_id,
        named.jurisdiction,
        named.fiscal_year,
        named.peers,
        named.preference,
        named.lineage,
        case when parallel.lineage is null then named.lineage else named.department end as line_name,
        named.jurisdiction || ' '
        || case when parallel.lineage is null then named.lineage else named.department end as line_id
    from named
    left join parallel on named.jurisdiction = parallel.jurisdiction and named.lineage = parallel.lineage
)

select * from lineages
