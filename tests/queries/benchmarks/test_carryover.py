from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def carryover(warehouse: DuckDBPyConnection, report_id: str = "p0") -> dict[str, Any]:
    return factories.row(warehouse, "benchmarks.carryover", report_id=report_id)


def test_what_is_left_beside_what_was_there(warehouse: DuckDBPyConnection) -> None:
    figures = {"carryover.opening": "20", "carryover.closing": "30", "revenue.actual": "180", "surplus.actual": "10"}
    factories.departments(warehouse, [figures])
    found = carryover(warehouse)
    assert (found["opening_yuan"], found["closing_yuan"], found["change_yuan"]) == (200_000, 300_000, 100_000)
    assert (found["carryover_rate_pct"], found["change_rate_pct"]) == (pytest.approx(15), pytest.approx(50))
    assert found["surplus_yuan"] == 100_000


def test_a_change_from_nothing_has_no_rate(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"carryover.opening": "0", "carryover.closing": "30"}])
    found = carryover(warehouse)
    assert (found["change_yuan"], found["change_rate_pct"], found["change_state"]) == (300_000, None, "zero_base")


def test_treasury_stock_stands_apart(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"treasury_carryover.opening": "20", "treasury_carryover.closing": "15"}])
    found = carryover(warehouse)
    assert (found["treasury_change_rate_pct"], found["closing_yuan"]) == (pytest.approx(-25), None)
    assert found["carryover_state"] == "missing"
