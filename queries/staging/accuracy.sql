-- How well the extraction agrees with what people labelled, text by text.
-- One row per collection, measure.
-- measure is empty for all of them together.
-- 中文：抽取准确率。程序抽取的数与人工标注逐条比对的结果。
select
    accuracy.collection,
    accuracy.measure,
    measures.label,
    accuracy.reports,
    accuracy.labelled,
    accuracy.extracted,
    accuracy.correct,
    100 * cast(accuracy.correct as double) / nullif(accuracy.extracted, 0) as precision_pct,
    100 * cast(accuracy.correct as double) / nullif(accuracy.labelled, 0) as recall_pct,
    accuracy.measured_on
from raw.accuracy as accuracy
left join staging.measures as measures on accuracy.measure = measures.measure
