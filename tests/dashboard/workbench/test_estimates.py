"""Intervals and shrunk means are those of the textbooks; nothing is estimated from too little."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from dashboard.workbench.estimates import exact, expected_rate, lift, shrunk, total, wilson
from dashboard.workbench.sampling import RANDOM_ARM, Design, Plan, draw
from tests.dashboard.workbench.test_sampling import found, frame


def test_wilson_is_the_published_interval() -> None:
    """R. G. Newcombe 1998, Statistics in Medicine 17: 857-872, table I: 81/263, 15/148, 0/20, 1/29."""
    for hits, count, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        assert wilson(hits, count) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_exact_is_the_published_interval() -> None:
    """The same table, method 5: Clopper-Pearson."""
    for hits, count, low, high in (
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ):
        assert exact(hits, count) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))
    assert exact(20, 20) == (pytest.approx(0.8316, abs=5e-5), 1)
    for hits, count in ((1, 0), (3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="no share"):
            exact(hits, count)


def test_lift_says_how_much_oftener_than_chance() -> None:
    """The Healthcare Commission's 26 % of the riskiest against 13 % of a random tenth, on 50 visits each."""
    ratio, low, high = lift(13, 50, 6, 46)
    assert ratio == pytest.approx(2, rel=0.01)
    assert low < 1 < 2 < high
    assert lift(130, 500, 60, 460)[1] > 1
    assert lift(5, 10, 0, 20)[0] is None
    assert lift(0, 10, 0, 10)[1] < 1 < lift(0, 10, 0, 10)[2]
    with pytest.raises(ValueError, match="no comparison"):
        lift(3, 2, 1, 10)


def test_the_interval_of_a_lift_covers_the_truth() -> None:
    chance = Random(3)
    covered = 0
    for _ in range(2000):
        hits = sum(chance.random() < 0.4 for _ in range(40))
        base = sum(chance.random() < 0.2 for _ in range(60))
        _, low, high = lift(hits, 40, base, 60)
        covered += low <= 2 <= high
    assert covered / 2000 == pytest.approx(0.95, abs=0.02)


def test_small_groups_are_drawn_to_the_mean_of_all() -> None:
    chance = Random(5)
    groups = {
        f"组{number}": [number + chance.gauss(0, 2) for _ in range(3 if number == 9 else 40)] for number in range(10)
    }

    means = shrunk(groups)
    assert all(abs(one.shrunk - 4.5) <= abs(one.mean - 4.5) + 0.2 for one in means.values())
    assert means["组9"].mean - means["组9"].shrunk > means["组8"].mean - means["组8"].shrunk > 0
    assert means["组9"].standard_error > means["组8"].standard_error


def test_groups_that_differ_by_chance_only_have_one_mean() -> None:
    same = {name: [1.0, 2.0, 3.0] for name in "甲乙丙"}
    assert {one.shrunk for one in shrunk(same).values()} == {2.0}
    assert shrunk({"甲": [5.0]})["甲"].shrunk == 5.0
    assert shrunk({"甲": [], "乙": []}) == {}


def test_shrinking_comes_closer_to_the_truth_than_plain_means() -> None:
    chance = Random(11)
    plain = drawn = 0.0
    for _ in range(200):
        truth = {f"组{number}": chance.gauss(2, 1) for number in range(12)}
        groups = {name: [value + chance.gauss(0, 2) for _ in range(4)] for name, value in truth.items()}
        for name, one in shrunk(groups).items():
            plain += (one.mean - truth[name]) ** 2
            drawn += (one.shrunk - truth[name]) ** 2
    assert drawn < 0.75 * plain


def test_no_rate_is_expected_from_fewer_than_twenty_random_reviews() -> None:
    drawn = draw(frame(), Plan(days=Decimal(80), seed="1"))
    arm = [one.unit.department_id for one in drawn.units if one.arm in RANDOM_ARM]
    assert len(arm) >= 20

    assert expected_rate(drawn, dict.fromkeys(arm[:19], True)) is None
    rate = expected_rate(drawn, {name: number % 4 == 0 for number, name in enumerate(arm)})
    assert rate is not None and rate.low is not None and rate.high is not None
    assert rate.low < 0.25 < rate.high


def test_the_risk_arm_does_not_enter_the_expected_rate() -> None:
    drawn = draw(frame(), Plan(days=Decimal(80), seed="1"))
    overturned = {one.unit.department_id: one.arm not in RANDOM_ARM for one in drawn.drawn}
    rate = expected_rate(drawn, overturned)

    assert rate is not None
    assert rate.value == 0


def test_a_total_wants_every_outcome_and_a_single_unit_has_no_variance() -> None:
    drawn = draw(frame(), Plan(days=Decimal(30), seed="1"))
    with pytest.raises(KeyError):
        total(drawn, {})
    few = Design(
        [replace(unit, stratum="") for unit in frame(30)], Plan(days=Decimal(4), seed="1", random_share=Decimal("0.4"))
    ).drawn("1")
    assert sum(one.arm in RANDOM_ARM for one in few.units) == 1
    assert total(few, found(frame(30))).variance is None
