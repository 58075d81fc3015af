-- Everything that a finding can rest on, with its place in the text: facts, statements, passages found elsewhere too.
-- One row per report_id, fact_id, place.
-- 中文：引文。疑点所依据的原句和位置，数字和原话都在内。
with
documents as (select * from staging.documents),

passages as (
    select distinct
        report_id,
        statement_id,
        start_offset,
        end_offset
    from core.shared_runs
),

quotations as (
    select
        report_id,
        fact_id,
        place,
        cast(null as varchar) as title,
        location,
        start_offset,
        end_offset,
        evidence
    from staging.places

    union all

    select
        report_id,
        statement_id as fact_id,
        1 as place,
        title,
        '' as location,
        start_offset,
        end_offset,
        evidence
    from staging.statements

    union all

    select
        passages.report_id,
        passages.statement_id as fact_id,
        1 as place,
        '相同的文字' as title,
        '' as location,
        passages.start_offset,
        passages.end_offset,
        coalesce(
            substring(documents.text, passages.start_offset + 1, passages.end_offset - passages.start_offset),
            '（原文未随数据载入，第 ' || passages.start_offset + 1 || ' 至 ' || passages.end_offset || ' 字）'
        ) as evidence
    from passages
    left join documents on passages.report_id = documents.report_id
)

select * from quotations
