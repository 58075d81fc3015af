-- Every finding with the department that it is about, in the words of a page; the ranks put the gravest first.
-- One row per check_name, report_id, subject.
-- 中文：线索。每一条检查结论连同部门、地区和年度；风险提示，不是问题认定。
with
findings as (select * from checks.findings),

filings as (select * from core.filings),

leads as (
    select
        findings.check_name,
        findings.check_label,
        findings.report_id,
        findings.subject,
        findings.outcome,
        case findings.outcome when 'hit' then '疑点' when 'uncertain' then '存疑' else '通过' end as outcome_name,
        case findings.outcome when 'hit' then 1 when 'uncertain' then 2 else 3 end as outcome_rank,
        findings.severity,
        case findings.severity when 'high' then '高' when 'medium' then '中' else '低' end as severity_name,
        case findings.severity when 'high' then 1 when 'medium' then 2 else 3 end as severity_rank,
        findings.detail,
        filings.department,
        filings.department_name,
        filings.jurisdiction,
        filings.jurisdiction_name,
        filings.fiscal_year,
        filings.year_name,
        filings.source,
        filings.is_demonstration,
        findings.fact_ids,
        findings.other_report_id,
        findings.other_fact_ids,
        findings.threshold_note
    from findings
    inner join filings on findings.report_id = filings.report_id
)

select * from leads
