from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def standing(
    warehouse: DuckDBPyConnection, indicator: str, report_id: str = "p0", grouping: str = "jurisdiction"
) -> dict[str, Any]:
    return factories.row(warehouse, "core.standings", report_id=report_id, indicator=indicator, grouping=grouping)


def test_a_value_stands_beside_the_median_with_what_the_gap_amounts_to(warehouse: DuckDBPyConnection) -> None:
    figures = [{"expenditure.actual": f"{rate}", "expenditure.adjusted_budget": "100"} for rate in (60, 90, 92, 94, 96)]
    factories.departments(warehouse, figures)
    found = standing(warehouse, "budget_execution_rate")
    assert (found["value"], found["median"], found["gap"], found["mad"]) == (60, 92, -32, 2)
    assert found["modified_z"] == pytest.approx(0.6745 * -32 / 2)
    assert (found["side"], found["is_worse"], found["money_yuan"]) == ("low", True, pytest.approx(320_000))
    assert (found["n"], found["missing"], found["label"]) == (5, 0, "预算执行率")


def test_people_are_turned_into_money_by_what_one_costs(warehouse: DuckDBPyConnection) -> None:
    figures = [
        {"staff_on_post.actual": f"{staff}", "staff_quota.actual": "100", "basic_expenditure.actual": "1000"}
        for staff in (125, 100, 100, 100, 100)
    ]
    factories.departments(warehouse, figures)
    found = standing(warehouse, "staffing_control_rate")
    assert (found["gap"], found["money_yuan"]) == (25, pytest.approx(25 * 80_000))
    factories.report(warehouse, "p5", department="5局")
    factories.facts(warehouse, "p5", {"staff_on_post.actual": "130", "staff_quota.actual": "100"})
    assert standing(warehouse, "staffing_control_rate", "p5")["money_yuan"] is None


def test_what_has_no_value_keeps_its_state(warehouse: DuckDBPyConnection) -> None:
    figures = [{"procurement.actual": "10", "procurement.budget": "0"}] + [{}] * 4
    factories.departments(warehouse, figures)
    found = standing(warehouse, "procurement_execution_rate")
    assert (found["state_name"], found["value"], found["n"], found["missing"]) == ("基数为零，不可比", None, 0, 5)


def test_a_wider_group_is_told(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"expenditure.actual": "90"}] * 5)
    found = standing(warehouse, "expenditure", grouping="function")
    assert (found["is_widened"], found["median"]) == (True, 900000)
    assert found["group_note"].startswith("名册没有写明职能")
