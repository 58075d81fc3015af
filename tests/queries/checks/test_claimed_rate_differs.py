from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def finding(warehouse: DuckDBPyConnection) -> dict[str, Any]:
    return factories.row(warehouse, "checks.claimed_rate_differs")


def test_a_fitting_rate_shows_the_formula_with_its_numbers(warehouse: DuckDBPyConnection) -> None:
    figures = {
        "procurement.actual": "391.90",
        "procurement.budget": "393.60",
        "procurement_execution_rate.claimed": "99.57",
    }
    facts = factories.facts(warehouse, "r1", figures)
    found = finding(warehouse)
    assert (found["subject"], found["outcome"]) == ("procurement_execution_rate/2020", "pass")
    assert found["detail"] == "2020年政府采购执行率 99.57% = 391.90万元 ÷ 393.60万元，即实际采购金额 ÷ 采购计划金额"
    assert found["fact_ids"] == facts


def test_a_rate_that_fits_nothing_shows_the_nearest_value(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"procurement.actual": "391.90", "procurement.budget": "393.60"})
    factories.fact(warehouse, "r1", "procurement_execution_rate", "claimed", "99.75")
    found = finding(warehouse)
    assert (found["outcome"], found["severity"]) == ("hit", "low")
    assert "99.75% 与各种算法都不符，最接近的是 391.90万元 ÷ 393.60万元 = 99.57%" in found["detail"]


@pytest.mark.parametrize(
    ("claimed", "severity"),
    [("90.05", "low"), ("90.49", "low"), ("90.51", "medium"), ("94.99", "medium"), ("95.01", "high")],
)
def test_severity_grows_with_the_distance(warehouse: DuckDBPyConnection, claimed: str, severity: str) -> None:
    """Persons are exact: 90 of 100 are 90 %, and the claims' own half unit is 0.005."""
    factories.facts(warehouse, "r1", {"staff_on_post.actual": "90", "staff_quota.actual": "100"})
    factories.fact(warehouse, "r1", "staffing_control_rate", "claimed", claimed)
    assert (finding(warehouse)["outcome"], finding(warehouse)["severity"]) == ("hit", severity)


def test_without_a_computable_formula_there_is_no_row(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"procurement.actual": "391.90", "procurement_execution_rate.claimed": "50"})
    assert factories.rows(warehouse, "checks.claimed_rate_differs") == []


def test_fitting_one_variant_is_enough(warehouse: DuckDBPyConnection) -> None:
    figures = {"expenditure.actual": "95.00", "expenditure.adjusted_budget": "100.00", "expenditure.budget": "98.96"}
    factories.facts(warehouse, "r1", figures | {"budget_execution_rate.claimed": "96.00"})
    assert finding(warehouse)["outcome"] == "pass"
    assert finding(warehouse)["detail"].endswith("，即实际支出 ÷ 年初预算数")


def test_fitting_one_of_two_conflicting_operands_is_enough(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"revenue.actual": "4029.42", "revenue.budget": "3830.11"})
    factories.facts(warehouse, "r1", {"revenue.budget": "3864.89", "revenue_deviation_rate.claimed": "4.26"})
    assert finding(warehouse)["outcome"] == "pass"


def test_fitting_the_printed_arithmetic_is_enough(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "4276.91", "expenditure.budget": "3830.11"})
    factories.fact(
        warehouse, "r1", "expenditure_completion_rate", "claimed", "97.02",
        formula="4276.91/（4029.42+378.68）", formula_low="97.0236", formula_high="97.0242",
    )  # fmt: skip
    assert finding(warehouse)["outcome"] == "pass"
    assert "与所列算式相符：4276.91/（4029.42+378.68）" in finding(warehouse)["detail"]


def test_printed_arithmetic_that_gives_another_result_is_a_hit(warehouse: DuckDBPyConnection) -> None:
    factories.fact(
        warehouse, "r1", "carryover_rate", "claimed", "3.98",
        formula="131.19/（378.68+4029.42）", formula_low="2.976", formula_high="2.9763",
    )  # fmt: skip
    assert finding(warehouse)["outcome"] == "hit"
    assert finding(warehouse)["detail"] == "2020年结转结余率 3.98% 与所列算式不符：131.19/（378.68+4029.42） 应为 2.98%"


def test_of_two_claims_the_wrong_one_speaks(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"procurement.actual": "391.90", "procurement.budget": "393.60"})
    for claimed in ("99.57", "90.00"):
        factories.fact(warehouse, "r1", "procurement_execution_rate", "claimed", claimed)
    assert finding(warehouse)["outcome"] == "hit"
    assert "90.00%" in finding(warehouse)["detail"]
