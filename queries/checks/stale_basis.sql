-- What results are judged by is long past: a notice issued for another year, or rules older than rules usually last.
-- One row per report_id, subject.
-- Documents in force (预算法, 财预〔2013〕53号) and regulations that judge no results are not examined.
-- 中文：依据过时。打分、考核所依据的通知或办法早已过时。
with
limits as (
    select
        max(value) filter (where threshold = 'stale_basis.yearly_years') as yearly_years,
        max(value) filter (where threshold = 'stale_basis.rules_years') as rules_years,
        max(value) filter (where threshold = 'stale_basis.high_years') as high_years
    from staging.thresholds
),

reports as (
    select * from staging.reports
    where fiscal_year is not null
),

documents as (
    select
        remarks.report_id,
        remarks.statement_id,
        remarks.topic,
        remarks.evidence as document,
        reports.fiscal_year,
        reports.fiscal_year - remarks.year as age,
        case remarks.topic when 'yearly' then limits.yearly_years else limits.rules_years end as years,
        limits.high_years
    from staging.remarks as remarks
    inner join reports on remarks.report_id = reports.report_id
    cross join limits
    where remarks.kind = 'cited_notice' and remarks.topic in ('yearly', 'rules', 'plan')
),

findings as (
    select
        report_id,
        'basis/' || fiscal_year as subject,
        case when bool_or(age >= years) then 'hit' else 'pass' end as outcome,
        case
            when not bool_or(age >= years) then 'low'
            when bool_or(topic = 'yearly' and age >= years and age >= high_years) then 'high'
            else 'medium'
        end as severity,
        case
            when bool_or(age >= years)
                then fiscal_year || '年度的评价依据的是 ' || max(age) || ' 年前的文件：' || arg_max(document, age)
            else fiscal_year || '年度的评价依据没有过时的：' || arg_max(document, age)
        end as detail,
        list_sort(list_distinct(coalesce(
            list(statement_id) filter (where age >= years), list(statement_id)
        ))) as fact_ids
    from documents
    group by report_id, fiscal_year
)

select * from findings
