"""The list of targets finds more of what a review would overturn than chance does, in a city that it was not made for."""

from pathlib import Path

from tests import backtest_targets
from tests.backtest_targets import Target


def listed(top: str, rest: str, city: int = 1, place: str = "甲县") -> list[Target]:
    """A city's list: x is overturned, . is not."""
    return [
        Target(city, place, 2020, name == "top", one == "x")
        for name in ("top", "rest")
        for one in (top if name == "top" else rest)
    ]


def test_a_lift_is_the_rate_of_the_top_over_that_of_all() -> None:
    assert backtest_targets.lift(listed("xx", "xx" + 16 * ".")) == 5
    assert backtest_targets.lift(listed("x.", "x" + 17 * ".")) == 5
    assert backtest_targets.lift(listed("xx", 18 * "x")) == 1, "where all are overturned no list is better than chance"


def test_the_interval_widens_where_places_differ() -> None:
    alike = [one for place in "甲乙丙丁" for one in listed("x.", "x" + 17 * ".", place=place)]
    apart = [
        one
        for place, top in zip("甲乙丙丁", ("xx", "xx", "..", ".."), strict=True)
        for one in listed(top, "x" + 17 * ".", place=place)
    ]
    low, high = backtest_targets.interval(apart)
    assert backtest_targets.interval(alike) == (5, 5) and low < backtest_targets.lift(apart) < high
    assert "goal 4 reached" in [*backtest_targets.printed(alike)][-1]


def test_the_top_tenth_holds_at_least_twice_the_overturns_of_a_random_one(tmp_path: Path) -> None:
    once, used = backtest_targets.measured(tmp_path, [backtest_targets.UNSEEN[0]], departments=48, years="2021-2024")
    print(*backtest_targets.printed(once), *backtest_targets.printed(used), sep="\n")
    assert backtest_targets.lift(once) >= backtest_targets.ANCHOR
    assert backtest_targets.lift(used) >= backtest_targets.lift(once), "what was found last year is known this year"
