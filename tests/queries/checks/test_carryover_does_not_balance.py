from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def balance(
    warehouse: DuckDBPyConnection, opening: str, revenue: str, expenditure: str, closing: str
) -> dict[str, Any]:
    figures = {"carryover.opening": opening, "revenue.actual": revenue, "expenditure.actual": expenditure}
    factories.facts(warehouse, "r1", figures | {"carryover.closing": closing})
    return factories.row(warehouse, "checks.carryover_does_not_balance")


def test_what_is_left_is_what_came_less_what_went(warehouse: DuckDBPyConnection) -> None:
    found = balance(warehouse, "2.89", "2999.76", "2970.12", "32.53")
    assert (found["subject"], found["outcome"]) == ("carryover/2020", "pass")
    assert (
        found["detail"] == "2020年年初结转结余 2.89万元 + 收入 2999.76万元 − 支出 2970.12万元 = 年末结转结余 32.53万元"
    )
    assert len(found["fact_ids"]) == 4


@pytest.mark.parametrize(
    ("closing", "outcome"), [("32.55", "pass"), ("32.51", "pass"), ("32.56", "hit"), ("32.50", "hit")]
)
def test_four_rounded_numbers_may_be_off_by_two_units(
    warehouse: DuckDBPyConnection, closing: str, outcome: str
) -> None:
    assert balance(warehouse, "2.89", "2999.76", "2970.12", closing)["outcome"] == outcome


def test_the_difference_is_told(warehouse: DuckDBPyConnection) -> None:
    found = balance(warehouse, "10.00", "100.00", "90.00", "5.00")
    assert found["detail"].endswith("− 支出 90.00万元，比年末结转结余 5.00万元多 15万元")


def test_balancing_only_without_the_opening_money_is_uncertain(warehouse: DuckDBPyConnection) -> None:
    found = balance(warehouse, "10.00", "110.00", "90.00", "20.00")
    assert found["outcome"] == "uncertain"
    assert "收入可能已含上年结转" in found["detail"]


def test_a_missing_figure_gives_no_row(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"carryover.opening": "0", "revenue.actual": "100", "expenditure.actual": "90"})
    assert factories.rows(warehouse, "checks.carryover_does_not_balance") == []


def test_of_conflicting_values_the_best_fitting_counts(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "revenue", "actual", "500.00")
    assert balance(warehouse, "2.89", "2999.76", "2970.12", "32.53")["outcome"] == "pass"


def test_own_figures_are_balanced_by_themselves(warehouse: DuckDBPyConnection) -> None:
    figures = {"carryover[own].opening": "0", "revenue[own].actual": "50", "expenditure[own].actual": "40"}
    factories.facts(warehouse, "r1", figures | {"carryover.closing": "10", "carryover[own].closing": "10"})
    assert factories.row(warehouse, "checks.carryover_does_not_balance")["subject"] == "carryover[own]/2020"
