-- The thresholds that people changed, in one sentence for each view that reads them.
-- One row per owner.
-- 中文：改过的阈值。哪些检查和排序没有用默认值：何人、何时、为何改动。
with
changed as (
    select * from staging.thresholds
    where not is_default
),

adjustments as (
    select
        owner,
        string_agg(
            label || '不是默认值 ' || regexp_replace(cast(default_value as varchar), '\.?0+$', '') || unit || '，由'
            || changed_by || '于 ' || strftime(changed_at, '%Y-%m-%d') || ' 改为 '
            || regexp_replace(cast(value as varchar), '\.?0+$', '') || unit || '：' || change_reason,
            '；' order by threshold
        ) as note
    from changed
    group by owner
)

select * from adjustments
