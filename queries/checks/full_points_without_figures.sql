-- Full points on an indicator that is a rate, while the report states neither the rate nor the amounts that it needs.
-- One row per report_id, subject.
-- Judged, counted and surveyed indicators are not examined, nor what the report calls not applicable or puts elsewhere.
-- 中文：没有数据仍得满分。指标是算得出的比率，报告既没有写比率，也没有写算它所需的数，却得了满分。
with
limits as (
    select max(value) filter (where threshold = 'full_points_without_figures.high_points') as high_points
    from staging.thresholds
),

reports as (select * from staging.reports),

measures as (select * from staging.measures),

items as (
    select * from core.judged_items
    where is_full and basis = 'figures' and rate is not null
),

figures as (select * from core.figures),

operands as (select * from core.operands),

formulas_of_rates as (
    select
        rate,
        max(description) filter (where variant = 'common') as description
    from operands
    group by rate
),

-- The claimed rate is as good as a formula of one operand.
needed as (
    select
        rate,
        variant,
        measure,
        breakdown,
        stage,
        year_offset,
        operand_count
    from operands

    union all

    select
        measure as rate,
        'claimed' as variant,
        measure,
        '' as breakdown,
        'claimed' as stage,
        0 as year_offset,
        1 as operand_count
    from measures
    where kind = 'rate'
),

said as (
    select
        items.report_id,
        items.item,
        needed.variant,
        needed.operand_count,
        needed.measure,
        needed.stage,
        needed.year_offset,
        bool_or(figures.prints is not null) as is_stated,
        bool_or(figures.state in ('reported_elsewhere', 'not_applicable')) as is_excused,
        flatten(list(figures.fact_ids) filter (where figures.prints is not null)) as fact_ids
    from items
    inner join reports on items.report_id = reports.report_id
    inner join needed on items.rate = needed.rate
    inner join figures
        on
            items.report_id = figures.report_id
            and figures.fiscal_year = reports.fiscal_year + needed.year_offset
            and needed.measure = figures.measure
            and (needed.stage = figures.stage or figures.prints is null)
            and (needed.breakdown = figures.breakdown or needed.breakdown = '')
    group by
        items.report_id, items.item, needed.variant, needed.operand_count, needed.measure, needed.stage,
        needed.year_offset, needed.breakdown
),

formulas as (
    select
        report_id,
        item,
        variant,
        count(*) filter (where is_stated) = max(operand_count) as is_complete,
        bool_or(is_excused) as is_excused,
        flatten(list(fact_ids)) as fact_ids
    from said
    group by report_id, item, variant
),

grounds as (
    select
        report_id,
        item,
        bool_or(is_complete) as has_figures,
        bool_or(is_excused) as is_excused,
        flatten(list(fact_ids) filter (where is_complete)) as fact_ids
    from formulas
    group by report_id, item
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
