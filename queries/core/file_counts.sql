-- How the files stand, as a page's headline shows it.
-- One row per status.
-- 中文：文件状态。已入库、待核对、失败的文件各有多少，最近一次是什么时候读的。
with
files as (select * from staging.files),

file_counts as (
    select
        status,
        status_name,
        count(*) as files,
        max(loaded_at) as last_loaded_at
    from files
    group by status, status_name
)

select * from file_counts
