-- Three-public spending of all departments of a place and year together, and how many disclose it in which way.
-- One row per jurisdiction, fiscal_year.
-- 全部 stands for all places; changes are of the departments that state both years; one report speaks for a department.
-- 中文：“三公”经费合计。各部门合计、比上年增减及分项，超预算、由别处反映、没有公开的各多少。
with
peers as (select * from core.peers),

three_public as (select * from benchmarks.three_public),

-- Vehicles as one sum where it is stated, else what they cost to run.
parts as (
    select
        report_id,
        case indicator
            when 'overseas_travel_change_yuan' then 'overseas'
            when 'official_reception_change_yuan' then 'reception'
            else 'vehicle'
        end as part,
        numerator as change_yuan
    from core.indicators
    where
        numerator is not null
        and indicator in (
            'overseas_travel_change_yuan', 'vehicle_change_yuan', 'vehicle_operation_change_yuan',
            'official_reception_change_yuan'
        )
    qualify row_number() over (partition by report_id, part order by length(indicator)) = 1
),

changes as (
    select
        report_id,
        max(change_yuan) filter (where part = 'overseas') as overseas_change_yuan,
        max(change_yuan) filter (where part = 'vehicle') as vehicle_change_yuan,
        max(change_yuan) filter (where part = 'reception') as reception_change_yuan,
        sum(change_yuan) as explained_yuan
    from parts
    group by report_id
),

-- Of several reports of a department the first that states the sum.
departments as (
    select
        three_public.*,
        peers.department_id,
        changes.overseas_change_yuan,
        changes.vehicle_change_yuan,
        changes.reception_change_yuan,
        changes.explained_yuan
    from three_public
    inner join peers on three_public.report_id = peers.report_id
    left join changes on three_public.report_id = changes.report_id
    qualify
        row_number() over (
            partition by peers.department_id, peers.fiscal_year
            order by case when three_public.actual_yuan is null then 1 else 0 end, peers.preference
        ) = 1
),

totals as (
    select
        coalesce(jurisdiction, '全部') as jurisdiction,
        fiscal_year,
        count(*) as departments,
        count(actual_yuan) as stated,
        count(*) - count(actual_yuan) as missing,
        sum(actual_yuan) as actual_yuan,
        sum(budget_yuan) filter (where actual_yuan is not null) as budget_yuan,
        count(budget_yuan) filter (where actual_yuan is not null) as budgeted,
        count(change_yuan) as compared,
        sum(last_year_actual_yuan) filter (where change_yuan is not null) as last_year_yuan,
        sum(change_yuan) as change_yuan,
        100 * cast(sum(change_yuan) as double)
        / nullif(cast(sum(last_year_actual_yuan) filter (where change_yuan is not null) as double), 0)
            as change_rate_pct,
        sum(actual_yuan) filter (where change_yuan is not null) as compared_actual_yuan,
        sum(overseas_change_yuan) filter (where change_yuan is not null) as overseas_change_yuan,
        sum(vehicle_change_yuan) filter (where change_yuan is not null) as vehicle_change_yuan,
        sum(reception_change_yuan) filter (where change_yuan is not null) as reception_change_yuan,
        sum(coalesce(change_yuan - explained_yuan, change_yuan)) as other_change_yuan,
        count(*) filter (where actual_yuan > budget_yuan) as over_budget,
        count(*) filter (where disclosure_state = 'reported_elsewhere') as reported_elsewhere,
        count(*) filter (where disclosure_state in ('missing', 'blank')) as not_disclosed,
        count(*) filter (where change_state = 'zero_base') as zero_base
    from departments
    group by grouping sets ((jurisdiction, fiscal_year), (fiscal_year))
),

three_public_totals as (
    select
        *,
        case
            when compared = 0 then '没有两年都有数的部门'
            when change_rate_pct is null then '上年合计为零，不可比'
            when change_rate_pct < 0 then '下降 ' || cast(cast(-change_rate_pct as decimal(28, 1)) as varchar) || '%'
            else '上升 ' || cast(cast(change_rate_pct as decimal(28, 1)) as varchar) || '%'
        end as change_text
    from totals
)

select * from three_public_totals
