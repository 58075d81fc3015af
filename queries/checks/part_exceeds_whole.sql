-- A part is larger than the whole that it belongs to.
-- One row per report_id, subject.
-- Economic classes that exceed basic expenditure may be those of all spending: uncertain, as are conflicting figures.
-- 中文：分项大于合计。某一部分大于它所属的总数。
with
limits as (
    select max(value) filter (where threshold = 'part_exceeds_whole.high_percent') as high_percent
    from staging.thresholds
),

candidates as (
    select * from core.candidates
    where kind in ('amount', 'count') and measure <> 'surplus' and fiscal_year is not null and candidate_count <= 4
),

-- What lies within what, beside the partitions of the vocabulary.
relations as (
    select
        part,
        breakdown,
        whole,
        bool_and(partition_name = 'economic_class' and whole = 'basic_expenditure') as is_loose
    from staging.parts
    group by part, breakdown, whole

    union all

    select
        within.part,
        within.breakdown,
        within.whole,
        false as is_loose
    from (
        values
        ('fixed_assets', 'in_use', 'fixed_assets'), ('fixed_assets', 'leased', 'fixed_assets'),
        ('staff_on_post', '', 'staff_total'), ('staff_retired', '', 'staff_total'),
        ('revenue', '', 'revenue_grand_total'), ('expenditure', '', 'expenditure_grand_total'),
        ('fiscal_appropriation', '', 'revenue_grand_total'),
        ('fiscal_appropriation_spent', '', 'expenditure_grand_total'),
        ('project_revenue', '', 'revenue_grand_total'),
        ('personnel_expenditure', '', 'expenditure'), ('operating_expenditure', '', 'expenditure'),
        ('wages_and_benefits', '', 'expenditure'), ('goods_and_services', '', 'expenditure'),
        ('individual_and_family_subsidy', '', 'expenditure'), ('capital_expenditure', '', 'expenditure'),
        ('three_public', '', 'expenditure'), ('meeting_expense', '', 'expenditure'),
        ('training_expense', '', 'expenditure')
    ) as within (part, breakdown, whole)
),

comparisons as (
    select
        parts.report_id,
        parts.measure || case when parts.breakdown = '' then '' else '[' || parts.breakdown || ']' end
        || '/' || wholes.measure || '/' || parts.stage || '/' || parts.fiscal_year as subject,
        relations.is_loose,
        parts.title || ' ' || parts.printed as part_text,
        wholes.label || ' ' || wholes.printed as whole_text,
        parts.value - wholes.value as excess,
        parts.value - parts.half_unit > wholes.value + wholes.half_unit as is_larger,
        100 * cast(parts.value - wholes.value as double) / cast(nullif(wholes.value, 0) as double) as excess_percent,
        list_concat(parts.fact_ids, wholes.fact_ids) as fact_ids
    from candidates as parts
    inner join relations on parts.measure = relations.part and parts.breakdown = relations.breakdown
    inner join candidates as wholes
        on
            parts.report_id = wholes.report_id
            and parts.fiscal_year = wholes.fiscal_year
            and parts.stage = wholes.stage
            and relations.whole = wholes.measure
            and wholes.breakdown = ''
    -- A whole in another unit, ten thousand times too small: that is a finding of its own.
    where parts.factor = wholes.factor or parts.value < 1000 * wholes.value
),

mildest as (
    select
        report_id,
        subject,
        is_loose,
        part_text,
        whole_text,
        excess_percent,
        fact_ids,
        bool_and(is_larger) over one_subject as is_always_larger,
        bool_or(is_larger) over one_subject as is_ever_larger
    from comparisons
    window one_subject as (partition by report_id, subject)
    qualify row_number() over (partition by report_id, subject order by excess, part_text, whole_text) = 1
),

findings as (
    select
        mildest.report_id,
        mildest.subject,
        case
            when not mildest.is_ever_larger then 'pass'
            when mildest.is_always_larger and not mildest.is_loose then 'hit'
            else 'uncertain'
        end as outcome,
        case
            when not mildest.is_always_larger or mildest.is_loose then 'low'
            when mildest.excess_percent < limits.high_percent then 'medium'
            else 'high'
        end as severity,
        mildest.part_text || case when mildest.is_always_larger then '，大于' else '，不大于' end || mildest.whole_text
        || case
            when mildest.is_always_larger and mildest.excess_percent is not null
                then '，超出 ' || cast(cast(mildest.excess_percent as decimal(18, 2)) as varchar) || '%'
            else ''
        end
        || case when mildest.is_always_larger and mildest.is_loose then '；可能是全部支出的分类' else '' end
        || case
            when mildest.is_ever_larger and not mildest.is_always_larger then '；但报告中数字前后不一，按另一数字则大于'
            else ''
        end as detail,
        list_sort(list_distinct(mildest.fact_ids)) as fact_ids
    from mildest cross join limits
)

select * from findings
