-- What people corrected, in the words of a page, and whether it still applies.
-- One row per correction.
-- It no longer applies where a later one took its place, or where the file, read again, has no such figure any more.
-- 中文：更正。每条更正和确认：哪份报告的哪个数，从什么改成什么，谁改的，为什么，是否仍有效。
with
corrections as (select * from staging.corrections),

facts as (select * from core.mentions),

filings as (select * from core.filings),

amendments as (
    select
        corrections.correction,
        corrections.report_id,
        filings.source,
        filings.department,
        filings.department_name,
        filings.jurisdiction,
        filings.fiscal_year,
        filings.year_name,
        filings.is_demonstration,
        corrections.fact_id,
        case
            when corrections.fact_id = '' then '报告'
            when corrections.field = 'is_withdrawn' and corrections.becomes is not null then '一个数'
            else coalesce(facts.title, '重新读取后已没有的数')
        end as subject,
        case corrections.field
            when 'value' then '数值'
            when 'unit' then '单位'
            when 'fiscal_year' then '年度'
            when 'measure' then '指标'
            when 'breakdown' then '分项'
            when 'stage' then '阶段'
            when 'department' then '部门'
            when 'jurisdiction' then '地区'
            when 'scope' then '范围'
            when 'is_confirmed' then '确认无误'
            when 'is_withdrawn' then '不是这个指标的数'
        end as field_name,
        case when corrections.field like 'is_%' then '' else corrections.was end as was,
        case
            when corrections.becomes is null then '撤回'
            when corrections.field like 'is_%' then ''
            else corrections.becomes
        end as becomes,
        corrections.author,
        corrections.reason,
        corrections.made_at,
        corrections.is_last
        and (corrections.fact_id = '' or corrections.field = 'is_withdrawn' or facts.fact_id is not null) as applies
    from corrections
    inner join filings on corrections.report_id = filings.report_id
    left join facts on corrections.report_id = facts.report_id and corrections.fact_id = facts.fact_id
)

select * from amendments
