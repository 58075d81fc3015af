-- Fixed assets, how much of them is in use or leased, a head, and beside last year's and the peers'.
-- One row per report_id.
-- Each median carries the departments behind it and those missing, and is null below 5.
-- 中文：固定资产。固定资产总额、在用和出租出借、利用率、人均和年度变动，与同组中位数并列。
with
peers as (select * from core.peers),

stated as (
    select
        report_id,
        max(numerator) filter (where indicator = 'fixed_assets') as total_yuan,
        max(numerator) filter (where indicator = 'fixed_assets_in_use') as in_use_yuan,
        max(numerator) filter (where indicator = 'fixed_assets_leased') as leased_yuan,
        max(numerator) filter (where indicator = 'fixed_assets_change_yuan') as change_yuan,
        max(value) filter (where indicator = 'fixed_assets_utilisation_rate') as utilisation_rate_pct,
        max(state) filter (where indicator = 'fixed_assets_utilisation_rate') as utilisation_state,
        max(value) filter (where indicator = 'fixed_assets_leased_share') as leased_share_pct,
        max(state) filter (where indicator = 'fixed_assets_leased_share') as leased_state,
        max(value) filter (where indicator = 'fixed_assets_per_head') as per_head_yuan,
        max(state) filter (where indicator = 'fixed_assets_per_head') as per_head_state,
        max(value) filter (where indicator = 'fixed_assets_change') as change_rate_pct,
        max(state) filter (where indicator = 'fixed_assets_change') as change_state,
        flatten(list(fact_ids)) as fact_ids,
        max(earlier_report_id) as earlier_report_id,
        flatten(list(earlier_fact_ids)) as earlier_fact_ids
    from core.indicators
    where benchmark = 'fixed_assets'
    group by report_id
),

medians as (
    select
        group_key,
        max(n) filter (where indicator = 'fixed_assets_utilisation_rate') as utilisation_peers,
        max(missing) filter (where indicator = 'fixed_assets_utilisation_rate') as utilisation_missing,
        max(median) filter (where indicator = 'fixed_assets_utilisation_rate') as utilisation_median_pct,
        max(n) filter (where indicator = 'fixed_assets_leased_share') as leased_peers,
        max(missing) filter (where indicator = 'fixed_assets_leased_share') as leased_missing,
        max(median) filter (where indicator = 'fixed_assets_leased_share') as leased_median_pct,
        max(n) filter (where indicator = 'fixed_assets_per_head') as per_head_peers,
        max(missing) filter (where indicator = 'fixed_assets_per_head') as per_head_missing,
        max(median) filter (where indicator = 'fixed_assets_per_head') as per_head_median_yuan,
        max(n) filter (where indicator = 'fixed_assets_change') as change_peers,
        max(missing) filter (where indicator = 'fixed_assets_change') as change_missing,
        max(median) filter (where indicator = 'fixed_assets_change') as change_median_pct
    from core.peer_statistics
    where grouping = 'jurisdiction'
    group by group_key
),

fixed_assets as (
    select
        peers.report_id,
        peers.department,
        peers.jurisdiction,
        peers.fiscal_year,
        stated.total_yuan,
        stated.in_use_yuan,
        stated.leased_yuan,
        stated.change_yuan,
        stated.utilisation_rate_pct,
        coalesce(stated.utilisation_state, 'missing') as utilisation_state,
        medians.utilisation_peers,
        medians.utilisation_missing,
        medians.utilisation_median_pct,
        stated.leased_share_pct,
        coalesce(stated.leased_state, 'missing') as leased_state,
        medians.leased_peers,
        medians.leased_missing,
        medians.leased_median_pct,
        stated.per_head_yuan,
        coalesce(stated.per_head_state, 'missing') as per_head_state,
        medians.per_head_peers,
        medians.per_head_missing,
        medians.per_head_median_yuan,
        stated.change_rate_pct,
        coalesce(stated.change_state, 'missing') as change_state,
        medians.change_peers,
        medians.change_missing,
        medians.change_median_pct,
        peers.peers as peers_in_group,
        list_sort(list_distinct(coalesce(stated.fact_ids, []))) as fact_ids,
        stated.earlier_report_id,
        list_sort(list_distinct(coalesce(stated.earlier_fact_ids, []))) as earlier_fact_ids
    from peers
    left join stated on peers.report_id = stated.report_id
    left join medians on peers.peer_group = medians.group_key
)

select * from fixed_assets
