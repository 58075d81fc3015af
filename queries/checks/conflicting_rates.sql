-- A claimed rate cannot be true beside another: two values of one rate, a total outside its parts, shares beyond 100 %.
-- One row per report_id, subject.
-- Rates on bases that the report does not say contradict only where they are far apart, and then lightly.
-- 中文：比率互相矛盾。同一比率有两个值，或总的执行率不在分项之间，或两个完成率相去甚远而未说明口径。
with
limits as (
    select
        max(value) filter (where threshold = 'conflicting_rates.medium_points') as medium_points,
        max(value) filter (where threshold = 'conflicting_rates.low_points') as low_points
    from staging.thresholds
),

claimed_rates as (select * from core.claimed_rates),

repeated as (
    select
        report_id,
        fiscal_year,
        rate,
        case
            when count(*) = 1 then 'pass' when bool_and(standing = 'supported') then 'uncertain' else 'hit'
        end as outcome,
        'medium' as severity,
        case outcome when 'pass' then '几处一致：' when 'hit' then '同一比率有两个值：' else '两个值各合一种算法：' end
        || array_to_string(list_sort(list(claim)), '、') as detail,
        flatten(list(fact_ids)) as fact_ids
    from claimed_rates
    where has_formula and (candidate_count > 1 or places > 1)
    group by report_id, fiscal_year, rate
),

-- A total lies within its parts, shares sum up to 100 at most, rates of the same money are alike.
relations as (
    select known.* from (
        values
        ('budget_execution_rate', 'basic_execution_rate', 'within', false),
        ('budget_execution_rate', 'project_execution_rate', 'within', false),
        ('expenditure_completion_rate', 'basic_execution_rate', 'within', true),
        ('expenditure_completion_rate', 'project_execution_rate', 'within', true),
        ('project_expenditure_share', 'basic_expenditure_share', 'sum', false),
        ('expenditure_completion_rate', 'budget_execution_rate', 'alike', true),
        ('expenditure_completion_rate', 'fiscal_appropriation_control_rate', 'alike', true),
        ('budget_execution_rate', 'fiscal_appropriation_control_rate', 'alike', true)
    ) as known (rate, other, relation, is_loose)
),

pairs as (
    select
        one.report_id,
        one.fiscal_year,
        one.rate,
        one.claim,
        relations.is_loose,
        case relations.relation
            when 'within'
                then greatest(
                    min(other.value - other.half_unit) - one.value, one.value - max(other.value + other.half_unit)
                )
            when 'sum' then one.value + sum(other.value - other.half_unit) - 100
            else greatest(
                max(other.value - other.half_unit) - one.value, one.value - min(other.value + other.half_unit)
            )
        end - one.half_unit as gap,
        one.standing = 'supported' and (relations.is_loose or bool_and(other.standing = 'supported')) as is_explained,
        array_to_string(list_sort(list(other.claim)), '、') as other_claims,
        list_concat(one.fact_ids, flatten(list(other.fact_ids))) as fact_ids
    from claimed_rates as one
    inner join relations on one.rate = relations.rate
    inner join claimed_rates as other
        on
            one.report_id = other.report_id
            and one.fiscal_year is not distinct from other.fiscal_year
            and relations.other = other.rate
    where one.candidate_count = 1 and other.candidate_count = 1
    group by
        one.report_id, one.fiscal_year, one.rate, one.claim, one.value, one.half_unit, one.standing, one.fact_ids,
        relations.relation, relations.is_loose
    having relations.relation <> 'within' or count(*) = 2
),

examined as (
    select * from repeated

    union all

    select
        pairs.report_id,
        pairs.fiscal_year,
        pairs.rate,
        case
            when pairs.gap >= if(pairs.is_loose, limits.low_points, limits.medium_points) and not pairs.is_explained
                then 'hit'
            else 'pass'
        end as outcome,
        case when pairs.is_loose then 'low' else 'medium' end as severity,
        case
            when outcome = 'pass' then pairs.claim || '，与 ' || pairs.other_claims || ' 不矛盾'
            else pairs.claim || '，不能与 ' || pairs.other_claims || ' 同时成立'
        end || case when outcome = 'hit' and pairs.is_loose then '；报告没有写明各自的口径' else '' end as detail,
        pairs.fact_ids
    from pairs cross join limits
),

findings as (
    select
        report_id,
        rate || '/' || coalesce(cast(fiscal_year as varchar), '') as subject,
        outcome,
        case outcome when 'hit' then severity else 'low' end as severity,
        detail,
        list_sort(list_distinct(fact_ids)) as fact_ids
    from examined
    qualify
        row_number() over (
            partition by report_id, fiscal_year, rate
            order by
                case outcome when 'hit' then 1 when 'uncertain' then 2 else 3 end,
                case severity when 'medium' then 1 else 2 end,
                detail
        ) = 1
)

select * from findings
