-- The groups that a report's department belongs to by itself, before it is asked whether they are large enough.
-- One row per report_id, grouping.
-- own_group is null where what decides it is not known; reason says what that is.
-- 中文：所属分组。部门按地区年度、职能、层级、规模、相近程度和自定义分组各属哪一组。
with
peers as (select * from core.peers),

reports as (select * from staging.reports),

size_bands as (select * from core.size_bands),

neighbours as (select distinct report_id from core.neighbours),

saved_groups as (select * from staging.saved_groups),

placed as (
    select
        peers.report_id,
        peers.department_id,
        peers.department,
        peers.fiscal_year,
        peers.peer_group,
        reports.department_function,
        reports.level,
        size_bands.band_name,
        neighbours.report_id is not null as has_neighbours
    from peers
    inner join reports on peers.report_id = reports.report_id
    left join size_bands on peers.report_id = size_bands.report_id
    left join neighbours on peers.report_id = neighbours.report_id
),

named as (
    select *, 'jurisdiction' as grouping, '同地区同年度' as grouping_name, '' as group_name, '' as reason
    from placed

    union all

    select *, 'function', '同职能', '，职能为' || department_function, '名册没有写明职能'
    from placed

    union all

    select *, 'level', '同层级', '，层级为' || level, '名册没有写明层级'
    from placed

    union all

    select *, 'size', '同规模', '，' || band_name, '没有写明支出决算，或部门太少，不能按规模分档'
    from placed

    union all

    select
        *,
        'nearest',
        '相近部门',
        case when has_neighbours then '，与' || department || '最相近' end,
        '在职人数、支出决算、项目支出占比没有写全，找不出相近部门'
    from placed

    union all

    select placed.*, 'saved：' || saved_groups.name, saved_groups.name, '，自定义分组' || saved_groups.name, ''
    from placed
    inner join saved_groups on placed.department_id = saved_groups.department_id
),

own_groups as (
    select
        report_id,
        grouping,
        grouping_name,
        department_id,
        fiscal_year,
        peer_group,
        peer_group || group_name as own_group,
        reason
    from named
)

select * from own_groups
