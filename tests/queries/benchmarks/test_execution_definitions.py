from typing import Any

from duckdb import DuckDBPyConnection

from tests import factories

FIGURES = {
    "expenditure.budget": "100",
    "expenditure.adjusted_budget": "120",
    "expenditure.actual": "108",
    "revenue.actual": "110",
    "carryover.opening": "10",
}


def definition(warehouse: DuckDBPyConnection, name: str, jurisdiction: str = "全部") -> dict[str, Any]:
    return factories.row(
        warehouse, "benchmarks.execution_definitions", jurisdiction=jurisdiction, fiscal_year=2020, definition=name
    )


def test_each_formula_has_its_own_median(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [FIGURES] * 5 + [{}])
    factories.fact(warehouse, "p0", "expenditure_completion_rate", "claimed", "90")
    execution = definition(warehouse, "budget_execution_rate")
    assert (execution["median_pct"], execution["peers"], execution["missing"], execution["claimed"]) == (90, 5, 1, 0)
    completion = definition(warehouse, "budget_completion_rate")
    assert (completion["median_pct"], completion["above_100"]) == (108, 5)
    available = definition(warehouse, "available_execution_rate", "广东省湛江市")
    assert (available["median_pct"], available["claimed"]) == (90, 1)


def test_below_five_departments_there_is_no_median(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [FIGURES] * 4)
    found = definition(warehouse, "budget_execution_rate")
    assert (found["median_pct"], found["peers"], found["lowest_pct"]) == (None, 4, 90)
