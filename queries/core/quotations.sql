-- Everything that a finding can rest on, with its place in the text: the places of facts, and statements.
-- One row per report_id, fact_id, place.
-- 中文：引文。疑点所依据的原句和位置，数字和原话都在内。
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
