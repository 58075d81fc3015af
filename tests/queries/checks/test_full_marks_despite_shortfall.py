from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

STANDARD = "≥95%得5分；每低1个百分点扣0.5分"


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")


def finding(warehouse: DuckDBPyConnection) -> dict[str, Any]:
    (found,) = factories.rows(warehouse, "checks.full_marks_despite_shortfall")
    return found


@pytest.mark.parametrize(
    ("rate", "claimed", "outcome", "severity"),
    [
        ("expenditure_completion_rate", "95", "pass", "low"),
        ("expenditure_completion_rate", "94.99", "hit", "medium"),
        ("procurement_execution_rate", "90", "hit", "high"),
        ("revenue_deviation_rate", "5", "pass", "low"),
        ("revenue_deviation_rate", "-5.01", "hit", "medium"),
        ("revenue_deviation_rate", "10", "hit", "high"),
    ],
)
def test_where_no_rule_is_known_the_limits_count(
    warehouse: DuckDBPyConnection, rate: str, claimed: str, outcome: str, severity: str
) -> None:
    factories.facts(warehouse, "r1", {"self_score.claimed": "100", f"{rate}.claimed": claimed})
    found = finding(warehouse)
    assert (found["subject"], found["outcome"], found["severity"]) == (f"{rate}/2020", outcome, severity)


@pytest.mark.parametrize(
    ("claimed", "outcome", "severity"),
    [("95", "pass", "low"), ("93.9", "hit", "medium"), ("93", "hit", "high")],
)
def test_the_sheets_own_standard_decides(
    warehouse: DuckDBPyConnection, claimed: str, outcome: str, severity: str
) -> None:
    factories.score_item(warehouse, "r1", "5", level3="政府采购执行率", standard=STANDARD)
    factories.fact(warehouse, "r1", "procurement_execution_rate", "claimed", claimed)
    found = finding(warehouse)
    assert (found["outcome"], found["severity"]) == (outcome, severity)
    assert found["fact_ids"] == ["item/1", "r1-f001"]


def test_the_sentence_has_the_numbers(warehouse: DuckDBPyConnection) -> None:
    factories.score_item(warehouse, "r1", "5", level3="政府采购执行率", standard=STANDARD)
    factories.fact(warehouse, "r1", "procurement_execution_rate", "claimed", "92")
    detail = "2020年政府采购执行率 92.00%，按评分表的标准最多得 3.5 分，却得了满分 5 分"
    assert finding(warehouse)["detail"] == detail


def test_without_a_sheet_the_regions_rule_decides(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", version=2, jurisdiction="湖南省岳阳市君山区")
    factories.facts(
        warehouse, "r1", {"self_score.claimed": "100", "operating_control_rate.claimed": "120",
                          "three_public_control_rate.claimed": "101"}, version=2
    )  # fmt: skip
    found = finding(warehouse)
    assert (found["subject"], found["outcome"]) == ("three_public_control_rate/2020", "hit")
    assert "按君山区部门整体支出绩效评价评分表最多得 5 分" in found["detail"]


def test_a_claim_that_the_amounts_do_not_bear_out_is_uncertain(warehouse: DuckDBPyConnection) -> None:
    factories.score_item(warehouse, "r1", "5", level3="政府采购执行率", standard=STANDARD)
    figures = {"procurement.actual": "80", "procurement.budget": "100", "procurement_execution_rate.claimed": "99"}
    factories.facts(warehouse, "r1", figures)
    assert finding(warehouse)["outcome"] == "uncertain"


def test_a_deduction_is_respected(warehouse: DuckDBPyConnection) -> None:
    factories.score_item(warehouse, "r1", "4.5", level3="政府采购执行率", standard=STANDARD)
    factories.facts(warehouse, "r1", {"self_score.claimed": "100", "procurement_execution_rate.claimed": "80"})
    assert factories.rows(warehouse, "checks.full_marks_despite_shortfall") == []
