-- The sentences that are not the region's template: few departments have them, and more than one report does.
-- One row per report_id, sentence.
-- first_year and years tell since when and how often its department has the wording.
-- 中文：自写的句子。减去当地范本和套话以后，在不止一份报告里出现的句子。
with
limits as (
    select
        max(value) filter (where threshold = 'copied_passage.template_share') as template_share,
        max(value) filter (where threshold = 'copied_passage.template_departments') as template_departments,
        max(value) filter (where threshold = 'copied_passage.most_reports') as most_reports
    from staging.thresholds
),

sentences as (select * from staging.sentences),

peers as (select * from core.lineages),

-- What one report alone has is nobody else's.
shared as (
    select
        peers.jurisdiction,
        sentences.wording
    from sentences
    inner join peers on sentences.report_id = peers.report_id
    group by peers.jurisdiction, sentences.wording
    having min(sentences.report_id) < max(sentences.report_id)
),

placed as (
    select
        sentences.*,
        peers.jurisdiction,
        peers.fiscal_year,
        peers.peers,
        peers.preference,
        peers.lineage
    from sentences
    inner join peers on sentences.report_id = peers.report_id
    inner join shared on peers.jurisdiction = shared.jurisdiction and sentences.wording = shared.wording
),

years as (
    select
        jurisdiction,
        wording,
        fiscal_year,
        count(distinct lineage) as departments,
        count(distinct report_id) as reports,
        max(peers) as peers
    from placed
    group by jurisdiction, wording, fiscal_year
),

spread as (
    select
        years.jurisdiction,
        years.wording,
        max(years.departments) as departments,
        sum(years.reports) as reports,
        max(100.0 * years.departments / nullif(years.peers, 0)) filter (
            where years.departments >= limits.template_departments
        ) as template_share
    from years cross join limits
    group by years.jurisdiction, years.wording
),

own_wordings as (
    select
        spread.jurisdiction,
        spread.wording,
        spread.departments
    from spread cross join limits
    where
        spread.reports <= limits.most_reports
        and (spread.template_share is null or spread.template_share <= limits.template_share)
),

uses as (
    select
        jurisdiction,
        wording,
        lineage,
        min(fiscal_year) as first_year,
        count(distinct fiscal_year) as years
    from placed
    group by jurisdiction, wording, lineage
),

own_sentences as (
    select
        placed.report_id,
        placed.sentence,
        placed.section,
        placed.wording,
        placed.exact,
        placed.characters,
        placed.figures,
        placed.start_offset,
        placed.end_offset,
        placed.jurisdiction,
        placed.fiscal_year,
        placed.peers,
        placed.preference,
        placed.lineage,
        own_wordings.departments,
        uses.first_year,
        uses.years
    from placed
    inner join own_wordings
        on placed.jurisdiction = own_wordings.jurisdiction and placed.wording = own_wordings.wording
    inner join uses
        on
            placed.jurisdiction = uses.jurisdiction
            and placed.wording = uses.wording
            and placed.lineage = uses.lineage
)

select * from own_sentences
