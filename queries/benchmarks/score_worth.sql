-- How far the self-scores of a place and year are borne out by what the reports themselves state.
-- One row per jurisdiction, fiscal_year.
-- 全部 joins all places; checkable are those with a score sheet or rules, and each department counts once.
-- 中文：得分的分量。多少部门自评 95 分以上，其中可逐项核对的，报告自己的数最多支持到多少分。
with
peers as (
    select * from core.peers
    where preference = 1
),

inflation as (
    select * from benchmarks.score_inflation
    where self_score is not null
),

score_worth as (
    select
        coalesce(peers.jurisdiction, '全部') as jurisdiction,
        peers.fiscal_year,
        count(*) as scored,
        count(*) filter (where inflation.self_score >= 95) as at_95_or_more,
        count(inflation.supported_points) as checkable,
        max(inflation.supported_points) as most_supported_points,
        count(*) filter (where inflation.contradicted_points > 0) as contradicted
    from peers
    inner join inflation on peers.report_id = inflation.report_id
    group by grouping sets ((peers.fiscal_year), (peers.jurisdiction, peers.fiscal_year))
)

select * from score_worth
