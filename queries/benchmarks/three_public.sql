-- Three-public spending (三公经费) beside its budget, last year's and the peers'; reported_elsewhere is no zero.
-- One row per report_id.
-- Medians are those of the jurisdiction and year, null below 5 departments; facts of other reports stand apart.
-- 中文：“三公”经费。预算、决算、分项、上年数和同组中位数；由别处反映的追到那个单位，既不是零也不是缺。
with
peers as (select * from core.peers),

claims as (
    select
        report_id,
        max(cast(value as double)) filter (where measure = 'three_public_control_rate') as control_rate_pct,
        max(cast(value as double)) filter (where measure = 'three_public_change_rate') as change_rate_pct,
        flatten(list(fact_ids)) as fact_ids
    from core.own_year_figures
    where measure in ('three_public_control_rate', 'three_public_change_rate')
    group by report_id
),

stated as (
    select
        report_id,
        max(state) filter (where indicator = 'three_public') as actual_state,
        max(state) filter (where indicator = 'three_public_budget' and state not in ('stated', 'conflicting'))
            as budget_state,
        max(state) filter (where indicator = 'three_public_change') as change_state,
        max(numerator) filter (where indicator = 'three_public_budget') as budget_yuan,
        max(numerator) filter (where indicator = 'three_public') as actual_yuan,
        max(numerator) filter (where indicator = 'three_public_change_yuan') as change_yuan,
        max(value) filter (where indicator = 'three_public_change') as change_rate_pct,
        max(value) filter (where indicator = 'three_public_control_rate') as control_rate_pct,
        max(value) filter (where indicator = 'three_public_per_head') as per_head_yuan,
        max(value) filter (where indicator = 'three_public_share') as share_of_expenditure_pct,
        max(numerator) filter (where indicator = 'expenditure') as expenditure_yuan,
        max(numerator) filter (where indicator = 'overseas_travel') as overseas_travel_yuan,
        max(numerator) filter (where indicator = 'vehicle_purchase') as vehicle_purchase_yuan,
        max(numerator) filter (where indicator = 'vehicle_operation') as vehicle_operation_yuan,
        max(numerator) filter (where indicator = 'vehicle') as vehicle_yuan,
        max(numerator) filter (where indicator = 'official_reception') as official_reception_yuan,
        max(numerator) filter (where indicator = 'meeting_expense_change_yuan') as meeting_change_yuan,
        max(numerator) filter (where indicator = 'training_expense_change_yuan') as training_change_yuan,
        flatten(list(fact_ids)) as fact_ids
    from core.indicators
    where benchmark = 'three_public' or indicator = 'expenditure'
    group by report_id
),

medians as (
    select
        group_key,
        max(n) filter (where indicator = 'three_public') as peers,
        max(missing) filter (where indicator = 'three_public') as missing,
        max(median) filter (where indicator = 'three_public') as peer_median_yuan,
        max(median) filter (where indicator = 'three_public_control_rate') as control_median_pct,
        max(median) filter (where indicator = 'three_public_change') as change_median_pct,
        max(median) filter (where indicator = 'three_public_per_head') as per_head_median_yuan,
        max(median) filter (where indicator = 'three_public_share') as share_median_pct
    from core.peer_statistics
    where grouping = 'jurisdiction'
    group by group_key
),

three_public as (
    select
        peers.report_id,
        peers.department,
        peers.jurisdiction,
        peers.fiscal_year,
        coalesce(stated.actual_state, stated.budget_state, 'missing') as disclosure_state,
        followed.reported_by,
        followed.followed_department,
        followed.followed_report_id,
        followed.followed_yuan,
        followed.followed_state,
        followed.followed_fact_ids,
        stated.budget_yuan,
        stated.actual_yuan,
        stated.control_rate_pct,
        claims.control_rate_pct as claimed_control_rate_pct,
        last_year.value as last_year_actual_yuan,
        last_year.state as last_year_state,
        case when last_year.value is not null then last_year.source end as last_year_source,
        case when last_year.value is not null then last_year.source_report_id end as last_year_report_id,
        case last_year.source when 'last_report' then last_year.fact_ids else [] end as last_year_fact_ids,
        stated.change_yuan,
        stated.change_rate_pct,
        stated.change_state,
        claims.change_rate_pct as claimed_change_rate_pct,
        stated.per_head_yuan,
        stated.expenditure_yuan,
        stated.share_of_expenditure_pct,
        stated.overseas_travel_yuan,
        stated.vehicle_purchase_yuan,
        stated.vehicle_operation_yuan,
        stated.vehicle_yuan,
        stated.official_reception_yuan,
        stated.meeting_change_yuan,
        stated.training_change_yuan,
        -- What rose beside a fall of three-public spending, and may have taken its place.
        case
            when stated.change_yuan < 0 and (stated.meeting_change_yuan > 0 or stated.training_change_yuan > 0)
                then greatest(stated.meeting_change_yuan, 0) + greatest(stated.training_change_yuan, 0)
        end as shifted_yuan,
        medians.peers,
        medians.missing,
        medians.peer_median_yuan,
        medians.control_median_pct,
        medians.change_median_pct,
        medians.per_head_median_yuan,
        medians.share_median_pct,
        peers.peers as peers_in_group,
        list_sort(list_distinct(list_concat(stated.fact_ids, claims.fact_ids))) as fact_ids
    from peers
    left join stated on peers.report_id = stated.report_id
    left join claims on peers.report_id = claims.report_id
    left join core.followed_disclosures as followed on peers.report_id = followed.report_id
    left join core.last_year_figures as last_year
        on peers.report_id = last_year.report_id and last_year.measure = 'three_public' and last_year.stage = 'actual'
    left join medians on peers.peer_group = medians.group_key
)

select * from three_public
