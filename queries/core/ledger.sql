-- Every figure of a report in the words of a page: heading, name, part, stage, and what the report prints for it.
-- One row per report_id, fiscal_year, measure, breakdown, stage.
-- reading is the number as printed, every one where they contradict, or why there is none; grades never contradict.
-- 中文：数字总账。报告写明的每个数，按原文照录；没有数的写明是留空、不涉及还是由别处反映。
with
figures as (select * from core.figures),

measures as (select * from staging.measures),

topics as (select * from core.topics),

stages as (select * from staging.stages),

breakdowns as (select * from staging.breakdowns),

ledger as (
    select
        figures.report_id,
        figures.fiscal_year,
        figures.measure,
        figures.breakdown,
        figures.stage,
        figures.department,
        figures.jurisdiction,
        figures.report_year,
        topics.topic,
        topics.topic_position,
        topics.position,
        measures.label,
        coalesce(breakdowns.label, figures.breakdown) as breakdown_label,
        case
            when figures.kind in ('rate', 'score', 'grade') then '自报'
            when figures.stage = 'actual' and figures.kind = 'count' then '实有'
            when figures.stage = '' then '未分预决算'
            else coalesce(stages.label, figures.stage)
        end as stage_label,
        figures.kind,
        figures.base_unit,
        figures.title,
        figures.value,
        case when figures.kind = 'grade' then replace(figures.state, 'conflicting', 'stated') else figures.state end
            as state,
        case figures.state
            when 'stated' then figures.value_text || figures.unit
            when 'conflicting'
                then case figures.kind
                    when 'grade' then array_to_string(figures.candidates, '、')
                    else array_to_string(figures.candidates, ' / ')
                end
            when 'reported_elsewhere' then '（在' || coalesce(figures.reported_by, '别处') || '反映）'
            when 'not_applicable' then '（不涉及）'
            when 'blank' then '（空白）'
            when 'unconfirmed' then array_to_string(figures.prints, ' / ') || '（待确认）'
            else '（单位不明）'
        end as reading,
        figures.rule,
        figures.fact_ids
    from figures
    left join measures on figures.measure = measures.measure
    left join topics on figures.measure = topics.measure
    left join stages on figures.stage = stages.stage
    left join breakdowns on figures.breakdown = breakdowns.breakdown
)

select * from ledger
