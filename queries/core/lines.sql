-- Departments as they can be followed through the years, each once whatever it was renamed to.
-- One row per line_id.
-- names are all by which it was ever known; label has the place where two share a name.
-- 中文：部门序列。更名前后连成一条的部门，有哪些名称，写过哪些年度的报告。
with
lineages as (select * from core.lineages),

peers as (select * from core.peers),

bodies as (
    select
        lineages.line_id,
        lineages.line_name,
        lineages.jurisdiction,
        peers.department_id,
        count(*) as reports,
        min(peers.fiscal_year) as first_year,
        max(peers.fiscal_year) as last_year
    from lineages
    inner join peers on lineages.report_id = peers.report_id
    group by lineages.line_id, lineages.line_name, lineages.jurisdiction, peers.department_id
),

counted as (
    select
        line_id,
        line_name,
        jurisdiction,
        cast(sum(reports) as bigint) as reports,
        min(first_year) as first_year,
        max(last_year) as last_year
    from bodies
    group by line_id, line_name, jurisdiction
),

known as (
    select
        bodies.line_id,
        names.name,
        min(names.kind_rank) as kind_rank,
        names.name = bodies.line_name as is_last
    from bodies
    inner join core.names as names on bodies.department_id = names.department_id
    group by bodies.line_id, bodies.line_name, names.name
),

named as (
    select
        line_id,
        list_sort(list(name)) as names,
        coalesce(string_agg(name, '、' order by kind_rank, name) filter (where not is_last), '') as other_names
    from known
    group by line_id
),

lines as (
    select
        counted.line_id,
        counted.line_name,
        case count(*) over (partition by counted.line_name)
            when 1 then counted.line_name else counted.line_id
        end as label,
        counted.jurisdiction,
        named.names,
        named.other_names,
        counted.reports,
        counted.first_year,
        counted.last_year
    from counted
    left join named on counted.line_id = named.line_id
)

select * from lines
