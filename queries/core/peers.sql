-- Who is compared with whom: the departments of one jurisdiction in one year, each counted once.
-- One row per report_id.
-- preference 1 is the report that speaks for its department: self-evaluations before accounts, all bodies before one.
-- 中文：同组部门。同一地区、同一年度的部门为一组；一个部门写了几份报告也只算一次。
with
reports as (
    select * from staging.reports
    where is_resolved
),

groups as (
    select
        jurisdiction,
        fiscal_year,
        count(distinct department_id) as peers
    from reports
    group by jurisdiction, fiscal_year
),

peers as (
    select
        reports.report_id,
        reports.department_id,
        reports.department,
        reports.jurisdiction,
        reports.fiscal_year,
        reports.jurisdiction || ' ' || reports.fiscal_year || '年度' as peer_group,
        groups.peers,
        groups.peers >= 5 as has_enough_peers,
        row_number() over (
            partition by reports.department_id, reports.fiscal_year
            order by
                case reports.kind
                    when 'self_evaluation' then 1 when 'self_evaluation_form' then 2 when 'final_accounts' then 3 else 4
                end asc,
                case reports.scope when 'consolidated' then 1 when '' then 2 else 3 end asc,
                reports.filed_on desc nulls last,
                reports.report_id asc
        ) as preference
    from reports
    inner join groups on reports.jurisdiction = groups.jurisdiction and reports.fiscal_year = groups.fiscal_year
)

select * from peers
