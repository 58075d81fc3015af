-- The sentences of prose as digests: whose wording is the same has the same digest, and the text is not kept for it.
-- One row per report_id, sentence.
-- wording leaves out numbers, punctuation and the department's own names, exact only the last two and dates.
-- 中文：句子。正文每一句的位置和数字指纹，用来认出相同的文字。
select
    sentences.report_id,
    sentences.sentence,
    nullif(sentences.section, '') as section,
    sentences.wording,
    sentences.exact,
    sentences.characters,
    sentences.figures,
    sentences.passage,
    sentences.start_offset,
    sentences.end_offset
from raw.sentences as sentences
inner join staging.reports as reports
    on sentences.report_id = reports.report_id and sentences.version = reports.version
