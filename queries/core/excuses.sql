-- What reports admit, problem by problem, and why they took off points, without ordinals and punctuation.
-- One row per report_id, subject, fact_id, words.
-- Headings, denials and scraps are left out.
-- 中文：承认的问题。报告承认的每个问题和每项扣分原因，去掉序号和标点。
with
limits as (
    select max(value) filter (where threshold = 'repeated_excuse.characters') as characters
    from staging.thresholds
),

said as (
    select
        report_id,
        'problems' as subject,
        'excerpt/' || excerpt as fact_id,
        unnest(string_split_regex(evidence, '[。；;：:\n]|[一二三四五六七八九十]是|首先|其次')) as words
    from staging.excerpts
    where kind = 'problems'

    union all

    select
        report_id,
        'deduction/' || level3 as subject,
        'item/' || item as fact_id,
        deduction_reason as words
    from staging.score_items
    where deduction_reason <> ''
),

excuses as (
    select distinct
        said.report_id,
        said.subject,
        said.fact_id,
        left(
            regexp_replace(said.words, '^[\s（(]*[一二三四五六七八九十\d]{1,2}[)）、.．]+|[\s，,、“”"]', '', 'g'), 200
        ) as words
    from said cross join limits
    where
        length(said.words) >= limits.characters
        and not regexp_matches(said.words, '^.{0,12}(问题|不足|困难)\s*$|(一些|以下|如下)的?(问题|不足)|(未发现|没有发现|不存在|无明显|无突出|无重大)')
)

select * from excuses
