-- From last year's three-public spending to this year's, part by part, of the departments that state both years.
-- One row per jurisdiction, fiscal_year, position.
-- 全部 stands for all places; what no part explains is a step of its own.
-- 中文：“三公”经费增减。写明两年决算的部门合计，从上年到本年，各分项增减多少；分项没有写明的归入其余。
with
totals as (
    select * from benchmarks.three_public_totals
    where compared > 0
),

positions as (select unnest([1, 2, 3, 4, 5, 6]) as position),

steps as (
    select
        totals.jurisdiction,
        totals.fiscal_year,
        positions.position,
        case positions.position
            when 1 then (totals.fiscal_year - 1) || '年'
            when 2 then '因公出国（境）'
            when 3 then '公务用车'
            when 4 then '公务接待'
            when 5 then '其余及未写明分项'
            else totals.fiscal_year || '年'
        end as label,
        case positions.position
            when 1 then totals.last_year_yuan
            when 2 then totals.overseas_change_yuan
            when 3 then totals.vehicle_change_yuan
            when 4 then totals.reception_change_yuan
            when 5 then totals.other_change_yuan
            else totals.compared_actual_yuan
        end as change_yuan,
        positions.position in (1, 6) as is_total,
        totals.compared,
        totals.departments - totals.compared as missing
    from totals
    cross join positions
)

select * from steps
