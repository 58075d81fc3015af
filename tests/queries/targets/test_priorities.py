"""What speaks for a visit can be added up, part by part; what is not known adds nothing."""

from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

PARTS = (
    "inflation_gap",
    "unsupported_points",
    "findings",
    "outliers",
    "persistence",
    "three_public_growth",
    "execution_shortfall",
    "money_at_stake",
    "years_since_review",
)


def target(warehouse: DuckDBPyConnection, report_id: str = "r1") -> dict[str, Any]:
    return factories.row(warehouse, "targets.priorities", report_id=report_id)


def test_priority_is_the_sum_of_its_parts_and_a_part_its_weight_times_its_share(warehouse: DuckDBPyConnection) -> None:
    body = factories.body(warehouse, "市教育局")
    factories.report(warehouse)
    factories.facts(warehouse, "r1", {"expenditure.budget": "10000", "expenditure.actual": "12000"})
    factories.review(warehouse, body, "90", self_points="92.5", fiscal_year=2018)
    found = target(warehouse)

    assert found["priority"] == pytest.approx(sum(found[part] or 0 for part in PARTS))
    assert (found["inflation_gap"], found["inflation_gap_share"]) == (7.5, 0.25), (
        "2.5 of 10 points fill a quarter of 30"
    )
    assert found["findings_share"] == pytest.approx(4 / 9), "a high and a medium one are 4 of 9"
    assert found["money_at_stake"] == pytest.approx(4 * 0.6931, abs=0.001), "1.2亿元 is 2.08 steps of ten above 100万元"
    assert (found["years_since_review"], found["last_reviewed_year"]) == (pytest.approx(3 * 2 / 5), 2018)
    assert found["why"] == "2018 年度复核扣下 2.5 分；疑点 高 1、中 1、低 0；2018 年度复核过"


@pytest.mark.parametrize(("lost", "share"), [("90.01", 0.999), ("90", 1.0), ("80", 1.0), ("101", 0.0)])
def test_a_part_is_full_at_its_threshold_and_never_less_than_nothing(
    warehouse: DuckDBPyConnection, lost: str, share: float
) -> None:
    body = factories.body(warehouse, "市教育局")
    factories.report(warehouse)
    factories.review(warehouse, body, lost, self_points="100", fiscal_year=2019)
    assert target(warehouse)["inflation_gap_share"] == pytest.approx(share)


def test_what_is_not_known_is_null_and_adds_nothing(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "市教育局")
    factories.report(warehouse)
    found = target(warehouse)
    unknown = [part for part in PARTS if found[part] is None]
    assert unknown == [
        "inflation_gap",
        "unsupported_points",
        "persistence",
        "three_public_growth",
        "execution_shortfall",
        "money_at_stake",
    ]
    assert (found["parts_known"], found["priority"], found["years_since_review"]) == (3, 3, 3)
    assert found["why"] == "没有复核过"


def test_a_review_of_the_same_year_does_not_speak_for_a_visit(warehouse: DuckDBPyConnection) -> None:
    body = factories.body(warehouse, "市教育局")
    factories.report(warehouse)
    factories.review(warehouse, body, "60", self_points="100")
    found = target(warehouse)
    assert (found["inflation_gap"], found["is_reviewed"], found["last_reviewed_year"]) == (None, True, None)


def test_findings_year_after_year_are_persistence(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "市教育局")
    for report_id, year, spent in (("r0", 2017, "200"), ("r1", 2018, "200"), ("r2", 2020, "90"), ("r3", 2024, "90")):
        factories.report(warehouse, report_id, fiscal_year=year)
        figures = {"expenditure.budget": "100", "expenditure.actual": spent}
        factories.facts(warehouse, report_id, figures, fiscal_year=year)
    found = [target(warehouse, report_id) for report_id in ("r0", "r1", "r2", "r3")]

    assert [row["persistence"] for row in found] == [None, 15, 10, None], "2 of 3 in each; after three years forgotten"
    assert "前三年平均每年疑点 2.0 项" in found[2]["why"] and "前三年" not in found[3]["why"]


def test_a_department_with_two_reports_stands_on_the_list_once(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "市教育局")
    factories.report(warehouse, "r1")
    factories.report(warehouse, "r2", kind="final_accounts")
    assert [row["report_id"] for row in factories.rows(warehouse, "targets.priorities")] == ["r1"]
