-- How many points reviews took off, by department, indicator and reviewer, small groups drawn towards the mean of all.
-- One row per jurisdiction, grouping, member.
-- Empirical Bayes: kept_pct is how much of a member's distance from the mean of all is left; null points are left out.
-- 中文：自评偏离。自评减复核的分差，按部门、指标、复核人汇总；次数少的向总体均值收缩，免得凭一两次下结论。
with
reviews as (
    select * from staging.reviews
    where self_points is not null
),

roster as (select * from staging.roster),

losses as (
    select
        roster.jurisdiction,
        roster.department,
        reviews.indicator,
        reviews.reviewer,
        cast(reviews.self_points - reviews.review_points as double) as lost_points
    from reviews
    inner join roster on reviews.department_id = roster.department_id
),

groupings as (select unnest(['department', 'indicator', 'reviewer']) as grouping_name),

-- Points of a whole score and of an indicator are not of one size.
grouped as (
    select
        losses.jurisdiction,
        groupings.grouping_name,
        case groupings.grouping_name
            when 'department' then losses.department
            when 'indicator' then losses.indicator
            else losses.reviewer
        end as member,
        losses.lost_points
    from losses
    inner join groupings on (groupings.grouping_name = 'indicator') = (losses.indicator <> '')
),

members as (
    select
        jurisdiction,
        grouping_name,
        member,
        cast(count(*) as double) as reviews,
        avg(lost_points) as mean,
        var_pop(lost_points) * count(*) as scatter
    from grouped
    where member is not null
    group by jurisdiction, grouping_name, member
),

wholes as (
    select
        jurisdiction,
        grouping_name,
        count(*) as members,
        sum(reviews) as everything,
        sum(reviews * mean) / sum(reviews) as centre,
        sum(reviews * mean * mean) as squares,
        sum(reviews * reviews) / sum(reviews) as largest,
        sum(scatter) / nullif(sum(reviews) - count(*), 0) as within_members
    from members
    group by jurisdiction, grouping_name
),

-- Between members by the moments of DerSimonian and Laird 1986, within them pooled.
variances as (
    select
        *,
        greatest(
            0.0,
            (squares - everything * centre * centre - (members - 1) * within_members) / nullif(everything - largest, 0)
        ) as between_members
    from wholes
),

weighed as (
    select
        members.*,
        variances.within_members,
        variances.between_members / nullif(variances.between_members + variances.within_members / members.reviews, 0)
            as kept,
        1 / nullif(variances.between_members + variances.within_members / members.reviews, 0) as precision_of_mean
    from members
    inner join variances
        on members.jurisdiction = variances.jurisdiction and members.grouping_name = variances.grouping_name
),

common as (
    select
        jurisdiction,
        grouping_name,
        sum(precision_of_mean * mean) / nullif(sum(precision_of_mean), 0) as grand_mean
    from weighed
    group by jurisdiction, grouping_name
),

deviations as (
    select
        weighed.jurisdiction,
        weighed.grouping_name as grouping,
        weighed.member,
        cast(weighed.reviews as bigint) as reviews,
        weighed.mean as mean_lost_points,
        common.grand_mean + weighed.kept * (weighed.mean - common.grand_mean) as shrunk_lost_points,
        100 * weighed.kept as kept_pct,
        sqrt(weighed.kept * weighed.within_members / weighed.reviews) as standard_error,
        case weighed.grouping_name when 'department' then '部门' when 'indicator' then '指标' else '复核人' end
            as grouping_label
    from weighed
    inner join common
        on weighed.jurisdiction = common.jurisdiction and weighed.grouping_name = common.grouping_name
)

select * from deviations
