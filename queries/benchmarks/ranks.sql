-- Where a department stands among its peers in each indicator, from the largest value down.
-- One row per department_id, indicator, fiscal_year.
-- Equal values share an interval of ranks; below 5 departments there is no rank.
-- 中文：位次。每项指标在同一地区同一年度的部门里从高到低排第几；数值相同的并列，不足 5 个部门不排。
with
department_values as (select * from core.department_values),

placed as (
    select
        own.department_id,
        own.indicator,
        own.fiscal_year,
        count(*) as n,
        1 + count(*) filter (where others.value > own.value) as rank_from,
        count(*) filter (where others.value >= own.value) as rank_to
    from department_values as own
    inner join department_values as others
        on own.peer_group = others.peer_group and own.indicator = others.indicator
    group by own.department_id, own.indicator, own.fiscal_year
),

ranks as (
    select
        department_id,
        indicator,
        fiscal_year,
        n,
        rank_from,
        rank_to,
        case
            when rank_from = rank_to then '第 ' || rank_from || ' 名'
            else '并列第 ' || rank_from || '—' || rank_to || ' 名'
        end || '（' || n || ' 个部门，从高到低）' as rank_said
    from placed
    where n >= 5
)

select * from ranks
