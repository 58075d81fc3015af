-- Whether a check's hits foretold what reviews found: overturned where it hit, beside the random arm as a whole.
-- One row per jurisdiction, check_name.
-- lift over 1 is oftener than chance; is_no_better marks a lift of 1 or less where enough were reviewed to say so.
-- 中文：各项检查的命中效果。检查命中的单位被复核推翻的比例，与随机组的比例相比；不高于随机的标出。
with
limits as (
    select max(value) filter (where threshold = 'rule_lifts.least_reviews') as least_reviews
    from staging.thresholds
),

outcomes as (
    select * from core.review_outcomes
    where is_overturned is not null and jurisdiction is not null
),

reports as (
    select * from staging.reports
    where is_resolved
),

findings as (
    select * from checks.findings
    where outcome = 'hit'
),

hits as (
    select distinct
        findings.check_name,
        findings.check_label,
        outcomes.jurisdiction,
        outcomes.department_id,
        outcomes.fiscal_year,
        outcomes.is_overturned
    from findings
    inner join reports on findings.report_id = reports.report_id
    inner join outcomes
        on reports.department_id = outcomes.department_id and reports.fiscal_year = outcomes.fiscal_year
),

counts as (
    select
        jurisdiction,
        check_name,
        check_label,
        count(*) as reviewed,
        count(*) filter (where is_overturned) as overturned
    from hits
    group by jurisdiction, check_name, check_label
),

bases as (
    select
        jurisdiction,
        count(*) as random_reviewed,
        count(*) filter (where is_overturned) as random_overturned
    from outcomes
    where arm in ('random', 'both')
    group by jurisdiction
),

-- S. D. Walter 1975: the logarithm of the ratio, each count raised by a half so that none is zero.
compared as (
    select
        counts.*,
        bases.random_reviewed,
        bases.random_overturned,
        cast(counts.overturned as double) / nullif(counts.reviewed, 0) as share,
        cast(bases.random_overturned as double) / nullif(bases.random_reviewed, 0) as random_share,
        ln((counts.overturned + 0.5) / (counts.reviewed + 0.5))
        - ln((bases.random_overturned + 0.5) / (bases.random_reviewed + 0.5)) as middle,
        1.959963984540054 * sqrt(greatest(
            0.0,
            1 / (counts.overturned + 0.5) - 1 / (counts.reviewed + 0.5)
            + 1 / (bases.random_overturned + 0.5) - 1 / (bases.random_reviewed + 0.5)
        )) as half
    from counts
    left join bases on counts.jurisdiction = bases.jurisdiction
),

rule_lifts as (
    select
        compared.jurisdiction,
        compared.check_name,
        compared.check_label,
        compared.reviewed,
        compared.overturned,
        100 * compared.share as rate_pct,
        compared.random_reviewed,
        compared.random_overturned,
        100 * compared.random_share as random_rate_pct,
        compared.share / nullif(compared.random_share, 0) as lift,
        exp(compared.middle - compared.half) as lift_low,
        exp(compared.middle + compared.half) as lift_high,
        compared.share <= compared.random_share and compared.reviewed >= limits.least_reviews as is_no_better,
        case
            when compared.random_share is null then '没有随机组，无从比较'
            when compared.reviewed < limits.least_reviews then '复核太少，不下结论'
            when compared.share <= compared.random_share then '不高于随机'
            when exp(compared.middle - compared.half) > 1 then '明显高于随机'
            else '高于随机，尚不能断定'
        end as verdict
    from compared
    cross join limits
)

select * from rule_lifts
