-- Full points on an indicator that is a rate, while the report states neither the rate nor the amounts that it needs.
-- One row per report_id, subject.
-- Judged, counted and surveyed indicators are not examined, nor what the report calls not applicable or puts elsewhere.
-- 中文：没有数据仍得满分。指标是算得出的比率，报告既没有写比率，也没有写算它所需的数，却得了满分。
with
limits as (
    select max(value) filter (where threshold = 'full_points_without_figures.high_points') as high_points
    from staging.thresholds
),

measures as (select * from staging.measures),

items as (
    select * from core.judged_items
    where is_full and basis = 'figures' and rate is not null
),

grounds as (select * from core.item_grounds),

operands as (select * from core.operands),

formulas_of_rates as (
    select
        rate,
        max(description) filter (where variant = 'common') as description
    from operands
    group by rate
),

findings as (
    select
        items.report_id,
        items.statement_id as subject,
        case when grounds.has_figures then 'pass' else 'hit' end as outcome,
        case
            when grounds.has_figures then 'low' when items.self_points >= limits.high_points then 'high' else 'medium'
        end as severity,
        items.level3 || '得了满分 ' || rtrim(rtrim(cast(items.self_points as varchar), '0'), '.') || '分，报告'
        || case
            when grounds.has_figures then '写有' || measures.label || '，或写全了算它所需的数'
            else
                '没有写' || measures.label || '是多少'
                || coalesce('，也没有写全算它所需的数：' || formulas_of_rates.description, '')
        end as detail,
        list_sort(list_distinct(list_concat(coalesce(grounds.fact_ids, []), [items.statement_id]))) as fact_ids
    from items
    inner join measures on items.rate = measures.measure
    left join formulas_of_rates on items.rate = formulas_of_rates.rate
    left join grounds on items.report_id = grounds.report_id and items.item = grounds.item
    cross join limits
    where grounds.has_figures or grounds.is_excused is not true
)

select * from findings
