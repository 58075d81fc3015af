-- Who has filed and who has not: every department of the roster, each year that its jurisdiction reports on.
-- One row per department_id, fiscal_year.
-- peers have filed and missing have not, in that jurisdiction and year; note names the file behind another state.
-- 中文：报送情况。名册上的部门每个年度报了没有：已报、没有报、文件读不出来，还是归属待核对。
with
roster as (select * from staging.roster),

peers as (
    select * from core.peers
    where preference = 1
),

years as (
    select
        jurisdiction,
        fiscal_year,
        count(*) as filed
    from peers
    group by jurisdiction, fiscal_year
),

expected as (
    select
        roster.department_id,
        roster.department,
        roster.jurisdiction,
        roster.department_function,
        roster.level,
        years.fiscal_year,
        years.filed,
        count(*) over (partition by years.jurisdiction, years.fiscal_year) as members
    from roster
    inner join years on roster.jurisdiction = years.jurisdiction
    where
        (roster.first_year is null or roster.first_year <= years.fiscal_year)
        and (roster.last_year is null or roster.last_year >= years.fiscal_year)
),

assigned as (
    select
        department_id,
        fiscal_year,
        max(state) as state,
        string_agg(note, '；' order by note) as note
    from core.strays
    group by department_id, fiscal_year
),

coverage as (
    select
        expected.department_id,
        expected.fiscal_year,
        expected.department,
        expected.jurisdiction,
        expected.department_function,
        expected.level,
        case when peers.report_id is not null then 'filed' else coalesce(assigned.state, 'missing') end as state,
        case
            when peers.report_id is not null then '已报'
            when assigned.state = 'unresolved' then '归属待核对'
            when assigned.state = 'unreadable' then '文件读不出来'
            else '没有报'
        end as state_name,
        case when peers.report_id is null then assigned.note end as note,
        peers.report_id as filed_report_id,
        expected.filed as peers,
        expected.members - expected.filed as missing
    from expected
    left join peers on expected.department_id = peers.department_id and expected.fiscal_year = peers.fiscal_year
    left join assigned
        on expected.department_id = assigned.department_id and expected.fiscal_year = assigned.fiscal_year
)

select * from coverage
