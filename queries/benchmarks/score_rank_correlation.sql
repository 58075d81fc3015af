-- Whether the departments of a place and year that score higher have the better figures: Spearman's rank correlation.
-- One row per jurisdiction, fiscal_year, rate.
-- agreement is positive where higher scores go with better figures; said calls within 1.96 ÷ √(n − 1) of 0 no relation,
-- and agreement_low and agreement_high are so far from it.
-- 中文：得分与数据的秩相关。自评得分高的部门，数据是否也更好；不足 5 个部门不算，偶然也会有的小数不算有关。
with
pairs as (select * from core.score_pairs),

-- Equal values share the mean of their ranks.
ranked as (
    select
        jurisdiction,
        fiscal_year,
        rate,
        label,
        direction,
        self_score,
        value_pct,
        rank() over (partition by jurisdiction, fiscal_year, rate order by self_score)
        + (count(*) over (partition by jurisdiction, fiscal_year, rate, self_score) - 1) / 2 as score_rank,
        rank() over (partition by jurisdiction, fiscal_year, rate order by value_pct)
        + (count(*) over (partition by jurisdiction, fiscal_year, rate, value_pct) - 1) / 2 as value_rank
    from pairs
),

correlations as (
    select
        jurisdiction,
        fiscal_year,
        rate,
        max(label) as label,
        max(direction) as direction,
        count(*) as peers,
        case
            when count(*) >= 5 and min(self_score) < max(self_score) and min(value_pct) < max(value_pct)
                then corr(cast(score_rank as double), cast(value_rank as double))
        end as rank_correlation,
        1.96 / sqrt(nullif(count(*) - 1, 0)) as chance
    from ranked
    group by jurisdiction, fiscal_year, rate
),

agreeing as (
    select
        jurisdiction,
        fiscal_year,
        rate,
        label,
        peers,
        rank_correlation,
        direction * rank_correlation as agreement,
        greatest(-1, agreement - chance) as agreement_low,
        least(1, agreement + chance) as agreement_high
    from correlations
),

score_rank_correlation as (
    select
        *,
        case
            when peers < 5 then '不足 5 个部门，不算'
            when rank_correlation is null then '得分或' || label || '全都相同，算不出'
            when agreement is null
                then
                    '秩相关 ' || cast(cast(rank_correlation as decimal(4, 2)) as varchar)
                    || '；' || label || '高低不分好坏'
            else
                '秩相关 ' || cast(cast(agreement as decimal(4, 2)) as varchar) || '：'
                || case
                    when agreement_low < 0 and agreement_high > 0
                        then '看不出关系，得分高低说明不了' || label || '的好坏'
                    when agreement > 0 then '得分高的部门，' || label || '也更好'
                    else '方向相反，得分高的部门，' || label || '反而更差'
                end
        end as said
    from agreeing
)

select * from score_rank_correlation
