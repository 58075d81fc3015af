-- What people made of a fact, field by field: null where they left it as it was read.
-- One row per report_id, fact_id.
-- 中文：数的更正。对单个数现行有效的更正和确认。
with
corrections as (
    select * from staging.corrections
    where fact_id <> '' and is_last and becomes is not null
),

fact_corrections as (
    select
        report_id,
        fact_id,
        max(becomes) filter (where field = 'value') as value_text,
        max(becomes) filter (where field = 'unit') as unit,
        cast(max(becomes) filter (where field = 'fiscal_year') as integer) as fiscal_year,
        max(becomes) filter (where field = 'measure') as measure,
        max(becomes) filter (where field = 'breakdown') as breakdown,
        max(becomes) filter (where field = 'stage') as stage,
        bool_or(field = 'is_withdrawn') as is_withdrawn,
        bool_and(field = 'is_confirmed') as is_only_confirmed,
        arg_max(author, correction) as author,
        arg_max(reason, correction) as reason,
        max(made_at) as made_at
    from corrections
    group by report_id, fact_id
)

select * from fact_corrections
