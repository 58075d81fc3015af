-- What a report states for the rates of its score sheet: the rate itself, or all amounts of one of its formulas.
-- One row per report_id, item.
-- is_excused: the rate or an amount is called not applicable or reported elsewhere.
-- 中文：指标数据依据。评分表上的比率指标，报告有没有写明比率或算它所需的数。
with
reports as (select * from staging.reports),

measures as (select * from staging.measures),

items as (
    select * from core.judged_items
    where rate is not null
),

figures as (select * from core.figures),

operands as (select * from core.operands),

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

item_grounds as (
    select
        report_id,
        item,
        bool_or(is_complete) as has_figures,
        bool_or(is_excused) as is_excused,
        list_sort(flatten(list(fact_ids) filter (where is_complete))) as fact_ids
    from formulas
    group by report_id, item
)

select * from item_grounds
