-- What a bureau chief is told of a year in words: what the scores are worth, the largest rise, the gravest finding.
-- One row per jurisdiction, fiscal_year, position.
-- 全部 joins all places; about_report_id and the columns after it say where the evidence of the sentence stands.
-- 中文：要点。每个年度三句话：自评分有多少数字支持，“三公”经费谁增加最多，哪一条疑点最重。
with
peers as (
    select * from core.peers
    where preference = 1
),

inflation as (
    select
        peers.jurisdiction,
        peers.fiscal_year,
        inflation.self_score,
        inflation.supported_points,
        inflation.contradicted_points
    from peers
    inner join benchmarks.score_inflation as inflation on peers.report_id = inflation.report_id
    where inflation.self_score is not null
),

worth as (
    select
        coalesce(jurisdiction, '全部') as jurisdiction,
        fiscal_year,
        count(*) || ' 个部门写明自评得分，' || count(*) filter (where self_score >= 95) || ' 个在 95 分及以上'
        || case
            when count(supported_points) = 0 then '；没有评分表或评分规则可用来逐项核对'
            else
                '；可逐项核对的 ' || count(supported_points) || ' 个里，报告自己的数最多只支持到 '
                || regexp_replace(cast(cast(max(supported_points) as decimal(28, 2)) as varchar), '\.?0+$', '') || ' 分'
                || case count(*) filter (where contradicted_points > 0)
                    when 0 then ''
                    else '，' || count(*) filter (where contradicted_points > 0) || ' 个有得分与数字相抵触'
                end
        end as sentence
    from inflation
    group by grouping sets ((fiscal_year), (jurisdiction, fiscal_year))
),

risen as (
    select
        peers.jurisdiction,
        three_public.report_id,
        three_public.department,
        three_public.fiscal_year,
        three_public.actual_yuan,
        three_public.change_yuan,
        three_public.change_rate_pct
    from peers
    inner join benchmarks.three_public as three_public on peers.report_id = three_public.report_id
    where three_public.change_yuan > 0
),

-- Each sentence once for its own place and once for all of them.
rises as (
    select
        places.jurisdiction,
        risen.fiscal_year,
        risen.report_id,
        risen.department,
        '“三公”经费增加最多：' || risen.department || ' '
        || cast(cast(risen.actual_yuan / 10000 as decimal(28, 2)) as varchar) || '万元，比上年多 '
        || cast(cast(risen.change_yuan / 10000 as decimal(28, 2)) as varchar) || '万元'
        || coalesce('（+' || cast(cast(risen.change_rate_pct as decimal(28, 1)) as varchar) || '%）', '')
        || '；比上年增加的共 ' || count(*) over (partition by places.jurisdiction, risen.fiscal_year) || ' 个部门'
            as sentence,
        row_number() over (
            partition by places.jurisdiction, risen.fiscal_year order by risen.change_yuan desc, risen.report_id
        ) as rank
    from risen
    cross join lateral (values (risen.jurisdiction), ('全部')) as places (jurisdiction)
),

leads as (
    select
        leads.*,
        count(*) over (partition by leads.report_id) as grave
    from targets.leads as leads
    where leads.outcome = 'hit' and leads.severity = 'high' and leads.fiscal_year is not null
),

-- The gravest: of the report with most findings of the highest severity.
gravest as (
    select
        places.jurisdiction,
        leads.fiscal_year,
        leads.report_id,
        leads.department,
        leads.check_name,
        leads.subject,
        leads.department_name || '：' || leads.detail
        || case leads.grave when 1 then '' else '（这份报告程度高的疑点共 ' || leads.grave || ' 条）' end as sentence,
        row_number() over (
            partition by places.jurisdiction, leads.fiscal_year
            order by leads.grave desc, leads.report_id asc, leads.check_name asc, leads.subject asc
        ) as rank
    from leads
    cross join lateral (values (leads.jurisdiction), ('全部')) as places (jurisdiction)
    where places.jurisdiction is not null
),

headlines as (
    select
        jurisdiction,
        fiscal_year,
        1 as position,
        'score' as kind,
        sentence,
        null as about_report_id,
        null as department,
        null as check_name,
        null as subject
    from worth
    union all
    select jurisdiction, fiscal_year, 2, 'three_public', sentence, report_id, department, null, null
    from rises where rank = 1
    union all
    select jurisdiction, fiscal_year, 3, 'finding', sentence, report_id, department, check_name, subject
    from gravest where rank = 1
)

select * from headlines
