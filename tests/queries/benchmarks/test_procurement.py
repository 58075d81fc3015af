from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def procurement(warehouse: DuckDBPyConnection, report_id: str = "p0") -> dict[str, Any]:
    return factories.row(warehouse, "benchmarks.procurement", report_id=report_id)


def test_plan_actual_and_what_was_not_bought(warehouse: DuckDBPyConnection) -> None:
    factories.departments(
        warehouse, [{"procurement.budget": "80", "procurement.actual": "60", "expenditure.actual": "600"}]
    )
    found = procurement(warehouse)
    assert (found["execution_rate_pct"], found["unspent_yuan"]) == (pytest.approx(75), 200_000)
    assert found["share_of_expenditure_pct"] == pytest.approx(10)


def test_last_year_s_report_is_named_with_its_facts(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"procurement.actual": "50"}], fiscal_year=2019)
    factories.departments(warehouse, [{"procurement.actual": "60"}])
    found = procurement(warehouse)
    assert (found["change_yuan"], found["change_rate_pct"]) == (100_000, pytest.approx(20))
    assert (found["earlier_report_id"], found["earlier_fact_ids"]) == ("p0/2019", ["p0/2019-f001"])
    assert found["fact_ids"] == ["p0-f001"]


def test_a_plan_of_zero_gives_no_rate(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"procurement.budget": "0", "procurement.actual": "0"}])
    found = procurement(warehouse)
    assert (found["execution_rate_pct"], found["execution_state"], found["actual_yuan"]) == (None, "zero_base", 0)
