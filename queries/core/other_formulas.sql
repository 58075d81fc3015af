-- Rates that a report has no figures for, but for the same amount over another base: spending ÷ initial budget.
-- One row per report_id, indicator.
-- 中文：别的算法。缺某项比率的部门，有没有同一分子按别的分母算出的比率。
with
known as (
    select * from staging.indicators
    where base_unit = '%'
),

department_values as (select * from core.department_values),

peers as (
    select * from core.peers
    where preference = 1
),

numerators as (
    select
        operands.indicator,
        known.kind,
        string_agg(
            concat_ws('/', operands.measure, operands.breakdown, operands.stage, operands.year_offset), ' '
            order by operands.measure, operands.breakdown, operands.stage, operands.year_offset
        ) as numerator
    from staging.indicator_operands as operands
    inner join known on operands.indicator = known.indicator
    where operands.numerator <> 0 and operands.has_denominator = 1
    group by operands.indicator, known.kind
),

alike as (
    select
        one.indicator,
        other.indicator as other_indicator,
        known.label,
        known.formula,
        known.position
    from numerators as one
    inner join numerators as other
        on one.kind = other.kind and one.numerator = other.numerator and one.indicator <> other.indicator
    inner join known on other.indicator = known.indicator
),

other_formulas as (
    select
        peers.report_id,
        alike.indicator,
        string_agg(
            alike.label || ' ' || cast(cast(others.value as decimal(28, 2)) as varchar) || '%（' || alike.formula || '）',
            '、' order by alike.position
        ) as said
    from peers
    inner join department_values as others
        on peers.department_id = others.department_id and peers.fiscal_year = others.fiscal_year
    inner join alike on others.indicator = alike.other_indicator
    left join department_values as own
        on
            peers.department_id = own.department_id
            and peers.fiscal_year = own.fiscal_year
            and alike.indicator = own.indicator
    where own.value is null
    group by peers.report_id, alike.indicator
)

select * from other_formulas
