-- What a finding may rest on beside facts: rows of score sheets, targets, bands, passages and remarks, with places.
-- One row per report_id, statement_id.
-- statement_id stands beside fact ids in the column fact_ids: item/3, target/2, band/1, excerpt/1, remark/4, name/1.
-- 中文：原话。评分表的行、绩效目标、等级分档、问题与措施、自称：疑点所依据的原文。
with
statements as (
    select
        report_id,
        'item/' || item as statement_id,
        '评分表：' || level3 as title,
        start_offset,
        end_offset,
        evidence
    from staging.score_items

    union all

    select
        report_id,
        'target/' || target as statement_id,
        '绩效目标：' || indicator as title,
        start_offset,
        end_offset,
        evidence
    from staging.targets

    union all

    select
        report_id,
        'band/' || band as statement_id,
        '等级分档：' || grade as title,
        start_offset,
        end_offset,
        evidence
    from staging.grade_bands

    union all

    select
        report_id,
        'excerpt/' || excerpt as statement_id,
        case kind when 'problems' then '承认的问题' else '改进措施' end as title,
        start_offset,
        end_offset,
        evidence
    from staging.excerpts

    union all

    select
        report_id,
        statement_id,
        label as title,
        start_offset,
        end_offset,
        evidence
    from staging.remarks

    union all

    select
        report_id,
        'name/' || self_name as statement_id,
        case kind when 'self' then '自称：' else '口吻：' end || name as title,
        start_offset,
        end_offset,
        evidence
    from staging.self_names
)

select * from statements
