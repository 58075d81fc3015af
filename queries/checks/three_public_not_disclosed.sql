-- The report says nothing about three-public spending (三公经费): no amount, no other body that reports it.
-- One row per report_id, subject.
-- Empty cells alone are uncertain; a report without any figure at all is not examined.
-- 中文：未写“三公”经费。报告里没有“三公”经费的任何金额，也没有说明在何处反映或不涉及。
with
reports as (
    select * from staging.reports
    where kind in ('self_evaluation', 'self_evaluation_form', 'unknown')
),

facts as (select * from core.mentions),

parts as (
    select * from staging.parts
    where whole = 'three_public'
),

three_public as (
    select
        report_id,
        arg_min(title || ' ' || printed, fact_id) filter (where disclosure = 'stated') as example,
        bool_or(disclosure = 'reported_elsewhere') as is_reported_elsewhere,
        bool_or(disclosure = 'not_applicable') as is_not_applicable,
        max(nullif(reported_by, '')) as reported_by,
        list_sort(list(fact_id)) as fact_ids
    from facts
    where measure = 'three_public' or measure in (select parts.part from parts)
    group by report_id
),

others as (
    select
        facts.report_id,
        list_sort(list(facts.fact_id)) as fact_ids,
        list_sort(list(facts.fact_id) filter (where facts.measure in ('self_score', 'expenditure'))) as telling_fact_ids
    from facts
    left join three_public on facts.report_id = three_public.report_id
    where three_public.report_id is null
    group by facts.report_id
),

findings as (
    select
        reports.report_id,
        'three_public/' || coalesce(cast(reports.fiscal_year as varchar), '') as subject,
        case
            when three_public.report_id is null then 'hit'
            when three_public.example is not null then 'pass'
            when three_public.is_reported_elsewhere or three_public.is_not_applicable then 'pass'
            else 'uncertain'
        end as outcome,
        case when three_public.report_id is null then 'medium' else 'low' end as severity,
        case
            when three_public.report_id is null then '没有“三公”经费的任何金额，也没有写明由哪个单位统一反映'
            when three_public.example is not null then '写明了“三公”经费：' || three_public.example
            when three_public.is_reported_elsewhere
                then '“三公”经费由' || coalesce(three_public.reported_by, '其他单位') || '统一反映，不是零，也不是漏报'
            when three_public.is_not_applicable then '写明不涉及“三公”经费'
            else '“三公”经费栏目留空，不能断定是零还是漏报'
        end as detail,
        coalesce(three_public.fact_ids, others.telling_fact_ids, others.fact_ids) as fact_ids
    from reports
    left join three_public on reports.report_id = three_public.report_id
    left join others on reports.report_id = others.report_id
    where three_public.report_id is not null or others.report_id is not null
)

select * from findings
