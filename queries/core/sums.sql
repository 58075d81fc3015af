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
        parts.position,
        cast(sums.parts_value + candidates.value as decimal(28, 8)) as parts_value,
        cast(sums.tolerance + candidates.half_unit as decimal(28, 8)) as tolerance,
        sums.parts_text || case parts.position when 1 then '' else ' + ' end
        || candidates.label || ' ' || candidates.printed as parts_text,
        list_concat(sums.fact_ids, candidates.fact_ids) as fact_ids
    from sums
    inner join parts
        on
            sums.report_id = parts.report_id
            and sums.fiscal_year = parts.fiscal_year
            and sums.stage = parts.stage
            and sums.whole = parts.whole
            and sums.partition_name = parts.partition_name
            and sums.position + 1 = parts.position
    inner join candidates
        on
            parts.report_id = candidates.report_id
            and parts.fiscal_year = candidates.fiscal_year
            and parts.stage = candidates.stage
            and parts.part = candidates.measure
            and parts.breakdown = candidates.breakdown
            and (sums.factor = candidates.factor or candidates.value = 0 or sums.whole_value = 0)
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
