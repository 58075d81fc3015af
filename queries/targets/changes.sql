-- What is otherwise than a year before: findings that came and went, and outliers.
-- One row per jurisdiction, fiscal_year, kind, subject.
-- Only departments that reported both years are counted, each once for a check or an indicator.
-- 中文：疑点和异常的变动。与上年比，哪些检查、哪些指标有部门新出现疑点或异常，哪些不再出现；只算两年都报的部门。
with
peers as (
    select * from core.peers
    where preference = 1
),

-- The two reports of a department, one year after the other.
pairs as (
    select
        peers.jurisdiction,
        peers.fiscal_year,
        peers.department,
        peers.report_id,
        earlier.report_id as earlier_report_id
    from peers
    inner join peers as earlier
        on peers.department_id = earlier.department_id and peers.fiscal_year = earlier.fiscal_year + 1
),

marks as (
    select distinct
        'finding' as kind,
        check_name as subject,
        check_label as label,
        report_id
    from targets.leads
    where outcome = 'hit'

    union all

    select
        'outlier' as kind,
        indicator as subject,
        label,
        report_id
    from benchmarks.flags
    where grouping = 'jurisdiction' and is_flagged
),

now as (
    select marks.* from marks
    inner join pairs on marks.report_id = pairs.report_id
),

earlier as (
    select
        marks.kind,
        marks.subject,
        marks.label,
        pairs.report_id
    from marks
    inner join pairs on marks.report_id = pairs.earlier_report_id
),

standing as (
    select
        coalesce(now.kind, earlier.kind) as kind,
        coalesce(now.subject, earlier.subject) as subject,
        coalesce(now.label, earlier.label) as label,
        coalesce(now.report_id, earlier.report_id) as report_id,
        now.report_id is not null as is_now,
        earlier.report_id is not null as was_before
    from now
    full join earlier
        on now.kind = earlier.kind and now.subject = earlier.subject and now.report_id = earlier.report_id
),

changes as (
    select
        coalesce(pairs.jurisdiction, '全部') as jurisdiction,
        pairs.fiscal_year,
        standing.kind,
        standing.subject,
        max(standing.label) as label,
        count(*) filter (where standing.was_before) as earlier,
        count(*) filter (where standing.is_now) as later,
        count(*) filter (where standing.is_now and standing.was_before) as stayed,
        count(*) filter (where standing.is_now and not standing.was_before) as came,
        count(*) filter (where standing.was_before and not standing.is_now) as went,
        string_agg(
            case when standing.is_now and not standing.was_before then pairs.department end, '、'
            order by pairs.department
        ) as came_names,
        string_agg(
            case when standing.was_before and not standing.is_now then pairs.department end, '、'
            order by pairs.department
        ) as went_names
    from standing
    inner join pairs on standing.report_id = pairs.report_id
    group by grouping sets (
        (pairs.fiscal_year, standing.kind, standing.subject),
        (pairs.jurisdiction, pairs.fiscal_year, standing.kind, standing.subject)
    )
)

select * from changes
