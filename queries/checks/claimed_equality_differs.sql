-- Two amounts that the report calls equal are not: 支出决算数与收入决算数一致, 收支平衡.
-- One row per report_id, subject.
-- Without one of the amounts it is uncertain; against another year's amount it is then not examined.
-- 中文：称一致而不一致。报告说两个数一致或收支平衡，所写的数却不是这样。
with
limits as (
    select max(value) filter (where threshold = 'claimed_equality_differs.high_share') as high_share
    from staging.thresholds
),

candidates as (
    select
        *,
        measure || '.' || stage || '@' || fiscal_year as operand
    from core.candidates
    where breakdown = ''
),

claims as (
    select
        report_id,
        statement_id,
        topic,
        compared[1] as first_operand,
        compared[2] as second_operand,
        split_part(compared[1], '@', 2) = split_part(compared[2], '@', 2) as is_of_one_year,
        evidence
    from staging.remarks
    where kind = 'claimed_equality'
),

openings as (
    select
        report_id,
        fiscal_year,
        max(value) as value
    from candidates
    where measure = 'carryover' and stage = 'opening'
    group by report_id, fiscal_year
),

pairs as (
    select
        claims.report_id,
        claims.statement_id,
        claims.topic,
        claims.evidence,
        claims.is_of_one_year,
        claims.first_operand || '=' || claims.second_operand as subject,
        firsts.title || ' ' || firsts.printed as first_text,
        seconds.title || ' ' || seconds.printed as second_text,
        firsts.value - seconds.value as difference,
        100 * abs(firsts.value - seconds.value) / nullif(seconds.value, 0) as share,
        case
            when abs(firsts.value - seconds.value) <= firsts.half_unit + seconds.half_unit then true
            when claims.topic <> 'balanced' then firsts.value is null or seconds.value is null
            when firsts.value < seconds.value then true
            else firsts.value <= seconds.value + openings.value
        end as holds,
        coalesce(firsts.fact_ids, cast([] as varchar[])) as first_ids,
        coalesce(seconds.fact_ids, cast([] as varchar[])) as second_ids
    from claims
    left join candidates as firsts
        on claims.report_id = firsts.report_id and claims.first_operand = firsts.operand
    left join candidates as seconds
        on claims.report_id = seconds.report_id and claims.second_operand = seconds.operand
    left join openings on claims.report_id = openings.report_id and firsts.fiscal_year = openings.fiscal_year
),

nearest as (
    select
        pairs.*,
        pairs.share >= limits.high_share as is_far_off
    from pairs cross join limits
    where pairs.is_of_one_year or (pairs.first_text is not null and pairs.second_text is not null)
    qualify
        row_number() over (
            partition by pairs.report_id, pairs.subject
            order by
                case pairs.topic when 'equal' then 1 else 2 end,
                abs(pairs.difference), pairs.first_text, pairs.second_text, pairs.statement_id
        ) = 1
),

findings as (
    select
        report_id,
        subject,
        case
            when first_text is null or second_text is null or holds is null then 'uncertain'
            when holds then 'pass'
            else 'hit'
        end as outcome,
        case
            when coalesce(holds, true) or first_text is null or second_text is null then 'low'
            when is_far_off then 'high'
            else 'medium'
        end as severity,
        '称“' || evidence || '”' || case
            when first_text is null and second_text is null then '，两个数都没有写'
            when first_text is null or second_text is null
                then '，只写了' || coalesce(first_text, second_text) || '，无从核对'
            else '，所写为' || first_text || '，' || second_text
        end as detail,
        list_sort(list_distinct(list_concat(list_value(statement_id), list_concat(first_ids, second_ids)))) as fact_ids
    from nearest
)

select * from findings
