-- How the rates of a report moved against the same department's report on the year before, for better or worse.
-- One row per report_id, rate.
-- A control rate within its budget is neither better nor worse; a movement under a limit is none.
-- 中文：比率升降。各项比率与上年报告相比是变好还是变差。
with
limits as (
    select max(value) filter (where threshold = 'figure_movements.least_points') as least_points
    from staging.thresholds
),

predecessors as (
    select * from core.predecessors
    where preference = 1
),

directions as (
    select
        measure,
        max(case better when 'higher' then 1 when 'lower' then -1 end) as direction
    from staging.rubric_indicators
    group by measure
),

values_of_rates as (
    select
        report_id,
        rate,
        min(value_pct) as value_pct,
        list_sort(list_distinct(flatten(list(fact_ids)))) as fact_ids
    from core.rate_values
    group by report_id, rate
    having min(value_pct) = max(value_pct)
),

pairs as (
    select
        predecessors.report_id,
        predecessors.earlier_report_id,
        later.rate,
        earlier.value_pct as earlier_pct,
        later.value_pct,
        directions.direction * case
            when later.rate like '%control_rate' then greatest(later.value_pct, 100) - greatest(earlier.value_pct, 100)
            else later.value_pct - earlier.value_pct
        end as gain_points,
        later.fact_ids,
        earlier.fact_ids as earlier_fact_ids
    from predecessors
    inner join values_of_rates as later on predecessors.report_id = later.report_id
    inner join values_of_rates as earlier
        on predecessors.earlier_report_id = earlier.report_id and later.rate = earlier.rate
    inner join directions on later.rate = directions.measure
),

figure_movements as (
    select
        pairs.*,
        case
            when pairs.gain_points >= limits.least_points then 'better'
            when pairs.gain_points <= -limits.least_points then 'worse'
            else 'same'
        end as movement
    from pairs cross join limits
)

select * from figure_movements
