"""Intervals are those of the textbooks; nothing is estimated from too little."""

from dataclasses import replace
from decimal import Decimal

import pytest

from dashboard.workbench.estimates import Estimate, expected_rate, said, total, wilson
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


def test_an_estimate_is_said_with_its_interval_or_why_there_is_none() -> None:
    assert said(None) == "随机组复核不足 20 个，不推算"
    assert said(Estimate(0.26, 0.01, 0.132, 0.451, 24)) == "26.0%（13.2% 至 45.1%，随机组 24 个）"
