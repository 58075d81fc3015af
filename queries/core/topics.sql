-- Under which heading and in which order a page prints the measures.
-- One row per measure.
-- A measure that is not placed here goes by its kind to the end of a heading, so that a new one shows without an edit.
-- 中文：指标分组。页面上各项指标归在哪一组、按什么顺序排列。
with
measures as (select * from staging.measures),

orders as (
    select
        listed.topic,
        listed.placed
    from (
        values
        ('收支', [
            'revenue', 'fiscal_appropriation', 'project_revenue', 'revenue_grand_total', 'expenditure',
            'basic_expenditure', 'personnel_expenditure', 'wages_and_benefits', 'individual_and_family_subsidy',
            'operating_expenditure', 'goods_and_services', 'capital_expenditure', 'meeting_expense', 'training_expense',
            'project_expenditure', 'fiscal_appropriation_spent', 'expenditure_grand_total', 'carryover',
            'treasury_carryover', 'surplus'
        ]),
        ('三公', [
            'three_public', 'overseas_travel', 'vehicle', 'vehicle_purchase', 'vehicle_operation', 'vehicle_count',
            'official_reception', 'reception_batches', 'reception_guests'
        ]),
        ('人员', ['staff_quota', 'staff_on_post', 'staff_contract', 'staff_retired', 'staff_total']),
        ('资产与采购', ['fixed_assets', 'procurement']),
        ('比率', [
            'budget_execution_rate', 'expenditure_completion_rate', 'budget_completion_rate', 'budget_adjustment_rate',
            'basic_execution_rate', 'project_execution_rate', 'basic_expenditure_share', 'project_expenditure_share',
            'revenue_deviation_rate', 'fiscal_appropriation_control_rate', 'payment_progress_rate', 'carryover_rate',
            'carryover_change_rate', 'treasury_carryover_change_rate', 'three_public_control_rate',
            'three_public_change_rate', 'operating_control_rate', 'procurement_execution_rate', 'business_card_rate',
            'staffing_control_rate', 'fixed_assets_utilisation_rate', 'key_expenditure_share',
            'target_completion_rate', 'satisfaction_rate'
        ]),
        ('得分', ['self_score', 'self_grade', 'review_score', 'supervision_score'])
    ) as listed (topic, placed)
),

headed as (
    select
        measures.measure,
        coalesce(
            orders.topic,
            case measures.kind
                when 'amount' then '收支' when 'rate' then '比率' when 'count' then '其他数量' else '得分'
            end
        ) as topic,
        coalesce(list_position(orders.placed, measures.measure), 1000) as position
    from measures
    left join orders on list_contains(orders.placed, measures.measure)
),

topics as (
    select
        measure,
        topic,
        list_position(['收支', '三公', '人员', '资产与采购', '比率', '得分', '其他数量'], topic) as topic_position,
        position
    from headed
)

select * from topics
