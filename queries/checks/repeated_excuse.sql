-- The problems admitted are last year's again, or a reason for lost points comes the third year running.
-- One row per report_id, subject.
-- A few changed words do not make another problem; in the third year running it is grave.
-- 中文：问题年年相同。承认的问题与上年相同，或同一指标的扣分原因连续三年相同。
with
limits as (
    select max(value) filter (where threshold = 'repeated_excuse.similarity') as similarity
    from staging.thresholds
),

predecessors as (
    select * from core.predecessors
    where preference = 1
),

excuses as (select * from core.excuses),

repeated as (
    select distinct
        later.report_id,
        later.subject,
        later.fact_id,
        later.words,
        predecessors.fiscal_year,
        earlier.report_id as other_report_id,
        earlier.fact_id as other_fact_id,
        earlier.words as other_words
    from excuses as later
    inner join predecessors on later.report_id = predecessors.report_id
    inner join excuses as earlier
        on predecessors.earlier_report_id = earlier.report_id and later.subject = earlier.subject
    cross join limits
    where
        length(later.words) >= limits.similarity * length(earlier.words)
        and length(earlier.words) >= limits.similarity * length(later.words)
        and levenshtein(later.words, earlier.words)
        <= (1 - limits.similarity) * greatest(strlen(later.words), strlen(earlier.words))
),

running as (
    select
        later.*,
        earlier.report_id is not null as is_third_year
    from repeated as later
    left join repeated as earlier
        on
            later.other_report_id = earlier.report_id
            and later.subject = earlier.subject
            and later.other_words = earlier.words
),

-- Who admitted something in both years; a reason for lost points only where it came for the third time.
compared as (
    select
        later.report_id,
        later.subject,
        count(distinct later.words) as excuses,
        count(distinct running.words) as repetitions,
        bool_or(running.is_third_year) as is_third_year,
        min(predecessors.fiscal_year) as earlier_year,
        min(running.words) as words,
        list_sort(list(distinct coalesce(running.fact_id, later.fact_id))) as fact_ids,
        min(predecessors.earlier_report_id) as other_report_id,
        list_sort(list(distinct coalesce(running.other_fact_id, earlier.fact_id))) as other_fact_ids
    from excuses as later
    inner join predecessors on later.report_id = predecessors.report_id
    inner join excuses as earlier
        on predecessors.earlier_report_id = earlier.report_id and later.subject = earlier.subject
    left join running on later.report_id = running.report_id and later.subject = running.subject
    group by later.report_id, later.subject
),

findings as (
    select
        report_id,
        subject,
        if(repetitions > 0 and (subject = 'problems' or is_third_year), 'hit', 'pass') as outcome,
        case
            when subject <> 'problems' then 'low'
            when is_third_year then 'high'
            when repetitions = excuses then 'medium'
            else 'low'
        end as severity,
        if(subject = 'problems', '承认的问题', '“' || split_part(subject, '/', 2) || '”的扣分原因')
        || case
            when repetitions > 0
                then
                    '与' || earlier_year || '年度报告相同：“' || words || '”'
                    || if(repetitions > 1, '等 ' || repetitions || ' 条', '')
                    || if(is_third_year, '，已连续三年', '')
            else '与' || earlier_year || '年度报告不同'
        end as detail,
        fact_ids,
        other_report_id,
        other_fact_ids
    from compared
)

select * from findings
