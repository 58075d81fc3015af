import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.mark.parametrize(
    ("claimed", "verdict", "difference"),
    [("99.71", "相符", -0.0028), ("99.70", "不符", -0.0128), ("108.95", "按别的算法相符", 0.0001)],
)
def test_a_claim_stands_beside_the_formula_nearest_to_it(
    warehouse: DuckDBPyConnection, claimed: str, verdict: str, difference: float
) -> None:
    factories.report(warehouse, "r1")
    amounts = {"budget": "8779.84", "adjusted_budget": "9593.18", "actual": "9565.63"}
    factories.facts(warehouse, "r1", {f"expenditure.{stage}": amount for stage, amount in amounts.items()})
    factories.fact(warehouse, "r1", "budget_execution_rate", "claimed", claimed)
    found = factories.row(warehouse, "core.claims", rate="budget_execution_rate")
    assert (found["claimed_text"], found["verdict"]) == (f"{claimed}%", verdict)
    assert found["difference_points"] == pytest.approx(difference, abs=1e-4)
    assert "9565.63万元 ÷" in found["arithmetic"]
    assert len(found["fact_ids"]) >= 3


def test_a_rate_that_nobody_claims_is_worked_out_by_the_common_formula(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.facts(warehouse, "r1", {"expenditure.budget": "100", "expenditure.actual": "90"})
    found = factories.row(warehouse, "core.claims", rate="budget_completion_rate")
    assert (found["claimed_text"], found["computed_pct"], found["verdict"]) == (None, 90, "未自报")
    assert found["description"] == "实际支出 ÷ 年初预算数"


def test_a_claim_without_amounts_cannot_be_worked_out(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "satisfaction_rate", "claimed", "100")
    found = factories.row(warehouse, "core.claims", report_id="r1")
    assert (found["computed_pct"], found["verdict"]) == (None, "无法重算")


def test_the_arithmetic_printed_beside_a_claim_counts(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    printed = {"formula": "4276.91/4408.10", "formula_low": "97.0236", "formula_high": "97.0242"}
    factories.fact(warehouse, "r1", "expenditure_completion_rate", "claimed", "97.02", **printed)
    found = factories.row(warehouse, "core.claims", report_id="r1")
    assert (found["verdict"], found["arithmetic"]) == ("与所列算式相符", "4276.91/4408.10")
