from duckdb import DuckDBPyConnection

from tests import factories


def test_facts_and_statements_are_quoted_alike(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    fact_id = factories.fact(warehouse, "r1", "revenue", "actual", "10", places=2)
    factories.said(warehouse, "excerpts", "r1", kind="problems", evidence="预算不够细化")
    quoted = [(row["fact_id"], row["place"], row["evidence"]) for row in factories.rows(warehouse, "core.quotations")]
    assert sorted(quoted) == sorted(
        [(fact_id, 1, "revenue 10"), (fact_id, 2, "revenue 10"), ("excerpt/1", 1, "预算不够细化")]
    )


def test_a_passage_found_elsewhere_too_is_quoted_whole_where_there_is_a_text(warehouse: DuckDBPyConnection) -> None:
    text = "送戏下乡12场。修缮文物点35处。"
    for report, words in (("r1", text), ("r2", None)):
        factories.report(warehouse, report, department=report, text=words)
        for said, start, end in (("送戏下乡12场", 0, 7), ("修缮文物点35处", 8, 16)):
            factories.wording(warehouse, report, said, start_offset=start, end_offset=end)
    quoted = {row["report_id"]: row["evidence"] for row in factories.rows(warehouse, "core.quotations")}
    assert quoted == {"r1": text[:16], "r2": "（原文未随数据载入，第 1 至 16 字）"}
