from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def execution(warehouse: DuckDBPyConnection, report_id: str = "r1") -> dict[str, Any]:
    return factories.row(warehouse, "benchmarks.budget_execution", report_id=report_id)


def test_execution_completion_and_available_are_three_formulas(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    figures = {
        "expenditure.actual": "90",
        "expenditure.adjusted_budget": "100",
        "expenditure.budget": "80",
        "revenue.actual": "110",
        "carryover.opening": "10",
    }
    facts = factories.facts(warehouse, "r1", figures)
    found = execution(warehouse)
    rates = (found["execution_rate_pct"], found["completion_rate_pct"], found["available_rate_pct"])
    assert rates == pytest.approx((90, 112.5, 75))
    assert (found["actual_yuan"], found["opening_carryover_yuan"]) == (900000, 100000)
    assert found["fact_ids"] == facts


def test_a_missing_adjusted_budget_is_not_replaced(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.facts(warehouse, "r1", {"expenditure.actual": "90", "expenditure.budget": "80"})
    found = execution(warehouse)
    assert (found["execution_rate_pct"], found["completion_rate_pct"]) == (None, pytest.approx(112.5))


def test_a_budget_of_zero_gives_no_rate(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.facts(warehouse, "r1", {"expenditure.actual": "90", "expenditure.adjusted_budget": "0"})
    assert execution(warehouse)["execution_rate_pct"] is None


@pytest.mark.parametrize("measure", ["budget_execution_rate", "expenditure_completion_rate", "budget_completion_rate"])
def test_the_claim_says_which_rate_it_is(warehouse: DuckDBPyConnection, measure: str) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", measure, "claimed", "99.71")
    assert (execution(warehouse)["claimed_rate_pct"], execution(warehouse)["claimed_measure"]) == (99.71, measure)


def test_each_median_counts_those_behind_it(warehouse: DuckDBPyConnection) -> None:
    for number in range(5):
        factories.report(warehouse, f"r{number}", department=f"{number}局")
        factories.facts(warehouse, f"r{number}", {"expenditure.actual": str(90 + number), "expenditure.budget": "100"})
    factories.fact(warehouse, "r0", "expenditure", "adjusted_budget", "100")
    found = execution(warehouse)
    assert (found["peers"], found["peer_median_pct"]) == (1, None)
    assert (found["completion_peers"], found["completion_median_pct"]) == (5, pytest.approx(92))


def test_a_report_without_figures_has_a_row(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    assert execution(warehouse)["actual_yuan"] is None
