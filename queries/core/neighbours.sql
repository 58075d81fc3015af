-- The departments most like a report's own in the same jurisdiction and year: by staff, spending and share of projects.
-- One row per report_id, neighbour_id.
-- Staff and spending by their logarithm, each in standard deviations; a department that lacks one has no neighbours.
-- 中文：相近部门。同一地区、同一年度里，人数、支出规模和项目支出占比最接近的部门，距离一并列出。
with
limits as (
    select max(value) filter (where threshold = 'neighbours.nearest') as nearest
    from staging.thresholds
),

peers as (select * from core.peers),

stated as (
    select
        department_id,
        fiscal_year,
        peer_group,
        max(value) filter (where indicator = 'staff_on_post') as staff,
        max(value) filter (where indicator = 'expenditure') as expenditure_yuan,
        max(value) filter (where indicator = 'project_expenditure_share') as project_share_pct
    from core.department_values
    where indicator in ('staff_on_post', 'expenditure', 'project_expenditure_share')
    group by department_id, fiscal_year, peer_group
),

characteristics as (
    select
        *,
        ln(staff) as log_staff,
        ln(expenditure_yuan) as log_expenditure
    from stated
    where staff > 0 and expenditure_yuan > 0 and project_share_pct is not null
),

-- Where all are alike the deviation is 0, and whatever the differences, which are 0 too, are divided by will do.
deviations as (
    select
        peer_group,
        coalesce(nullif(stddev_pop(log_staff), 0), 1) as log_staff,
        coalesce(nullif(stddev_pop(log_expenditure), 0), 1) as log_expenditure,
        coalesce(nullif(stddev_pop(project_share_pct), 0), 1) as project_share_pct
    from characteristics
    group by peer_group
),

pairs as (
    select
        one.department_id,
        one.fiscal_year,
        other.department_id as neighbour_id,
        other.staff,
        other.expenditure_yuan,
        other.project_share_pct,
        limits.nearest,
        sqrt(
            power((one.log_staff - other.log_staff) / deviations.log_staff, 2)
            + power((one.log_expenditure - other.log_expenditure) / deviations.log_expenditure, 2)
            + power((one.project_share_pct - other.project_share_pct) / deviations.project_share_pct, 2)
        ) as distance
    from characteristics as one
    inner join characteristics as other
        on one.peer_group = other.peer_group and one.department_id <> other.department_id
    inner join deviations on one.peer_group = deviations.peer_group
    cross join limits
),

nearest as (
    select
        *,
        row_number() over (partition by department_id, fiscal_year order by distance, neighbour_id) as position
    from pairs
    qualify position <= nearest
),

neighbours as (
    select
        peers.report_id,
        nearest.neighbour_id,
        others.report_id as neighbour_report_id,
        others.department as neighbour,
        peers.jurisdiction,
        nearest.department_id,
        nearest.fiscal_year,
        peers.peer_group,
        nearest.position,
        nearest.distance,
        nearest.staff,
        nearest.expenditure_yuan,
        nearest.project_share_pct
    from nearest
    inner join peers on nearest.department_id = peers.department_id and nearest.fiscal_year = peers.fiscal_year
    inner join peers as others
        on
            nearest.neighbour_id = others.department_id
            and nearest.fiscal_year = others.fiscal_year
            and others.preference = 1
)

select * from neighbours
