-- Departments of one jurisdiction and year in bands of equal number, by what they spent.
-- One row per report_id.
-- So many bands that each has 5 departments; no row where no spending is stated or there are too few for two bands.
-- 中文：规模分档。同一地区、同一年度的部门按支出决算从小到大分成数量相当的几档。
with
limits as (
    select cast(max(value) filter (where threshold = 'size_bands.bands') as integer) as bands
    from staging.thresholds
),

peers as (select * from core.peers),

spending as (
    select * from core.department_values
    where indicator = 'expenditure'
),

sizes as (
    select
        spending.peer_group,
        count(*) as departments,
        least(max(limits.bands), count(*) // 5) as bands
    from spending cross join limits
    group by spending.peer_group
),

ranked as (
    select
        spending.department_id,
        spending.fiscal_year,
        spending.peer_group,
        spending.numerator as expenditure_yuan,
        sizes.bands,
        1 + sizes.bands
        * (rank() over (partition by spending.peer_group order by spending.value) - 1) // sizes.departments as band
    from spending
    inner join sizes on spending.peer_group = sizes.peer_group
    where sizes.bands >= 2
),

size_bands as (
    select
        peers.report_id,
        peers.department_id,
        peers.fiscal_year,
        peers.peer_group,
        ranked.expenditure_yuan,
        ranked.band,
        ranked.bands,
        case
            when ranked.bands = 2 then ['支出较小', '支出较大'][ranked.band]
            when ranked.bands = 3 then ['支出较小', '支出居中', '支出较大'][ranked.band]
            else '支出第 ' || ranked.band || ' 档（共 ' || ranked.bands || ' 档，从小到大）'
        end as band_name,
        min(ranked.expenditure_yuan) over one_band as least_yuan,
        max(ranked.expenditure_yuan) over one_band as most_yuan
    from peers
    inner join ranked on peers.department_id = ranked.department_id and peers.fiscal_year = ranked.fiscal_year
    window one_band as (partition by ranked.peer_group, ranked.band)
)

select * from size_bands
