-- Sentences that two reports of a region have in common, the region's template subtracted.
-- One row per report_id, sentence, other_report_id, other_sentence.
-- Of the department's own report of last year only results count, word for word.
-- 中文：相同的句子。两份报告都有的句子，当地范本已经减去。
with
limits as (
    select
        max(value) filter (where threshold = 'copied_passage.habitual_weight') as habitual_weight,
        max(value) filter (where threshold = 'copied_passage.figure_characters') as figure_characters
    from staging.thresholds
),

own_sentences as (select * from core.own_sentences),

shared_sentences as (
    select
        own.report_id,
        other.report_id as other_report_id,
        own.lineage = other.lineage as is_own_earlier,
        other.lineage as other_lineage,
        least(own.peers, other.peers) as peers,
        own.sentence,
        own.sentence - other.sentence as diagonal,
        other.sentence as other_sentence,
        own.characters,
        own.characters
        * if(own.section in ('process', 'problems', 'improvements'), limits.habitual_weight, 1) as weight,
        own.exact = other.exact and own.figures > 0 as has_same_figures,
        own.departments,
        own.first_year - other.first_year as years_later,
        other.years - own.years as years_fewer,
        own.start_offset,
        own.end_offset
    from own_sentences as own
    inner join own_sentences as other
        on
            own.jurisdiction = other.jurisdiction
            and own.wording = other.wording
            and own.report_id <> other.report_id
    cross join limits
    where
        (own.exact = other.exact or own.characters >= own.figures * limits.figure_characters)
        and (
            own.lineage <> other.lineage
            or (
                own.fiscal_year = other.fiscal_year + 1
                and own.preference = 1 and other.preference = 1
                and own.exact = other.exact
                and own.section = 'results' and other.section = 'results'
            )
        )
)

select * from shared_sentences
