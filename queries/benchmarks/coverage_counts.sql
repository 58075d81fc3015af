-- How many departments of the roster have filed, and who has not, place by place and year by year.
-- One row per jurisdiction, fiscal_year.
-- 中文：报送统计。每个地区每个年度名册上应报多少、已报多少，没有报的是哪些部门。
with
coverage as (select * from benchmarks.coverage),

coverage_counts as (
    select
        jurisdiction,
        fiscal_year,
        count(*) as expected,
        count(*) filter (where state = 'filed') as filed,
        count(*) filter (where state <> 'filed') as not_filed,
        count(*) filter (where state = 'missing') as missing,
        count(*) filter (where state = 'unreadable') as unreadable,
        count(*) filter (where state = 'unresolved') as unresolved,
        100 * cast(count(*) filter (where state = 'filed') as double) / count(*) as filed_pct,
        string_agg(department, '、' order by department) filter (where state <> 'filed') as not_filed_names
    from coverage
    group by jurisdiction, fiscal_year
)

select * from coverage_counts
