-- Every rate for which a report gives itself full marks: on a row of its score sheet, or with 100 for the whole.
-- One row per report_id, rate, place.
-- use names the rule, null where none is known; a row that lost points for its rate is no full mark even beside 100.
-- 中文：满分之处。评分表上得满分的比率指标，以及总分满分的报告所用的各项比率。
with
items as (
    select * from core.judged_items
    where rate is not null
),

uses as (select * from core.rule_uses),

rate_values as (select * from core.rate_values),

full_scores as (
    select
        report_id,
        fact_ids
    from core.own_year_figures
    where measure = 'self_score' and value >= 100
),

-- What is not claimed counts for the whole expenditure only, against the adjusted budget or else the initial one.
rates as (
    select
        report_id,
        rate,
        bool_or(source = 'claimed') as is_claimed,
        bool_or(rate in ('budget_execution_rate', 'expenditure_completion_rate')) over (partition by report_id)
            as has_whole
    from rate_values
    group by report_id, rate
),

marks as (
    select
        items.report_id,
        items.rate,
        items.statement_id as place,
        items.statement_id as item_use,
        cast(items.self_points as double) as points,
        cast(items.judged_points as double) as judged_points,
        list_value(items.statement_id) as fact_ids
    from items
    where items.is_full

    union all

    select
        rates.report_id,
        rates.rate,
        'score' as place,
        cast(null as varchar) as item_use,
        cast(null as double) as points,
        cast(0 as double) as judged_points,
        full_scores.fact_ids
    from rates
    inner join full_scores on rates.report_id = full_scores.report_id
    left join items on rates.report_id = items.report_id and rates.rate = items.rate
    where
        items.report_id is null
        and (
            rates.is_claimed
            or rates.rate = 'budget_execution_rate'
            or (rates.rate = 'budget_completion_rate' and not rates.has_whole)
        )
),

full_marks as (
    select
        marks.report_id,
        marks.rate,
        marks.place,
        uses.use,
        case uses.rule_source when 'region' then uses.rubric else '评分表的标准' end as standard,
        coalesce(marks.points, cast(uses.full_points as double)) as points,
        marks.judged_points,
        marks.fact_ids
    from marks
    left join uses
        on
            marks.report_id = uses.report_id
            and marks.rate = uses.rate
            and (marks.item_use = uses.use or marks.item_use is null)
    where
        uses.use is not null
        or marks.rate like '%execution_rate'
        or marks.rate like '%completion_rate'
        or marks.rate like '%deviation_rate'
)

select * from full_marks
