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
        max(value) filter (where threshold = 'full_marks_despite_shortfall.high_distance_pct') as high_distance_pct
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
        string_agg(distinct cast(cast(value_pct as decimal(28, 2)) as varchar) || '%', '、') as figures_text,
        flatten(list(fact_ids)) as fact_ids
    from core.rate_values
    group by report_id, rate
),

by_rule as (
    select
        full_marks.report_id,
        full_marks.rate,
        rule_points.figures_text,
        '，按' || full_marks.standard as measured_by,
        full_marks.points - rule_points.most_points - full_marks.judged_points as undeserved,
        full_marks.points - rule_points.granted_points - full_marks.judged_points as doubtful,
        full_marks.points - rule_points.most_points - full_marks.judged_points >= limits.high_points as is_far,
        '最多得 ' || rtrim(rtrim(cast(cast(rule_points.most_points as decimal(18, 2)) as varchar), '0'), '.')
        || '分，却得了满分 ' || rtrim(rtrim(cast(cast(full_marks.points as decimal(18, 2)) as varchar), '0'), '.') || '分'
            as verdict,
        list_concat(full_marks.fact_ids, rule_points.fact_ids) as fact_ids
    from full_marks
    inner join rule_points on full_marks.report_id = rule_points.report_id and full_marks.use = rule_points.use
    cross join limits
),

by_default as (
    select
        full_marks.report_id,
        full_marks.rate,
        rates.figures_text,
        case when full_marks.rate like '%deviation_rate' then '，以偏离不超过 ' else '，以不低于 ' end
        || rtrim(rtrim(cast(
            case when full_marks.rate like '%deviation_rate' then limits.deviation_pct else limits.completion_pct end
            as varchar
        ), '0'), '.') || '% 为准' as measured_by,
        case
            when full_marks.rate like '%deviation_rate' then rates.low_pct - limits.deviation_pct
            else limits.completion_pct - rates.high_pct
        end as undeserved,
        case
            when full_marks.rate like '%deviation_rate' then rates.high_pct - limits.deviation_pct
            else limits.completion_pct - rates.low_pct
        end as doubtful,
        undeserved >= limits.high_distance_pct as is_far,
        '有差距，自评却是满分' as verdict,
        list_concat(full_marks.fact_ids, rates.fact_ids) as fact_ids
    from full_marks
    inner join rates on full_marks.report_id = rates.report_id and full_marks.rate = rates.rate
    cross join limits
    where full_marks.use is null
),

examined as (
    select * from by_rule

    union all

    select * from by_default
),

findings as (
    select
        examined.report_id,
        examined.rate || '/' || coalesce(cast(reports.fiscal_year as varchar), '') as subject,
        case
            when examined.undeserved > 1e-6 then 'hit' when examined.doubtful > 1e-6 then 'uncertain' else 'pass'
        end as outcome,
        case when examined.undeserved <= 1e-6 then 'low' when examined.is_far then 'high' else 'medium' end as severity,
        coalesce(reports.fiscal_year || '年', '') || measures.label || ' ' || examined.figures_text
        || examined.measured_by
        || case
            when examined.undeserved > 1e-6 then examined.verdict
            when examined.doubtful > 1e-6 then '，自报与重算不一，不能断定该得满分'
            else '，该得满分'
        end as detail,
        list_sort(list_distinct(examined.fact_ids)) as fact_ids
    from examined
    inner join reports on examined.report_id = reports.report_id
    inner join measures on examined.rate = measures.measure
    qualify
        row_number() over (
            partition by examined.report_id, examined.rate order by examined.undeserved desc, examined.doubtful desc, detail
        ) = 1
)

select * from findings
