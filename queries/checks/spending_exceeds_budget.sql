-- Spending is over the adjusted budget, or over the initial one where no adjusted budget is stated.
-- One row per report_id, subject.
-- Where figures conflict, it is uncertain unless every combination of them agrees; the mildest one is shown.
-- 中文：支出超过预算。支出大于调整预算；没有写调整预算的，大于年初预算。
with
candidates as (
    select * from core.candidates
    where breakdown = '' and fiscal_year is not null
),

measures as (
    select * from staging.measures
    where is_spending
),

budgets as (
    select
        report_id,
        fiscal_year,
        measure,
        value,
        half_unit,
        title || ' ' || printed as budget_text,
        fact_ids
    from candidates
    where stage in ('budget', 'adjusted_budget')
    qualify
        rank() over (
            partition by report_id, fiscal_year, measure
            order by case stage when 'adjusted_budget' then 1 else 2 end
        ) = 1
),

comparisons as (
    select
        actual.report_id,
        actual.fiscal_year,
        actual.measure,
        actual.title || ' ' || actual.printed as actual_text,
        budgets.budget_text,
        actual.value - budgets.value as excess,
        actual.value - actual.half_unit > budgets.value + budgets.half_unit as is_over,
        cast(cast(
            100 * cast(actual.value as double) / cast(nullif(budgets.value, 0) as double) as decimal(28, 2)
        ) as varchar) || '%' as ratio_text,
        list_concat(actual.fact_ids, budgets.fact_ids) as fact_ids
    from candidates as actual
    inner join measures on actual.measure = measures.measure
    inner join budgets
        on
            actual.report_id = budgets.report_id
            and actual.fiscal_year = budgets.fiscal_year
            and actual.measure = budgets.measure
    where actual.stage = 'actual'
),

mildest as (
    select
        report_id,
        fiscal_year,
        measure,
        actual_text,
        budget_text,
        ratio_text,
        fact_ids,
        bool_and(is_over) over one_figure as is_always_over,
        bool_or(is_over) over one_figure as is_ever_over
    from comparisons
    window one_figure as (partition by report_id, fiscal_year, measure)
    qualify
        row_number() over (
            partition by report_id, fiscal_year, measure
            order by excess, actual_text, budget_text
        ) = 1
),

findings as (
    select
        report_id,
        measure || '/' || fiscal_year as subject,
        case when is_always_over then 'hit' when is_ever_over then 'uncertain' else 'pass' end as outcome,
        case
            when not is_ever_over then 'low'
            when measure in ('expenditure', 'three_public') then 'high'
            else 'medium'
        end as severity,
        actual_text || case when is_always_over then '，超过' else '，没有超过' end || budget_text
        || coalesce('，为其 ' || ratio_text, '')
        || case
            when is_ever_over and not is_always_over then '；但报告中数字前后不一，按另一数字则已超过'
            else ''
        end as detail,
        list_sort(list_distinct(fact_ids)) as fact_ids
    from mildest
)

select * from findings
