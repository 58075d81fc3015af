-- One number serves several rates that measure different things, and its own figures do not bear it out.
-- One row per report_id, subject.
-- 0, 100 and rates that the report's figures support are natural; where they support one of two, it is uncertain;
-- a rate under two numbers has one row, the worse.
-- 中文：同一数字重复使用。几个不同的比率写成同一个数，而报告自己的数字并不支持。
with
limits as (
    select max(value) filter (where threshold = 'same_number_reused.least_decimals') as least_decimals
    from staging.thresholds
),

claimed_rates as (
    select * from core.claimed_rates
    where has_formula and abs(value) not in (0, 100)
),

-- Rates of the same money may well be the same.
families as (
    select
        known.rate,
        known.family
    from (
        values
        ('budget_execution_rate', 'spent'), ('budget_completion_rate', 'spent'),
        ('expenditure_completion_rate', 'spent'), ('fiscal_appropriation_control_rate', 'spent'),
        ('basic_execution_rate', 'spent'), ('project_execution_rate', 'spent'),
        ('carryover_change_rate', 'left'), ('treasury_carryover_change_rate', 'left'),
        ('revenue_deviation_rate', 'changed'), ('budget_adjustment_rate', 'changed')
    ) as known (rate, family)
),

rates as (
    select
        claimed_rates.* exclude (value),
        abs(claimed_rates.value) as value,
        coalesce(families.family, claimed_rates.rate) as family,
        claimed_rates.half_unit <= 0.5 / power(10, limits.least_decimals) as is_fine
    from claimed_rates
    cross join limits
    left join families on claimed_rates.rate = families.rate
),

uses as (
    select
        one.report_id,
        one.fiscal_year,
        one.value,
        'contradicted' in (one.standing, other.standing) as is_contradicted,
        one.standing = 'unsupported' and other.standing = 'unsupported' as is_unsupported
    from rates as one
    inner join rates as other
        on
            one.report_id = other.report_id
            and one.fiscal_year is not distinct from other.fiscal_year
            and one.rate < other.rate
            and one.value = other.value
    where
        'contradicted' in (one.standing, other.standing)
        or (
            'unsupported' in (one.standing, other.standing)
            and one.family <> other.family and one.is_fine and other.is_fine
        )
),

reused as (
    select
        uses.report_id,
        uses.fiscal_year,
        uses.value,
        bool_or(uses.is_contradicted) as is_contradicted,
        bool_or(uses.is_unsupported) as is_unsupported,
        max(complements.claim) as complement,
        coalesce(min(complements.fact_ids), []) as fact_ids
    from uses
    left join rates as complements
        on
            uses.report_id = complements.report_id
            and uses.fiscal_year is not distinct from complements.fiscal_year
            and uses.value = 100 - complements.value
    group by uses.report_id, uses.fiscal_year, uses.value
),

numbers as (
    select
        report_id,
        fiscal_year,
        value,
        array_to_string(list_sort(list_distinct(list(rate))), '+')
        || '/' || coalesce(cast(fiscal_year as varchar), '') as subject,
        array_to_string(list_sort(list_distinct(list(claim))), '、') as claims_text,
        flatten(list(fact_ids)) as fact_ids
    from rates
    group by report_id, fiscal_year, value
),

findings as (
    select
        numbers.report_id,
        numbers.subject,
        case
            when reused.report_id is null then 'pass'
            when reused.is_contradicted or reused.is_unsupported or reused.complement is not null then 'hit'
            else 'uncertain'
        end as outcome,
        case when reused.is_contradicted or reused.complement is not null then 'medium' else 'low' end as severity,
        numbers.claims_text
        || case when reused.report_id is null then ' 没有不合理的重复' else ' 是同一个数' end
        || coalesce('，又恰为 100% 减去 ' || reused.complement, '')
        || case when reused.is_contradicted then '，按报告自己的数算并不如此' else '' end as detail,
        list_sort(list_distinct(list_concat(numbers.fact_ids, coalesce(reused.fact_ids, [])))) as fact_ids
    from numbers
    left join reused
        on
            numbers.report_id = reused.report_id
            and numbers.fiscal_year is not distinct from reused.fiscal_year
            and numbers.value = reused.value
    qualify
        row_number() over (
            partition by numbers.report_id, numbers.subject order by outcome = 'pass', outcome, numbers.value
        ) = 1
)

select * from findings
