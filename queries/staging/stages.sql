-- What the stages are called in a sentence; an actual figure is called 决算 only where it is money.
-- One row per stage.
-- 中文：阶段名称。预算、调整预算、决算、年初、年末。
select
    stages.stage,
    stages.label
from (
    values
    ('budget', '预算'),
    ('adjusted_budget', '调整预算'),
    ('actual', '决算'),
    ('opening', '年初数'),
    ('closing', '年末数')
) as stages (stage, label)
