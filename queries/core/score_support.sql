-- How many points of a self-score the report's own figures bear out: the honest score lies between least and most.
-- One row per report_id.
-- Without a score sheet the region's rules alone speak, taken off a hundred; without those nothing does.
-- 中文：得分支持度。自评得分有多少被报告自己的数支持、否定或无从核对。
with
scores as (
    select
        report_id,
        value as self_score
    from core.own_year_figures
    where measure = 'self_score' and value is not null
),

sheets as (
    select
        report_id,
        count(*) as items,
        sum(least_points) as least_points,
        sum(contradicted_points) as contradicted_points,
        sum(unsupported_points) as unsupported_points,
        count(*) filter (where outcome = 'contradicted') as contradictions,
        string_agg(level3, '、' order by item) filter (where outcome = 'contradicted') as contradicted_indicators,
        flatten(list(fact_ids) filter (where outcome = 'contradicted')) as fact_ids
    from core.rescored_items
    group by report_id
),

-- Without a sheet: what the region's rules take off a hundred, and what they surely give.
regional as (
    select
        uses.report_id,
        sum(points.least_points) as least_points,
        sum(cast(uses.full_points as double) - points.most_points) as lost_points,
        count(*) filter (where points.most_points < uses.full_points) as contradictions,
        string_agg(uses.title, '、' order by uses.use) filter (where points.most_points < uses.full_points)
            as contradicted_indicators,
        flatten(list(points.fact_ids) filter (where points.most_points < uses.full_points)) as fact_ids
    from core.rule_uses as uses
    inner join core.rule_points as points on uses.report_id = points.report_id and uses.use = points.use
    where uses.use like 'region/%'
    group by uses.report_id
),

score_support as (
    select
        scores.report_id,
        cast(scores.self_score as double) as self_score,
        sheets.items,
        case
            when sheets.report_id is not null then sheets.least_points
            when regional.report_id is not null then least(regional.least_points, scores.self_score)
        end as least_score,
        case
            when sheets.report_id is not null then scores.self_score - sheets.contradicted_points
            when regional.report_id is not null then least(100 - regional.lost_points, scores.self_score)
        end as most_score,
        coalesce(sheets.contradictions, regional.contradictions) as contradictions,
        coalesce(sheets.contradicted_indicators, regional.contradicted_indicators) as contradicted_indicators,
        coalesce(sheets.fact_ids, case when sheets.report_id is null then regional.fact_ids end, []) as fact_ids
    from scores
    left join sheets on scores.report_id = sheets.report_id
    left join regional on scores.report_id = regional.report_id and sheets.report_id is null
)

select * from score_support
