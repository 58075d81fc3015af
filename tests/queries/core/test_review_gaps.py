from duckdb import DuckDBPyConnection

from tests import factories


def reviewed(warehouse: DuckDBPyConnection, number: int, arm: str) -> None:
    factories.report(warehouse, f"r{arm}{number}", department=f"{arm}{number}局")
    factories.fact(warehouse, f"r{arm}{number}", "self_score", "claimed", "99")
    factories.review(warehouse, f"广东省湛江市 {arm}{number}局", "90", arm=arm)


def test_below_twenty_random_reviews_all_count_and_then_those_alone(warehouse: DuckDBPyConnection) -> None:
    reviewed(warehouse, 0, "risk")
    for number in range(19):
        reviewed(warehouse, number, "random")
    found = factories.rows(warehouse, "core.review_gaps")
    assert {(row["gap_points"], row["counts"], row["calibrated_on"]) for row in found} == {(9.0, True, "all")}
    reviewed(warehouse, 19, "random")
    found = factories.rows(warehouse, "core.review_gaps")
    assert sorted({(row["arm"], row["counts"]) for row in found}) == [("random", True), ("risk", False)]


def test_the_points_in_the_review_go_before_the_report(warehouse: DuckDBPyConnection) -> None:
    reviewed(warehouse, 0, "risk")
    factories.review(warehouse, "广东省湛江市 risk0局", "90", self_points="98")
    assert factories.row(warehouse, "core.review_gaps")["gap_points"] == 8
