-- Whom to visit: what each part adds to a department's priority, in points that can be added up.
-- One row per report_id.
-- A part is its weight times its _share; a part of which nothing is known is null and adds nothing.
-- 中文：选点名单。每个部门的优先分等于九项贡献之和；权重乘以占满的比例就是贡献，风险提示，不是问题认定。
with
signals as (select * from targets.priority_signals),

parts as (select * from targets.priority_parts),

roster as (select * from staging.roster),

reviews as (select * from core.review_outcomes),

pivoted as (
    select
        report_id,
        sum(contribution) as priority,
        count(contribution) as parts_known,
        max(contribution) filter (where part = 'inflation_gap') as inflation_gap,
        max(contribution) filter (where part = 'unsupported_points') as unsupported_points,
        max(contribution) filter (where part = 'findings') as findings,
        max(contribution) filter (where part = 'outliers') as outliers,
        max(contribution) filter (where part = 'persistence') as persistence,
        max(contribution) filter (where part = 'three_public_growth') as three_public_growth,
        max(contribution) filter (where part = 'execution_shortfall') as execution_shortfall,
        max(contribution) filter (where part = 'money_at_stake') as money_at_stake,
        max(contribution) filter (where part = 'years_since_review') as years_since_review,
        max(share) filter (where part = 'inflation_gap') as inflation_gap_share,
        max(share) filter (where part = 'unsupported_points') as unsupported_points_share,
        max(share) filter (where part = 'findings') as findings_share,
        max(share) filter (where part = 'outliers') as outliers_share,
        max(share) filter (where part = 'persistence') as persistence_share,
        max(share) filter (where part = 'three_public_growth') as three_public_growth_share,
        max(share) filter (where part = 'execution_shortfall') as execution_shortfall_share,
        max(share) filter (where part = 'money_at_stake') as money_at_stake_share,
        max(share) filter (where part = 'years_since_review') as years_since_review_share
    from parts
    group by report_id
),

priorities as (
    select
        signals.report_id,
        signals.department_id,
        signals.department,
        signals.jurisdiction,
        signals.fiscal_year,
        coalesce(roster.department_function, '职能不明') as department_function,
        coalesce(roster.level, '层级不明') as level,
        roster.jurisdiction_code,
        pivoted.priority,
        pivoted.parts_known,
        pivoted.inflation_gap,
        pivoted.unsupported_points,
        pivoted.findings,
        pivoted.outliers,
        pivoted.persistence,
        pivoted.three_public_growth,
        pivoted.execution_shortfall,
        pivoted.money_at_stake,
        pivoted.years_since_review,
        pivoted.inflation_gap_share,
        pivoted.unsupported_points_share,
        pivoted.findings_share,
        pivoted.outliers_share,
        pivoted.persistence_share,
        pivoted.three_public_growth_share,
        pivoted.execution_shortfall_share,
        pivoted.money_at_stake_share,
        pivoted.years_since_review_share,
        signals.self_score,
        signals.spent_yuan,
        signals.last_reviewed_year,
        reviews.department_id is not null as is_reviewed,
        concat_ws(
            '；',
            case
                when
                    signals.contradicted_points > 0
                    then '数据否定的得分 ' || cast(cast(signals.contradicted_points as decimal(28, 1)) as varchar) || ' 分'
            end,
            case
                when signals.lost_before_points > 0
                    then
                        signals.last_reviewed_year
                        || ' 年度复核扣下 '
                        || cast(cast(signals.lost_before_points as decimal(28, 1)) as varchar)
                        || ' 分'
            end,
            case
                when signals.high_findings + signals.medium_findings + signals.low_findings > 0
                    then
                        '疑点 高 ' || signals.high_findings || '、中 ' || signals.medium_findings || '、低 '
                        || signals.low_findings
            end,
            case when signals.outliers > 0 then '异常：' || signals.outlier_labels end,
            case
                when signals.repeated_checks + signals.repeated_indicators > 0
                    then '连年出现 ' || (signals.repeated_checks + signals.repeated_indicators) || ' 项'
            end,
            case
                when signals.earlier_findings > 0
                    then
                        '前三年平均每年疑点 '
                        || cast(cast(signals.earlier_findings as decimal(28, 1)) as varchar)
                        || ' 项'
            end,
            coalesce(signals.last_reviewed_year || ' 年度复核过', '没有复核过')
        ) as why
    from signals
    inner join pivoted on signals.report_id = pivoted.report_id
    left join roster on signals.department_id = roster.department_id
    left join reviews on signals.department_id = reviews.department_id and signals.fiscal_year = reviews.fiscal_year
)

select * from priorities
