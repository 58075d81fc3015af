-- Median, quartiles and spread of every indicator in every group that reports are compared with.
-- One row per grouping, group_key, indicator.
-- n departments have a value, missing have none, and nothing is put in its place; below 5 only these two are said.
-- 中文：同组统计。每组每项指标的中位数、四分位数、绝对偏差中位数，有值和缺值的部门各多少。
with
groups as (
    select distinct
        grouping,
        group_key,
        members
    from core.peer_groups
    where not is_widened
),

group_members as (select * from core.group_members),

department_values as (select * from core.department_values),

stated as (
    select
        groups.grouping,
        groups.group_key,
        groups.members,
        department_values.indicator,
        department_values.value
    from groups
    inner join group_members on groups.group_key = group_members.group_key
    inner join department_values
        on
            group_members.department_id = department_values.department_id
            and group_members.fiscal_year = department_values.fiscal_year
),

centres as (
    select
        grouping,
        group_key,
        indicator,
        max(members) as members,
        count(*) as n,
        min(value) as least,
        quantile_cont(value, 0.25) as lower_quartile,
        median(value) as median,
        quantile_cont(value, 0.75) as upper_quartile,
        max(value) as most
    from stated
    group by grouping, group_key, indicator
),

spreads as (
    select
        stated.group_key,
        stated.indicator,
        median(abs(stated.value - centres.median)) as mad
    from stated
    inner join centres on stated.group_key = centres.group_key and stated.indicator = centres.indicator
    group by stated.group_key, stated.indicator
),

frequencies as (
    select
        group_key,
        indicator,
        count(*) as n
    from stated
    group by group_key, indicator, value
),

commonest as (
    select
        group_key,
        indicator,
        max(n) as n
    from frequencies
    group by group_key, indicator
),

computed as (
    select
        centres.grouping,
        centres.group_key,
        centres.indicator,
        centres.n,
        centres.members - centres.n as missing,
        case when centres.n >= 5 then centres.least end as least,
        case when centres.n >= 5 then centres.lower_quartile end as lower_quartile,
        case when centres.n >= 5 then centres.median end as median,
        case when centres.n >= 5 then centres.upper_quartile end as upper_quartile,
        case when centres.n >= 5 then centres.most end as most,
        case when centres.n >= 5 then spreads.mad end as mad,
        case when centres.n >= 5 then 100 * cast(commonest.n as double) / centres.n end as commonest_share_pct
    from centres
    inner join spreads on centres.group_key = spreads.group_key and centres.indicator = spreads.indicator
    inner join commonest on centres.group_key = commonest.group_key and centres.indicator = commonest.indicator
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
    cross join staging.indicators as known
    left join computed on groups.group_key = computed.group_key and known.indicator = computed.indicator
    where groups.grouping = 'jurisdiction' and computed.indicator is null
)

select * from peer_statistics
