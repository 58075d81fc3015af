-- What reports say that is no figure but can be checked: dates, periods, documents, goals, equalities, problems.
-- One row per report_id, remark.
-- statement_id stands beside fact ids in the column fact_ids: remark/4.
-- 中文：可核对的话。日期、时段、文件依据、目标、“一致”之类的说法和承认的问题，照报告原话。
select
    remarks.report_id,
    remarks.remark,
    'remark/' || remarks.remark as statement_id,
    remarks.kind,
    remarks.topic,
    coalesce(topics.label, remarks.topic) as label,
    coalesce(topics.is_weak, false) as is_weak,
    coalesce(topics.indicators, cast([] as varchar[])) as indicators,
    remarks.year,
    remarks.first_on,
    remarks.last_on,
    remarks.number,
    remarks.compared,
    remarks.start_offset,
    remarks.end_offset,
    remarks.evidence
from raw.remarks as remarks
inner join staging.reports as reports
    on remarks.report_id = reports.report_id and remarks.version = reports.version
left join raw.remark_topics as topics
    on remarks.kind = topics.kind and remarks.topic = topics.topic
