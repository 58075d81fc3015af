-- Carried-over money at the start, plus revenue, less expenditure, is not what the report says is left at the end.
-- One row per report_id, subject.
-- Where it balances only without the opening money, revenue seems to hold it already: uncertain.
-- 中文：结转收支不平。年初结转加收入减支出，不等于报告写的年末结转。
with
candidates as (
    select * from core.candidates
    where candidate_count <= 4
),

combinations as (
    select
        opening.report_id,
        opening.fiscal_year,
        opening.breakdown,
        opening.value + revenue.value - expenditure.value - closing.value as difference,
        opening.half_unit + revenue.half_unit + expenditure.half_unit + closing.half_unit as tolerance,
        abs(revenue.value - expenditure.value - closing.value)
        <= revenue.half_unit + expenditure.half_unit + closing.half_unit as balances_without_opening,
        '年初结转结余 ' || opening.printed || ' + 收入 ' || revenue.printed || ' − 支出 ' || expenditure.printed
            as sum_text,
        '年末结转结余 ' || closing.printed as closing_text,
        expenditure.factor,
        expenditure.unit,
        list_concat(
            list_concat(opening.fact_ids, revenue.fact_ids), list_concat(expenditure.fact_ids, closing.fact_ids)
        ) as fact_ids
    from candidates as opening
    inner join candidates as revenue
        on
            opening.report_id = revenue.report_id
            and opening.fiscal_year = revenue.fiscal_year
            and opening.breakdown = revenue.breakdown
    inner join candidates as expenditure
        on
            opening.report_id = expenditure.report_id
            and opening.fiscal_year = expenditure.fiscal_year
            and opening.breakdown = expenditure.breakdown
    inner join candidates as closing
        on
            opening.report_id = closing.report_id
            and opening.fiscal_year = closing.fiscal_year
            and opening.breakdown = closing.breakdown
    where
        opening.measure = 'carryover' and opening.stage = 'opening'
        and revenue.measure = 'revenue' and revenue.stage = 'actual'
        and expenditure.measure = 'expenditure' and expenditure.stage = 'actual'
        and closing.measure = 'carryover' and closing.stage = 'closing'
),

best as (
    select
        report_id,
        'carryover' || case breakdown when '' then '' else '[' || breakdown || ']' end || '/' || fiscal_year as subject,
        fiscal_year || '年' || sum_text as sum_text,
        closing_text,
        case
            when abs(difference) <= tolerance then 'pass'
            when balances_without_opening then 'uncertain'
            else 'hit'
        end as outcome,
        case when difference > 0 then '多 ' else '少 ' end
        || rtrim(rtrim(cast(cast(abs(difference) / factor as decimal(28, 4)) as varchar), '0'), '.') || unit
            as gap_text,
        fact_ids
    from combinations
    qualify
        row_number() over (
            partition by report_id, fiscal_year, breakdown
            order by
                case outcome when 'pass' then 1 when 'uncertain' then 2 else 3 end,
                abs(difference),
                sum_text,
                closing_text
        ) = 1
),

findings as (
    select
        report_id,
        subject,
        outcome,
        case outcome when 'hit' then 'medium' else 'low' end as severity,
        case outcome
            when 'pass' then sum_text || ' = ' || closing_text
            when 'hit' then sum_text || '，比' || closing_text || gap_text
            else sum_text || '，不等于' || closing_text || '；不加年初数时相等，收入可能已含上年结转'
        end as detail,
        list_sort(list_distinct(fact_ids)) as fact_ids
    from best
)

select * from findings
