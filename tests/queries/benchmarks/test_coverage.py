from typing import Any

from duckdb import DuckDBPyConnection

from tests import factories


def coverage(warehouse: DuckDBPyConnection) -> dict[tuple[str, int], str]:
    found: list[dict[str, Any]] = factories.rows(warehouse, "benchmarks.coverage")
    return {(row["department"], row["fiscal_year"]): row["state"] for row in found}


def test_filed_missing_unreadable_and_unresolved(warehouse: DuckDBPyConnection) -> None:
    for name in ("湛江市教育局", "湛江市公安局", "湛江市民政局", "湛江市水利局"):
        factories.body(warehouse, name)
    factories.report(warehouse, "r1", department="湛江市教育局")
    factories.report(warehouse, "stray", department="湛江市公安局（本级）", is_resolved=False)
    factories.file(warehouse, source="民政局2020.doc", status="failed", reason="文件已加密", report_ids=[])
    assert coverage(warehouse) == {
        ("湛江市教育局", 2020): "filed",
        ("湛江市公安局", 2020): "unresolved",
        ("湛江市民政局", 2020): "unreadable",
        ("湛江市水利局", 2020): "missing",
    }
    found = factories.row(warehouse, "benchmarks.coverage", department="湛江市民政局")
    assert (found["note"], found["state_name"]) == ("民政局2020.doc：文件已加密", "文件读不出来")
    assert (found["peers"], found["missing"]) == (1, 3)
    found = factories.row(warehouse, "benchmarks.coverage", department="湛江市教育局")
    assert (found["filed_report_id"], found["note"]) == ("r1", None)


def test_a_department_is_expected_only_while_it_existed(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "湛江市教育局")
    factories.body(warehouse, "湛江市旅游局", last_year=2019)
    factories.body(warehouse, "湛江市文旅局", first_year=2020)
    for year in (2019, 2020):
        factories.report(warehouse, f"r{year}", department="湛江市教育局", fiscal_year=year)
    assert set(coverage(warehouse)) == {
        ("湛江市教育局", 2019),
        ("湛江市教育局", 2020),
        ("湛江市旅游局", 2019),
        ("湛江市文旅局", 2020),
    }


def test_a_place_that_nobody_reports_on_is_not_expected(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "君山区教育局", jurisdiction="430611", jurisdiction_name="湖南省岳阳市君山区")
    factories.report(warehouse)
    assert coverage(warehouse) == {}
