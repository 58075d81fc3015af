-- The indicators of each rubric once, with every name that a score sheet may give them and what decides their points.
-- One row per rubric, indicator.
-- 中文：评分规则的指标。各地评分规则里每个指标的层级、别名、对应的比率、凭什么评分和分值。
with
named as (select * from staging.rubric_indicators),

measures as (select * from staging.measures),

rubric_items as (
    select
        named.rubric,
        named.indicator,
        min(named.level1) as level1,
        min(named.level2) as level2,
        string_agg(named.name, '、' order by named.name) as names,
        min(measures.label) as measure_label,
        case min(named.basis)
            when 'figures' then '按数计算'
            when 'counted' then '按件数'
            when 'surveyed' then '按调查'
            else '凭材料判断'
        end as basis_name,
        case min(named.better) when 'higher' then '越高越好' when 'lower' then '越低越好' end as better_name,
        min(named.points) as points
    from named
    left join measures on named.measure = measures.measure
    group by named.rubric, named.indicator
)

select * from rubric_items
