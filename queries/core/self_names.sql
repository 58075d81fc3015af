-- What the reports call their departments and who else speaks in them, held against names of the department.
-- One row per report_id, self_name.
-- 中文：自称核对。报告里的自称和口吻，与部门的名称、别名、职能是否相符。
with
self_names as (select * from staging.self_names),

roster as (select * from staging.roster),

reports as (
    select * from staging.reports
    where department is not null
),

own_names as (
    select
        reports.report_id,
        unnest([reports.department, reports.stated_department, reports.department_function]) as own_name
    from reports

    union

    select
        reports.report_id,
        unnest(roster.aliases) as own_name
    from reports
    inner join roster on reports.department_id = roster.department_id
),

-- Bodies of the roster that are no part of another one, by every name.
others as (
    select
        department as other_name,
        parent
    from roster

    union

    select
        unnest(aliases) as other_name,
        parent
    from roster
),

named as (
    select
        self_names.report_id,
        self_names.self_name,
        'name/' || self_names.self_name as fact_id,
        self_names.kind,
        self_names.name,
        self_names.mentions,
        self_names.other_mentions,
        self_names.evidence,
        reports.department,
        bool_or(coalesce(regexp_matches(own_names.own_name, self_names.fits), false)) as is_fitting,
        bool_or(
            coalesce(contains(own_names.own_name, self_names.name), false)
            or coalesce(contains(reports.parent, self_names.name), false)
        ) as is_own,
        bool_or(
            others.other_name is not null and (others.parent is null or others.parent <> reports.department)
        ) as is_known_other
    from self_names
    inner join reports on self_names.report_id = reports.report_id
    left join own_names on self_names.report_id = own_names.report_id
    left join others on self_names.kind = 'department' and self_names.name = others.other_name
    group by all
)

select * from named
