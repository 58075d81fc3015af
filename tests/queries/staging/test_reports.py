from duckdb import DuckDBPyConnection

from tests import factories


def test_only_the_highest_version_counts(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", version=1, department="旧名")
    factories.report(warehouse, "r1", version=2, department="新名")
    assert factories.row(warehouse, "staging.reports")["department"] == "新名"


def test_an_empty_name_is_no_name(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", department="", jurisdiction="")
    report = factories.row(warehouse, "staging.reports")
    assert (report["department"], report["jurisdiction"]) == (None, None)


def test_a_report_has_text_only_where_its_own_version_came_with_one(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", version=1, text="全文")
    assert factories.row(warehouse, "staging.reports")["has_text"]
    factories.report(warehouse, "r1", version=2)
    assert not factories.row(warehouse, "staging.reports")["has_text"]
