-- Rules that give points for a rate, in clauses that do not overlap: those of rubrics and those of score sheets.
-- One row per rule, clause.
-- A rule is named rubric/indicator, or by the standard's own words; beyond limit_pct every step loses something.
-- 中文：计分条款。指标的数落在哪一段得多少分，每差多少扣多少分。
with
rubrics as (
    select distinct
        rubric,
        origin
    from staging.rubrics
),

scoring_rules as (
    select
        rules.rubric || '/' || rules.indicator as rule,
        rules.clause,
        rules.low,
        rules.low_included,
        rules.high,
        rules.high_included,
        rules.points,
        rules.share,
        rules.limit_pct,
        rules.step,
        rules.lost,
        rules.lost_share,
        rules.most_lost
    from raw.rubric_rules as rules
    inner join rubrics on rules.rubric = rubrics.rubric and rules.origin = rubrics.origin

    union all

    select
        standard as rule,
        clause,
        low,
        low_included,
        high,
        high_included,
        points,
        share,
        limit_pct,
        step,
        lost,
        lost_share,
        most_lost
    from raw.item_rules
)

select * from scoring_rules
