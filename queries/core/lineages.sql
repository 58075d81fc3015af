-- Departments through their renamings and mergers: a lineage is a department under its last name.
-- One row per report_id.
-- 中文：沿革。更名、合并前后的部门算同一个，以最后的名称为名。
with
peers as (select * from core.peers),

roster as (select * from staging.roster),

last_names as (
    select
        roster.department_id,
        coalesce(later.successor, roster.successor, roster.department) as lineage
    from roster
    left join roster as later
        on roster.successor = later.department and roster.jurisdiction_code = later.jurisdiction_code
),

lineages as (
    select
        peers.report_id,
        peers.jurisdiction,
        peers.fiscal_year,
        peers.peers,
        peers.preference,
        coalesce(last_names.lineage, peers.department) as lineage
    from peers
    left join last_names on peers.department_id = last_names.department_id
)

select * from lineages
