from duckdb import DuckDBPyConnection

from tests import factories


def test_the_text_of_the_current_version_is_shown(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", version=1, text="旧文")
    factories.report(warehouse, "r1", version=2, text="新文")
    assert factories.rows(warehouse, "staging.documents") == [{"report_id": "r1", "text": "新文"}]


def test_no_text_no_row(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    assert factories.rows(warehouse, "staging.documents") == []
