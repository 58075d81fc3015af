-- How much more departments give themselves than reviews do, by department and by year, shrunk to their place's mean.
-- One row per jurisdiction, level, unit.
-- Empirical Bayes (Morris 1983), the variance between units by moments (DerSimonian and Laird 1986).
-- 中文：自评高出复核。各部门、各年度自评得分平均高出复核多少分，复核少的向本地区均值收缩。
with
gaps as (
    select * from core.review_gaps
    where counts
),

deviations as (
    select
        jurisdiction,
        'department' as level,
        department_id as unit,
        gap_points,
        calibrated_on
    from gaps

    union all

    select
        jurisdiction,
        'year' as level,
        cast(fiscal_year as varchar) as unit,
        gap_points,
        calibrated_on
    from gaps
),

units as (
    select
        jurisdiction,
        level,
        unit,
        count(*) as reviews,
        avg(gap_points) as mean_deviation,
        coalesce(var_samp(gap_points) * (count(*) - 1), avg(gap_points) * 0) as squares,
        max(calibrated_on) as calibrated_on
    from deviations
    group by jurisdiction, level, unit
),

places as (
    select
        jurisdiction,
        level,
        count(*) as units,
        sum(reviews) as group_reviews,
        sum(reviews * mean_deviation) / sum(reviews) as group_mean,
        sum(squares) / nullif(sum(reviews) - count(*), 0) as within,
        sum(reviews) - sum(reviews * reviews) / cast(sum(reviews) as double) as spread
    from units
    group by jurisdiction, level
),

-- The variance between units: what their means differ by, less what chance alone makes them differ.
between_units as (
    select
        places.jurisdiction,
        places.level,
        greatest(
            (
                sum(units.reviews * (units.mean_deviation - places.group_mean) ** 2)
                - (max(places.units) - 1) * max(places.within)
            ) / nullif(max(places.spread), 0),
            0
        ) as between_variance
    from places
    inner join units on places.jurisdiction = units.jurisdiction and places.level = units.level
    group by places.jurisdiction, places.level
),

review_deviations as (
    select
        units.jurisdiction,
        units.level,
        units.unit,
        units.reviews,
        units.mean_deviation,
        places.group_reviews,
        places.group_mean,
        units.calibrated_on,
        places.group_mean
        + coalesce(
            between_units.between_variance
            / nullif(between_units.between_variance + places.within / units.reviews, 0),
            places.group_mean * 0
        ) * (units.mean_deviation - places.group_mean) as shrunk_deviation
    from units
    inner join places on units.jurisdiction = places.jurisdiction and units.level = places.level
    inner join between_units on units.jurisdiction = between_units.jurisdiction and units.level = between_units.level
)

select * from review_deviations
