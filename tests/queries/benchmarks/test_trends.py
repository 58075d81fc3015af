from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

EXECUTION = "budget_execution_rate"


def years(warehouse: DuckDBPyConnection, rates: dict[int, int], others: tuple[int, ...] = ()) -> None:
    """p0's rate each year, beside the same others every year."""
    for year, rate in rates.items():
        figures = [
            {"expenditure.adjusted_budget": "1000", "expenditure.actual": f"{one * 10}"} for one in (rate, *others)
        ]
        factories.departments(warehouse, figures, fiscal_year=year)


def trend(warehouse: DuckDBPyConnection, indicator: str = EXECUTION, year: int = 2020) -> dict[str, Any]:
    found = factories.rows(warehouse, "benchmarks.trends", indicator=indicator, fiscal_year=year)
    return next(row for row in found if row["department_id"].endswith("0局"))


def test_a_value_stands_beside_that_of_the_year_before(warehouse: DuckDBPyConnection) -> None:
    years(warehouse, {2019: 95, 2020: 90})
    found = trend(warehouse)
    assert (found["value"], found["last_value"], found["is_linked"], found["change_note"]) == (90, 95, True, None)
    amount = trend(warehouse, "expenditure")
    assert (amount["value"], amount["last_value"]) == (9_000_000, 9_500_000)


def test_a_year_without_a_report_breaks_the_run(warehouse: DuckDBPyConnection) -> None:
    years(warehouse, {2018: 95, 2020: 90})
    found = trend(warehouse)
    assert (found["is_linked"], found["last_value"], found["change_note"]) == (False, None, "没有上年数")


def test_nothing_is_computed_across_a_break(warehouse: DuckDBPyConnection) -> None:
    years(warehouse, {2019: 95, 2020: 90})
    for year, scope in ((2019, "own"), (2020, "consolidated")):
        warehouse.execute("update raw.identities set scope = $1 where fiscal_year = $2", [scope, year])
    found = trend(warehouse)
    assert (found["is_linked"], found["last_value"], found["worse_years"]) == (False, None, 0)
    assert found["change_note"] == "口径有变化，不与上年比：上年是本级口径，今年是汇总口径"


def test_from_zero_there_is_no_rate_of_change(warehouse: DuckDBPyConnection) -> None:
    for year, amount in ((2019, "0"), (2020, "5")):
        factories.departments(warehouse, [{"three_public.actual": amount}], fiscal_year=year)
    found = trend(warehouse, "three_public")
    assert (found["value"], found["last_value"], found["change_note"]) == (50000, 0, "上年为零，变动率不可比")


@pytest.mark.parametrize(
    ("rates", "worse_years"),
    [
        ({2019: 90, 2020: 95}, 0),
        ({2019: 95, 2020: 90}, 1),
        ({2018: 97, 2019: 95, 2020: 90}, 2),
        ({2017: 98, 2018: 97, 2019: 95, 2020: 90}, 3),
        ({2016: 99, 2017: 98, 2018: 97, 2019: 95, 2020: 90}, 3),
        ({2017: 98, 2018: 93, 2019: 95, 2020: 90}, 1),
        ({2016: 98, 2017: 97, 2019: 95, 2020: 90}, 1),
    ],
)
def test_years_running_that_it_gets_worse(
    warehouse: DuckDBPyConnection, rates: dict[int, int], worse_years: int
) -> None:
    years(warehouse, rates)
    assert trend(warehouse)["worse_years"] == worse_years


@pytest.mark.parametrize(
    ("rates", "flagged_years"),
    [
        ({2020: 94}, 0),
        ({2020: 60}, 1),
        ({2019: 94, 2020: 60}, 1),
        ({2019: 60, 2020: 60}, 2),
        ({2018: 60, 2020: 60}, 1),
        ({2018: 60, 2019: 60, 2020: 60}, 3),
        ({2018: 60, 2019: 60, 2020: 94}, 0),
    ],
)
def test_years_running_that_it_is_flagged(
    warehouse: DuckDBPyConnection, rates: dict[int, int], flagged_years: int
) -> None:
    years(warehouse, rates, others=(92, 93, 94, 95, 96))
    assert trend(warehouse)["flagged_years"] == flagged_years
