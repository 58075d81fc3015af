from duckdb import DuckDBPyConnection

from tests import factories


def test_who_filed_and_who_did_not_is_counted_and_named(warehouse: DuckDBPyConnection) -> None:
    for name in ("湛江市教育局", "湛江市公安局", "湛江市民政局", "湛江市水利局"):
        factories.body(warehouse, name)
    factories.report(warehouse, "r1", department="湛江市教育局")
    factories.report(warehouse, "stray", department="湛江市公安局（本级）", is_resolved=False)
    factories.file(warehouse, source="民政局2020.doc", status="failed", reason="文件已加密", report_ids=[])
    found = factories.row(warehouse, "benchmarks.coverage_counts")
    assert (found["expected"], found["filed"], found["not_filed"], found["filed_pct"]) == (4, 1, 3, 25)
    assert (found["missing"], found["unreadable"], found["unresolved"]) == (1, 1, 1)
    assert found["not_filed_names"] == "湛江市公安局、湛江市民政局、湛江市水利局"


def test_where_all_filed_nobody_is_named(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse)
    factories.report(warehouse)
    found = factories.row(warehouse, "benchmarks.coverage_counts")
    assert (found["filed_pct"], found["not_filed_names"]) == (100, None)
