from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def finding(warehouse: DuckDBPyConnection, **values: str) -> dict[str, Any]:
    factories.facts(warehouse, "r1", {f"{rate}.claimed": value for rate, value in values.items()})
    found = factories.rows(warehouse, "checks.same_number_reused")
    return min(found, key=lambda row: ("hit", "uncertain", "pass").index(row["outcome"]))


def procured(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"procurement.actual": "80.00", "procurement.budget": "100.00"})


def test_one_number_for_two_matters_is_a_hit(warehouse: DuckDBPyConnection) -> None:
    found = finding(warehouse, carryover_rate="6.62", revenue_deviation_rate="6.62")
    assert (found["subject"], found["outcome"], found["severity"]) == (
        "carryover_rate+revenue_deviation_rate/2020",
        "hit",
        "low",
    )
    assert found["detail"] == "2020年结转结余率 6.62%、2020年财政拨款收入预决算差异率 6.62% 是同一个数"
    assert found["fact_ids"] == ["r1-f001", "r1-f002"]


def test_what_lacks_from_a_hundred_is_a_third_use(warehouse: DuckDBPyConnection) -> None:
    values = {"carryover_rate": "6.62", "revenue_deviation_rate": "6.62", "expenditure_completion_rate": "93.38"}
    found = finding(warehouse, **values)
    assert (found["severity"], found["detail"].endswith("又恰为 100% 减去 2020年支出完成率 93.38%")) == ("medium", True)
    assert len(found["fact_ids"]) == 3


def test_a_complement_alone_is_natural(warehouse: DuckDBPyConnection) -> None:
    assert finding(warehouse, carryover_rate="2.98", expenditure_completion_rate="97.02")["outcome"] == "pass"


@pytest.mark.parametrize(("value", "outcome"), [("6.62", "hit"), ("6.6", "pass"), ("100", None), ("0", None)])
def test_coarse_and_natural_numbers_may_coincide(
    warehouse: DuckDBPyConnection, value: str, outcome: str | None
) -> None:
    values = {"carryover_rate": value, "revenue_deviation_rate": value}
    factories.facts(warehouse, "r1", {f"{rate}.claimed": claimed for rate, claimed in values.items()})
    found = [row["outcome"] for row in factories.rows(warehouse, "checks.same_number_reused")]
    assert found == ([outcome] if outcome else [])


def test_a_rate_that_the_figures_contradict_and_that_is_another_s_is_a_hit(warehouse: DuckDBPyConnection) -> None:
    procured(warehouse)
    found = finding(warehouse, procurement_execution_rate="98.4", operating_control_rate="98.4")
    assert (found["outcome"], found["severity"]) == ("hit", "medium")
    assert found["detail"].endswith("是同一个数，按报告自己的数算并不如此")


def test_where_the_figures_support_one_of_two_it_is_uncertain(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"procurement.actual": "80.12", "procurement.budget": "100.00"})
    found = finding(warehouse, procurement_execution_rate="80.12", operating_control_rate="80.12")
    assert found["outcome"] == "uncertain"


def test_what_the_figures_support_twice_is_natural(warehouse: DuckDBPyConnection) -> None:
    procured(warehouse)
    factories.facts(warehouse, "r1", {"operating_expenditure.actual": "40.00", "operating_expenditure.budget": "50.00"})
    assert finding(warehouse, procurement_execution_rate="80.00", operating_control_rate="80.00")["outcome"] == "pass"


def test_rates_of_the_same_money_may_be_the_same(warehouse: DuckDBPyConnection) -> None:
    assert finding(warehouse, budget_execution_rate="97.31", expenditure_completion_rate="97.31")["outcome"] == "pass"


def test_each_number_is_a_row(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"carryover_rate.claimed": "6.62", "operating_control_rate.claimed": "94.50"})
    found = factories.rows(warehouse, "checks.same_number_reused")
    assert {row["subject"] for row in found} == {"carryover_rate/2020", "operating_control_rate/2020"}
    assert {row["outcome"] for row in found} == {"pass"}


def test_one_rate_under_two_numbers_is_one_row(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"carryover_rate.claimed": "6.62"})
    factories.facts(warehouse, "r1", {"carryover_rate.claimed": "7.15"})
    (found,) = factories.rows(warehouse, "checks.same_number_reused")
    assert (found["subject"], found["outcome"]) == ("carryover_rate/2020", "pass")
