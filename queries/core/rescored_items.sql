-- Each row of a score sheet scored again, by its own standard or the region's rules, on the report's own figures.
-- One row per report_id, item.
-- Points are supported, contradicted (all figures give fewer) or unsupported; between least and most nobody can tell.
-- 中文：指标重新计分。按评分表自己的标准或本地区规则，用报告自己的数重算每项得分。
with
items as (select * from core.judged_items),

rule_points as (select * from core.rule_points),

bounded as (
    select
        items.*,
        rule_points.figure_pct,
        rule_points.figures_text,
        rule_points.least_points as points_by_rule,
        case
            when rule_points.use is null then 0 else least(items.self_points, rule_points.least_points)
        end as least_points,
        case
            when rule_points.use is null then items.self_points
            else least(items.self_points, rule_points.most_points + items.judged_points)
        end as most_points,
        coalesce(items.self_points <= rule_points.granted_points, false) as is_supported,
        coalesce(rule_points.fact_ids, []) as figure_fact_ids
    from items
    left join rule_points on items.report_id = rule_points.report_id and items.statement_id = rule_points.use
),

rescored_items as (
    select
        report_id,
        item,
        level3,
        rate,
        basis,
        cast(full_points as double) as full_points,
        cast(self_points as double) as self_points,
        is_full,
        is_merged,
        rule_source,
        rubric,
        figure_pct,
        figures_text,
        points_by_rule,
        case
            when most_points < self_points then 'contradicted' when is_supported then 'supported' else 'unsupported'
        end as outcome,
        cast(least_points as double) as least_points,
        cast(most_points as double) as most_points,
        cast(self_points - most_points as double) as contradicted_points,
        cast(most_points - least_points as double) as unsupported_points,
        list_sort(list_concat(figure_fact_ids, [statement_id])) as fact_ids
    from bounded
)

select * from rescored_items
