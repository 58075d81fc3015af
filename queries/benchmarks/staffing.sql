-- People on post beside approved posts, people without a post, and what people cost a head.
-- One row per report_id.
-- Counts are persons; each median carries the departments behind it and those missing, and is null below 5.
-- 中文：人员编制。编制、在职、编外和离退休人数，人均支出，与同组中位数并列。
with
peers as (select * from core.peers),

stated as (
    select
        report_id,
        max(numerator) filter (where indicator = 'staff_quota') as quota_count,
        max(numerator) filter (where indicator = 'staff_on_post') as on_post_count,
        max(numerator) filter (where indicator = 'staff_contract') as contract_count,
        max(numerator) filter (where indicator = 'staff_retired') as retired_count,
        max(numerator) filter (where indicator = 'staff_on_post_change_count') as on_post_change_count,
        max(numerator) filter (where indicator = 'personnel_expenditure') as personnel_expenditure_yuan,
        max(value) filter (where indicator = 'staffing_control_rate') as control_rate_pct,
        max(state) filter (where indicator = 'staffing_control_rate') as control_state,
        max(value) filter (where indicator = 'staff_contract_share') as contract_share_pct,
        max(state) filter (where indicator = 'staff_contract_share') as contract_state,
        max(value) filter (where indicator = 'basic_expenditure_per_head') as basic_per_head_yuan,
        max(state) filter (where indicator = 'basic_expenditure_per_head') as basic_state,
        max(value) filter (where indicator = 'personnel_per_head') as personnel_per_head_yuan,
        max(state) filter (where indicator = 'personnel_per_head') as personnel_state,
        flatten(list(fact_ids)) as fact_ids
    from core.indicators
    where benchmark = 'staffing'
    group by report_id
),

medians as (
    select
        group_key,
        max(n) filter (where indicator = 'staffing_control_rate') as control_peers,
        max(missing) filter (where indicator = 'staffing_control_rate') as control_missing,
        max(median) filter (where indicator = 'staffing_control_rate') as control_median_pct,
        max(n) filter (where indicator = 'staff_contract_share') as contract_peers,
        max(missing) filter (where indicator = 'staff_contract_share') as contract_missing,
        max(median) filter (where indicator = 'staff_contract_share') as contract_median_pct,
        max(n) filter (where indicator = 'basic_expenditure_per_head') as basic_peers,
        max(missing) filter (where indicator = 'basic_expenditure_per_head') as basic_missing,
        max(median) filter (where indicator = 'basic_expenditure_per_head') as basic_median_yuan,
        max(n) filter (where indicator = 'personnel_per_head') as personnel_peers,
        max(missing) filter (where indicator = 'personnel_per_head') as personnel_missing,
        max(median) filter (where indicator = 'personnel_per_head') as personnel_median_yuan
    from core.peer_statistics
    where grouping = 'jurisdiction'
    group by group_key
),

staffing as (
    select
        peers.report_id,
        peers.department,
        peers.jurisdiction,
        peers.fiscal_year,
        stated.quota_count,
        stated.on_post_count,
        stated.contract_count,
        stated.retired_count,
        stated.on_post_change_count,
        stated.personnel_expenditure_yuan,
        stated.control_rate_pct,
        coalesce(stated.control_state, 'missing') as control_state,
        medians.control_peers,
        medians.control_missing,
        medians.control_median_pct,
        stated.contract_share_pct,
        coalesce(stated.contract_state, 'missing') as contract_state,
        medians.contract_peers,
        medians.contract_missing,
        medians.contract_median_pct,
        stated.basic_per_head_yuan,
        coalesce(stated.basic_state, 'missing') as basic_state,
        medians.basic_peers,
        medians.basic_missing,
        medians.basic_median_yuan,
        stated.personnel_per_head_yuan,
        coalesce(stated.personnel_state, 'missing') as personnel_state,
        medians.personnel_peers,
        medians.personnel_missing,
        medians.personnel_median_yuan,
        peers.peers as peers_in_group,
        list_sort(list_distinct(coalesce(stated.fact_ids, []))) as fact_ids
    from peers
    left join stated on peers.report_id = stated.report_id
    left join medians on peers.peer_group = medians.group_key
)

select * from staffing
