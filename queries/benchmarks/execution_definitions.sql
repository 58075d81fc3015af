-- The three ways in which places work out how much of the budget was spent, over the same departments.
-- One row per jurisdiction, fiscal_year, definition.
-- 全部 stands for all places; a median is null below 5 departments; claimed counts those who claim the rate so defined.
-- 中文：执行率的三种口径。同一批部门，决算分别除以调整预算、年初预算、可用资金，各自的中位数和有数的部门数。
with
definitions as (
    select
        listed.position,
        listed.definition,
        listed.label,
        listed.claimed_measure,
        listed.explanation
    from (
        values
        (
            1, 'budget_execution_rate', '决算 ÷ 调整预算', 'budget_execution_rate',
            '预算执行率：年中追加、调减之后的预算花了多少。对标一律用这一种。'
        ),
        (
            2, 'budget_completion_rate', '决算 ÷ 年初预算', 'budget_completion_rate',
            '预算完成率：年初批复的预算花了多少；年中有追加的会超过 100%，高不等于好。'
        ),
        (
            3, 'available_execution_rate', '决算 ÷ 可用资金', 'expenditure_completion_rate',
            '支出完成率：本年收入加上年结转花了多少；收入没有到位的，分母跟着变小，比率偏高。'
        )
    ) as listed (position, definition, label, claimed_measure, explanation)
),

departments as (
    select distinct
        department_id,
        jurisdiction,
        fiscal_year
    from core.peers
),

department_values as (select * from core.department_values),

claims as (
    select distinct
        peers.department_id,
        peers.fiscal_year,
        figures.measure
    from core.own_year_figures as figures
    inner join core.peers as peers on figures.report_id = peers.report_id
    where figures.value is not null
),

execution_definitions as (
    select
        coalesce(departments.jurisdiction, '全部') as jurisdiction,
        departments.fiscal_year,
        definitions.definition,
        definitions.position,
        definitions.label,
        definitions.explanation,
        count(department_values.value) as peers,
        count(*) - count(department_values.value) as missing,
        count(claims.measure) as claimed,
        case when count(department_values.value) >= 5 then median(department_values.value) end as median_pct,
        min(department_values.value) as lowest_pct,
        max(department_values.value) as highest_pct,
        count(*) filter (where department_values.value > 100) as above_100
    from departments
    cross join definitions
    left join department_values
        on
            departments.department_id = department_values.department_id
            and departments.fiscal_year = department_values.fiscal_year
            and definitions.definition = department_values.indicator
    left join claims
        on
            departments.department_id = claims.department_id
            and departments.fiscal_year = claims.fiscal_year
            and definitions.claimed_measure = claims.measure
    group by grouping sets (
        (
            departments.jurisdiction, departments.fiscal_year, definitions.definition, definitions.position,
            definitions.label, definitions.explanation
        ),
        (
            departments.fiscal_year, definitions.definition, definitions.position, definitions.label,
            definitions.explanation
        )
    )
)

select * from execution_definitions
