-- The indicators of each rubric under every name that a score sheet may give them.
-- One row per rubric, indicator, name.
-- basis says what decides: figures, counted, surveyed or judged; rule names the clauses in staging.scoring_rules.
-- 中文：评分指标。各地评分规则里的指标、别名、对应的比率和分值。
with
rubrics as (
    select distinct
        rubric,
        origin
    from staging.rubrics
),

rubric_indicators as (
    select
        indicators.rubric,
        indicators.indicator,
        unnest(indicators.names) as name,
        indicators.level1,
        indicators.level2,
        nullif(indicators.measure, '') as measure,
        indicators.basis,
        indicators.better,
        indicators.points,
        indicators.rubric || '/' || indicators.indicator as rule
    from raw.rubric_indicators as indicators
    inner join rubrics on indicators.rubric = rubrics.rubric and indicators.origin = rubrics.origin
)

select * from rubric_indicators
