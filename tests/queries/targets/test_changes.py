from typing import Any

from duckdb import DuckDBPyConnection

from tests import factories

OVER = {"expenditure.adjusted_budget": "100", "expenditure.actual": "150"}
WITHIN = {"expenditure.adjusted_budget": "100", "expenditure.actual": "98"}


def moved(connection: DuckDBPyConnection) -> dict[str, Any]:
    return factories.row(
        connection, "targets.changes", jurisdiction="全部", fiscal_year=2020, subject="spending_exceeds_budget"
    )


def test_findings_come_stay_and_go(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [OVER, OVER, WITHIN, WITHIN], fiscal_year=2019)
    factories.departments(warehouse, [OVER, WITHIN, OVER, WITHIN])
    found = moved(warehouse)
    assert (found["kind"], found["label"]) == ("finding", "支出超过预算")
    assert (found["earlier"], found["later"], found["came"], found["stayed"], found["went"]) == (2, 2, 1, 1, 1)
    assert (found["came_names"], found["went_names"]) == ("2局", "1局")


def test_a_department_of_one_year_only_is_no_change(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [OVER, OVER], fiscal_year=2019)
    factories.departments(warehouse, [OVER])
    found = moved(warehouse)
    assert (found["earlier"], found["later"], found["came"], found["went"], found["came_names"]) == (1, 1, 0, 0, None)
