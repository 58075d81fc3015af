from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def findings(warehouse: DuckDBPyConnection) -> list[dict[str, Any]]:
    return factories.rows(warehouse, "checks.unit_mismatch")


def basic(warehouse: DuckDBPyConnection, whole: str = "701.00") -> None:
    """393.47 + 223.53 + 42.68 + 41.32 = 701.00, and the second is printed in yuan."""
    figures = {
        "basic_expenditure.actual": whole,
        "wages_and_benefits.actual": "393.47",
        "individual_and_family_subsidy.actual": "42.68",
        "capital_expenditure.actual": "41.32",
    }
    factories.facts(warehouse, "r1", figures)
    factories.fact(warehouse, "r1", "goods_and_services", "actual", "223.53", "元")


def test_a_sum_that_only_the_other_unit_makes_up_is_proof(warehouse: DuckDBPyConnection) -> None:
    basic(warehouse)
    (found,) = findings(warehouse)
    assert (found["subject"], found["outcome"], found["severity"]) == ("goods_and_services/actual/2020", "hit", "high")
    assert found["detail"].startswith("2020年商品和服务支出决算 223.53元 的单位可疑，换成 223.53万元 才相符：")
    assert "商品和服务支出 223.53万元" in found["detail"]
    assert found["detail"].endswith("= 基本支出 701.00万元")
    assert len(found["fact_ids"]) == 5


def test_parts_that_are_not_stated_do_not_hide_it(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"three_public.actual": "4.36", "vehicle_operation.actual": "2.32"})
    factories.fact(warehouse, "r1", "official_reception", "actual", "2.04", "元")
    assert [(found["outcome"], found["severity"]) for found in findings(warehouse)] == [("hit", "high")]


def test_a_total_in_the_wrong_unit_is_found(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"basic_expenditure.actual": "60.00", "project_expenditure.actual": "40.00"})
    factories.fact(warehouse, "r1", "expenditure", "actual", "100.00", "元")
    (found,) = findings(warehouse)
    assert (found["subject"], found["severity"]) == ("expenditure/actual/2020", "high")


def test_a_number_ten_thousand_times_too_large_is_found_in_the_same_unit(warehouse: DuckDBPyConnection) -> None:
    figures = {
        "expenditure.actual": "1,166.19", "basic_expenditure.actual": "7010000", "project_expenditure.actual": "465.19"
    }  # fmt: skip
    factories.facts(warehouse, "r1", figures)
    (found,) = findings(warehouse)
    assert (found["outcome"], found["subject"]) == ("hit", "basic_expenditure/actual/2020")
    assert "换成 7010000元 才相符" in found["detail"]


@pytest.mark.parametrize(("whole", "severity"), [("723.35", "medium"), ("723.36", None)])
def test_what_still_lacks_may_be_a_tenth(warehouse: DuckDBPyConnection, whole: str, severity: str | None) -> None:
    """223.53万元 is ten times 22.35万元."""
    basic(warehouse, whole)
    found = [row["severity"] for row in findings(warehouse) if row["outcome"] == "hit"]
    assert found == ([severity] if severity else [])


def test_the_same_figure_in_another_unit_elsewhere_is_proof(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"revenue.actual": "100.00", "project_expenditure.actual": "165.69"})
    factories.fact(warehouse, "r1", "project_expenditure", "actual", "165.69", "元")
    (found,) = findings(warehouse)
    assert (found["severity"], "另一处写作 165.69万元" in found["detail"]) == ("high", True)


def test_a_rate_that_only_the_other_unit_explains_is_proof(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"procurement.budget": "393.60", "revenue.actual": "1", "expenditure.actual": "1"})
    factories.fact(warehouse, "r1", "procurement", "actual", "391.90", "元")
    factories.fact(warehouse, "r1", "procurement_execution_rate", "claimed", "99.57")
    (found,) = findings(warehouse)
    assert (found["severity"], found["detail"].endswith("：2020年政府采购执行率 99.57%")) == ("high", True)


@pytest.mark.parametrize(
    ("budget", "outcome"), [("300.00", "hit"), ("300.01", "pass"), ("33.34", "hit"), ("33.33", "pass")]
)
def test_magnitude_alone_is_less(warehouse: DuckDBPyConnection, budget: str, outcome: str) -> None:
    """100.00元 is the least that a department may spend, so that only the budget is beside it."""
    factories.facts(warehouse, "r1", {"project_expenditure.budget": budget, "revenue.actual": "500"})
    factories.fact(warehouse, "r1", "project_expenditure", "actual", "100.00", "元")
    (found,) = findings(warehouse)
    assert (found["outcome"], found["severity"]) == (outcome, "medium" if outcome == "hit" else "low")


@pytest.mark.parametrize(("amount", "outcome"), [("99.99", "hit"), ("100.00", "pass")])
def test_a_few_yuan_are_no_department_s_spending(warehouse: DuckDBPyConnection, amount: str, outcome: str) -> None:
    factories.facts(warehouse, "r1", {"revenue.actual": "500", "expenditure.actual": "480"})
    factories.fact(warehouse, "r1", "official_reception", "actual", amount, "元")
    assert [found["outcome"] for found in findings(warehouse)] == [outcome]


def test_a_small_amount_may_stand_in_yuan(warehouse: DuckDBPyConnection) -> None:
    """Read in 万元 it would be more than the whole that it belongs to."""
    factories.facts(warehouse, "r1", {"three_public.actual": "5.20", "expenditure.actual": "480"})
    factories.fact(warehouse, "r1", "official_reception", "actual", "85", "元")
    assert [found["outcome"] for found in findings(warehouse)] == ["pass"]


def test_a_table_in_yuan_beside_prose_is_nothing(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.budget": "110.00", "revenue.actual": "100", "revenue.budget": "99"})
    factories.facts(warehouse, "r1", {"expenditure.actual": "1000000.00"}, unit="元")
    assert [found["outcome"] for found in findings(warehouse)] == ["pass"]


def test_a_report_in_one_unit_is_not_examined(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "100", "basic_expenditure.actual": "60"})
    assert findings(warehouse) == []
