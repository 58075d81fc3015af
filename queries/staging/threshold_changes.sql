-- Every change that somebody made to a threshold, in the words of a page.
-- One row per change.
-- becomes is null where the default was put back; of the changes of one threshold the last counts.
-- 中文：阈值改动记录。哪项阈值由谁在何时改成多少，为什么。
with
known as (select * from raw.thresholds),

threshold_changes as (
    select
        changes.change,
        changes.threshold,
        coalesce(known.label, changes.threshold) as label,
        known.unit,
        known.value as default_value,
        changes.becomes,
        changes.author,
        changes.reason,
        changes.made_at,
        row_number() over (partition by changes.threshold order by changes.change desc) = 1 as is_last
    from raw.threshold_changes as changes
    left join known on changes.threshold = known.threshold
)

select * from threshold_changes
