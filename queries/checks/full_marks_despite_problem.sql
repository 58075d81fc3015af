-- Full marks, for the whole or for one indicator, although the report admits a failure that ought to have cost points.
-- One row per report_id, subject.
-- What every report admits (awareness, training, how budgets are drawn up) takes nothing from the score.
-- 中文：承认问题仍得满分。报告承认了执行、完成、合规等方面的问题，总分或相应指标仍是满分。
with
limits as (
    select
        max(value) filter (where threshold = 'full_marks_despite_problem.full_score') as full_score,
        max(value) filter (where threshold = 'full_marks_despite_problem.points_short') as points_short
    from staging.thresholds
),

problems as (
    select
        report_id,
        statement_id,
        is_weak,
        evidence,
        nullif(array_to_string(indicators, '|'), '') as measured_by
    from staging.remarks
    where kind = 'admitted_problem'
),

admissions as (
    select
        report_id,
        count(*) filter (where not is_weak) as failures,
        coalesce(min(evidence) filter (where not is_weak), min(evidence)) as example,
        list_sort(coalesce(list(statement_id) filter (where not is_weak), list(statement_id))) as statement_ids
    from problems
    group by report_id
),

scores as (
    select candidates.* from core.candidates as candidates
    inner join staging.reports as reports
        on
            candidates.report_id = reports.report_id
            and candidates.fiscal_year is not distinct from reports.fiscal_year
    where
        candidates.measure = 'self_score' and candidates.stage = 'claimed' and candidates.breakdown = ''
    qualify row_number() over (partition by candidates.report_id order by candidates.value, candidates.printed) = 1
),

totals as (
    select
        scores.report_id,
        'self_score/' || coalesce(cast(scores.fiscal_year as varchar), '') as subject,
        scores.value >= limits.full_score - limits.points_short and admissions.failures > 0 as is_hit,
        scores.value >= limits.full_score as is_full,
        '自评 ' || scores.printed || case
            when scores.value < limits.full_score - limits.points_short then '，并非满分；承认的问题：'
            when admissions.failures = 0 then '，只承认了一般性不足：'
            else '，却承认：'
        end || '“' || admissions.example || '”' as detail,
        list_concat(scores.fact_ids, admissions.statement_ids) as fact_ids
    from scores
    inner join admissions on scores.report_id = admissions.report_id
    cross join limits
),

items as (
    select
        items.report_id,
        'item/' || items.item as subject,
        items.self_points >= items.full_points as is_hit,
        false as is_full,
        '“' || items.level3 || '”得 ' || regexp_replace(cast(items.self_points as varchar), '\.?0+$', '') || ' 分，满分 '
        || regexp_replace(cast(items.full_points as varchar), '\.?0+$', '')
        || case when items.self_points >= items.full_points then '，却承认：“' else '；承认：“' end
        || min(problems.evidence) || '”' as detail,
        list_concat(list_value('item/' || items.item), list(problems.statement_id)) as fact_ids
    from staging.score_items as items
    inner join problems
        on
            items.report_id = problems.report_id
            and not problems.is_weak
            and regexp_matches(items.level3, problems.measured_by)
    where items.full_points > 0 and items.self_points is not null and items.merged_points is null
    group by items.report_id, items.item, items.level3, items.self_points, items.full_points
),

examined as (
    select * from totals

    union all

    select * from items
),

findings as (
    select
        report_id,
        subject,
        case when is_hit then 'hit' else 'pass' end as outcome,
        case when is_hit and is_full then 'high' when is_hit then 'medium' else 'low' end as severity,
        detail,
        list_sort(list_distinct(fact_ids)) as fact_ids
    from examined
)

select * from findings
