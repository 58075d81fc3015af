-- A passage stands word for word in another department's report, or results stand as in one's own of last year.
-- One row per report_id, subject.
-- Whoever had the wording later, or in fewer years, or filed later, copied; where nothing tells, both are hits.
-- 中文：文字雷同。减去当地范本以后，仍有整段文字与其他部门的报告相同，或工作成效照搬本部门上年。
with
limits as (
    select
        max(value) filter (where threshold = 'copied_passage.medium_characters') as medium_characters,
        max(value) filter (where threshold = 'copied_passage.high_characters') as high_characters,
        max(value) filter (where threshold = 'copied_passage.high_figures') as high_figures,
        max(value) filter (where threshold = 'copied_passage.few_departments') as few_departments
    from staging.thresholds
),

runs as (select * from core.shared_runs),

reports as (select * from staging.reports),

pairs as (
    select
        report_id,
        other_report_id,
        is_own_earlier,
        case when is_own_earlier then 'own' else 'department/' || other_lineage end as subject,
        count(distinct statement_id) as runs,
        max(sentences) as sentences,
        max(characters) as characters,
        max(same_figures) as same_figures,
        max(departments) as departments,
        sign(sum(years_later)) as later,
        sign(sum(years_fewer)) as fewer,
        list_sort(list(distinct statement_id)) as fact_ids,
        list_sort(list(distinct other_statement_id)) as other_fact_ids
    from runs
    group by report_id, other_report_id, is_own_earlier, other_lineage
),

-- Of the other department's reports the one that has most in common.
closest as (
    select
        pairs.*,
        others.department as other_department,
        others.fiscal_year as other_year,
        -- 1: this report came later, -1: the other one did, 0: nobody knows
        case
            when pairs.is_own_earlier then 1
            when pairs.later <> 0 then pairs.later
            when pairs.fewer <> 0 then pairs.fewer
            when own.fiscal_year <> others.fiscal_year then sign(own.fiscal_year - others.fiscal_year)
            when own.filed_on <> others.filed_on then sign(own.filed_on - others.filed_on)
            else 0
        end as later_one
    from pairs
    inner join reports as own on pairs.report_id = own.report_id
    inner join reports as others on pairs.other_report_id = others.report_id
    qualify
        row_number() over (
            partition by pairs.report_id, pairs.subject
            order by
                pairs.same_figures desc,
                pairs.characters desc,
                abs(own.fiscal_year - others.fiscal_year) asc,
                pairs.other_report_id asc
        ) = 1
),

findings as (
    select
        closest.report_id,
        closest.subject,
        case when closest.later_one < 0 then 'pass' else 'hit' end as outcome,
        case
            when closest.is_own_earlier then if(closest.same_figures > 1, 'medium', 'low')
            when closest.departments > limits.few_departments then 'low'
            when closest.same_figures >= limits.high_figures or closest.characters >= limits.high_characters then 'high'
            when closest.same_figures > 0 or closest.characters >= limits.medium_characters then 'medium'
            else 'low'
        end as severity,
        if(closest.is_own_earlier, '工作成效与本部门', '与' || closest.other_department)
        || closest.other_year || '年度报告有 ' || closest.runs
        || ' 处文字相同，最长的连续 ' || closest.sentences || ' 句、' || closest.characters || ' 字'
        || if(closest.same_figures > 0, '，其中 ' || closest.same_figures || ' 句连数字也相同', '')
        || case
            when closest.is_own_earlier then ''
            when closest.later_one > 0 then '；这些文字对方使用在先'
            when closest.later_one < 0 then '；这些文字本报告使用在先'
            else '；看不出谁在先'
        end as detail,
        closest.fact_ids,
        closest.other_report_id,
        closest.other_fact_ids
    from closest cross join limits
)

select * from findings
