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

full_scores as (
    select
        report_id,
        fact_ids
    from core.own_year_figures
    where measure = 'self_score' and value >= 100
),

rates as (
    select
        report_id,
        rate,
        bool_or(source = 'claimed') as is_claimed
    from core.rate_values
    group by report_id, rate
),

-- What is not claimed counts for the whole expenditure only, against the adjusted budget or else the initial one.
counting as (
    select
        report_id,
        rate
    from rates
    where
        is_claimed
        or rate = 'budget_execution_rate'
        or (
            rate = 'budget_completion_rate'
            and report_id not in (
                select wholes.report_id from rates as wholes
                where wholes.rate in ('budget_execution_rate', 'expenditure_completion_rate')
            )
        )
),

full_marks as (
    select
        items.report_id,
        items.rate,
        items.statement_id as place,
        uses.use,
        case uses.rule_source when 'region' then uses.rubric else '评分表的标准' end as standard,
        cast(items.self_points as double) as points,
        cast(items.judged_points as double) as judged_points,
        list_value(items.statement_id) as fact_ids
    from items
    left join uses on items.report_id = uses.report_id and items.statement_id = uses.use
    where
        items.is_full
        and (uses.use is not null or items.rate like '%execution_rate' or items.rate like '%completion_rate'
            or items.rate like '%deviation_rate')

    union all

    select
        counting.report_id,
        counting.rate,
        'score' as place,
        uses.use,
        uses.rubric as standard,
        cast(uses.full_points as double) as points,
        0 as judged_points,
        full_scores.fact_ids
    from counting
    inner join full_scores on counting.report_id = full_scores.report_id
    left join uses on counting.report_id = uses.report_id and counting.rate = uses.rate
    left join items on counting.report_id = items.report_id and counting.rate = items.rate
    where
        items.report_id is null
        and (uses.use is not null or counting.rate like '%execution_rate' or counting.rate like '%completion_rate'
            or counting.rate like '%deviation_rate')
)

select * from full_marks
