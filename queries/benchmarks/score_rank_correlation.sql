-- Whether the departments of a place and year that score higher have the better figures: Spearman's rank correlation.
-- One row per jurisdiction, fiscal_year, rate.
-- agreement is positive where higher scores go with better figures; null below 5 departments or where all are equal.
-- 中文：得分与数据的秩相关。自评得分高的部门，数据是否也更好；不足 5 个部门不算。
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
        peers.jurisdiction,
        peers.fiscal_year,
        cast(figures.value as double) as self_score
    from peers
    inner join core.own_year_figures as figures on peers.report_id = figures.report_id
    where figures.measure = 'self_score' and figures.value is not null
    qualify row_number() over (partition by peers.department_id, peers.fiscal_year order by peers.preference) = 1
),

pairs as (
    select
        scores.jurisdiction,
        scores.fiscal_year,
        rate_values.rate,
        scores.self_score,
        arg_min(
            rate_values.value_pct,
            case rate_values.source when 'recomputed' then 0 else 1 end || ' ' || rate_values.value_pct
        ) as value_pct
    from scores
    inner join rate_values on scores.report_id = rate_values.report_id
    group by scores.report_id, scores.jurisdiction, scores.fiscal_year, rate_values.rate, scores.self_score
),

-- Equal values share the mean of their ranks.
ranked as (
    select
        jurisdiction,
        fiscal_year,
        rate,
        self_score,
        value_pct,
        rank() over (partition by jurisdiction, fiscal_year, rate order by self_score)
        + (count(*) over (partition by jurisdiction, fiscal_year, rate, self_score) - 1) / 2 as score_rank,
        rank() over (partition by jurisdiction, fiscal_year, rate order by value_pct)
        + (count(*) over (partition by jurisdiction, fiscal_year, rate, value_pct) - 1) / 2 as value_rank
    from pairs
),

correlations as (
    select
        jurisdiction,
        fiscal_year,
        rate,
        count(*) as peers,
        case
            when count(*) >= 5 and min(self_score) < max(self_score) and min(value_pct) < max(value_pct)
                then corr(cast(score_rank as double), cast(value_rank as double))
        end as rank_correlation
    from ranked
    group by jurisdiction, fiscal_year, rate
),

score_rank_correlation as (
    select
        correlations.jurisdiction,
        correlations.fiscal_year,
        correlations.rate,
        measures.label,
        correlations.peers,
        correlations.rank_correlation,
        directions.direction * correlations.rank_correlation as agreement
    from correlations
    inner join measures on correlations.rate = measures.measure
    left join directions on correlations.rate = directions.measure
)

select * from score_rank_correlation
