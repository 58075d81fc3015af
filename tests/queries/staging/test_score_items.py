from decimal import Decimal

from duckdb import DuckDBPyConnection

from tests import factories


def test_the_rows_of_the_current_sheet_are_shown(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", version=1)
    factories.score_item(warehouse, "r1", "5", item=1, version=1)
    factories.report(warehouse, "r1", version=2)
    factories.score_item(warehouse, "r1", "4.5", item=1, version=2)
    assert factories.row(warehouse, "staging.score_items")["self_points"] == Decimal("4.5")


def test_a_row_without_points_has_none(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.score_item(warehouse, "r1", None, full_points=None, merged_points="15")
    item = factories.row(warehouse, "staging.score_items")
    assert (item["self_points"], item["full_points"], item["merged_points"]) == (None, None, 15)
