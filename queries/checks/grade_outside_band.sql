-- The grade that a department gives itself does not belong to its score.
-- One row per report_id, subject.
-- By the bands of the report, else of its region; where neither is known, only what no known scale allows is a hit.
-- 中文：等级与得分不符。自评等级不在自评得分所属的档次里。
with
limits as (
    select
        max(value) filter (where threshold = 'grade_outside_band.first_least') as first_least,
        max(value) filter (where threshold = 'grade_outside_band.second_least') as second_least,
        max(value) filter (where threshold = 'grade_outside_band.second_below') as second_below,
        max(value) filter (where threshold = 'grade_outside_band.third_least') as third_least,
        max(value) filter (where threshold = 'grade_outside_band.third_below') as third_below
    from staging.thresholds
),

grade_bands as (select * from core.grade_bands),

candidates as (
    select * from core.candidates
    where measure in ('self_grade', 'self_score') and stage = 'claimed' and breakdown = ''
),

grade_words as (select * from core.grade_words),

usual_bands as (
    select
        grades.grade,
        list_value(limits.first_least, limits.second_least, limits.third_least)[grades.rank] as least,
        list_value(null, limits.second_below, limits.third_below, limits.third_least)[grades.rank] as below
    from grade_words as grades cross join limits
    -- 合格 may stand against 不合格 alone, and then says nothing of points.
    where grades.grade <> '合格'
),

-- A band ends where the next better one begins: 80-89 and 90-100 leave no gap between them.
stated_bands as (
    select
        bands.report_id,
        grades.rank,
        min(bands.least) as least,
        case
            when grades.rank = 1 then null
            when lag(grades.rank) over by_rank = grades.rank - 1 and lag(min(bands.least)) over by_rank is not null
                then lag(min(bands.least)) over by_rank
            else max(bands.below)
        end as below,
        min(bands.source) as source,
        flatten(list(bands.fact_ids)) as fact_ids
    from grade_bands as bands
    inner join grade_words as grades on bands.grade = grades.grade
    group by bands.report_id, grades.rank
    window by_rank as (partition by bands.report_id order by grades.rank)
),

claims as (
    select
        claimed.report_id,
        claimed.fiscal_year,
        claimed.value_text as grade,
        scores.value as score,
        scores.printed as score_text,
        stated_bands.source,
        case when stated_bands.source is null then usual_bands.least else stated_bands.least end as least,
        case when stated_bands.source is null then usual_bands.below else stated_bands.below end as below,
        flatten(list_value(claimed.fact_ids, scores.fact_ids, coalesce(stated_bands.fact_ids, []))) as fact_ids
    from candidates as claimed
    inner join candidates as scores
        on claimed.report_id = scores.report_id and claimed.fiscal_year is not distinct from scores.fiscal_year
    inner join grade_words as grades on claimed.value_text = grades.grade
    left join stated_bands on claimed.report_id = stated_bands.report_id and grades.rank = stated_bands.rank
    left join usual_bands on claimed.value_text = usual_bands.grade
    where
        claimed.measure = 'self_grade'
        and scores.measure = 'self_score'
        and (stated_bands.source is not null or usual_bands.grade is not null)
),

by_grade as (
    select
        report_id,
        fiscal_year,
        grade,
        bool_or(coalesce(score >= least, true) and coalesce(score < below, true)) as fits,
        min(source) as source,
        min(score_text) as score_text,
        '“' || grade || '”' || case when fits then '在' else '不在' end
        || case min(source) when 'report' then '报告写明' when 'region' then '本地区' else '通行' end || '的分档之内'
        || case
            when fits then ''
            else '（' || concat_ws(
                '、',
                regexp_replace(cast(min(least) as varchar), '\.?0+$', '') || '分及以上',
                '不到 ' || regexp_replace(cast(min(below) as varchar), '\.?0+$', '') || '分'
            ) || '）'
        end as grade_text,
        flatten(list(fact_ids)) as fact_ids
    from claims
    group by report_id, fiscal_year, grade
),

findings as (
    select
        report_id,
        'self_grade/' || coalesce(cast(fiscal_year as varchar), '') as subject,
        case when bool_and(fits) then 'pass' when bool_or(fits) then 'uncertain' else 'hit' end as outcome,
        case when bool_or(fits) then 'low' when min(source) is null then 'medium' else 'high' end as severity,
        '自评得分 ' || min(score_text) || '，等级' || array_to_string(list_sort(list(grade_text)), '，') as detail,
        list_sort(list_distinct(flatten(list(fact_ids)))) as fact_ids
    from by_grade
    group by report_id, fiscal_year
)

select * from findings
