-- Runs of sentences that two reports of a region have in common, the region's template subtracted.
-- One row per report_id, other_report_id, statement_id, other_statement_id.
-- A changed sentence between does not end a run.
-- 中文：相同的段落。两份报告里接连相同的句子，当地范本已经减去。
with
limits as (
    select
        max(value) filter (where threshold = 'copied_passage.fewest_peers') as fewest_peers,
        max(value) filter (where threshold = 'copied_passage.gap') as gap,
        max(value) filter (where threshold = 'copied_passage.sentences') as sentences,
        max(value) filter (where threshold = 'copied_passage.characters') as characters,
        max(value) filter (where threshold = 'copied_passage.long_sentence') as long_sentence,
        max(value) filter (where threshold = 'copied_passage.same_figures') as same_figures,
        max(value) filter (where threshold = 'copied_passage.repeated_sentences') as repeated_sentences,
        max(value) filter (where threshold = 'copied_passage.repeated_characters') as repeated_characters
    from staging.thresholds
),

pairs as (select * from core.shared_sentences),

beginnings as (
    select
        pairs.*,
        coalesce(pairs.sentence - lag(pairs.sentence) over (
            partition by pairs.report_id, pairs.other_report_id, pairs.diagonal order by pairs.sentence
        ) > limits.gap + 1, true) as is_beginning
    from pairs cross join limits
),

numbered as (
    select
        *,
        count(*) filter (where is_beginning) over (
            partition by report_id, other_report_id, diagonal
            order by sentence
            rows unbounded preceding
        ) as run
    from beginnings
),

runs as (
    select
        report_id,
        other_report_id,
        is_own_earlier,
        other_lineage,
        'sentences/' || min(sentence) || '-' || max(sentence) as statement_id,
        'sentences/' || min(other_sentence) || '-' || max(other_sentence) as other_statement_id,
        min(peers) as peers,
        count(*) as sentences,
        sum(characters) as characters,
        sum(weight) as weight,
        max(weight) as longest,
        count(*) filter (where has_same_figures) as same_figures,
        max(departments) as departments,
        sum(years_later) as years_later,
        sum(years_fewer) as years_fewer,
        min(start_offset) as start_offset,
        max(end_offset) as end_offset
    from numbered
    group by report_id, other_report_id, is_own_earlier, other_lineage, diagonal, run
),

telling_runs as (
    select
        runs.report_id,
        runs.other_report_id,
        runs.statement_id,
        runs.other_statement_id,
        runs.is_own_earlier,
        runs.other_lineage,
        runs.sentences,
        runs.characters,
        runs.same_figures,
        runs.departments,
        runs.years_later,
        runs.years_fewer,
        runs.start_offset,
        runs.end_offset
    from runs cross join limits
    where
        runs.same_figures >= limits.same_figures
        or (
            runs.is_own_earlier
            and runs.sentences >= limits.repeated_sentences
            and runs.characters >= limits.repeated_characters
        )
        or (
            not runs.is_own_earlier
            and runs.peers >= limits.fewest_peers
            and (
                (runs.sentences >= limits.sentences and runs.weight >= limits.characters)
                or runs.longest >= limits.long_sentence
            )
        )
)

select * from telling_runs
