-- Every name by which a department is known, so that it is found under any of them.
-- One row per department_id, name.
-- A name of one that was renamed or merged leads to all that it became; years are those in which the name was in use.
-- 中文：部门名称。每个部门的现名、曾用名、简称和报告里的自称，以及写了多少份报告。
with
roster as (select * from staging.roster),

reports as (
    select * from staging.reports
    where department_id is not null
),

bodies as (
    select
        department_id,
        coalesce(arg_max(department, fiscal_year), max(department)) as department,
        coalesce(arg_max(jurisdiction, fiscal_year), max(jurisdiction)) as jurisdiction,
        count(*) as reports,
        max(fiscal_year) as last_report
    from reports
    group by department_id
),

own as (
    select
        department_id,
        department as name,
        case when last_year is null then '现名' else '曾用名' end as kind,
        case when last_year is null then 1 else 2 end as kind_rank,
        first_year,
        last_year
    from roster

    union all

    select
        bodies.department_id,
        bodies.department as name,
        '现名' as kind,
        1 as kind_rank,
        cast(null as integer) as first_year,
        cast(null as integer) as last_year
    from bodies
    left join roster on bodies.department_id = roster.department_id
    where roster.department_id is null
),

former as (
    select
        successions.later_department_id as department_id,
        earlier.department as name,
        '曾用名' as kind,
        2 as kind_rank,
        earlier.first_year,
        earlier.last_year
    from roster as earlier
    inner join core.successions as successions on earlier.department_id = successions.department_id
    where successions.later_department_id is not null
),

short as (
    select
        department_id,
        unnest(aliases) as name,
        '简称' as kind,
        3 as kind_rank,
        first_year,
        last_year
    from roster
),

stated as (
    select
        department_id,
        stated_department as name,
        '报告自称' as kind,
        4 as kind_rank,
        min(fiscal_year) as first_year,
        max(fiscal_year) as last_year
    from reports
    where stated_department is not null
    group by department_id, stated_department
),

every as (
    select * from own
    union all
    select * from former
    union all
    select * from short
    union all
    select * from stated
),

once as (
    select * from every
    where name <> ''
    qualify row_number() over (partition by department_id, name order by kind_rank, first_year nulls first) = 1
),

names as (
    select
        once.department_id,
        once.name,
        once.kind,
        once.kind_rank,
        case
            when once.first_year is null and once.last_year is null then ''
            when once.last_year is null then once.first_year || '年起'
            when once.first_year is null then '至' || once.last_year || '年'
            when once.first_year = once.last_year then once.first_year || '年'
            else once.first_year || '—' || once.last_year || '年'
        end as years,
        coalesce(bodies.department, roster.department) as department,
        coalesce(bodies.jurisdiction, roster.jurisdiction) as jurisdiction,
        bodies.reports,
        bodies.last_report as fiscal_year
    from once
    left join roster on once.department_id = roster.department_id
    left join bodies on once.department_id = bodies.department_id
)

select * from names
