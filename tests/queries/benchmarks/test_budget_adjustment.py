from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def budget_adjustment(warehouse: DuckDBPyConnection, report_id: str = "p0") -> dict[str, Any]:
    return factories.row(warehouse, "benchmarks.budget_adjustment", report_id=report_id)


def test_a_budget_cut_is_negative(warehouse: DuckDBPyConnection) -> None:
    facts = {
        "expenditure.budget": "100",
        "expenditure.adjusted_budget": "90",
        "revenue.budget": "80",
        "revenue.actual": "84",
    }
    factories.departments(warehouse, [facts])
    found = budget_adjustment(warehouse)
    assert (found["adjustment_yuan"], found["adjustment_rate_pct"]) == (-100_000, pytest.approx(-10))
    assert (found["revenue_budget_yuan"], found["deviation_median_pct"]) == (800_000, None)
    assert (found["revenue_deviation_pct"], found["fact_ids"]) == (
        pytest.approx(5),
        [f"p0-f00{number}" for number in range(1, 5)],
    )


def test_a_budget_of_zero_is_not_comparable_and_none_is_missing(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"expenditure.budget": "0", "expenditure.adjusted_budget": "90"}, {}])
    found = budget_adjustment(warehouse)
    assert (found["adjustment_rate_pct"], found["adjustment_state"], found["adjustment_yuan"]) == (
        None,
        "zero_base",
        900_000,
    )
    assert budget_adjustment(warehouse, "p1")["adjustment_state"] == "missing"


def test_the_median_needs_five_and_says_who_is_missing(warehouse: DuckDBPyConnection) -> None:
    figures = [{"expenditure.budget": "100", "expenditure.adjusted_budget": f"{100 + number}"} for number in range(5)]
    factories.departments(warehouse, [*figures, {}])
    found = budget_adjustment(warehouse, "p5")
    assert (found["adjustment_peers"], found["adjustment_missing"]) == (5, 1)
    assert found["adjustment_median_pct"] == pytest.approx(2)
    assert (found["deviation_peers"], found["deviation_missing"], found["deviation_median_pct"]) == (0, 6, None)


def test_what_was_spent_stands_beside_what_was_added(warehouse: DuckDBPyConnection) -> None:
    figures = {"expenditure.budget": "100", "expenditure.adjusted_budget": "125", "expenditure.actual": "100"}
    factories.departments(warehouse, [figures])
    found = factories.row(warehouse, "benchmarks.budget_adjustment")
    assert (found["adjustment_rate_pct"], found["execution_rate_pct"], found["completion_rate_pct"]) == (25, 80, 100)
