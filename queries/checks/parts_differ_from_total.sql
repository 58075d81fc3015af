-- The parts of a figure do not add up to it at the precision printed; of conflicting values, one that fits is enough.
-- One row per report_id, subject.
-- A sum below the whole is examined only where every part is stated, the optional ones too.
-- 中文：分项与合计不符。各分项按所写精度相加，不等于合计。
with
sums as (select * from core.sums),

nearest as (
    select
        report_id,
        whole,
        whole || '/' || partition_name || '/' || stage || '/' || fiscal_year as subject,
        title || ' ' || whole_text as whole_text,
        parts_text,
        rtrim(rtrim(cast(cast(parts_value / factor as decimal(28, 4)) as varchar), '0'), '.') || unit as sum_text,
        rtrim(rtrim(cast(cast(abs(difference) / factor as decimal(28, 4)) as varchar), '0'), '.') || unit as gap_text,
        difference,
        abs(difference) <= tolerance as fits,
        fact_ids
    from sums
    where abs(difference) <= tolerance or difference > 0 or has_every_part
    qualify
        row_number() over (
            partition by report_id, fiscal_year, stage, whole, partition_name
            order by abs(difference) - tolerance, whole_text, parts_text
        ) = 1
),

findings as (
    select
        report_id,
        subject,
        case when fits then 'pass' else 'hit' end as outcome,
        case
            when fits then 'low'
            when whole in ('expenditure', 'three_public') then 'high'
            else 'medium'
        end as severity,
        case
            when fits then whole_text || ' = ' || parts_text
            when difference > 0 then whole_text || '，各项合计 ' || sum_text || '，多出 ' || gap_text || '：' || parts_text
            else whole_text || '，各项合计 ' || sum_text || '，少 ' || gap_text || '：' || parts_text
        end as detail,
        fact_ids
    from nearest
)

select * from findings
