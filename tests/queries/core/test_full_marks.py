from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")


def marks(warehouse: DuckDBPyConnection) -> list[tuple[Any, ...]]:
    found = factories.rows(warehouse, "core.full_marks")
    return sorted((row["rate"], row["place"], row["use"]) for row in found)


def test_a_hundred_marks_every_rate_that_is_claimed(warehouse: DuckDBPyConnection) -> None:
    figures = {"self_score.claimed": "100", "expenditure_completion_rate.claimed": "97", "carryover_rate.claimed": "3"}
    factories.facts(warehouse, "r1", figures)
    assert marks(warehouse) == [("expenditure_completion_rate", "score", None)]


def test_less_than_a_hundred_marks_none(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"self_score.claimed": "99.9", "expenditure_completion_rate.claimed": "97"})
    assert marks(warehouse) == []


def test_what_is_not_claimed_counts_for_the_whole_only(warehouse: DuckDBPyConnection) -> None:
    figures = {
        "self_score.claimed": "100",
        "expenditure.actual": "90",
        "expenditure.budget": "100",
        "project_expenditure.actual": "90",
        "project_expenditure.adjusted_budget": "100",
    }
    factories.facts(warehouse, "r1", figures)
    assert marks(warehouse) == [("budget_completion_rate", "score", None)]


def test_a_row_that_lost_points_is_no_full_mark(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"self_score.claimed": "100", "procurement_execution_rate.claimed": "80"})
    factories.score_item(warehouse, "r1", "4", level3="政府采购执行率")
    assert marks(warehouse) == []


def test_a_full_row_is_one_whatever_the_total(warehouse: DuckDBPyConnection) -> None:
    factories.score_item(warehouse, "r1", "5", level3="三公经费控制率", standard="≤100%得5分")
    factories.score_item(warehouse, "r1", "5", level3="固定资产利用率")  # without a rule nothing is short
    assert marks(warehouse) == [("three_public_control_rate", "item/1", "item/1")]
