-- What a bureau chief is told of a year in words: what the scores are worth, the largest rise, the gravest finding.
-- One row per jurisdiction, fiscal_year, position.
-- 全部 joins all places; about_report_id and the columns after it say where the evidence of the sentence stands.
-- 中文：要点。每个年度三句话：自评分有多少数字支持，“三公”经费谁增加最多，哪一条疑点最重。
with
worth as (
    select
        jurisdiction,
        fiscal_year,
        scored || ' 个部门写明自评得分，' || at_95_or_more || ' 个在 95 分及以上；' || case checkable
            when 0 then '没有评分表或评分规则可用来逐项核对'
            else
                '可逐项核对的 ' || checkable || ' 个里，能用报告自己的数核实的最多 '
                || regexp_replace(cast(cast(most_supported_points as decimal(28, 2)) as varchar), '\.?0+$', '')
                || ' 分，其余无从核实' || case contradicted when 0 then '' else '，' || contradicted || ' 个有得分与数字相抵触' end
        end as sentence
    from benchmarks.score_worth
),

risen as (
    select
        three_public.* exclude (jurisdiction),
        unnest([three_public.jurisdiction, '全部']) as jurisdiction
    from benchmarks.three_public as three_public
    inner join core.peers as peers on three_public.report_id = peers.report_id
    where three_public.change_yuan > 0 and peers.preference = 1
),

rises as (
    select
        risen.jurisdiction,
        risen.fiscal_year,
        risen.report_id,
        '“三公”经费增加最多：' || risen.department || ' '
        || cast(cast(risen.actual_yuan / 10000 as decimal(28, 2)) as varchar) || '万元，比上年多 '
        || cast(cast(risen.change_yuan / 10000 as decimal(28, 2)) as varchar) || '万元'
        || coalesce('（+' || cast(cast(risen.change_rate_pct as decimal(28, 1)) as varchar) || '%）', '')
        || '；比上年增加的共 ' || count(*) over (partition by risen.jurisdiction, risen.fiscal_year) || ' 个部门'
            as sentence,
        row_number() over (
            partition by risen.jurisdiction, risen.fiscal_year order by risen.change_yuan desc, risen.report_id asc
        ) as rank
    from risen
),

leads as (
    select
        leads.*,
        leads.check_name || '/' || leads.subject as place,
        count(*) over (partition by leads.report_id, leads.severity) as as_grave
    from targets.leads as leads
    where leads.outcome = 'hit' and leads.fiscal_year is not null
),

placed as (
    select
        leads.* exclude (jurisdiction),
        unnest([leads.jurisdiction, '全部']) as jurisdiction
    from leads
),

-- The gravest: of the highest severity that there is, in the report with most of those.
gravest as (
    select
        placed.jurisdiction,
        placed.fiscal_year,
        placed.report_id,
        placed.check_name,
        placed.subject,
        placed.department_name || '：' || placed.detail
        || case placed.as_grave
            when 1 then ''
            else '（这份报告程度' || placed.severity_name || '的疑点共 ' || placed.as_grave || ' 条）'
        end as sentence,
        row_number() over (
            partition by placed.jurisdiction, placed.fiscal_year
            order by placed.severity_rank asc, placed.as_grave desc, placed.report_id asc, placed.place asc
        ) as rank
    from placed
    where placed.jurisdiction is not null
),

headlines as (
    select
        jurisdiction,
        fiscal_year,
        1 as position,
        'score' as kind,
        sentence,
        null as about_report_id,
        null as check_name,
        null as subject
    from worth

    union all

    select
        jurisdiction,
        fiscal_year,
        2 as position,
        'three_public' as kind,
        sentence,
        report_id as about_report_id,
        null as check_name,
        null as subject
    from rises
    where rank = 1

    union all

    select
        jurisdiction,
        fiscal_year,
        3 as position,
        'finding' as kind,
        sentence,
        report_id as about_report_id,
        check_name,
        subject
    from gravest
    where rank = 1
)

select * from headlines
