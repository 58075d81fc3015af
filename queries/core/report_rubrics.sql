-- By which region's rules each report is scored: the nearest place that has rules for its year.
-- One row per report_id.
-- A county's own go before its city's, a bureau's own before ours, the common frame (全国) comes last.
-- 中文：适用的评分规则。每份报告按哪个地区、哪些年度的评分规则计分。
with
rubrics as (select * from staging.rubrics),

places as (
    select distinct
        jurisdiction,
        jurisdiction_code,
        fiscal_year
    from staging.reports
),

fitting as (
    select
        places.jurisdiction,
        places.jurisdiction_code,
        places.fiscal_year,
        rubrics.rubric,
        rubrics.name,
        rubrics.source,
        case
            when rubrics.place = '全国' then 0
            when regexp_matches(rubrics.place, '^[0-9]+$') then 10 * length(regexp_replace(rubrics.place, '(00)+$', ''))
            when places.jurisdiction like '%' || rubrics.place then 60
            else 20 + length(rubrics.place)
        end as nearness,
        rubrics.origin,
        rubrics.first_year
    from places
    inner join rubrics
        on
            (rubrics.first_year is null or places.fiscal_year >= rubrics.first_year)
            and (rubrics.last_year is null or places.fiscal_year <= rubrics.last_year)
            and (
                rubrics.place = '全国'
                or places.jurisdiction like '%' || rubrics.place || '%'
                or (
                    regexp_matches(rubrics.place, '^[0-9]+$')
                    and places.jurisdiction_code like regexp_replace(rubrics.place, '(00)+$', '') || '%'
                )
            )
),

nearest as (
    select * from fitting
    qualify
        row_number() over (
            partition by jurisdiction, jurisdiction_code, fiscal_year
            order by nearness desc, case origin when '' then 2 else 1 end asc, first_year desc nulls last, rubric asc
        ) = 1
),

report_rubrics as (
    select
        reports.report_id,
        nearest.rubric,
        nearest.name,
        nearest.source
    from staging.reports as reports
    inner join nearest
        on
            reports.jurisdiction is not distinct from nearest.jurisdiction
            and reports.jurisdiction_code is not distinct from nearest.jurisdiction_code
            and reports.fiscal_year is not distinct from nearest.fiscal_year
)

select * from report_rubrics
