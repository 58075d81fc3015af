-- Where a scoring rule is used on a report's rate: by rows of its score sheet, and by the region's other indicators.
-- One row per report_id, use.
-- A use is named item/3, or region/ and the indicator; full_points are those at stake there.
-- 中文：规则适用。评分规则用在评分表的哪一行，或评分表没有列而本地区规则有的哪项指标。
with
items as (select * from core.judged_items),

rubrics as (select * from core.report_rubrics),

indicators as (
    select distinct
        rubric,
        indicator,
        measure,
        points,
        rule
    from staging.rubric_indicators
    where measure is not null and points is not null
),

rules as (select distinct rule from staging.scoring_rules),

rule_uses as (
    select
        report_id,
        statement_id as use,
        level3 as title,
        rate,
        rule,
        rule_source,
        rubric,
        full_points,
        scale
    from items
    where rule is not null

    union all

    select
        rubrics.report_id,
        'region/' || indicators.indicator as use,
        indicators.indicator as title,
        indicators.measure as rate,
        indicators.rule,
        'region' as rule_source,
        rubrics.name as rubric,
        indicators.points as full_points,
        1 as scale
    from rubrics
    inner join indicators on rubrics.rubric = indicators.rubric
    inner join rules on indicators.rule = rules.rule
    left join items on rubrics.report_id = items.report_id and indicators.measure = items.rate
    where items.report_id is null
)

select * from rule_uses
