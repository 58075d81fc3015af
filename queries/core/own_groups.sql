-- The groups that a report's department belongs to by itself, before it is asked whether they are large enough.
-- One row per report_id, grouping.
-- own_group is null where what decides it is not known; reason says what that is.
-- 中文：所属分组。部门按地区年度、职能、层级、规模、相近程度和自定义分组各属哪一组。
with
groupings as (
    select
        listed.grouping,
        listed.grouping_name,
        listed.reason
    from (
        values
        ('jurisdiction', '同地区同年度', ''),
        ('function', '同职能', '名册没有写明职能'),
        ('level', '同层级', '名册没有写明层级'),
        ('size', '同规模', '没有写明支出决算，或部门太少，不能按规模分档'),
        ('nearest', '相近部门', '在职人数、支出决算、项目支出占比没有写全，找不出相近部门')
    ) as listed (grouping, grouping_name, reason)
),

peers as (select * from core.peers),

reports as (select * from staging.reports),

size_bands as (select * from core.size_bands),

neighbours as (select distinct report_id from core.neighbours),

saved_groups as (select * from staging.saved_groups),

named as (
    select
        peers.report_id,
        groupings.grouping,
        groupings.grouping_name,
        groupings.reason,
        case groupings.grouping
            when 'jurisdiction' then ''
            when 'function' then '，职能为' || reports.department_function
            when 'level' then '，层级为' || reports.level
            when 'size' then '，' || size_bands.band_name
            when 'nearest' then case when neighbours.report_id is not null then '，与' || peers.department || '最相近' end
        end as group_name
    from peers
    inner join reports on peers.report_id = reports.report_id
    left join size_bands on peers.report_id = size_bands.report_id
    left join neighbours on peers.report_id = neighbours.report_id
    cross join groupings

    union all

    select
        peers.report_id,
        'saved：' || saved_groups.name as grouping,
        saved_groups.name as grouping_name,
        '' as reason,
        '，属于“' || saved_groups.name || '”' as group_name
    from peers
    inner join saved_groups on peers.department_id = saved_groups.department_id
),

own_groups as (
    select
        named.report_id,
        named.grouping,
        named.grouping_name,
        peers.department_id,
        peers.fiscal_year,
        peers.peer_group,
        peers.peer_group || named.group_name as own_group,
        named.reason
    from named
    inner join peers on named.report_id = peers.report_id
)

select * from own_groups
