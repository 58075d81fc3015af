-- Where each fact stands in the text of its report: evidence is document.text[start_offset:end_offset].
-- One row per report_id, fact_id, place.
-- 中文：原句位置。每个数写在报告的什么地方。
select
    places.report_id,
    places.fact_id,
    places.place,
    places.start_offset,
    places.end_offset,
    places.evidence
from raw.places as places
inner join staging.reports as reports
    on places.report_id = reports.report_id and places.version = reports.version
