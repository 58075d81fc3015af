-- A department year after year: spending, execution, three-public spending, self-score, and what the checks found.
-- One row per department_id, fiscal_year, item.
-- Findings are hits of high or medium severity in all of the year's reports; scores and findings have no median here.
-- 中文：历年。一个部门逐年的支出、执行率、“三公”经费、自评得分和高、中程度的疑点数。
with
series as (select * from benchmarks.series),

speaking as (
    select * from series
    where indicator = 'expenditure'
),

scores as (select * from benchmarks.scores),

peers as (select * from core.peers),

own_scores as (
    select
        peers.department_id,
        peers.fiscal_year,
        arg_min(scores.self_score, peers.preference) as self_score,
        arg_min(scores.report_id, peers.preference) as report_id
    from peers
    inner join scores on peers.report_id = scores.report_id
    where scores.self_score is not null
    group by peers.department_id, peers.fiscal_year
),

own_leads as (
    select
        peers.department_id,
        peers.fiscal_year,
        count(*) filter (where leads.outcome = 'hit' and leads.severity in ('high', 'medium')) as grave,
        count(*) filter (where leads.outcome = 'hit' and leads.severity = 'high') as high
    from peers
    inner join targets.leads as leads on peers.report_id = leads.report_id
    group by peers.department_id, peers.fiscal_year
),

items as (
    select
        department_id,
        fiscal_year,
        indicator as item,
        case indicator when 'expenditure' then 1 when 'three_public' then 3 else 2 end as position,
        label,
        base_unit,
        report_id,
        value,
        lower_quartile,
        median,
        upper_quartile,
        remark
    from series
    where indicator in ('expenditure', 'budget_execution_rate', 'three_public')

    union all

    select
        speaking.department_id,
        speaking.fiscal_year,
        'self_score' as item,
        4 as position,
        '自评得分' as label,
        '分' as base_unit,
        coalesce(own_scores.report_id, speaking.report_id) as report_id,
        cast(own_scores.self_score as double) as value,
        null as lower_quartile,
        null as median,
        null as upper_quartile,
        case when own_scores.self_score is null then '缺：报告里没有写，或不止一个数' else '' end as remark
    from speaking
    left join own_scores
        on speaking.department_id = own_scores.department_id and speaking.fiscal_year = own_scores.fiscal_year

    union all

    select
        speaking.department_id,
        speaking.fiscal_year,
        'findings' as item,
        5 as position,
        '高、中程度疑点' as label,
        '条' as base_unit,
        speaking.report_id,
        cast(own_leads.grave as double) as value,
        null as lower_quartile,
        null as median,
        null as upper_quartile,
        case when own_leads.grave is null then '缺：没有可以检查的' else '其中高 ' || own_leads.high || ' 条' end as remark
    from speaking
    left join own_leads
        on speaking.department_id = own_leads.department_id and speaking.fiscal_year = own_leads.fiscal_year
),

histories as (
    select
        items.*,
        speaking.department,
        speaking.jurisdiction,
        speaking.line_id,
        speaking.line_label,
        speaking.break_note,
        'jurisdiction' as grouping
    from items
    inner join speaking on items.department_id = speaking.department_id and items.fiscal_year = speaking.fiscal_year
)

select * from histories
