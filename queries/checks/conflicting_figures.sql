-- The same figure is stated with different values in one report; printed more coarsely is not different.
-- One row per report_id, subject.
-- A figure stated only once is not examined; 机关运行经费 below 公用经费 may be a part of it: uncertain.
-- 中文：同一数字前后不一。同一个数在报告里写成不同的值；只是写得粗略的不算。
with
figures as (
    select * from core.figures
    where kind in ('amount', 'count', 'score', 'rate')
),

candidates as (select * from core.candidates),

places as (select * from staging.places),

-- Running costs are those of the administrative bodies only, and are often stated beside all operating expenditure.
running_costs as (
    select
        candidates.report_id,
        candidates.fiscal_year,
        candidates.breakdown,
        candidates.stage
    from candidates
    inner join places
        on candidates.report_id = places.report_id and list_contains(candidates.fact_ids, places.fact_id)
    where candidates.measure = 'operating_expenditure' and candidates.candidate_count = 2
    group by candidates.report_id, candidates.fiscal_year, candidates.breakdown, candidates.stage
    having
        max(candidates.value) filter (where places.evidence like '%运行经费%')
        < min(candidates.value) filter (where places.evidence not like '%运行经费%')
),

occurrences as (
    select
        report_id,
        fiscal_year,
        measure,
        breakdown,
        stage,
        sum(places) as places
    from candidates
    where candidate_count > 1 or places > 1
    group by report_id, fiscal_year, measure, breakdown, stage
),

findings as (
    select
        figures.report_id,
        figures.measure || case when figures.breakdown = '' then '' else '[' || figures.breakdown || ']' end
        || '/' || figures.stage || '/' || coalesce(cast(figures.fiscal_year as varchar), '') as subject,
        case
            when figures.state <> 'conflicting' then 'pass'
            when running_costs.report_id is not null then 'uncertain'
            else 'hit'
        end as outcome,
        case
            when figures.state <> 'conflicting' or running_costs.report_id is not null then 'low'
            when figures.measure in ('revenue', 'expenditure', 'three_public', 'self_score') then 'high'
            else 'medium'
        end as severity,
        case
            when figures.state = 'conflicting'
                then
                    figures.title || '前后不一：' || array_to_string(figures.candidates, '、')
                    || case
                        when running_costs.report_id is null then ''
                        else '；较小的是机关运行经费，可能只是公用经费的一部分'
                    end
            else
                figures.title || '有 ' || cast(occurrences.places as integer) || ' 处写明，均为 '
                || figures.candidates[1]
        end as detail,
        figures.fact_ids
    from figures
    inner join occurrences
        on
            figures.report_id = occurrences.report_id
            and figures.fiscal_year is not distinct from occurrences.fiscal_year
            and figures.measure = occurrences.measure
            and figures.breakdown = occurrences.breakdown
            and figures.stage = occurrences.stage
    left join running_costs
        on
            figures.report_id = running_costs.report_id
            and figures.fiscal_year is not distinct from running_costs.fiscal_year
            and figures.measure = 'operating_expenditure'
            and figures.breakdown = running_costs.breakdown
            and figures.stage = running_costs.stage
    where figures.state = 'conflicting' or occurrences.places > 1
)

select * from findings
