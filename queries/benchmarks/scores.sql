-- The score that a department gives itself beside its peers': where nearly all stand at 100, a score says nothing.
-- One row per report_id.
-- peers counts the departments that state a score, out of peers_in_group; the shares are null below 5 of them.
-- 中文：自评得分。每个部门给自己打的分，与同组各部门的分并列；不足 5 个部门不算比例。
with
reports as (
    select * from staging.reports
    where is_resolved
),

peers as (select * from core.peers),

figures as (select * from core.own_year_figures),

bands as (
    select * from core.grade_bands
    where least is not null
),

own_scores as (
    select
        report_id,
        max(value) filter (where measure = 'self_score') as self_score,
        max(array_to_string(candidates, '、')) filter (where measure = 'self_grade') as self_grade,
        max(state) filter (where measure = 'self_score') as score_state,
        max(value) filter (where measure = 'review_score') as review_score,
        list_sort(list_distinct(flatten(list(fact_ids)))) as fact_ids
    from figures
    where measure in ('self_score', 'self_grade', 'review_score')
    group by report_id
),

-- The grade of the points, and how far they are above the edge of its band; without bands nothing.
reached as (
    select
        own_scores.report_id,
        bands.grade as points_grade,
        own_scores.self_score - bands.least as points_above_edge,
        bands.below is null as is_top_grade
    from own_scores
    inner join bands
        on
            own_scores.report_id = bands.report_id
            and own_scores.self_score >= bands.least
            and (bands.below is null or own_scores.self_score < bands.below)
),

departments as (
    select
        peers.peer_group,
        peers.department,
        arg_min(own_scores.self_score, peers.preference) as self_score,
        arg_min(reached.is_top_grade, peers.preference) as is_top_grade
    from peers
    inner join own_scores on peers.report_id = own_scores.report_id
    left join reached on own_scores.report_id = reached.report_id
    where own_scores.self_score is not null
    group by peers.peer_group, peers.department
),

groups as (
    select
        peer_group,
        count(*) as peers,
        count(*) filter (where self_score >= 100) as peers_at_ceiling,
        count(*) filter (where self_score >= 95) as peers_95_or_more,
        count(is_top_grade) as peers_graded,
        count(*) filter (where is_top_grade) as peers_in_top_grade,
        count(distinct self_score) as distinct_scores
    from departments
    group by peer_group
),

scores as (
    select
        reports.report_id,
        reports.department,
        reports.jurisdiction,
        reports.fiscal_year,
        own_scores.self_score,
        own_scores.self_grade,
        coalesce(own_scores.score_state, 'missing') as score_state,
        reached.points_grade,
        reached.points_above_edge,
        own_scores.review_score,
        groups.peers,
        groups.peers_at_ceiling,
        cast(case when groups.peers >= 5 then 100 * groups.peers_at_ceiling / groups.peers end as double)
            as share_at_ceiling_pct,
        cast(case when groups.peers >= 5 then 100 * groups.peers_95_or_more / groups.peers end as double)
            as share_95_or_more_pct,
        cast(
            case when groups.peers_graded >= 5 then 100 * groups.peers_in_top_grade / groups.peers_graded end as double
        ) as share_in_top_grade_pct,
        groups.distinct_scores,
        peers.peers as peers_in_group,
        coalesce(own_scores.fact_ids, []) as fact_ids
    from reports
    left join own_scores on reports.report_id = own_scores.report_id
    left join reached on reports.report_id = reached.report_id
    left join peers on reports.report_id = peers.report_id
    left join groups on peers.peer_group = groups.peer_group
)

select * from scores
