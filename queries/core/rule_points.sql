-- What a scoring rule gives for a rate on the report's own figures.
-- One row per report_id, use.
-- Where claimed and recomputed differ, granted is what each of them earns, most what the better one does.
-- 中文：按规则得分。按评分规则，用报告自己的数能得多少分。
with
uses as (select * from core.rule_uses),

rate_values as (select * from core.rate_values),

rules as (select * from staging.scoring_rules),

distances as (
    select
        uses.report_id,
        uses.use,
        rate_values.value_pct,
        rate_values.source,
        rate_values.fact_ids,
        cast(coalesce(rules.points * uses.scale, rules.share * uses.full_points) as double) as base,
        cast(coalesce(rules.lost * uses.scale, rules.lost_share * uses.full_points) as double) as lost,
        rules.lost_share is not null as is_proportional,
        cast(rules.most_lost * uses.scale as double) as most_lost,
        coalesce(round(abs(rate_values.value_pct - rules.limit_pct) / rules.step, 6), 1) as steps
    from uses
    inner join rate_values on uses.report_id = rate_values.report_id and uses.rate = rate_values.rate
    inner join rules
        on
            uses.rule = rules.rule
            and (
                rules.low is null
                or rate_values.value_pct > rules.low
                or (rules.low_included and rate_values.value_pct = rules.low)
            )
            and (
                rules.high is null
                or rate_values.value_pct < rules.high
                or (rules.high_included and rate_values.value_pct = rules.high)
            )
),

-- 每超过一个百分点: a begun point may cost its part, or nothing before it is whole.
priced as (
    select
        report_id,
        use,
        value_pct,
        source,
        fact_ids,
        greatest(base - least(coalesce(lost * steps, base * 0), coalesce(most_lost, base)), 0) as points_low,
        greatest(
            base - least(
                coalesce(lost * case when is_proportional then steps else floor(steps) end, base * 0),
                coalesce(most_lost, base)
            ),
            0
        ) as points_high
    from distances
),

rule_points as (
    select
        report_id,
        use,
        round(min(points_low), 4) as least_points,
        round(max(points_high), 4) as most_points,
        round(min(points_high), 4) as granted_points,
        array_to_string(
            list_sort(list_distinct(list(cast(cast(value_pct as decimal(28, 2)) as varchar) || '%'))), '、'
        ) as figures_text,
        min(value_pct) as figure_pct,
        list_sort(list_distinct(flatten(list(fact_ids)))) as fact_ids
    from priced
    group by report_id, use
)

select * from rule_points
