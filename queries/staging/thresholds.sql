-- The numbers that views compare with and weigh by: what counts now, the default, and who changed it when and why.
-- One row per threshold.
-- 中文：阈值与权重。各项检查和排序所用的数，默认值及其理由；改过的，写明何人、何时、为何。
with
latest as (
    select * from raw.threshold_changes
    qualify row_number() over (partition by threshold order by change desc) = 1
),

thresholds as (
    select
        known.threshold,
        known.owner,
        known.label,
        known.unit,
        coalesce(latest.becomes, known.value) as value,
        known.value as default_value,
        known.reason,
        coalesce(latest.becomes, known.value) = known.value as is_default,
        latest.author as changed_by,
        latest.made_at as changed_at,
        latest.reason as change_reason
    from raw.thresholds as known
    left join latest on known.threshold = latest.threshold
)

select * from thresholds
