from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def rates(warehouse: DuckDBPyConnection, **values: str) -> list[dict[str, Any]]:
    factories.facts(warehouse, "r1", {f"{rate}.claimed": value for rate, value in values.items()})
    return factories.rows(warehouse, "checks.conflicting_rates")


def test_two_values_of_one_rate_are_a_hit(warehouse: DuckDBPyConnection) -> None:
    rates(warehouse, operating_control_rate="94.50")
    (found,) = rates(warehouse, operating_control_rate="100")
    assert (found["subject"], found["outcome"], found["severity"]) == ("operating_control_rate/2020", "hit", "medium")
    assert found["detail"] == "同一比率有两个值：2020年公用经费控制率 100%、2020年公用经费控制率 94.50%"
    assert found["fact_ids"] == ["r1-f001", "r1-f002"]


def test_two_values_on_two_bases_are_uncertain(warehouse: DuckDBPyConnection) -> None:
    figures = {"expenditure.actual": "95.00", "expenditure.adjusted_budget": "100.00", "expenditure.budget": "90.00"}
    factories.facts(warehouse, "r1", figures)
    rates(warehouse, budget_execution_rate="95.00")
    (found,) = rates(warehouse, budget_execution_rate="105.56")
    assert (found["outcome"], "两个值各合一种算法" in found["detail"]) == ("uncertain", True)


def test_groups_may_be_satisfied_differently(warehouse: DuckDBPyConnection) -> None:
    rates(warehouse, satisfaction_rate="95")
    assert rates(warehouse, satisfaction_rate="98") == []


@pytest.mark.parametrize(("total", "outcome"), [
    ("99.50", "pass"), ("99.99", "pass"), ("90.00", "pass"), ("89.50", "pass"), ("89.49", "hit"), ("89.48", "hit"),
    ("101.00", "pass"), ("101.01", "hit"),
])  # fmt: skip
def test_a_total_lies_within_its_parts(warehouse: DuckDBPyConnection, total: str, outcome: str) -> None:
    """Half a point beyond is allowed, and rounding: 0.005 of 90.00, and 0.5 of 100 without decimals."""
    parts = {"basic_execution_rate": "100", "project_execution_rate": "90.00"}
    found = {row["subject"]: row for row in rates(warehouse, **parts, budget_execution_rate=total)}
    assert found["budget_execution_rate/2020"]["outcome"] == outcome


def test_a_total_beside_one_part_is_not_examined(warehouse: DuckDBPyConnection) -> None:
    assert rates(warehouse, project_execution_rate="100", budget_execution_rate="93.00") == []


def test_rates_that_the_figures_bear_out_pass(warehouse: DuckDBPyConnection) -> None:
    """A third kind of spending lies between the total and its parts."""
    figures = {
        "expenditure.actual": "80.00", "expenditure.adjusted_budget": "100.00",
        "basic_expenditure.actual": "40.00", "basic_expenditure.adjusted_budget": "40.00",
        "project_expenditure.actual": "30.00", "project_expenditure.adjusted_budget": "30.00",
    }  # fmt: skip
    factories.facts(warehouse, "r1", figures)
    parts = {"basic_execution_rate": "100", "project_execution_rate": "100"}
    assert [found["outcome"] for found in rates(warehouse, **parts, budget_execution_rate="80.00")] == ["pass"]


@pytest.mark.parametrize(("completion", "outcome"), [("93.38", "hit"), ("94.49", "hit"), ("94.50", "pass")])
def test_rates_of_the_same_money_on_unsaid_bases_contradict_lightly(
    warehouse: DuckDBPyConnection, completion: str, outcome: str
) -> None:
    """100 is printed without decimals: half a point of it is rounding."""
    (found,) = rates(warehouse, expenditure_completion_rate=completion, fiscal_appropriation_control_rate="100")
    assert (found["subject"], found["outcome"], found["severity"]) == (
        "expenditure_completion_rate/2020",
        outcome,
        "low",
    )


def test_a_completion_rate_whose_base_is_stated_may_differ(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "90", "revenue.actual": "95", "carryover.opening": "5"})
    (found,) = rates(warehouse, expenditure_completion_rate="90", fiscal_appropriation_control_rate="100")
    assert found["outcome"] == "pass"


def test_execution_and_initial_completion_are_two_matters(warehouse: DuckDBPyConnection) -> None:
    assert rates(warehouse, budget_execution_rate="97.12", budget_completion_rate="112.98") == []


@pytest.mark.parametrize(("project", "outcome"), [("39.89", "pass"), ("40.39", "pass"), ("40.41", "hit")])
def test_shares_do_not_add_up_beyond_a_hundred(warehouse: DuckDBPyConnection, project: str, outcome: str) -> None:
    (found,) = rates(warehouse, basic_expenditure_share="60.11", project_expenditure_share=project)
    assert found["outcome"] == outcome


def test_years_are_not_mixed(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "operating_control_rate", "claimed", "94.50", fiscal_year=2019)
    assert rates(warehouse, operating_control_rate="100") == []
