-- Where each fact stands in the text of its report: evidence is document.text[start_offset:end_offset].
-- One row per report_id, fact_id, place.
-- 中文：原句位置。每个数写在报告的什么地方。
select
    places.report_id,
    places.fact_id,
    places.place,
    places.start_offset,
    places.end_offset,
    places.evidence,
    places.page,
    places.paragraph,
    places.table_number,
    places.row_number,
    places.column_number,
    concat_ws(
        '，',
        '第' || places.page || '页',
        '第' || places.table_number || '个表第' || places.row_number || '行',
        '第' || places.paragraph || '段'
    ) as location
from raw.places as places
inner join staging.reports as reports
    on places.report_id = reports.report_id and places.version = reports.version
