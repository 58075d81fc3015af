-- Values far from their peers': by modified z, or, where more than half of the peers have one value, by how few differ.
-- One row per report_id, indicator, grouping.
-- is_flagged needs distance, size and money, on the side that is the worse one; a row without all of them is only far.
-- 中文：异常值。与同组中位数相差悬殊的指标；差得远、差得多、折合金额大且偏向不利一侧的才作提示。
with
limits as (
    select
        max(value) filter (where threshold = 'outliers.distance') as distance,
        max(value) filter (where threshold = 'outliers.rare_share_pct') as rare_share_pct,
        max(value) filter (where threshold = 'outliers.rate_points') as rate_points,
        max(value) filter (where threshold = 'outliers.relative_pct') as relative_pct,
        max(value) filter (where threshold = 'outliers.change_points') as change_points,
        max(value) filter (where threshold = 'outliers.money_yuan') as money_yuan
    from staging.thresholds
),

-- Only of those farther off than the usual distance, or where no distance can be said, is more worked out.
standings as (
    select standings.* from core.standings as standings cross join limits
    where
        standings.is_relative and not standings.is_widened
        and (abs(standings.modified_z) > limits.distance or (standings.mad = 0 and standings.gap <> 0))
),

differing as (
    select
        standings.report_id,
        standings.indicator,
        standings.grouping,
        count(department_values.value) as as_far
    from standings
    inner join core.group_members as group_members on standings.group_key = group_members.group_key
    left join core.department_values as department_values
        on
            group_members.department_id = department_values.department_id
            and group_members.fiscal_year = department_values.fiscal_year
            and standings.indicator = department_values.indicator
            and sign(department_values.value - standings.median) = sign(standings.gap)
            and abs(department_values.value - standings.median) >= abs(standings.gap)
    where standings.mad = 0
    group by standings.report_id, standings.indicator, standings.grouping
),

distant as (
    select
        standings.*,
        differing.as_far,
        case standings.kind
            when 'rate' then abs(standings.gap) >= limits.rate_points
            when 'change' then abs(standings.gap) >= limits.change_points
            else abs(standings.gap) >= limits.relative_pct / 100 * abs(standings.median)
        end as is_large,
        standings.money_yuan >= limits.money_yuan as is_costly,
        case when standings.base_unit like '元%' then 10000 else 1 end as divisor,
        case when standings.base_unit like '元%' then '万' else '' end || standings.base_unit as unit
    from standings
    left join differing
        on
            standings.report_id = differing.report_id
            and standings.indicator = differing.indicator
            and standings.grouping = differing.grouping
    cross join limits
    where
        abs(standings.modified_z) > limits.distance
        or 100 * differing.as_far <= limits.rare_share_pct * standings.n
),

outliers as (
    select
        report_id,
        indicator,
        grouping,
        grouping_name,
        department_id,
        department,
        jurisdiction,
        fiscal_year,
        label,
        base_unit,
        group_key,
        members,
        n,
        missing,
        value,
        median,
        mad,
        case when mad = 0 then 'exact_share' else 'median_mad' end as rule,
        modified_z,
        as_far,
        commonest_share_pct,
        gap,
        money_yuan,
        side,
        is_worse,
        is_large,
        is_costly,
        is_large and is_costly is true and is_worse is true as is_flagged,
        label || ' ' || cast(cast(value / divisor as decimal(28, 2)) as varchar) || unit
        || case side when 'high' then '，偏高：' else '，偏低：' end
        || group_key || '的 ' || n || ' 个部门中位数为 ' || cast(cast(median / divisor as decimal(28, 2)) as varchar) || unit
        || case missing when 0 then '' else '（另有 ' || missing || ' 个缺）' end
        || coalesce(
            '，修正 z 值 ' || cast(cast(modified_z as decimal(28, 1)) as varchar),
            '，' || cast(cast(commonest_share_pct as decimal(28, 0)) as varchar) || '% 的部门数值相同，差到这一步的只有 '
            || as_far || ' 个'
        )
        || coalesce(
            '；偏离部分约合 ' || cast(cast(money_yuan / 10000 as decimal(28, 2)) as varchar) || '万元',
            '；折合金额算不出'
        ) as detail,
        fact_ids,
        earlier_report_id,
        earlier_fact_ids
    from distant
)

select * from outliers
