-- The reports that the same department wrote on the year before.
-- One row per report_id, earlier_report_id.
-- Of several, preference 1 speaks first.
-- 中文：上年报告。同一部门上一年度的报告。
with
peers as (select * from core.peers),

predecessors as (
    select
        later.report_id,
        earlier.report_id as earlier_report_id,
        earlier.fiscal_year,
        earlier.preference
    from peers as later
    inner join peers as earlier
        on
            later.jurisdiction = earlier.jurisdiction
            and later.department = earlier.department
            and later.fiscal_year - 1 = earlier.fiscal_year
)

select * from predecessors
