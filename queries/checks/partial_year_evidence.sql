-- A whole year's score rests on results of a part of the year: 今年前11个月, 前三季度.
-- One row per report_id, subject.
-- A pace of payment counts only where the report has no figure of the whole year's spending.
-- 中文：以部分时段充全年。用年内部分时段的数据支撑全年的评价。
with
limits as (
    select
        max(value) filter (where threshold = 'partial_year_evidence.days_missing') as days_missing,
        max(value) filter (where threshold = 'partial_year_evidence.high_days_missing') as high_days_missing
    from staging.thresholds
),

reports as (select * from staging.reports),

mentions as (select * from core.mentions),

spending as (
    select distinct report_id from mentions
    where
        is_value
        and (
            (measure = 'expenditure' and stage = 'actual')
            or measure in ('budget_execution_rate', 'budget_completion_rate', 'expenditure_completion_rate')
        )
),

periods as (
    select
        remarks.report_id,
        remarks.statement_id,
        remarks.topic,
        remarks.year,
        remarks.last_on,
        remarks.evidence,
        date_diff('day', remarks.last_on, make_date(remarks.year, 12, 31)) as days,
        limits.days_missing,
        limits.high_days_missing
    from staging.remarks as remarks
    inner join reports on remarks.report_id = reports.report_id and remarks.year = reports.fiscal_year
    left join spending on remarks.report_id = spending.report_id
    cross join limits
    where remarks.kind = 'partial_period' and (remarks.topic <> 'payment' or spending.report_id is null)
),

findings as (
    select
        report_id,
        'period/' || year as subject,
        case when bool_or(days >= days_missing) then 'hit' else 'pass' end as outcome,
        case
            when bool_or(topic = 'whole_year' and days >= high_days_missing and days >= days_missing) then 'high'
            when bool_or(days >= days_missing) then 'medium'
            else 'low'
        end as severity,
        case
            when bool_or(days >= days_missing)
                then
                    year || '年全年的评价用了截至 ' || strftime(min(last_on), '%m-%d') || ' 的数据，共 '
                    || count(*) filter (where days >= days_missing) || ' 处：“' || arg_max(evidence, days) || '”'
            else year || '年的数据截至 ' || strftime(min(last_on), '%m-%d') || '，已近全年：“' || arg_max(evidence, days) || '”'
        end as detail,
        list_sort(list_distinct(coalesce(
            list(statement_id) filter (where days >= days_missing), list(statement_id)
        ))) as fact_ids
    from periods
    group by report_id, year
)

select * from findings
