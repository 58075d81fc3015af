-- The same figure is stated with different values in one report; printed more coarsely is not different.
-- One row per report_id, subject.
-- A figure stated only once is not examined.
-- 中文：同一数字前后不一。同一个数在报告里写成不同的值；只是写得粗略的不算。
with
figures as (
    select * from core.figures
    where kind in ('amount', 'count', 'score', 'rate')
),

candidates as (select * from core.candidates),

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
        case figures.state when 'conflicting' then 'hit' else 'pass' end as outcome,
        case
            when figures.state <> 'conflicting' then 'low'
            when figures.measure in ('revenue', 'expenditure', 'three_public', 'self_score') then 'high'
            else 'medium'
        end as severity,
        case figures.state
            when 'conflicting'
                then figures.title || '前后不一：' || array_to_string(figures.candidates, '、')
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
    where figures.state = 'conflicting' or occurrences.places > 1
)

select * from findings
