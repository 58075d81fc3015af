-- The parts of a whole added up in whatever units they are printed, also where some parts are not stated.
-- One row per report_id, fiscal_year, stage, whole, partition_name, whole_text.
-- Parts with conflicting values are left out; economic classes make up basic expenditure or, in some reports, all.
-- 中文：分项照印相加。不论单位是否一致、分项是否齐全，把写明的分项相加，与合计并列。
with
candidates as (
    select * from core.candidates
    where kind = 'amount' and value <> 0 and fiscal_year is not null
),

parts as (
    select * from staging.parts

    union all

    select
        'expenditure' as whole,
        partition_name,
        part,
        breakdown,
        is_optional
    from staging.parts
    where whole = 'basic_expenditure'
),

printed_sums as (
    select
        wholes.report_id,
        wholes.fiscal_year,
        wholes.stage,
        wholes.measure as whole,
        parts.partition_name,
        wholes.label || ' ' || wholes.printed as whole_text,
        wholes.value as whole_value,
        sum(members.value) as parts_value,
        wholes.half_unit + sum(members.half_unit) as tolerance,
        array_to_string(list_sort(list(members.label || ' ' || members.printed)), ' + ') as parts_text,
        list_sort(list_distinct(list_concat(wholes.fact_ids, flatten(list(members.fact_ids))))) as fact_ids
    from candidates as wholes
    inner join parts on wholes.measure = parts.whole
    inner join candidates as members
        on
            wholes.report_id = members.report_id
            and wholes.fiscal_year = members.fiscal_year
            and wholes.stage = members.stage
            and parts.part = members.measure
            and parts.breakdown = members.breakdown
    where wholes.breakdown = '' and members.candidate_count = 1
    group by
        wholes.report_id, wholes.fiscal_year, wholes.stage, wholes.measure, parts.partition_name,
        wholes.label, wholes.printed, wholes.value, wholes.half_unit, wholes.fact_ids
    having count(*) >= 2
)

select * from printed_sums
