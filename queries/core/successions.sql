-- What a department was renamed to or went into, step by step up to the last there is.
-- One row per department_id, steps.
-- later_department_id is null where the roster lists no such department; who leads back to itself ends before it does.
-- 中文：更名合并。每个部门更名、并入后成为谁，一步一行，直到最后一个；按现名、简称对应名册。
with recursive
roster as (select * from staging.roster),

written as (
    select
        department_id,
        jurisdiction_code,
        department as name,
        1 as preference
    from roster

    union all

    select
        department_id,
        jurisdiction_code,
        unnest(aliases) as name,
        2 as preference
    from roster
),

-- 文旅局（文物局） and 文旅局(文物局) are one name, as to those who read the roster.
plain as (
    select
        department_id,
        jurisdiction_code,
        regexp_replace(name, '[\s"''“”‘’《》()（）]', '', 'g') as name,
        preference
    from written
),

names as (
    select
        department_id,
        jurisdiction_code,
        name,
        min(preference) as preference
    from plain
    group by department_id, jurisdiction_code, name
),

-- Of several of that name the one that is there in the year after.
direct as (
    select
        earlier.department_id,
        earlier.last_year + 1 as fiscal_year,
        later.department_id as later_department_id,
        coalesce(later.department, earlier.successor) as later_department
    from roster as earlier
    left join names
        on
            earlier.jurisdiction_code = names.jurisdiction_code
            and regexp_replace(earlier.successor, '[\s"''“”‘’《》()（）]', '', 'g') = names.name
            and earlier.department_id <> names.department_id
    left join roster as later on names.department_id = later.department_id
    where earlier.successor is not null
    qualify row_number() over (
        partition by earlier.department_id
        order by
            case
                when later.first_year > earlier.last_year + 1 or later.last_year <= earlier.last_year then 2
                when earlier.last_year is null and later.last_year is not null then 2
                else 1
            end,
            names.preference,
            later.department_id
    ) = 1
),

chains as (
    select
        department_id,
        1 as steps,
        fiscal_year,
        later_department_id,
        later_department,
        list_value(department_id) as passed
    from direct

    union all

    select
        chains.department_id,
        chains.steps + 1 as steps,
        direct.fiscal_year,
        direct.later_department_id,
        direct.later_department,
        list_append(chains.passed, direct.department_id) as passed
    from chains
    inner join direct on chains.later_department_id = direct.department_id
    where
        direct.later_department_id is null or not list_contains(chains.passed, direct.later_department_id)
),

successions as (
    select
        department_id,
        steps,
        fiscal_year,
        later_department_id,
        later_department,
        steps = max(steps) over (partition by department_id) as is_last
    from chains
)

select * from successions
