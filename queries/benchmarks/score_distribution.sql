-- How the scores of one place and year lie: at the ceiling, in the top grade, and on which side of the edges of grades.
-- One row per jurisdiction, fiscal_year.
-- A score just above an edge where hardly one lies just below was made to reach it; shares are null below 5 scores.
-- 中文：得分分布。同一地区、同一年度自评得分的分布：满分、最高等级、不同分值的个数，以及贴着等级线的情况。
with
limits as (
    select max(value) filter (where threshold = 'score_distribution.edge_points') as edge_points
    from staging.thresholds
),

peers as (select * from core.peers),

scores as (select * from benchmarks.scores),

-- One report speaks for each department: the first that states a score.
departments as (
    select
        scores.*,
        peers.department_id
    from scores
    inner join peers on scores.report_id = peers.report_id
    where scores.self_score is not null
    qualify
        row_number() over (partition by peers.department_id, scores.fiscal_year order by peers.preference) = 1
),

edges as (
    select
        departments.jurisdiction,
        departments.fiscal_year,
        count(*) filter (
            where departments.self_score >= bands.least and departments.self_score < bands.least + limits.edge_points
        ) as just_above,
        count(*) filter (
            where departments.self_score < bands.least and departments.self_score >= bands.least - limits.edge_points
        ) as just_below
    from departments
    inner join core.grade_bands as bands on departments.report_id = bands.report_id
    cross join limits
    where bands.least > 0
    group by departments.jurisdiction, departments.fiscal_year
),

distributions as (
    select
        jurisdiction,
        fiscal_year,
        count(*) as scored,
        max(peers_in_group) as departments,
        count(*) filter (where self_score >= 100) as at_ceiling,
        count(*) filter (where self_score >= 95) as at_95_or_more,
        count(points_grade) as graded,
        max(share_at_ceiling_pct) as share_at_ceiling_pct,
        max(share_95_or_more_pct) as share_95_or_more_pct,
        max(share_in_top_grade_pct) as share_in_top_grade_pct,
        count(distinct self_score) as distinct_scores,
        median(cast(self_score as double)) as median_score,
        cast(min(self_score) as double) as lowest_score,
        cast(max(self_score) as double) as highest_score
    from departments
    group by jurisdiction, fiscal_year
),

score_distribution as (
    select
        distributions.*,
        edges.just_above,
        edges.just_below,
        distributions.scored || ' 个部门写明得分，' || distributions.at_ceiling || ' 个满分，'
        || distributions.at_95_or_more || ' 个在 95 分及以上，不同的分值有 ' || distributions.distinct_scores || ' 个'
        || case
            when distributions.scored < 5 then ''
            when distributions.at_95_or_more = distributions.scored then '：分数都挤在顶上，凭它分不出谁好谁差'
            when 2 * distributions.at_95_or_more >= distributions.scored then '：多数挤在顶上，凭它难分高低'
            else '：分数有高有低'
        end
        || case
            when edges.just_above > 2 * edges.just_below and edges.just_above >= 3
                then
                    '。刚过等级线的 ' || edges.just_above || ' 个，差一点没过的只有 ' || edges.just_below
                    || ' 个：像是照着等级线打的分'
            else ''
        end as said
    from distributions
    left join edges
        on distributions.jurisdiction = edges.jurisdiction and distributions.fiscal_year = edges.fiscal_year
)

select * from score_distribution
