-- Each rate as the department claims it beside the formula that fits it, or else the nearest one.
-- One row per report_id, fiscal_year, rate.
-- Where no formula can be worked out computed_pct is null; where nothing is claimed the common formula stands alone.
-- 中文：比率核对。部门自报的比率，与用报告自己的数按各种算法重算的结果并列。
with
rates as (select * from core.rates),

measures as (select * from staging.measures),

topics as (select * from core.topics),

figures as (
    select * from core.figures
    where kind = 'rate' and stage = 'claimed' and breakdown = ''
),

common as (
    select
        rate,
        max(description) as description
    from core.operands
    where variant = 'common'
    group by rate
),

nearest as (
    select *
    from core.recomputations
    qualify
        row_number() over (
            partition by report_id, fiscal_year, rate
            order by
                gap_points,
                claimed_half_unit,
                case variant when 'common' then 0 when 'as_printed' then 2 else 1 end,
                abs(claimed_pct - computed_pct),
                variant,
                fact_id
        ) = 1
),

claims as (
    select
        rates.report_id,
        rates.fiscal_year,
        rates.rate,
        measures.label,
        topics.position,
        coalesce(rates.fiscal_year || '年', '') || coalesce(measures.label, rates.rate) as title,
        rates.claimed_pct,
        case figures.state
            when 'stated' then figures.value_text || figures.unit
            when 'conflicting' then array_to_string(figures.candidates, ' / ')
            when 'blank' then '（空白）'
            when 'not_applicable' then '（不涉及）'
            when 'reported_elsewhere' then '（在别处反映）'
        end as claimed_text,
        case when figures.candidates is null then rates.recomputed_pct else nearest.computed_pct end as computed_pct,
        case
            when
                nearest.fits and nearest.claimed_pct * nearest.computed_pct < 0
                then abs(nearest.claimed_pct) - abs(nearest.computed_pct)
            else nearest.claimed_pct - nearest.computed_pct
        end as difference_points,
        nearest.variant,
        case when figures.candidates is null then common.description else nearest.description end as description,
        nearest.arithmetic,
        case
            when figures.candidates is null then '未自报'
            when nearest.fits is null then '无法重算'
            when not nearest.fits then '不符'
            when nearest.variant = 'common' then '相符'
            when nearest.variant = 'as_printed' then '与所列算式相符'
            else '按别的算法相符'
        end as verdict,
        list_sort(list_distinct(list_concat(rates.fact_ids, nearest.fact_ids))) as fact_ids
    from rates
    left join figures
        on
            rates.report_id = figures.report_id
            and rates.fiscal_year is not distinct from figures.fiscal_year
            and rates.rate = figures.measure
    left join nearest
        on
            rates.report_id = nearest.report_id
            and rates.fiscal_year is not distinct from nearest.fiscal_year
            and rates.rate = nearest.rate
    left join measures on rates.rate = measures.measure
    left join topics on rates.rate = topics.measure
    left join common on rates.rate = common.rate
    where rates.claimed_state is not null or rates.recomputed_pct is not null
)

select * from claims
