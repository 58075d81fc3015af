import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.mark.parametrize(
    ("score", "topic", "outcome", "severity"),
    [
        ("100", "execution", "hit", "high"),
        ("99.5", "execution", "hit", "medium"),
        ("99.4", "execution", "pass", "low"),
        ("95", "misuse", "pass", "low"),
        ("100", "awareness", "pass", "low"),
    ],
)
def test_a_failure_costs_points_and_good_intentions_do_not(
    warehouse: DuckDBPyConnection, score: str, topic: str, outcome: str, severity: str
) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "self_score", "claimed", score, fact_id="score")
    factories.remark(warehouse, "r1", "admitted_problem", topic, evidence="支出前松后紧")
    found = factories.row(warehouse, "checks.full_marks_despite_problem")
    assert (found["subject"], found["outcome"], found["severity"]) == ("self_score/2020", outcome, severity)
    assert found["fact_ids"] == ["remark/1", "score"]
    assert "支出前松后紧" in found["detail"]


def test_only_failures_are_quoted(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "self_score", "claimed", "100", fact_id="score")
    factories.remark(warehouse, "r1", "admitted_problem", "awareness", evidence="意识不强")
    factories.remark(warehouse, "r1", "admitted_problem", "unfinished", evidence="两项任务没有完成")
    found = factories.row(warehouse, "checks.full_marks_despite_problem")
    assert (found["detail"], found["fact_ids"]) == ("自评 100分，却承认：“两项任务没有完成”", ["remark/2", "score"])


@pytest.mark.parametrize(
    ("level3", "points", "outcomes"),
    [
        ("支付进度率", "5", ["hit"]),
        ("支付进度率", "4.5", ["pass"]),
        ("预算执行率", "5", []),
        ("资产管理规范性", "5", []),
    ],
)
def test_full_points_on_what_measures_the_failure(
    warehouse: DuckDBPyConnection, level3: str, points: str, outcomes: list[str]
) -> None:
    factories.report(warehouse, "r1")
    factories.score_item(warehouse, "r1", points, level3=level3)
    factories.remark(warehouse, "r1", "admitted_problem", "execution", evidence="支出前松后紧")
    found = factories.rows(warehouse, "checks.full_marks_despite_problem")
    assert [finding["outcome"] for finding in found] == outcomes
    assert all(finding["fact_ids"] == ["item/1", "remark/1"] for finding in found)
