from duckdb import DuckDBPyConnection

from tests import factories


def test_both_directions_and_every_place(warehouse: DuckDBPyConnection) -> None:
    for report in ("a", "b"):
        factories.report(warehouse, report, department=report)
        factories.wording(warehouse, report, "严格执行国库集中支付制度")
    factories.wording(warehouse, "b", "严格执行国库集中支付制度")
    found = [
        (row["report_id"], row["sentence"], row["other_report_id"], row["other_sentence"])
        for row in factories.rows(warehouse, "core.shared_sentences")
    ]
    assert sorted(found) == [("a", 1, "b", 1), ("a", 1, "b", 2), ("b", 1, "a", 1), ("b", 2, "a", 1)]
