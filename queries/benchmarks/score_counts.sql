-- How many departments of a place and year give themselves how many points, by half a point, full marks by themselves.
-- One row per jurisdiction, fiscal_year, from_points.
-- 全部 stands for all places; is_edge: a grade begins there, by the bands of one of the reports counted.
-- 中文：得分个数。同一地区、同一年度，每半分一档，各有多少个部门；满分单列。
with
peers as (select * from core.peers),

-- One report speaks for each department: the first that states a score.
scores as (
    select
        peers.report_id,
        peers.jurisdiction,
        peers.fiscal_year,
        cast(scores.self_score as double) as self_score
    from benchmarks.scores as scores
    inner join peers on scores.report_id = peers.report_id
    where scores.self_score is not null
    qualify row_number() over (partition by peers.department_id, peers.fiscal_year order by peers.preference) = 1
),

bands as (
    select distinct
        report_id,
        cast(least as double) as least
    from core.grade_bands
    where least > 0
),

binned as (
    select
        scores.jurisdiction,
        scores.fiscal_year,
        scores.report_id,
        floor(least(scores.self_score, 100) * 2) / 2 as from_points,
        bands.report_id is not null as is_edge
    from scores
    left join bands
        on scores.report_id = bands.report_id and floor(least(scores.self_score, 100) * 2) / 2 = bands.least
),

places as (
    select
        coalesce(jurisdiction, '全部') as jurisdiction,
        fiscal_year,
        count(distinct department_id) as departments
    from peers
    group by grouping sets ((jurisdiction, fiscal_year), (fiscal_year))
),

counted as (
    select
        coalesce(jurisdiction, '全部') as jurisdiction,
        fiscal_year,
        from_points,
        count(*) as departments,
        bool_or(is_edge) as is_edge
    from binned
    group by grouping sets ((jurisdiction, fiscal_year, from_points), (fiscal_year, from_points))
),

score_counts as (
    select
        counted.jurisdiction,
        counted.fiscal_year,
        counted.from_points,
        case when counted.from_points < 100 then counted.from_points + 0.5 else 100 end as to_points,
        case
            when counted.from_points >= 100 then '满分'
            else
                cast(cast(counted.from_points as decimal(4, 1)) as varchar) || ' 分起，不到 '
                || cast(cast(counted.from_points + 0.5 as decimal(4, 1)) as varchar) || ' 分'
        end as label,
        counted.departments,
        counted.is_edge,
        cast(sum(counted.departments) over one_place as integer) as scored,
        cast(places.departments - sum(counted.departments) over one_place as integer) as missing
    from counted
    inner join places
        on counted.jurisdiction = places.jurisdiction and counted.fiscal_year = places.fiscal_year
    window one_place as (partition by counted.jurisdiction, counted.fiscal_year)
)

select * from score_counts
