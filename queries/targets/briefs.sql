-- The few numbers that a bureau chief asks for first, of one year: who filed, what was spent, what the scores say.
-- One row per jurisdiction, fiscal_year.
-- 全部 joins all places; each department counts once, changes are of those that state both years, medians need 5.
-- 中文：要情。一个年度的报送、支出、执行、“三公”经费、自评和疑点；与上年比的，只算两年都写明的部门。
with
peers as (
    select * from core.peers
    where preference = 1
),

figures as (
    select
        department_id,
        fiscal_year,
        max(numerator) filter (where indicator = 'expenditure') as spent_yuan,
        max(numerator) filter (where indicator = 'expenditure_change_yuan') as spent_change_yuan,
        max(value) filter (where indicator = 'budget_execution_rate') as execution_pct,
        max(numerator) filter (where indicator = 'three_public') as three_public_yuan,
        max(numerator) filter (where indicator = 'three_public_change_yuan') as three_public_change_yuan
    from core.department_values
    where
        indicator in (
            'expenditure', 'expenditure_change_yuan', 'budget_execution_rate',
            'three_public', 'three_public_change_yuan'
        )
    group by department_id, fiscal_year
),

grave as (
    select report_id from targets.leads
    where outcome = 'hit' and severity = 'high'
),

spent as (
    select
        coalesce(peers.jurisdiction, '全部') as jurisdiction,
        peers.fiscal_year,
        count(*) as departments,
        count(figures.spent_yuan) as spent_departments,
        sum(figures.spent_yuan) as spent_yuan,
        count(figures.spent_change_yuan) as spent_compared,
        sum(figures.spent_change_yuan) as spent_change_yuan,
        sum(figures.spent_yuan) filter (where figures.spent_change_yuan is not null) as spent_compared_yuan,
        count(figures.execution_pct) as execution_departments,
        case when count(figures.execution_pct) >= 5 then median(figures.execution_pct) end as execution_median_pct,
        count(figures.three_public_yuan) as three_public_departments,
        sum(figures.three_public_yuan) as three_public_yuan,
        count(figures.three_public_change_yuan) as three_public_compared,
        sum(figures.three_public_change_yuan) as three_public_change_yuan,
        sum(figures.three_public_yuan) filter (where figures.three_public_change_yuan is not null)
            as three_public_compared_yuan
    from peers
    left join figures on peers.department_id = figures.department_id and peers.fiscal_year = figures.fiscal_year
    group by grouping sets ((peers.fiscal_year), (peers.jurisdiction, peers.fiscal_year))
),

scored as (
    select
        coalesce(jurisdiction, '全部') as jurisdiction,
        fiscal_year,
        cast(sum(scored) as integer) as scored,
        cast(sum(at_ceiling) as integer) as at_ceiling,
        cast(sum(at_95_or_more) as integer) as at_95_or_more
    from benchmarks.score_distribution
    group by grouping sets ((fiscal_year), (jurisdiction, fiscal_year))
),

filed as (
    select
        coalesce(jurisdiction, '全部') as jurisdiction,
        fiscal_year,
        cast(sum(expected) as integer) as expected,
        cast(sum(not_filed) as integer) as not_filed
    from benchmarks.coverage_counts
    group by grouping sets ((fiscal_year), (jurisdiction, fiscal_year))
),

found as (
    select
        coalesce(peers.jurisdiction, '全部') as jurisdiction,
        peers.fiscal_year,
        count(grave.report_id) as hits_high,
        count(distinct grave.report_id) as reports_with_high
    from core.peers as peers
    left join grave on peers.report_id = grave.report_id
    group by grouping sets ((peers.fiscal_year), (peers.jurisdiction, peers.fiscal_year))
),

briefs as (
    select
        spent.jurisdiction,
        spent.fiscal_year,
        filed.expected,
        filed.not_filed,
        spent.departments,
        spent.spent_departments,
        spent.spent_yuan,
        spent.spent_compared,
        spent.spent_change_yuan,
        spent.execution_departments,
        spent.execution_median_pct,
        spent.three_public_departments,
        spent.three_public_yuan,
        spent.three_public_compared,
        spent.three_public_change_yuan,
        100 * spent.spent_change_yuan / nullif(spent.spent_compared_yuan - spent.spent_change_yuan, 0)
            as spent_change_pct,
        100 * spent.three_public_change_yuan
        / nullif(spent.three_public_compared_yuan - spent.three_public_change_yuan, 0) as three_public_change_pct,
        scored.scored,
        scored.at_ceiling,
        scored.at_95_or_more,
        case when scored.scored >= 5 then 100 * cast(scored.at_95_or_more as double) / scored.scored end
            as at_95_or_more_pct,
        found.hits_high,
        found.reports_with_high
    from spent
    left join scored on spent.jurisdiction = scored.jurisdiction and spent.fiscal_year = scored.fiscal_year
    left join filed on spent.jurisdiction = filed.jurisdiction and spent.fiscal_year = filed.fiscal_year
    inner join found on spent.jurisdiction = found.jurisdiction and spent.fiscal_year = found.fiscal_year
)

select * from briefs
