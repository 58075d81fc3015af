-- Three-public spending (三公经费) beside its budget, last year's and the peers'; reported_elsewhere is no zero.
-- One row per report_id.
-- peers counts the departments behind the median; fact_ids of last year's figure are those of last_year_report_id.
-- 中文：“三公”经费。预算、决算、上年数和同组中位数；由别处反映的既不是零也不是缺。
with
reports as (
    select * from staging.reports
    where is_resolved
),

peers as (select * from core.peers),

figures as (select * from core.own_year_figures),

last_year_figures as (select * from core.last_year_figures),

amounts as (
    select
        report_id,
        max(state) filter (where measure = 'three_public' and stage = 'actual') as actual_state,
        max(state) filter (where measure = 'three_public' and stage = '' and candidates is null) as unstaged_state,
        max(state) filter (where measure = 'three_public' and stage = 'budget' and candidates is null) as budget_state,
        max(reported_by) filter (where measure = 'three_public') as reported_by,
        max(value) filter (where measure = 'three_public' and stage = 'budget') as budget_yuan,
        max(value) filter (where measure = 'three_public' and stage = 'actual') as actual_yuan,
        max(value) filter (where measure = 'expenditure') as expenditure_yuan,
        max(value) filter (where measure = 'overseas_travel') as overseas_travel_yuan,
        max(value) filter (where measure = 'vehicle_purchase') as vehicle_purchase_yuan,
        max(value) filter (where measure = 'vehicle_operation') as vehicle_operation_yuan,
        max(value) filter (where measure = 'vehicle') as vehicle_yuan,
        max(value) filter (where measure = 'official_reception') as official_reception_yuan,
        cast(max(value) filter (where measure = 'three_public_control_rate') as double) as claimed_control_rate_pct,
        cast(max(value) filter (where measure = 'three_public_change_rate') as double) as claimed_change_rate_pct,
        flatten(list(fact_ids)) as fact_ids
    from figures
    where
        (measure = 'three_public' and stage in ('', 'budget', 'actual'))
        or (measure in ('expenditure', 'overseas_travel', 'vehicle', 'official_reception') and stage = 'actual')
        or (measure in ('vehicle_purchase', 'vehicle_operation') and stage = 'actual')
        or measure in ('three_public_control_rate', 'three_public_change_rate')
    group by report_id
),

departments as (
    select
        peers.peer_group,
        peers.department,
        arg_min(cast(amounts.actual_yuan as double), peers.preference) as actual_yuan
    from peers
    inner join amounts on peers.report_id = amounts.report_id
    where amounts.actual_yuan is not null
    group by peers.peer_group, peers.department
),

medians as (
    select
        peer_group,
        count(*) as peers,
        case when count(*) >= 5 then median(actual_yuan) end as peer_median_yuan
    from departments
    group by peer_group
),

three_public as (
    select
        reports.report_id,
        reports.department,
        reports.jurisdiction,
        reports.fiscal_year,
        coalesce(amounts.actual_state, amounts.unstaged_state, amounts.budget_state, 'missing') as disclosure_state,
        amounts.reported_by,
        amounts.budget_yuan,
        amounts.actual_yuan,
        last_year.value as last_year_actual_yuan,
        last_year.source as last_year_source,
        last_year.source_report_id as last_year_report_id,
        100 * cast(amounts.actual_yuan as double) / cast(nullif(amounts.budget_yuan, 0) as double) as control_rate_pct,
        amounts.claimed_control_rate_pct,
        amounts.actual_yuan - last_year.value as change_yuan,
        100 * cast(amounts.actual_yuan - last_year.value as double)
        / cast(nullif(last_year.value, 0) as double) as change_rate_pct,
        amounts.claimed_change_rate_pct,
        amounts.expenditure_yuan,
        100 * cast(amounts.actual_yuan as double)
        / cast(nullif(amounts.expenditure_yuan, 0) as double) as share_of_expenditure_pct,
        amounts.overseas_travel_yuan,
        amounts.vehicle_purchase_yuan,
        amounts.vehicle_operation_yuan,
        amounts.vehicle_yuan,
        amounts.official_reception_yuan,
        medians.peers,
        medians.peer_median_yuan,
        peers.peers as peers_in_group,
        list_sort(list_distinct(list_concat(
            coalesce(amounts.fact_ids, []),
            case last_year.source when 'this_report' then last_year.fact_ids else [] end
        ))) as fact_ids
    from reports
    left join amounts on reports.report_id = amounts.report_id
    left join last_year_figures as last_year
        on
            reports.report_id = last_year.report_id
            and last_year.measure = 'three_public'
            and last_year.stage = 'actual'
    left join peers on reports.report_id = peers.report_id
    left join medians on peers.peer_group = medians.peer_group
)

select * from three_public
