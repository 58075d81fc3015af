-- Three-public spending that a report says another body reports: that body, and what its own report of the year states.
-- One row per report_id.
-- followed_report_id is null where no department of the jurisdiction, or more than one, goes by the printed name.
-- 中文：由别处反映的“三公”经费。报告说由哪个单位统一反映，那个单位同年的报告写了多少。
with
peers as (select * from core.peers),

roster as (select * from staging.roster),

figures as (
    select * from core.own_year_figures
    where measure = 'three_public'
),

indicators as (
    select * from core.indicators
    where indicator = 'three_public'
),

referring as (
    select
        report_id,
        max(reported_by) as reported_by,
        -- 市机关事务管理局, 本级机关事务管理局 → 机关事务管理局
        max(regexp_replace(reported_by, '^(?:中共)?(?:我|本)?(?:[省市州盟区县旗级])?(?:本级)?', '')) as bare_name
    from figures
    where reported_by is not null
    group by report_id
),

called as (
    select
        department_id,
        unnest(list_append(aliases, department)) as name
    from roster
),

matched as (
    select
        referring.report_id,
        count(distinct bodies.department_id) as bodies,
        max(bodies.department_id) as department_id
    from referring
    inner join peers on referring.report_id = peers.report_id
    inner join peers as bodies
        on
            peers.jurisdiction = bodies.jurisdiction
            and peers.fiscal_year = bodies.fiscal_year
            and peers.department_id <> bodies.department_id
    inner join called
        on
            bodies.department_id = called.department_id
            and length(referring.bare_name) >= 3
            and ends_with(called.name, referring.bare_name)
    group by referring.report_id
),

followed_disclosures as (
    select
        referring.report_id,
        referring.reported_by,
        bodies.department as followed_department,
        bodies.report_id as followed_report_id,
        indicators.numerator as followed_yuan,
        case when bodies.report_id is not null then coalesce(indicators.state, 'missing') end as followed_state,
        coalesce(indicators.fact_ids, []) as followed_fact_ids
    from referring
    left join matched on referring.report_id = matched.report_id and matched.bodies = 1
    left join peers on referring.report_id = peers.report_id
    left join peers as bodies
        on
            matched.department_id = bodies.department_id
            and peers.fiscal_year = bodies.fiscal_year
            and bodies.preference = 1
    left join indicators on bodies.report_id = indicators.report_id
)

select * from followed_disclosures
