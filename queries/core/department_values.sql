-- The indicators of each department, once a year: of several reports the one that speaks first and has the value.
-- One row per department_id, fiscal_year, indicator.
-- 中文：部门指标值。一个部门一年写了几份报告的，每项指标只取一个值。
with
peers as (select * from core.peers),

indicators as (
    select * from core.indicators
    where value is not null
),

department_values as (
    select
        peers.department_id,
        peers.fiscal_year,
        peers.peer_group,
        indicators.indicator,
        arg_min(indicators.value, peers.preference) as value,
        arg_min(indicators.numerator, peers.preference) as numerator,
        arg_min(indicators.report_id, peers.preference) as report_id
    from indicators
    inner join peers on indicators.report_id = peers.report_id
    group by peers.department_id, peers.fiscal_year, peers.peer_group, indicators.indicator
)

select * from department_values
