from duckdb import DuckDBPyConnection

from tests import factories


def test_a_total_without_the_own_score_takes_the_one_of_the_report(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", department="甲局")
    factories.fact(warehouse, "r1", "self_score", "claimed", "99")
    factories.review(warehouse, "广东省湛江市 甲局", "70")
    factories.review(warehouse, "广东省湛江市 甲局", "3", indicator="预算完成率")
    found = {row["indicator"]: row["self_points"] for row in factories.rows(warehouse, "core.reviewed_scores")}
    assert found == {"": 99, "预算完成率": None}


def test_the_own_score_of_the_review_goes_first(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", department="甲局")
    factories.fact(warehouse, "r1", "self_score", "claimed", "99")
    factories.review(warehouse, "广东省湛江市 甲局", "70", self_points="98")
    assert factories.row(warehouse, "core.reviewed_scores")["self_points"] == 98
