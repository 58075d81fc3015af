from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def scores(warehouse: DuckDBPyConnection, report_id: str = "r0") -> dict[str, Any]:
    return factories.row(warehouse, "benchmarks.scores", report_id=report_id)


def departments(warehouse: DuckDBPyConnection, *values: str) -> None:
    for number, value in enumerate(values):
        factories.report(warehouse, f"r{number}", department=f"{number}局")
        factories.fact(warehouse, f"r{number}", "self_score", "claimed", value)


def test_score_grade_and_review_stand_side_by_side(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r0")
    figures = {"self_score.claimed": "98", "self_grade.claimed": "优", "review_score.claimed": "91.5"}
    facts = factories.facts(warehouse, "r0", figures)
    found = scores(warehouse)
    assert (found["self_score"], found["self_grade"], found["review_score"]) == (98, "优", pytest.approx(91.5))
    assert (found["score_state"], found["fact_ids"]) == ("stated", facts)


def test_two_grades_are_both_shown(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r0")
    for grade in ("第一等级", "优秀"):
        factories.fact(warehouse, "r0", "self_grade", "claimed", grade)
    assert scores(warehouse)["self_grade"] == "优秀、第一等级"


def test_two_scores_are_not_chosen_from(warehouse: DuckDBPyConnection) -> None:
    departments(warehouse, "98")
    factories.fact(warehouse, "r0", "self_score", "claimed", "99")
    assert (scores(warehouse)["score_state"], scores(warehouse)["self_score"]) == ("conflicting", None)


def test_no_score_is_missing(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r0")
    assert scores(warehouse)["score_state"] == "missing"


def test_four_scores_give_no_share_and_five_do(warehouse: DuckDBPyConnection) -> None:
    departments(warehouse, "100", "100", "95", "94.99")
    assert (scores(warehouse)["peers"], scores(warehouse)["share_at_ceiling_pct"]) == (4, None)
    factories.report(warehouse, "r4", department="4局")
    factories.fact(warehouse, "r4", "self_score", "claimed", "99.99")
    found = scores(warehouse)
    assert (found["peers"], found["peers_at_ceiling"], found["distinct_scores"]) == (5, 2, 4)
    assert (found["share_at_ceiling_pct"], found["share_95_or_more_pct"]) == (40, 80)


def test_who_states_no_score_is_in_the_group_but_not_behind_the_shares(warehouse: DuckDBPyConnection) -> None:
    departments(warehouse, "100", "100", "100", "100", "100")
    factories.report(warehouse, "silent", department="静局")
    found = scores(warehouse, "silent")
    assert (found["peers"], found["peers_in_group"], found["share_at_ceiling_pct"]) == (5, 6, 100)


def test_a_report_that_is_not_resolved_is_kept_out(warehouse: DuckDBPyConnection) -> None:
    departments(warehouse, "100", "100", "100", "100", "100")
    factories.report(warehouse, "alone", jurisdiction=None)
    assert factories.rows(warehouse, "benchmarks.scores", report_id="alone") == []
