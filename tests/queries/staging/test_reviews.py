from duckdb import DuckDBPyConnection

from tests import factories


def test_the_last_review_of_an_indicator_counts(warehouse: DuckDBPyConnection) -> None:
    for points, arm in (("91", "random"), ("93", "")):
        factories.review(warehouse, "d1", points, arm=arm)
    factories.review(warehouse, "d1", "4", indicator="预算执行率")
    found = {row["indicator"]: row for row in factories.rows(warehouse, "staging.reviews")}
    assert (found[""]["review_points"], found[""]["arm"], found["预算执行率"]["review_points"]) == (93, None, 4)
