-- Values far from their peers': by modified z, or, where more than half of the peers have one value, by how few differ.
-- One row per report_id, indicator, grouping.
-- is_flagged needs distance, size and money at stake, on the side that is the worse one; without all of them it is only far.
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

compared as (
    select * from core.standings
    where kind in ('rate', 'share', 'per_head', 'change') and mad is not null and not is_widened
),

department_values as (select * from core.department_values),

group_members as (select * from core.group_members),

differing as (
    select
        compared.report_id,
        compared.indicator,
        compared.grouping,
        count(department_values.value) as as_far
    from compared
    inner join group_members on compared.group_key = group_members.group_key
    left join department_values
        on
            group_members.department_id = department_values.department_id
            and group_members.fiscal_year = department_values.fiscal_year
            and compared.indicator = department_values.indicator
            and sign(department_values.value - compared.median) * sign(compared.gap) > 0
            and abs(department_values.value - compared.median) >= abs(compared.gap)
    where compared.mad = 0 and compared.gap <> 0
    group by compared.report_id, compared.indicator, compared.grouping
),

distant as (
    select
        compared.*,
        differing.as_far,
        case compared.kind
            when 'rate' then abs(compared.gap) >= limits.rate_points
            when 'change' then abs(compared.gap) >= limits.change_points
            else abs(compared.gap) >= limits.relative_pct / 100 * abs(compared.median)
        end as is_large,
        compared.money_yuan >= limits.money_yuan as is_costly
    from compared
    left join differing
        on
            compared.report_id = differing.report_id
            and compared.indicator = differing.indicator
            and compared.grouping = differing.grouping
    cross join limits
    where
        abs(compared.modified_z) > limits.distance
        or 100 * differing.as_far <= limits.rare_share_pct * compared.n
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
        value_text,
        median,
        median_text,
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
        label || ' ' || value_text || '，' || side_name || '：' || group_key || '的 ' || n || ' 个部门中位数为 '
        || median_text || case missing when 0 then '' else '（另有 ' || missing || ' 个缺）' end || '；'
        || case
            when mad = 0 then
                '同组 ' || cast(cast(commonest_share_pct as decimal(28, 0)) as varchar) || '% 的部门数值相同，偏到这一步的只有 '
                || as_far || ' 个'
            else '修正 z 值 ' || cast(cast(modified_z as decimal(28, 1)) as varchar)
        end
        || coalesce(
            '；偏离部分约合 ' || cast(cast(money_yuan / 10000 as decimal(28, 2)) as varchar) || '万元',
            '；折合金额无法计算'
        ) as detail,
        fact_ids,
        earlier_report_id,
        earlier_fact_ids
    from distant
)

select * from outliers
