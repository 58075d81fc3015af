-- How much of a self-score is inflated: points its figures contradict or cannot show, movement, reviews.
-- One row per report_id.
-- The honest score lies between least and most; deviations are what reviews lead one to expect, each with its number.
-- 中文：自评虚高。自评得分有多少被报告自己的数支持、否定或无从核对，与上年、与复核相比又如何。
with
scores as (select * from benchmarks.scores),

peers as (select * from core.peers),

measures as (select * from staging.measures),

support as (select * from core.score_support),

reviews as (
    select * from staging.reviews
    where indicator = ''
),

deviations as (select * from benchmarks.review_deviations),

places as (
    select distinct
        jurisdiction,
        group_mean,
        group_reviews,
        calibrated_on
    from deviations
    where level = 'year'
),

movements as (
    select
        movements.report_id,
        count(*) filter (where movements.movement = 'worse') as worse_figures,
        count(*) filter (where movements.movement = 'better') as better_figures,
        string_agg(
            measures.label || ' ' || cast(cast(movements.earlier_pct as decimal(28, 2)) as varchar) || '% → '
            || cast(cast(movements.value_pct as decimal(28, 2)) as varchar) || '%', '；'
            order by movements.gain_points, measures.label
        ) filter (where movements.movement = 'worse') as worse_figures_text
    from core.figure_movements as movements
    inner join measures on movements.rate = measures.measure
    group by movements.report_id
),

score_inflation as (
    select
        scores.report_id,
        scores.department,
        scores.jurisdiction,
        scores.fiscal_year,
        cast(scores.self_score as double) as self_score,
        support.items,
        support.least_score as supported_points,
        cast(scores.self_score as double) - support.most_score as contradicted_points,
        support.most_score - support.least_score as unsupported_points,
        support.least_score,
        support.most_score,
        support.contradictions,
        support.contradicted_indicators,
        cast(scores.self_score as double) - cast(earlier.self_score as double) as score_change,
        movements.worse_figures,
        movements.better_figures,
        movements.worse_figures_text,
        scores.self_score > earlier.self_score and movements.worse_figures > movements.better_figures
            as rises_while_figures_fall,
        cast(coalesce(reviews.review_points, scores.review_score) as double) as review_score,
        reviews.arm as review_arm,
        cast(scores.self_score - coalesce(reviews.review_points, scores.review_score) as double) as self_minus_review,
        of_year.shrunk_deviation as year_deviation,
        of_year.reviews as year_reviews,
        of_department.shrunk_deviation as department_deviation,
        of_department.reviews as department_reviews,
        places.group_mean as place_deviation,
        places.group_reviews as place_reviews,
        places.calibrated_on,
        list_sort(list_distinct(list_concat(scores.fact_ids, coalesce(support.fact_ids, [])))) as fact_ids
    from scores
    left join support on scores.report_id = support.report_id
    inner join peers on scores.report_id = peers.report_id
    left join movements on scores.report_id = movements.report_id
    left join core.predecessors as predecessors
        on scores.report_id = predecessors.report_id and predecessors.preference = 1
    left join scores as earlier on predecessors.earlier_report_id = earlier.report_id
    left join reviews on peers.department_id = reviews.department_id and peers.fiscal_year = reviews.fiscal_year
    left join deviations as of_year
        on
            scores.jurisdiction = of_year.jurisdiction
            and of_year.level = 'year'
            and cast(scores.fiscal_year as varchar) = of_year.unit
    left join deviations as of_department
        on
            scores.jurisdiction = of_department.jurisdiction
            and of_department.level = 'department'
            and peers.department_id = of_department.unit
    left join places on scores.jurisdiction = places.jurisdiction
)

select * from score_inflation
