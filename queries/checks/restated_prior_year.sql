-- Last year's figure in this report is not what the department's report on last year said.
-- One row per report_id, subject.
-- A corrected opening stock, another stage or a scope that is not said may explain it: uncertain.
-- 中文：上年数前后不一。本报告写的上年数，与该部门上年报告里的数不同。
with
limits as (
    select max(value) filter (where threshold = 'restated_prior_year.high_percent') as high_percent
    from staging.thresholds
),

candidates as (
    select * from core.candidates
    where kind in ('amount', 'count') and breakdown = '' and candidate_count <= 4
),

predecessors as (select * from core.predecessors),

reports as (select * from staging.reports),

pairs as (
    select
        predecessors.report_id,
        predecessors.earlier_report_id,
        predecessors.fiscal_year,
        reports.scope = earlier_reports.scope as is_one_scope
    from predecessors
    inner join reports on predecessors.report_id = reports.report_id
    inner join reports as earlier_reports on predecessors.earlier_report_id = earlier_reports.report_id
    where reports.scope = earlier_reports.scope or '' in (reports.scope, earlier_reports.scope)
),

-- What is left at the end of last year is what this year opens with.
comparisons as (
    select
        pairs.report_id,
        pairs.earlier_report_id,
        pairs.is_one_scope and later.stage <> 'opening' as is_comparable,
        later.measure || '/' || later.stage || '/' || later.fiscal_year as subject,
        later.title || ' ' || later.printed as later_text,
        earlier.printed as earlier_text,
        later.stage = earlier.stage or later.fiscal_year > pairs.fiscal_year as is_one_stage,
        abs(later.value - earlier.value) as gap,
        abs(later.value - earlier.value) <= later.half_unit + earlier.half_unit as agrees,
        100 * cast(later.value - earlier.value as double) / cast(nullif(earlier.value, 0) as double) as change_percent,
        later.fact_ids,
        earlier.fact_ids as other_fact_ids
    from pairs
    inner join candidates as later on pairs.report_id = later.report_id
    inner join candidates as earlier
        on
            pairs.earlier_report_id = earlier.report_id
            and pairs.fiscal_year = earlier.fiscal_year
            and later.measure = earlier.measure
    where
        (later.fiscal_year = pairs.fiscal_year and later.stage <> 'opening')
        or (later.fiscal_year = pairs.fiscal_year + 1 and later.stage = 'opening' and earlier.stage = 'closing')
),

nearest as (
    select
        report_id,
        earlier_report_id,
        subject,
        is_comparable,
        is_one_stage,
        later_text,
        earlier_text,
        agrees,
        change_percent,
        fact_ids,
        other_fact_ids,
        bool_or(agrees) over (partition by report_id, subject) as agrees_somewhere
    from comparisons
    qualify
        row_number() over (
            partition by report_id, subject
            order by case when is_one_stage then 1 else 2 end, gap, earlier_text, later_text, earlier_report_id
        ) = 1
),

findings as (
    select
        nearest.report_id,
        nearest.subject,
        case
            when nearest.agrees then 'pass'
            when nearest.agrees_somewhere or not nearest.is_comparable then 'uncertain'
            else 'hit'
        end as outcome,
        case
            when nearest.agrees or nearest.agrees_somewhere or not nearest.is_comparable then 'low'
            when abs(nearest.change_percent) < limits.high_percent then 'medium'
            else 'high'
        end as severity,
        nearest.later_text
        || case when nearest.agrees then '，与上年报告所写的 ' else '，而上年报告写的是 ' end || nearest.earlier_text
        || case
            when nearest.agrees then ' 一致'
            when nearest.change_percent is null then ''
            else
                '，' || case when nearest.change_percent > 0 then '高出 ' else '低了 ' end
                || cast(cast(abs(nearest.change_percent) as decimal(18, 2)) as varchar) || '%'
        end
        || case
            when nearest.agrees then ''
            when nearest.agrees_somewhere then '；与上年报告该指标另一阶段的数一致'
            when not nearest.is_comparable then '；可能是年初数作过调整，或两份报告的范围不同'
            else ''
        end as detail,
        nearest.fact_ids,
        nearest.earlier_report_id as other_report_id,
        nearest.other_fact_ids
    from nearest cross join limits
    where nearest.is_one_stage
)

select * from findings
