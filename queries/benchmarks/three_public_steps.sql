-- From last year's three-public spending to this year's, part by part, of the departments that state both years.
-- One row per jurisdiction, fiscal_year, position.
-- 全部 stands for all places; what no part explains is a step of its own.
-- 中文：“三公”经费增减。写明两年决算的部门合计，从上年到本年，各分项增减多少；分项没有写明的归入其余。
with
totals as (
    select * from benchmarks.three_public_totals
    where compared > 0
),

steps as (
    select
        jurisdiction,
        fiscal_year,
        unnest([1, 2, 3, 4, 5, 6]) as position,
        unnest([
            (fiscal_year - 1) || '年', '因公出国（境）', '公务用车', '公务接待', '其余及未写明分项', fiscal_year || '年'
        ]) as label,
        unnest([
            last_year_yuan, overseas_change_yuan, vehicle_change_yuan, reception_change_yuan, other_change_yuan,
            compared_actual_yuan
        ]) as change_yuan,
        unnest([true, false, false, false, false, true]) as is_total,
        compared,
        departments - compared as missing
    from totals
)

select * from steps
