-- What became of every file that was read, and the report in it.
-- One row per origin.
-- Times are UTC; a file with several reports, such as interchange JSON, has no report_id of its own.
-- 中文：文件。读过的每个文件：已入库、待核对还是失败，原因，何时读的，用了多久。
with
files as (select * from raw.files),

named_files as (
    select
        origin,
        source,
        size,
        status,
        case status when 'loaded' then '已入库' when 'to_settle' then '待核对' when 'failed' then '失败' end as status_name,
        reason,
        seconds,
        loaded_at,
        array_length(report_ids) as reports,
        case when array_length(report_ids) = 1 then report_ids[1] end as report_id
    from files
)

select * from named_files
