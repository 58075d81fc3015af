-- The reports with the words that a page shows for them, and how many figures each states.
-- One row per report_id.
-- peer_note says why a report stands alone: fewer than 5 departments in its group, or no jurisdiction or year.
-- 中文：报告清单。已载入的每份报告：部门、地区、年度、来源文件、写明的数有多少，能不能与同组比较。
with
reports as (select * from staging.reports),

peers as (select * from core.peers),

facts as (select * from core.mentions),

counts as (
    select
        reports.report_id,
        count(facts.fact_id) as facts
    from reports
    left join facts on reports.report_id = facts.report_id
    group by reports.report_id
),

filings as (
    select
        reports.report_id,
        reports.version,
        reports.source,
        reports.kind,
        reports.department,
        coalesce(reports.department, '未写明部门') as department_name,
        reports.jurisdiction,
        coalesce(reports.jurisdiction, '未写明地区') as jurisdiction_name,
        reports.fiscal_year,
        coalesce(reports.fiscal_year || '年度', '未写明年度') as year_name,
        case reports.kind
            when 'self_evaluation' then '绩效自评报告'
            when 'self_evaluation_form' then '绩效自评表'
            when 'final_accounts' then '部门决算'
            when 'three_public_note' then '“三公”经费说明'
            else '类型不明的报告'
        end as kind_name,
        case reports.scope when 'own' then '本级' when 'consolidated' then '汇总' end as scope_name,
        reports.filed_on,
        reports.loaded_at,
        reports.has_text,
        reports.is_resolved,
        reports.is_demonstration,
        reports.unresolved_reason,
        reports.stated_department,
        reports.settled_by,
        counts.facts,
        peers.peer_group,
        peers.peers as peers_in_group,
        coalesce(peers.has_enough_peers, false) as has_enough_peers,
        case
            when not reports.is_resolved then '不参加比较：' || coalesce(reports.unresolved_reason, '归属待核对')
            when not peers.has_enough_peers then
                peers.peer_group || '同组只有 ' || peers.peers || ' 个部门，不足 5 个，不作比较'
        end as peer_note
    from reports
    inner join counts on reports.report_id = counts.report_id
    left join peers on reports.report_id = peers.report_id
)

select * from filings
