-- The parts of a whole added up, beside the whole; of up to 4 conflicting values, every combination.
-- One row per report_id, fiscal_year, stage, whole, partition_name, whole_text, parts_text.
-- Parts printed in another unit than the whole are not added: that is a finding of its own.
-- 中文：分项之和。各分项相加，与合计并列。
with recursive
candidates as (
    select * from core.candidates
    where candidate_count <= 4
),

parts as (select * from core.stated_parts),

part_values as (
    select
        parts.report_id,
        parts.fiscal_year,
        parts.stage,
        parts.whole,
        parts.partition_name,
        parts.position,
        candidates.value,
        candidates.half_unit,
        candidates.factor,
        candidates.label || ' ' || candidates.printed as part_text,
        candidates.fact_ids
    from parts
    inner join candidates
        on
            parts.report_id = candidates.report_id
            and parts.fiscal_year = candidates.fiscal_year
            and parts.stage = candidates.stage
            and parts.part = candidates.measure
            and parts.breakdown = candidates.breakdown
),

sums as (
    select
        wholes.report_id,
        wholes.fiscal_year,
        wholes.stage,
        parts.whole,
        parts.partition_name,
        wholes.title,
        wholes.printed as whole_text,
        wholes.value as whole_value,
        wholes.factor,
        wholes.unit,
        parts.stated_count,
        parts.has_every_part,
        cast(0 as bigint) as position,
        cast(0 as decimal(28, 8)) as parts_value,
        wholes.half_unit as tolerance,
        '' as parts_text,
        wholes.fact_ids
    from candidates as wholes
    inner join parts
        on
            wholes.report_id = parts.report_id
            and wholes.fiscal_year = parts.fiscal_year
            and wholes.stage = parts.stage
            and wholes.measure = parts.whole
    where wholes.breakdown = '' and parts.position = 1

    union all

    select
        sums.report_id,
        sums.fiscal_year,
        sums.stage,
        sums.whole,
        sums.partition_name,
        sums.title,
        sums.whole_text,
        sums.whole_value,
        sums.factor,
        sums.unit,
        sums.stated_count,
        sums.has_every_part,
        part_values.position,
        cast(sums.parts_value + part_values.value as decimal(28, 8)) as parts_value,
        cast(sums.tolerance + part_values.half_unit as decimal(28, 8)) as tolerance,
        sums.parts_text || case part_values.position when 1 then '' else ' + ' end || part_values.part_text
            as parts_text,
        list_concat(sums.fact_ids, part_values.fact_ids) as fact_ids
    from sums
    inner join part_values
        on
            sums.report_id = part_values.report_id
            and sums.fiscal_year = part_values.fiscal_year
            and sums.stage = part_values.stage
            and sums.whole = part_values.whole
            and sums.partition_name = part_values.partition_name
            and sums.position + 1 = part_values.position
            and (sums.factor = part_values.factor or part_values.value = 0 or sums.whole_value = 0)
),

complete as (
    select
        report_id,
        fiscal_year,
        stage,
        whole,
        partition_name,
        title,
        whole_text,
        parts_text,
        factor,
        unit,
        has_every_part,
        parts_value,
        parts_value - whole_value as difference,
        tolerance,
        list_sort(list_distinct(fact_ids)) as fact_ids
    from sums
    where position = stated_count
)

select * from complete
