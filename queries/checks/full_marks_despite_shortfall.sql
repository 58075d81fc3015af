-- Full points, or 100 for the whole, beside a rate that falls short by the sheet's own standard or the region's rules.
-- One row per report_id, subject.
-- Where neither is known, completion or execution under a limit or a deviation over one falls short.
-- 中文：有差距仍得满分。按评分标准应当扣分的比率，仍给了满分。
with
limits as (
    select
        max(value) filter (where threshold = 'full_marks_despite_shortfall.completion_pct') as completion_pct,
        max(value) filter (where threshold = 'full_marks_despite_shortfall.deviation_pct') as deviation_pct,
        max(value) filter (where threshold = 'full_marks_despite_shortfall.high_points') as high_points,
        max(value) filter (where threshold = 'full_marks_despite_shortfall.high_distance_pct') as high_distance_pct,
        regexp_replace(cast(cast(completion_pct as decimal(18, 2)) as varchar), '\.?0+$', '') as completion_text,
        regexp_replace(cast(cast(deviation_pct as decimal(18, 2)) as varchar), '\.?0+$', '') as deviation_text
    from staging.thresholds
),

reports as (select * from staging.reports),

measures as (select * from staging.measures),

full_marks as (select * from core.full_marks),

rule_points as (select * from core.rule_points),

rates as (
    select
        report_id,
        rate,
        min(value_pct) as low_pct,
        max(value_pct) as high_pct,
        array_to_string(
            list_sort(list_distinct(list(cast(cast(value_pct as decimal(28, 2)) as varchar) || '%'))), '、'
        ) as figures_text,
        flatten(list(fact_ids)) as fact_ids
    from core.rate_values
    group by report_id, rate
),

-- By a rule in points, else in percent of the rate.
compared as (
    select
        full_marks.report_id,
        full_marks.rate,
        full_marks.use is not null as is_ruled,
        full_marks.rate like '%deviation_rate' as is_deviation,
        coalesce(rule_points.figures_text, rates.figures_text) as figures_text,
        full_marks.standard,
        regexp_replace(cast(cast(full_marks.points as decimal(18, 2)) as varchar), '\.?0+$', '') as points_text,
        regexp_replace(
            cast(cast(rule_points.most_points + full_marks.judged_points as decimal(18, 2)) as varchar), '\.?0+$', ''
        ) as most_text,
        case
            when full_marks.use is not null
                then full_marks.points - rule_points.most_points - full_marks.judged_points
            when full_marks.rate like '%deviation_rate' then rates.low_pct - limits.deviation_pct
            else limits.completion_pct - rates.high_pct
        end as undeserved,
        case
            when full_marks.use is not null
                then full_marks.points - rule_points.granted_points - full_marks.judged_points
            when full_marks.rate like '%deviation_rate' then rates.high_pct - limits.deviation_pct
            else limits.completion_pct - rates.low_pct
        end as doubtful,
        list_sort(list_distinct(list_concat(
            full_marks.fact_ids, coalesce(rule_points.fact_ids, rates.fact_ids)
        ))) as fact_ids
    from full_marks
    left join rule_points on full_marks.report_id = rule_points.report_id and full_marks.use = rule_points.use
    left join rates
        on full_marks.report_id = rates.report_id and full_marks.rate = rates.rate and full_marks.use is null
    cross join limits
    where rule_points.use is not null or rates.rate is not null
),

worst as (
    select * from compared
    qualify
        row_number() over (
            partition by report_id, rate order by undeserved desc, doubtful desc, is_ruled desc, standard asc
        ) = 1
),

findings as (
    select
        worst.report_id,
        worst.rate || '/' || coalesce(cast(reports.fiscal_year as varchar), '') as subject,
        case
            when worst.undeserved > 1e-6 then 'hit' when worst.doubtful > 1e-6 then 'uncertain' else 'pass'
        end as outcome,
        case
            when worst.undeserved <= 1e-6 then 'low'
            when worst.is_ruled and worst.undeserved >= limits.high_points then 'high'
            when not worst.is_ruled and worst.undeserved >= limits.high_distance_pct then 'high'
            else 'medium'
        end as severity,
        coalesce(reports.fiscal_year || '年', '') || measures.label || ' ' || worst.figures_text
        || case
            when worst.is_ruled then '，按' || worst.standard
            when worst.is_deviation then '，以不超过 ' || limits.deviation_text || '% 为准'
            else '，以不低于 ' || limits.completion_text || '% 为准'
        end
        || case
            when worst.undeserved > 1e-6 and worst.is_ruled
                then '最多得 ' || worst.most_text || ' 分，却得了满分 ' || worst.points_text || ' 分'
            when worst.undeserved > 1e-6 then '有差距，自评却是满分'
            when worst.doubtful > 1e-6 then '不能断定该得满分：自报与重算不一'
            else '该得满分'
        end as detail,
        worst.fact_ids
    from worst
    inner join reports on worst.report_id = reports.report_id
    inner join measures on worst.rate = measures.measure
    cross join limits
)

select * from findings
