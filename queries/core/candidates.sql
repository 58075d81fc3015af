-- The different values that a report states for one figure: usually one, and two where it contradicts itself.
-- One row per report_id, fiscal_year, measure, breakdown, stage, printed.
-- A number printed more coarsely elsewhere is no value of its own: its facts stand behind the finer print.
-- 中文：并存的数。同一个数在报告里出现的各种不同写法；写得粗略而不矛盾的并为一个。
with
mentions as (
    select * from core.mentions
    where is_value
),

facts as (
    select * from mentions
    where not is_only
),

coarser as (
    select distinct
        coarse.report_id,
        coarse.fact_id
    from facts as coarse
    inner join facts as fine
        on
            coarse.report_id = fine.report_id
            and coarse.fiscal_year is not distinct from fine.fiscal_year
            and coarse.measure = fine.measure
            and coarse.breakdown = fine.breakdown
            and coarse.stage = fine.stage
            and coarse.half_unit > fine.half_unit
            and abs(coarse.value - fine.value) <= coarse.half_unit
),

finest as (
    select
        facts.*,
        case when facts.kind = 'grade' then facts.value_text end as grade
    from facts
    left join coarser on facts.report_id = coarser.report_id and facts.fact_id = coarser.fact_id
    where coarser.fact_id is null
    qualify
        row_number() over (
            partition by
                facts.report_id, facts.fiscal_year, facts.measure, facts.breakdown, facts.stage,
                facts.value, grade
            order by facts.half_unit, facts.fact_id
        ) = 1
),

candidates as (
    select
        report_id,
        fiscal_year,
        measure,
        kind,
        breakdown,
        stage,
        value,
        half_unit,
        factor,
        value_text,
        unit,
        printed,
        label,
        title,
        list_value(fact_id) as fact_ids,
        places,
        1 as candidate_count
    from mentions
    where is_only

    union all

    select
        finest.report_id,
        finest.fiscal_year,
        finest.measure,
        finest.kind,
        finest.breakdown,
        finest.stage,
        finest.value,
        finest.half_unit,
        finest.factor,
        finest.value_text,
        finest.unit,
        finest.printed,
        finest.label,
        finest.title,
        list_sort(list(facts.fact_id)) as fact_ids,
        sum(facts.places) as places,
        count(*) over (
            partition by finest.report_id, finest.fiscal_year, finest.measure, finest.breakdown, finest.stage
        ) as candidate_count
    from finest
    inner join facts
        on
            finest.report_id = facts.report_id
            and finest.fiscal_year is not distinct from facts.fiscal_year
            and finest.measure = facts.measure
            and finest.breakdown = facts.breakdown
            and finest.stage = facts.stage
            and (abs(finest.value - facts.value) <= facts.half_unit or finest.grade = facts.value_text)
    group by
        finest.report_id, finest.fiscal_year, finest.measure, finest.kind, finest.breakdown, finest.stage,
        finest.value, finest.half_unit, finest.factor, finest.value_text, finest.unit, finest.printed,
        finest.label, finest.title
)

select * from candidates
