-- The figures of which a report writes more than once, judged: one value, several that contradict one another, or none.
-- One row per report_id, fiscal_year, measure, breakdown, stage.
-- A figure printed with no value that counts has the state of what is said instead.
-- 中文：重复写到的数的判定。前后一致的取最精确的写法，不一致的不作取舍。
with
candidates as (select * from core.candidates),

mentioned as (
    select
        report_id,
        fiscal_year,
        measure,
        breakdown,
        stage,
        kind,
        base_unit,
        title,
        case
            when bool_or(awaits_confirmation) then 'unconfirmed'
            when bool_or(disclosure = 'stated') then 'unknown_unit'
            when bool_or(disclosure = 'reported_elsewhere') then 'reported_elsewhere'
            when bool_or(disclosure = 'not_applicable') then 'not_applicable'
            else 'blank'
        end as state,
        list_sort(list(distinct printed) filter (where printed is not null)) as prints,
        max(nullif(reported_by, '')) as reported_by,
        list_sort(list(fact_id)) as fact_ids
    from core.mentions
    where not is_only
    group by report_id, fiscal_year, measure, breakdown, stage, kind, base_unit, title
),

stated as (
    select
        candidates.report_id,
        candidates.fiscal_year,
        candidates.measure,
        candidates.breakdown,
        candidates.stage,
        case when count(*) = 1 then 'stated' else 'conflicting' end as state,
        case when count(*) = 1 then max(candidates.value) end as value,
        case when count(*) = 1 then max(candidates.half_unit) end as half_unit,
        case when count(*) = 1 then max(candidates.value_text) end as value_text,
        case when count(*) = 1 then max(candidates.unit) end as unit,
        list_sort(list(candidates.printed)) as candidates,
        list_sort(list_distinct(flatten(list(candidates.fact_ids)))) as fact_ids
    from candidates
    inner join mentioned
        on
            candidates.report_id = mentioned.report_id
            and candidates.fiscal_year is not distinct from mentioned.fiscal_year
            and candidates.measure = mentioned.measure
            and candidates.breakdown = mentioned.breakdown
            and candidates.stage = mentioned.stage
    group by
        candidates.report_id, candidates.fiscal_year, candidates.measure, candidates.breakdown, candidates.stage
),

repeated_figures as (
    select
        mentioned.report_id,
        mentioned.fiscal_year,
        mentioned.measure,
        mentioned.breakdown,
        mentioned.stage,
        mentioned.kind,
        mentioned.base_unit,
        mentioned.title,
        stated.value,
        stated.half_unit,
        stated.value_text,
        stated.unit,
        coalesce(stated.state, mentioned.state) as state,
        stated.candidates,
        mentioned.prints,
        mentioned.reported_by,
        coalesce(stated.fact_ids, mentioned.fact_ids) as fact_ids
    from mentioned
    left join stated
        on
            mentioned.report_id = stated.report_id
            and mentioned.fiscal_year is not distinct from stated.fiscal_year
            and mentioned.measure = stated.measure
            and mentioned.breakdown = stated.breakdown
            and mentioned.stage = stated.stage
)

select * from repeated_figures
