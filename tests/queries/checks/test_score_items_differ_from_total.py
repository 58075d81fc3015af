from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def findings(warehouse: DuckDBPyConnection, score: str | None, *points: str | None) -> list[dict[str, Any]]:
    if score is not None:
        factories.fact(warehouse, "r1", "self_score", "claimed", score)
    for one in points:
        factories.score_item(warehouse, "r1", one)
    return factories.rows(warehouse, "checks.score_items_differ_from_total")


def test_items_that_add_up_pass(warehouse: DuckDBPyConnection) -> None:
    (found,) = findings(warehouse, "98", "50", "48")
    assert (found["subject"], found["outcome"]) == ("self_score/2020", "pass")
    assert found["detail"] == "评分表 2 项自评得分合计 98分，与自评得分 98分一致"
    assert found["fact_ids"] == ["r1-f001"]


@pytest.mark.parametrize(("points", "outcome", "severity"), [
    ("47.5", "pass", "low"),
    ("47.4", "hit", "medium"),
    ("48.6", "hit", "medium"),
    ("49", "hit", "high"),
    ("46", "hit", "high"),
])  # fmt: skip
def test_the_score_s_own_precision_decides(
    warehouse: DuckDBPyConnection, points: str, outcome: str, severity: str
) -> None:
    (found,) = findings(warehouse, "98", "50", points)
    assert (found["outcome"], found["severity"]) == (outcome, severity)


def test_a_score_with_decimals_is_held_to_them(warehouse: DuckDBPyConnection) -> None:
    (found,) = findings(warehouse, "98.00", "50", "48.01")
    assert (found["outcome"], found["detail"]) == ("hit", "评分表 2 项自评得分合计 98.01分，不等于自评得分 98.00分")


def test_rows_without_points_make_a_lack_uncertain(warehouse: DuckDBPyConnection) -> None:
    (found,) = findings(warehouse, "98", "50", None)
    assert (found["outcome"], "1 项没有得分" in found["detail"]) == ("uncertain", True)


def test_rows_without_points_do_not_excuse_a_surplus(warehouse: DuckDBPyConnection) -> None:
    assert [found["outcome"] for found in findings(warehouse, "98", "50", "60", None)] == ["hit"]


def test_of_two_scores_one_that_fits_is_enough(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "self_score", "claimed", "100")
    assert [found["outcome"] for found in findings(warehouse, "98", "50", "48")] == ["pass"]


def test_without_a_score_or_without_a_sheet_there_is_no_row(warehouse: DuckDBPyConnection) -> None:
    assert findings(warehouse, None, "50", "48") == []
    factories.report(warehouse, "r2")
    factories.fact(warehouse, "r2", "self_score", "claimed", "98")
    assert factories.rows(warehouse, "checks.score_items_differ_from_total") == []


def test_last_year_s_score_is_not_meant(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "self_score", "claimed", "98", fiscal_year=2019)
    assert findings(warehouse, None, "50", "40") == []


def test_points_recognised_in_a_picture_prove_nothing(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    factories.fact(warehouse, "r1", "self_score", "claimed", "98")
    factories.score_item(warehouse, "r1", "90", recognition=0.9)
    assert factories.row(warehouse, "checks.score_items_differ_from_total")["outcome"] == "uncertain"
