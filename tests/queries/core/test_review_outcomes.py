from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def outcome(warehouse: DuckDBPyConnection) -> dict[str, Any]:
    return factories.row(warehouse, "core.review_outcomes")


@pytest.mark.parametrize(("review", "is_overturned"), [("95", True), ("95.1", False), ("100", False), ("80", True)])
def test_a_whole_score_is_overturned_where_it_loses_enough(
    warehouse: DuckDBPyConnection, review: str, is_overturned: bool
) -> None:
    factories.review(warehouse, factories.body(warehouse), review, self_points="100", arm="risk", reviewer="李四")
    found = outcome(warehouse)

    assert (found["is_overturned"], found["is_whole"], found["arm"]) == (is_overturned, True, "risk")
    assert float(found["lost_points"]) == pytest.approx(100 - float(review))


def test_a_review_without_the_own_score_is_held_against_the_report(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", department="甲局")
    factories.fact(warehouse, "r1", "self_score", "claimed", "99")
    factories.review(warehouse, "广东省湛江市 甲局", "70", arm="random")
    found = outcome(warehouse)
    assert (found["is_whole"], found["is_overturned"], float(found["lost_points"])) == (True, True, 29)


def test_some_indicators_overturn_a_score_only_where_they_lose_enough(warehouse: DuckDBPyConnection) -> None:
    body = factories.body(warehouse)
    factories.review(warehouse, body, "2", self_points="5", indicator="预算完成率")
    assert outcome(warehouse)["is_overturned"] is None
    factories.review(warehouse, body, "3", self_points="5", indicator="固定资产利用率")
    found = outcome(warehouse)
    assert (found["is_overturned"], found["is_whole"], found["indicators"]) == (True, False, 2)


def test_the_whole_score_goes_before_its_indicators(warehouse: DuckDBPyConnection) -> None:
    body = factories.body(warehouse)
    factories.review(warehouse, body, "0", self_points="8", indicator="预算完成率")
    factories.review(warehouse, body, "96", self_points="99")
    found = outcome(warehouse)
    assert (found["is_overturned"], float(found["lost_points"])) == (False, 3)


def test_a_review_without_the_departments_own_points_decides_nothing(warehouse: DuckDBPyConnection) -> None:
    factories.review(warehouse, factories.body(warehouse), "70")
    assert outcome(warehouse)["is_overturned"] is None
