import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def spent(connection: DuckDBPyConnection, rates: list[int], year: int) -> None:
    figures = [{"expenditure.adjusted_budget": "100", "expenditure.actual": str(rate)} for rate in rates]
    factories.departments(connection, figures, fiscal_year=year)


def test_the_median_moves_between_two_years(warehouse: DuckDBPyConnection) -> None:
    spent(warehouse, [90, 91, 92, 93, 94], 2019)
    spent(warehouse, [90, 91, 95, 96, 97, 98], 2020)
    for place in ("全部", "广东省湛江市"):
        found = factories.row(
            warehouse, "benchmarks.medians", jurisdiction=place, fiscal_year=2020, indicator="budget_execution_rate"
        )
        assert (found["departments"], found["earlier_departments"]) == (6, 5)
        assert found["median_pct"] == pytest.approx(95.5)
        assert (found["change_points"], found["moved_points"]) == (3.5, 3.5)


def test_four_departments_have_no_median(warehouse: DuckDBPyConnection) -> None:
    spent(warehouse, [90, 91, 92, 93], 2020)
    found = factories.row(
        warehouse, "benchmarks.medians", jurisdiction="全部", fiscal_year=2020, indicator="budget_execution_rate"
    )
    assert (found["departments"], found["median_pct"], found["change_points"]) == (4, None, None)
