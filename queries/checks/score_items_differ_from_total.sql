-- The points on the score sheet do not add up to the score that the department gives itself.
-- One row per report_id, subject.
-- Where rows without points could make up what is lacking, it is uncertain.
-- 中文：评分表与总分不符。评分表各项得分相加，不等于自评得分。
with
reports as (select * from staging.reports),

score_items as (select * from staging.score_items),

scores as (
    select * from core.candidates
    where measure = 'self_score' and stage = 'claimed' and breakdown = ''
),

sheets as (
    select
        report_id,
        sum(self_points) as points,
        count(*) as items,
        count(*) - count(self_points) as items_without_points,
        bool_or(recognition is not null) as is_recognised
    from score_items
    group by report_id
    having count(self_points) > 0
),

nearest as (
    select
        scores.report_id,
        'self_score/' || coalesce(cast(scores.fiscal_year as varchar), '') as subject,
        '评分表 ' || sheets.items || ' 项自评得分合计 '
        || rtrim(rtrim(cast(sheets.points as varchar), '0'), '.') || '分' as sheet_text,
        scores.printed as score_text,
        sheets.items_without_points,
        sheets.is_recognised,
        sheets.points - scores.value as difference,
        abs(sheets.points - scores.value) <= scores.half_unit as fits,
        scores.fact_ids
    from scores
    inner join sheets on scores.report_id = sheets.report_id
    inner join reports
        on scores.report_id = reports.report_id and scores.fiscal_year is not distinct from reports.fiscal_year
    qualify row_number() over (partition by scores.report_id order by abs(difference), score_text) = 1
),

findings as (
    select
        report_id,
        subject,
        case
            when fits then 'pass'
            when is_recognised then 'uncertain'
            when difference < 0 and items_without_points > 0 then 'uncertain'
            else 'hit'
        end as outcome,
        case when fits then 'low' when abs(difference) >= 1 then 'high' else 'medium' end as severity,
        sheet_text || case when fits then '，与自评得分 ' else '，不等于自评得分 ' end || score_text
        || case when fits then '一致' else '' end
        || case when not fits and items_without_points > 0 then '；' || items_without_points || ' 项没有得分' else '' end
            as detail,
        fact_ids
    from nearest
)

select * from findings
