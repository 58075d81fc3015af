-- The figures that a person has to compare with the picture they were recognised in, before they count.
-- One row per report_id, fact_id.
-- 中文：待确认的数。由图像识别得来的数，核对以前不进入任何统计。
with
facts as (
    select * from core.mentions
    where awaits_confirmation
),

first_places as (
    select * from staging.places
    where place = 1
),

filings as (select * from core.filings),

unconfirmed as (
    select
        facts.report_id,
        facts.fact_id,
        filings.source,
        filings.department_name,
        filings.year_name,
        filings.source || '（' || filings.department_name || '）' as filing_name,
        facts.title,
        facts.value_text,
        facts.unit,
        facts.printed,
        round(100 * facts.recognition, 0) as recognition_pct,
        first_places.evidence,
        first_places.location,
        first_places.start_offset
    from facts
    inner join filings on facts.report_id = filings.report_id
    inner join first_places on facts.report_id = first_places.report_id and facts.fact_id = first_places.fact_id
)

select * from unconfirmed
