-- Outliers in words: how far, by how much, what it amounts to, for how many years, and why one is no more than far.
-- One row per report_id, indicator, grouping.
-- Years running are those of the jurisdiction's comparison; a list puts flagged ones first.
-- 中文：离群提示。差得远、差得多、折合金额大且偏向不利一侧的列为提示，连续几年的排在前；其余写明为什么不作提示。
with
outliers as (select * from benchmarks.outliers),

trends as (select * from benchmarks.trends),

lineages as (select * from core.lineages),

limits as (
    select
        max(value) filter (where threshold = 'outliers.distance') as distance,
        max(value) filter (where threshold = 'outliers.rare_share_pct') as rare_share_pct
    from staging.thresholds
),

flags as (
    select
        outliers.report_id,
        outliers.indicator,
        outliers.grouping,
        outliers.grouping_name,
        outliers.department_id,
        outliers.department,
        outliers.jurisdiction,
        outliers.fiscal_year,
        lineages.line_id,
        outliers.label,
        outliers.base_unit,
        known.kind,
        outliers.group_key,
        outliers.n,
        outliers.missing,
        outliers.value,
        outliers.median,
        outliers.gap,
        outliers.money_yuan,
        outliers.modified_z,
        outliers.rule,
        outliers.side,
        outliers.is_flagged,
        case when outliers.is_flagged then 1 else 2 end as verdict_rank,
        case outliers.rule
            when 'exact_share'
                then
                    cast(cast(outliers.commonest_share_pct as decimal(28, 0)) as varchar) || '% 的部门数值相同，这样的只有 '
                    || outliers.as_far || ' 个（不超过 '
                    || cast(cast(limits.rare_share_pct as decimal(28, 0)) as varchar) || '% 才算）'
            else
                '修正 z 值 ' || cast(cast(outliers.modified_z as decimal(28, 1)) as varchar)
                || '（界限 ' || cast(cast(limits.distance as decimal(28, 1)) as varchar) || '）'
        end as distance_said,
        case outliers.side when 'high' then '高 ' else '低 ' end
        || case
            when known.kind in ('rate', 'change') or outliers.median = 0
                then
                    cast(cast(abs(outliers.gap) as decimal(28, 1)) as varchar)
                    || case outliers.base_unit when '%' then ' 个百分点' else outliers.base_unit end
            else cast(cast(100 * abs(outliers.gap / outliers.median) as decimal(28, 0)) as varchar) || '%'
        end as size_said,
        trends.flagged_years,
        trends.worse_years,
        nullif(concat_ws(
            '，',
            case trends.flagged_years when 3 then '连续 3 年或更久被提示' when 2 then '连续 2 年被提示' end,
            case trends.worse_years when 3 then '连续 3 年或更久变差' when 2 then '连续 2 年变差' end
        ), '') as years_said,
        case
            when outliers.is_flagged then '提示'
            else '不作提示：' || concat_ws(
                '，',
                case when outliers.is_worse is not true then '不是不利的一侧' end,
                case when not outliers.is_large then '差得不够多' end,
                case
                    when outliers.money_yuan is null then '折合金额算不出'
                    when not outliers.is_costly then '折合金额不大'
                end
            )
        end as verdict,
        outliers.detail,
        outliers.fact_ids
    from outliers
    cross join limits
    inner join staging.indicators as known on outliers.indicator = known.indicator
    inner join lineages on outliers.report_id = lineages.report_id
    left join trends
        on
            outliers.department_id = trends.department_id
            and outliers.fiscal_year = trends.fiscal_year
            and outliers.indicator = trends.indicator
)

select * from flags
