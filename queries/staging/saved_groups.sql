-- The departments that people put together to be compared with one another, as last entered under each name.
-- One row per name, department_id.
-- 中文：自定义分组。使用者自己定的对比分组，谁定的、为什么。
with
latest as (
    select * from raw.saved_groups
    qualify row_number() over (partition by name order by entry desc) = 1
),

saved_groups as (
    select distinct
        name,
        unnest(department_ids) as department_id,
        author,
        reason,
        made_at
    from latest
)

select * from saved_groups
