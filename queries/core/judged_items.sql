-- Each row of a score sheet with the indicator that it is, whether it got full points, and the rule that sets them.
-- One row per report_id, item.
-- rule_source is sheet or region, null where no rule is known; full points printed over several rows are full together.
-- 中文：指标计分依据。评分表每一行对应什么指标、是否满分、按什么规则计分。
with
items as (select * from staging.score_items),

rubrics as (select * from core.report_rubrics),

indicators as (select * from staging.rubric_indicators),

rules as (
    select
        rule,
        max(points) as rule_points,
        coalesce(bool_or(share = 1), false) as gives_all
    from staging.scoring_rules
    group by rule
),

numbered as (
    select
        *,
        count(coalesce(full_points, merged_points)) over (partition by report_id order by item) as cell
    from items
),

cells as (
    select
        *,
        sum(self_points) over (partition by report_id, cell) as cell_points,
        max(merged_points) over (partition by report_id, cell) as merged_over
    from numbered
),

full_or_not as (
    select
        *,
        coalesce(full_points, merged_over) > 0
        and case when merged_over is null then self_points >= full_points else cell_points >= merged_over end as is_full
    from cells
    where self_points is not null
),

named as (
    select
        full_or_not.*,
        rubrics.name as rubric,
        indicators.indicator,
        indicators.basis,
        indicators.points as indicator_points,
        indicators.rule as region_rule,
        case when indicators.name = full_or_not.name then indicators.measure else full_or_not.measure end as rate
    from full_or_not
    left join rubrics on full_or_not.report_id = rubrics.report_id
    left join indicators
        on
            rubrics.rubric = indicators.rubric
            and (full_or_not.name = indicators.name or full_or_not.measure = indicators.measure)
    qualify
        row_number() over (
            partition by full_or_not.report_id, full_or_not.item
            order by
                case when full_or_not.name = indicators.name then 1 else 2 end,
                indicators.indicator,
                indicators.name
        ) = 1
),

-- A rule for more points than the row has cannot be its own.
judged_items as (
    select
        named.report_id,
        named.item,
        named.level3,
        named.rate,
        coalesce(named.basis, case when named.rate is null then 'judged' else 'figures' end) as basis,
        coalesce(named.full_points, case when named.is_full then named.self_points end, own.rule_points) as full_points,
        named.self_points,
        named.is_full,
        named.merged_over is not null as is_merged,
        case when own.rule is not null then 'sheet' when regions.rule is not null then 'region' end as rule_source,
        coalesce(own.rule, regions.rule) as rule,
        coalesce(case when own.rule is null then named.full_points / nullif(named.indicator_points, 0) end, 1) as scale,
        case
            when own.rule is not null and not own.gives_all and own.rule_points < named.full_points
                then named.full_points - own.rule_points
            else 0
        end as judged_points,
        named.rubric,
        named.deduction_reason,
        'item/' || named.item as statement_id
    from named
    left join rules as own
        on
            named.standard = own.rule
            and named.rate is not null
            and (own.rule_points is null or named.full_points >= own.rule_points or named.full_points is null)
    left join rules as regions on named.region_rule = regions.rule and named.rate is not null
)

select * from judged_items
