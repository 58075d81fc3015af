-- The score of each department beside each of its rates, once a year: what a rank correlation is made of.
-- One row per report_id, rate.
-- direction is 1 where a higher rate is better, -1 where it is worse; a recomputed rate goes before a claimed one.
-- 中文：得分与数据成对。每个部门的自评得分和当年各项比率，一个部门一年只取一份报告。
with
peers as (select * from core.peers),

measures as (select * from staging.measures),

rate_values as (select * from core.rate_values),

directions as (
    select
        measure,
        max(case better when 'higher' then 1 when 'lower' then -1 end) as direction
    from staging.rubric_indicators
    group by measure
),

scores as (
    select
        peers.report_id,
        peers.department,
        peers.jurisdiction,
        peers.fiscal_year,
        cast(figures.value as double) as self_score,
        figures.fact_ids
    from peers
    inner join core.own_year_figures as figures on peers.report_id = figures.report_id
    where figures.measure = 'self_score' and figures.value is not null
    qualify row_number() over (partition by peers.department_id, peers.fiscal_year order by peers.preference) = 1
),

-- Between two claimed values of one rate none is chosen.
undisputed as (
    select
        report_id,
        rate,
        source,
        max(value_pct) as value_pct,
        flatten(list(fact_ids)) as fact_ids
    from rate_values
    group by report_id, rate, source
    having min(value_pct) = max(value_pct)
),

chosen as (
    select * from undisputed
    qualify
        row_number() over (
            partition by report_id, rate order by case source when 'recomputed' then 0 else 1 end
        ) = 1
),

score_pairs as (
    select
        scores.report_id,
        chosen.rate,
        scores.department,
        scores.jurisdiction,
        scores.fiscal_year,
        measures.label,
        scores.self_score,
        chosen.value_pct,
        directions.direction,
        list_sort(list_distinct(list_concat(scores.fact_ids, chosen.fact_ids))) as fact_ids
    from scores
    inner join chosen on scores.report_id = chosen.report_id
    inner join measures on chosen.rate = measures.measure
    left join directions on chosen.rate = directions.measure
)

select * from score_pairs
