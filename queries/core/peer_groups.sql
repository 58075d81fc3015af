-- With whom a report is compared under each grouping; a group of fewer than 5 departments gives way to a wider one.
-- One row per report_id, grouping.
-- The wider one is all departments of the jurisdiction and year; note says in Chinese that and why it was widened.
-- 中文：对比分组。每份报告按各种分法与谁比；组内不足 5 个部门的放宽到同地区同年度，并写明。
with
own_groups as (select * from core.own_groups),

sizes as (
    select
        group_key,
        count(*) as members
    from core.group_members
    group by group_key
),

sized as (
    select
        own_groups.report_id,
        own_groups.grouping,
        own_groups.grouping_name,
        own_groups.department_id,
        own_groups.fiscal_year,
        own_groups.own_group,
        own_groups.peer_group,
        own_groups.reason,
        sizes.members as own_members,
        wider.members as wider_members,
        own_groups.grouping not in ('jurisdiction', 'nearest') and sizes.members = wider.members as is_whole,
        own_groups.grouping <> 'jurisdiction' and (sizes.members is null or sizes.members < 5) or is_whole as is_widened
    from own_groups
    inner join sizes as wider on own_groups.peer_group = wider.group_key
    left join sizes on own_groups.own_group = sizes.group_key
),

peer_groups as (
    select
        report_id,
        grouping,
        grouping_name,
        department_id,
        fiscal_year,
        own_group,
        case when is_widened then peer_group else own_group end as group_key,
        case when is_widened then wider_members else own_members end as members,
        is_widened,
        nullif(concat_ws(
            '；',
            case
                when is_whole then peer_group || '的部门都属这一组'
                when not is_widened then null
                when own_group is null then reason || '，改与' || peer_group || '全部部门比较'
                else own_group || '只有 ' || own_members || ' 个部门，不足 5 个，改与' || peer_group || '全部部门比较'
            end,
            case
                when (is_widened or grouping = 'jurisdiction') and wider_members < 5
                    then peer_group || '只有 ' || wider_members || ' 个部门，不足 5 个，不作比较'
            end
        ), '') as note
    from sized
)

select * from peer_groups
