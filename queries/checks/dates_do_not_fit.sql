-- A date cannot be right for the year reported on: evaluated or filed before it was over, published late, or reversed.
-- One row per report_id, subject.
-- A budget is due early in its year, final accounts by the autumn of the next; who calls a late one timely is worse.
-- 中文：时间对不上。年度未结束就作了全年自评，预算、决算公开过晚却称及时，或起止时间倒置。
with
limits as (
    select
        max(value) filter (where threshold = 'dates_do_not_fit.high_days_early') as high_days_early,
        max(value) filter (where threshold = 'dates_do_not_fit.budget_due_month') as budget_due_month,
        max(value) filter (where threshold = 'dates_do_not_fit.accounts_due_month') as accounts_due_month
    from staging.thresholds
),

reports as (select * from staging.reports),

actions as (
    select
        remarks.report_id,
        remarks.statement_id,
        replace(remarks.topic, '_in_time', '') as topic,
        ends_with(remarks.topic, '_in_time') as is_called_timely,
        remarks.year,
        remarks.first_on,
        remarks.last_on,
        remarks.evidence
    from staging.remarks as remarks
    inner join reports on remarks.report_id = reports.report_id
    where
        remarks.kind = 'dated_action'
        and (remarks.topic not in ('self_evaluation', 'filed') or remarks.year = reports.fiscal_year)
),

bounds as (
    select
        actions.*,
        make_date(actions.year, 12, 31) as year_end,
        max(actions.last_on) over (partition by actions.report_id, actions.topic, actions.year) as ended_on,
        date_diff('day', actions.last_on, make_date(actions.year, 12, 31)) as days_early,
        case actions.topic
            when 'budget_published' then last_day(make_date(actions.year, cast(limits.budget_due_month as integer), 1))
            when 'accounts_published'
                then last_day(make_date(actions.year + 1, cast(limits.accounts_due_month as integer), 1))
        end as due_on,
        limits.high_days_early
    from actions cross join limits
),

-- Where an evaluation went on into the next year, only a part of it that was over long before is wrong.
judged as (
    select
        *,
        case topic
            when 'ends_before_it_begins' then true
            when 'budget_published' then first_on > due_on
            when 'accounts_published' then first_on > due_on or last_on <= year_end
            when 'filed' then ended_on < year_end
            else last_on < year_end and (ended_on < year_end or days_early >= high_days_early)
        end as is_wrong
    from bounds
),

marked as (
    select
        *,
        bool_or(is_wrong) over (partition by report_id, topic, year) as has_wrong
    from judged
),

findings as (
    select
        report_id,
        topic || coalesce('/' || year, '') as subject,
        case when bool_or(is_wrong) then 'hit' else 'pass' end as outcome,
        case
            when not bool_or(is_wrong) then 'low'
            when bool_or(is_wrong and is_called_timely) then 'high'
            when topic = 'self_evaluation' and max(days_early) >= max(high_days_early) then 'high'
            else 'medium'
        end as severity,
        case
            when topic = 'ends_before_it_begins' then '起止时间倒置：'
            when topic = 'self_evaluation' and bool_or(is_wrong) then year || '年度的自评在年度结束前就已完成：'
            when topic = 'self_evaluation' then year || '年度的自评在年度结束后完成：'
            when topic = 'filed' and bool_or(is_wrong) then year || '年度的报告填报于年度结束之前：'
            when topic = 'filed' then year || '年度的报告填报于年度结束之后：'
            else
                year || case topic when 'budget_published' then '年预算' else '年决算' end
                || '公开于 ' || strftime(max(first_on), '%Y-%m-%d')
                || case
                    when not bool_or(is_wrong) then '，在应公开的时限内：'
                    when topic = 'accounts_published' and max(last_on) <= max(year_end) then '，当时该年度尚未结束：'
                    when bool_or(is_called_timely) then '，已过应公开的时限，却称及时：'
                    else '，已过应公开的时限：'
                end
        end || '“' || arg_max(evidence, case when is_wrong then 1 else 0 end) || '”' as detail,
        list_sort(list_distinct(list(statement_id) filter (where is_wrong or not has_wrong))) as fact_ids
    from marked
    group by report_id, topic, year
)

select * from findings
