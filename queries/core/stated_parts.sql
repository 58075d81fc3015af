-- The parts of a whole that a report states, numbered, where they can be added up: all required ones, and two or more.
-- One row per report_id, fiscal_year, stage, whole, partition_name, part, breakdown.
-- 中文：写明的分项。合计的哪些分项在报告里写明了。
with
parts as (select * from staging.parts),

candidates as (select * from core.candidates),

partitions as (
    select
        whole,
        partition_name,
        count(*) as part_count,
        count(*) filter (where not is_optional) as required_count
    from parts
    group by whole, partition_name
),

stated as (
    select distinct
        candidates.report_id,
        candidates.fiscal_year,
        candidates.stage,
        parts.whole,
        parts.partition_name,
        parts.part,
        parts.breakdown,
        parts.is_optional
    from parts
    inner join candidates on parts.part = candidates.measure and parts.breakdown = candidates.breakdown
    where candidates.fiscal_year is not null
),

numbered as (
    select
        report_id,
        fiscal_year,
        stage,
        whole,
        partition_name,
        part,
        breakdown,
        row_number() over (
            partition by report_id, fiscal_year, stage, whole, partition_name
            order by is_optional, part, breakdown
        ) as position,
        count(*) over one_sum as stated_count,
        count(case when not is_optional then 1 end) over one_sum as stated_required_count
    from stated
    window one_sum as (partition by report_id, fiscal_year, stage, whole, partition_name)
),

stated_parts as (
    select
        numbered.report_id,
        numbered.fiscal_year,
        numbered.stage,
        numbered.whole,
        numbered.partition_name,
        numbered.part,
        numbered.breakdown,
        numbered.position,
        numbered.stated_count,
        numbered.stated_count = partitions.part_count as has_every_part
    from numbered
    inner join partitions
        on numbered.whole = partitions.whole and numbered.partition_name = partitions.partition_name
    where numbered.stated_count >= 2 and numbered.stated_required_count = partitions.required_count
)

select * from stated_parts
