-- Targets cannot fail or cannot be measured: dozens of 达到80%及以上, 有所提高, or words that contradict one another.
-- One row per report_id, subject.
-- Only rates of the department's own doings count; one that means all its work, or makes no sense, is enough.
-- 中文：目标过软。目标轻易就能达到、无法衡量或自相矛盾。
with
limits as (
    select
        max(value) filter (where threshold = 'soft_target.soft_rate') as soft_rate,
        max(value) filter (where threshold = 'soft_target.least_count') as least_count,
        max(value) filter (where threshold = 'soft_target.high_count') as high_count,
        max(value) filter (where threshold = 'soft_target.words_share') as words_share
    from staging.thresholds
),

reports as (select * from staging.reports),

rows_of_tables as (
    select
        report_id,
        count(*) as target_count,
        min('target/' || target) as first_target
    from staging.targets
    group by report_id
),

goals as (
    select
        remarks.report_id,
        remarks.statement_id,
        remarks.topic,
        remarks.number,
        remarks.evidence,
        remarks.topic = 'garbled' or remarks.number <= limits.soft_rate as is_easy
    from staging.remarks as remarks
    inner join reports on remarks.report_id = reports.report_id
    cross join limits
    where remarks.kind = 'vague_goal'
),

counts as (
    select
        report_id,
        count(*) filter (where is_easy) as easy_count,
        count(*) filter (where topic = 'words') as words_count,
        coalesce(bool_or(is_easy and topic in ('garbled', 'unnamed_work')), false) as is_plain,
        arg_min(
            evidence, case topic when 'garbled' then 0 when 'unnamed_work' then 1 + number else 200 + number end
        ) filter (where is_easy) as worst_easy,
        min(evidence) filter (where topic = 'words') as worst_words,
        min(statement_id) as first_goal,
        list_sort(list(statement_id) filter (where is_easy)) as easy_ids,
        list_sort(list(statement_id) filter (where topic = 'words')) as words_ids
    from goals
    group by report_id
),

judged as (
    select
        reports.report_id,
        reports.fiscal_year,
        counts.easy_count,
        counts.words_count,
        counts.worst_easy,
        counts.worst_words,
        coalesce(tables.first_target, counts.first_goal) as first_goal,
        counts.easy_ids,
        counts.words_ids,
        tables.target_count,
        coalesce(counts.is_plain or counts.easy_count >= limits.least_count, false) as is_easy,
        coalesce(
            counts.words_count >= limits.least_count
            and 100 * counts.words_count >= limits.words_share * tables.target_count,
            false
        ) as is_in_words,
        limits.least_count,
        limits.high_count
    from reports
    left join counts on reports.report_id = counts.report_id
    left join rows_of_tables as tables on reports.report_id = tables.report_id
    cross join limits
    where counts.report_id is not null or tables.report_id is not null
),

findings as (
    select
        report_id,
        'targets/' || coalesce(cast(fiscal_year as varchar), '') as subject,
        case when is_easy or is_in_words then 'hit' else 'pass' end as outcome,
        case
            when is_easy and easy_count >= high_count then 'high'
            when (is_easy and easy_count >= least_count) or is_in_words then 'medium'
            else 'low'
        end as severity,
        case
            when is_easy then easy_count || ' 条目标轻易就能达到或自相矛盾，如“' || worst_easy || '”'
            when is_in_words
                then '目标表 ' || target_count || ' 条中有 ' || words_count || ' 条无法衡量，如“' || worst_words || '”'
            else '目标大多可以衡量'
        end as detail,
        case
            when is_easy then easy_ids
            when is_in_words then words_ids
            else list_value(first_goal)
        end as fact_ids
    from judged
)

select * from findings
