-- What the states of a figure or of an indicator are called in a sentence.
-- One row per state.
-- 中文：数的状态。有数、留空、由别处反映、分母为零等状态的中文名。
with
states as (
    select
        listed.state,
        listed.label
    from (
        values
        ('stated', '有数'),
        ('zero_base', '基数为零，不可比'),
        ('reported_elsewhere', '由其他单位反映'),
        ('conflicting', '报告中数字不一'),
        ('unconfirmed', '待核对确认'),
        ('unknown_unit', '单位不明'),
        ('not_applicable', '不涉及'),
        ('blank', '留空'),
        ('broken', '口径有变化，不与上年比'),
        ('missing', '缺')
    ) as listed (state, label)
)

select * from states
