from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

Counts = dict[str, tuple[int, int]]  # arm → reviews, of these overturned


def reviewed(warehouse: DuckDBPyConnection, counts: Counts, jurisdiction: str = "广东省湛江市") -> None:
    for arm, (reviews, overturned) in counts.items():
        for number in range(reviews):
            body = factories.body(warehouse, f"{arm}局{number}", jurisdiction_name=jurisdiction)
            points = "80" if number < overturned else "98"
            factories.review(warehouse, body, points, self_points="99", arm=arm)


def rates(warehouse: DuckDBPyConnection, jurisdiction: str = "广东省湛江市") -> dict[str, dict[str, Any]]:
    return {
        row["arm"]: row for row in factories.rows(warehouse, "targets.arm_rates") if row["jurisdiction"] == jurisdiction
    }


def test_the_interval_is_wilsons(warehouse: DuckDBPyConnection) -> None:
    """R. G. Newcombe 1998, Statistics in Medicine 17: 857-872, table I: 15 of 148, 0 of 20, 1 of 29."""
    reviewed(warehouse, {"risk": (148, 15), "random": (20, 0), "certainty": (29, 1)})
    found = rates(warehouse)

    for arm, low, high in (("risk", 6.24, 16.05), ("random", 0, 16.11), ("certainty", 0.61, 17.18)):
        assert (found[arm]["low_pct"], found[arm]["high_pct"]) == (
            pytest.approx(low, abs=5e-3),
            pytest.approx(high, abs=5e-3),
        )
    assert found["risk"]["rate_pct"] == pytest.approx(100 * 15 / 148)


def test_who_is_in_two_arms_counts_in_both(warehouse: DuckDBPyConnection) -> None:
    reviewed(warehouse, {"risk": (4, 2), "random": (3, 0), "both": (1, 1)})
    found = rates(warehouse)

    assert (found["risk"]["reviewed"], found["risk"]["overturned"]) == (5, 3)
    assert (found["random"]["reviewed"], found["random"]["overturned"]) == (4, 1)
    assert found["risk"]["lift"] == pytest.approx((3 / 5) / (1 / 4))


@pytest.mark.parametrize(("reviews", "expected"), [(19, None), (20, 25.0)])
def test_everybody_is_judged_by_twenty_random_reviews_at_least(
    warehouse: DuckDBPyConnection, reviews: int, expected: float | None
) -> None:
    reviewed(warehouse, {"risk": (10, 10), "random": (reviews, 5)})
    assert rates(warehouse)["risk"]["expected_pct"] == expected


def test_jurisdictions_are_not_mixed_and_no_random_arm_gives_no_lift(warehouse: DuckDBPyConnection) -> None:
    reviewed(warehouse, {"risk": (2, 1)})
    reviewed(warehouse, {"random": (2, 1)}, "湖南省岳阳市")

    assert rates(warehouse)["risk"]["lift"] is None
    assert set(rates(warehouse, "湖南省岳阳市")) == {"random"}


def test_reviews_of_no_arm_or_without_a_verdict_do_not_count(warehouse: DuckDBPyConnection) -> None:
    factories.review(warehouse, factories.body(warehouse), "80", self_points="99")
    factories.review(
        warehouse, factories.body(warehouse, "市林业局"), "4", self_points="5", indicator="预算完成率", arm="risk"
    )
    assert rates(warehouse) == {}
