-- What is loaded, how the departments score themselves and how many findings there are, for every choice on the page.
-- One row per jurisdiction, fiscal_year.
-- Both are words: 全部 stands for all of them, 未写明 for the reports that name none; no choice joins groups into a ranking.
-- 中文：总览。按地区和年度汇总：载入了多少报告、自评得分集中在哪里、有多少条线索。
with
filings as (select * from core.filings),

scores as (select * from benchmarks.scores),

spending as (select * from benchmarks.budget_execution),

findings as (select * from checks.findings),

counts as (
    select
        filings.report_id,
        count(*) filter (where findings.outcome = 'hit' and findings.severity = 'high') as hits_high,
        count(*) filter (where findings.outcome = 'hit' and findings.severity = 'medium') as hits_medium,
        count(*) filter (where findings.outcome = 'hit' and findings.severity = 'low') as hits_low,
        count(*) filter (where findings.outcome = 'uncertain') as uncertain,
        count(findings.check_name) as examined
    from filings
    left join findings on filings.report_id = findings.report_id
    group by filings.report_id
),

joined as (
    select
        filings.*,
        coalesce(filings.jurisdiction, '未写明') as jurisdiction_choice,
        coalesce(cast(filings.fiscal_year as varchar), '未写明') as year_choice,
        filings.jurisdiction_name || ' ' || filings.department as department_key,
        scores.self_score,
        spending.actual_yuan,
        counts.hits_high,
        counts.hits_medium,
        counts.hits_low,
        counts.uncertain,
        counts.examined
    from filings
    left join scores on filings.report_id = scores.report_id
    left join spending on filings.report_id = spending.report_id
    inner join counts on filings.report_id = counts.report_id
),

counted as (
    select
        coalesce(joined.jurisdiction_choice, '全部') as jurisdiction,
        coalesce(joined.year_choice, '全部') as fiscal_year,
        count(*) as reports,
        count(distinct joined.department_key) as departments,
        count(distinct joined.jurisdiction) as jurisdictions,
        count(*) filter (where joined.jurisdiction is null) as reports_without_jurisdiction,
        count(distinct joined.fiscal_year) as years,
        min(joined.fiscal_year) as first_year,
        max(joined.fiscal_year) as last_year,
        cast(sum(joined.facts) as integer) as facts,
        count(*) filter (where joined.has_text) as reports_with_text,
        count(*) filter (where not joined.is_resolved) as reports_unresolved,
        count(*) filter (where joined.has_enough_peers) as reports_with_peers,
        count(joined.self_score) as scored,
        count(*) filter (where joined.self_score >= 100) as at_ceiling,
        count(*) filter (where joined.self_score >= 95) as at_95_or_more,
        min(joined.self_score) as lowest_score,
        count(joined.actual_yuan) as reports_with_spending,
        cast(sum(joined.hits_high) as integer) as hits_high,
        cast(sum(joined.hits_medium) as integer) as hits_medium,
        cast(sum(joined.hits_low) as integer) as hits_low,
        cast(sum(joined.uncertain) as integer) as uncertain,
        cast(sum(joined.examined) as integer) as examined
    from joined
    group by cube (joined.jurisdiction_choice, joined.year_choice)
),

overview as (
    select
        *,
        case
            when years = 0 then '未写明年度'
            when years = 1 then first_year || ' 年度'
            else first_year || '—' || last_year || ' 年度'
        end as years_text,
        case
            when jurisdictions = 0 then '未写明地区'
            when reports_without_jurisdiction = 0 then jurisdictions || ' 个地区'
            else jurisdictions || ' 个地区，另有 ' || reports_without_jurisdiction || ' 份未写明'
        end as jurisdictions_text,
        case
            when scored = 0 then '没有报告写明自评得分'
            when at_95_or_more = scored and scored > 1
                then
                    scored || ' 份报告写明自评得分，最低 '
                    || regexp_replace(cast(lowest_score as varchar), '\.?0+$', '') || ' 分，'
                    || at_ceiling || ' 份满分：分数本身分不出高低'
            else
                scored || ' 份报告写明自评得分：' || at_ceiling || ' 份满分，' || at_95_or_more || ' 份在 95 分及以上'
        end as score_headline
    from counted
)

select * from overview
