-- Which departments make up a group; those nearest to a department are a group of their own, without itself.
-- One row per group_key, department_id.
-- 中文：分组成员。每一组由哪些部门组成。
with
own_groups as (select * from core.own_groups),

neighbours as (select * from core.neighbours),

members as (
    select distinct
        grouping,
        own_group as group_key,
        department_id,
        fiscal_year
    from own_groups
    where own_group is not null and grouping <> 'nearest'

    union all

    select distinct
        own_groups.grouping,
        own_groups.own_group as group_key,
        neighbours.neighbour_id as department_id,
        neighbours.fiscal_year
    from own_groups
    inner join neighbours on own_groups.report_id = neighbours.report_id
    where own_groups.grouping = 'nearest'
)

select * from members
