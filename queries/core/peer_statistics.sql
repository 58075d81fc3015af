-- Median, quartiles and spread of every indicator in every group that reports are compared with.
-- One row per grouping, group_key, indicator.
-- n departments have a value, missing have none; below 5 only these two are said, beside nearest ones no amounts.
-- 中文：同组统计。每组每项指标的中位数、四分位数、绝对偏差中位数，有值和缺值的部门各多少。
with
known as (select * from staging.indicators),

-- Numbers stand for the keys, which are long, while millions of values are sorted into groups.
groups as (
    select
        grouping,
        group_key,
        members,
        row_number() over (order by group_key) as number
    from core.peer_groups
    where not is_widened
    group by grouping, group_key, members
),

stated as (
    select
        groups.number,
        known.position,
        department_values.value
    from groups
    inner join core.group_members as group_members on groups.group_key = group_members.group_key
    inner join core.department_values as department_values
        on
            group_members.department_id = department_values.department_id
            and group_members.fiscal_year = department_values.fiscal_year
    inner join known on department_values.indicator = known.indicator
    where groups.grouping <> 'nearest' or known.is_relative
),

centres as (
    select
        number,
        position,
        count(*) as n,
        min(value) as least,
        quantile_cont(value, [0.25, 0.5, 0.75]) as quartiles,
        max(value) as most
    from stated
    group by number, position
),

spreads as (
    select
        stated.number,
        stated.position,
        median(abs(stated.value - centres.quartiles[2])) as mad,
        count(*) filter (where stated.value = centres.quartiles[2]) as alike
    from stated
    inner join centres on stated.number = centres.number and stated.position = centres.position
    where centres.n >= 5
    group by stated.number, stated.position
),

computed as (
    select
        groups.grouping,
        groups.group_key,
        known.indicator,
        centres.n,
        groups.members - centres.n as missing,
        case when centres.n >= 5 then centres.least end as least,
        case when centres.n >= 5 then centres.quartiles[1] end as lower_quartile,
        case when centres.n >= 5 then centres.quartiles[2] end as median,
        case when centres.n >= 5 then centres.quartiles[3] end as upper_quartile,
        case when centres.n >= 5 then centres.most end as most,
        spreads.mad,
        case when spreads.mad = 0 then 100 * cast(spreads.alike as double) / centres.n end as commonest_share_pct
    from centres
    inner join groups on centres.number = groups.number
    inner join known on centres.position = known.position
    left join spreads on centres.number = spreads.number and centres.position = spreads.position
),

-- What no department of a jurisdiction states is missing from all of them.
peer_statistics as (
    select * from computed

    union all

    select
        groups.grouping,
        groups.group_key,
        known.indicator,
        0 as n,
        groups.members as missing,
        null as least,
        null as lower_quartile,
        null as median,
        null as upper_quartile,
        null as most,
        null as mad,
        null as commonest_share_pct
    from groups
    cross join known
    left join computed on groups.group_key = computed.group_key and known.indicator = computed.indicator
    where groups.grouping = 'jurisdiction' and computed.indicator is null
)

select * from peer_statistics
