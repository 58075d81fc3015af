from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def findings(warehouse: DuckDBPyConnection, figures: dict[str, str]) -> list[dict[str, Any]]:
    factories.facts(warehouse, "r1", figures)
    return factories.rows(warehouse, "checks.spending_exceeds_budget")


def test_over_the_initial_budget_is_a_hit_with_the_ratio(warehouse: DuckDBPyConnection) -> None:
    (found,) = findings(warehouse, {"expenditure.actual": "4276.91", "expenditure.budget": "3830.11"})
    assert (found["subject"], found["outcome"], found["severity"]) == ("expenditure/2020", "hit", "high")
    assert found["detail"] == "2020年支出合计决算 4276.91万元，超过2020年支出合计预算 3830.11万元，为其 111.67%"
    assert len(found["fact_ids"]) == 2


def test_the_adjusted_budget_goes_before_the_initial_one(warehouse: DuckDBPyConnection) -> None:
    figures = {
        "expenditure.actual": "9565.63",
        "expenditure.adjusted_budget": "9593.18",
        "expenditure.budget": "8779.84",
    }
    (found,) = findings(warehouse, figures)
    assert found["outcome"] == "pass"
    assert "没有超过2020年支出合计调整预算 9593.18万元" in found["detail"]


@pytest.mark.parametrize(("actual", "outcome"), [("100.00", "pass"), ("100.01", "pass"), ("100.02", "hit")])
def test_over_means_beyond_what_rounding_allows(warehouse: DuckDBPyConnection, actual: str, outcome: str) -> None:
    (found,) = findings(warehouse, {"expenditure.actual": actual, "expenditure.budget": "100.00"})
    assert found["outcome"] == outcome


def test_spending_without_a_budget_is_a_hit_without_a_ratio(warehouse: DuckDBPyConnection) -> None:
    (found,) = findings(warehouse, {"official_reception.actual": "2.00", "official_reception.budget": "0"})
    assert (found["outcome"], found["severity"]) == ("hit", "medium")
    assert "%" not in found["detail"]


def test_nothing_spent_of_nothing_passes(warehouse: DuckDBPyConnection) -> None:
    (found,) = findings(warehouse, {"official_reception.actual": "0", "official_reception.budget": "0"})
    assert found["outcome"] == "pass"


def test_no_budget_no_row(warehouse: DuckDBPyConnection) -> None:
    assert findings(warehouse, {"expenditure.actual": "100"}) == []


def test_income_may_exceed_its_budget(warehouse: DuckDBPyConnection) -> None:
    assert findings(warehouse, {"revenue.actual": "120", "revenue.budget": "100"}) == []


def test_conflicting_budgets_of_which_one_is_exceeded_are_uncertain(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "expenditure", "budget", "90.00")
    (found,) = findings(warehouse, {"expenditure.actual": "100.00", "expenditure.budget": "110.00"})
    assert found["outcome"] == "uncertain"
    assert "没有超过2020年支出合计预算 110.00万元" in found["detail"]
    assert "前后不一" in found["detail"]


def test_conflicting_budgets_that_are_both_exceeded_are_a_hit(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "expenditure", "budget", "90.00")
    (found,) = findings(warehouse, {"expenditure.actual": "100.00", "expenditure.budget": "95.00"})
    assert (found["outcome"], "95.00万元" in found["detail"]) == ("hit", True)
