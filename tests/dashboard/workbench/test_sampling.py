"""Draws are reproducible, keep to the person-days, and have the inclusion probabilities that they state."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from dashboard.workbench import sampling
from dashboard.workbench.estimates import mean, total
from dashboard.workbench.sampling import (
    BOTH,
    CERTAINTY,
    METHODS,
    RANDOM,
    RANDOM_ARM,
    RISK,
    RISK_ARM,
    Design,
    Draw,
    Plan,
    SamplingError,
    Unit,
    allocation,
    draw,
    proportional_to_size,
)

PLAN = Plan(days=Decimal(60), seed="20261126-08-17-21")
SEEDS = 1000
DRAWN = {
    "proportional": "011 030 051 058 092 109 119",
    "neyman": "011 030 051 058 076 109 119",
    "size": "019 029 036 063 072 073 083",
}


def frame(count: int = 120) -> list[Unit]:
    """A city: most departments small, a few large, in three strata; what a visit would find grows with the money."""
    units = []
    for number in range(1, count + 1):
        size = Decimal(50 + (number * 37) % 100 + (600 if number % 29 == 0 else 0)) * 10_000
        units.append(
            Unit(
                department_id=f"部门{number:03}",
                department=f"部门{number:03}",
                report_id=f"r{number}",
                days=Decimal("1.5") if number % 3 else Decimal(1),
                priority=Decimal((number * 7919) % 1000) / 10,
                stratum=("市直党政", "市直事业", "县区")[number % 3],
                size=size,
                spread=Decimal((10, 40, 20)[number % 3]),
            )
        )
    return units


def found(units: list[Unit]) -> dict[str, Decimal]:
    """Points that a review takes off: what an estimate is of."""
    return {
        unit.department_id: (unit.size or Decimal(0)) / 200_000 + Decimal(int(unit.department_id[-3:]) % 7)
        for unit in units
    }


def arms(drawn: Draw) -> Counter[str]:
    return Counter(one.arm for one in drawn.units)


@pytest.mark.parametrize("method", METHODS)
def test_the_same_draw_comes_out_again_whatever_the_order(method: str) -> None:
    plan = replace(PLAN, method=method)
    units = frame()

    assert draw(units, plan) == draw(reversed(units), plan)
    assert draw(units, plan) != draw(units, replace(plan, seed="20261126-08-17-22"))


def test_a_draw_is_what_it_was_when_this_was_written() -> None:
    """On any machine and in any later version: who was drawn is settled by seed and frame."""
    for method, names in DRAWN.items():
        drawn = draw(frame(), replace(PLAN, days=Decimal(24), method=method))
        assert [one.unit.department_id[-3:] for one in drawn.units if one.arm in RANDOM_ARM] == names.split()
        assert drawn.frame_digest[:16] == "d4ea4702b4d56d36"
    assert sampling.permanent_random_number("种子", "部门001") >> 224 == 0xB657F631


@pytest.mark.parametrize("method", METHODS)
def test_person_days_are_kept(method: str) -> None:
    drawn = draw(frame(), replace(PLAN, method=method))

    expected = sum(one.random_probability * one.unit.days for one in drawn.units)
    assert drawn.days_of(RISK_ARM) <= Decimal(36)
    assert Decimal(22) < expected <= Decimal(24) + Decimal("1e-6")
    assert arms(drawn)[CERTAINTY] == 0


def test_must_visits_come_in_any_case_and_excluded_ones_never() -> None:
    units = frame()
    units[4] = replace(units[4], must_visit="群众举报")
    best = max(range(120), key=lambda number: units[number].priority)
    units[best] = replace(units[best], excluded="正在巡察")
    for seed in ("1", "2", "3"):
        drawn = {one.unit.department_id: one for one in draw(units, replace(PLAN, seed=seed)).units}

        assert drawn[units[4].department_id].arm == CERTAINTY
        assert drawn[units[4].department_id].weight == 1
        assert drawn[units[best].department_id].arm == ""
        assert drawn[units[best].department_id].weight is None


def test_the_risk_arm_is_the_top_of_the_list_and_the_random_arm_may_overlap_with_it() -> None:
    drawn = draw(frame(), replace(PLAN, days=Decimal(160)))

    top = sorted(drawn.units, key=lambda one: (-one.unit.priority, one.unit.department_id))
    risky = [one for one in drawn.units if one.arm in RISK_ARM]
    assert {one.unit.department_id for one in top[: len(risky)]} == {one.unit.department_id for one in risky}
    assert all(one.probability == 1 for one in risky)
    assert arms(drawn)[BOTH] > 0
    assert any(f"{arms(drawn)[BOTH]} 个单位两组都抽到" in note for note in drawn.notes)
    assert all(one.probability == one.random_probability for one in drawn.units if one.arm == RANDOM)


@pytest.mark.parametrize("method", METHODS)
def test_horvitz_thompson_totals_are_unbiased(method: str) -> None:
    """Over 1,000 seeds within 1 % of the truth, and the intervals cover it about as often as they say."""
    units = frame()
    truth, values = sum(found(units).values()), found(units)
    design = Design(units, replace(PLAN, method=method))
    estimates = [total(design.drawn(str(seed)), values) for seed in range(SEEDS)]

    average = sum(estimate.value for estimate in estimates) / SEEDS
    assert average == pytest.approx(float(truth), rel=0.01)
    spread = sum((estimate.value - average) ** 2 for estimate in estimates) / (SEEDS - 1)
    stated = sum(estimate.variance or 0 for estimate in estimates) / SEEDS
    assert stated == pytest.approx(spread, rel=0.2)
    covered = sum((estimate.low or 0) <= float(truth) <= (estimate.high or 0) for estimate in estimates) / SEEDS
    assert covered > 0.85


@pytest.mark.parametrize("method", METHODS)
def test_units_come_as_often_as_their_probability_says(method: str) -> None:
    units = frame(60)
    plan = replace(PLAN, method=method, days=Decimal(40), random_share=Decimal("0.5"))
    counts: Counter[str] = Counter()
    design = Design(units, plan)
    for seed in range(SEEDS):
        drawn = design.drawn(str(seed))
        counts.update(one.unit.department_id for one in drawn.units if one.arm in RANDOM_ARM)

    for one in drawn.units:
        expected = float(one.random_probability)
        tolerance = 4.5 * (expected * (1 - expected) / SEEDS) ** 0.5
        assert counts[one.unit.department_id] / SEEDS == pytest.approx(expected, abs=tolerance + 1e-9)


def test_the_random_arm_alone_stands_for_everybody_not_certain() -> None:
    units = frame()
    values = found(units)
    truth = float(sum(values.values())) / len(units)
    design = Design(units, PLAN)
    means = [mean(design.drawn(str(seed)), values) for seed in range(SEEDS)]

    assert sum(one.value for one in means if one) / SEEDS == pytest.approx(truth, rel=0.02)


def test_units_without_an_amount_have_a_chance_too() -> None:
    units = [replace(unit, size=None) if int(unit.report_id[1:]) % 10 == 0 else unit for unit in frame()]
    drawn = draw(units, replace(PLAN, method="size"))

    without = [one for one in drawn.units if one.unit.size is None]
    assert len({one.random_probability for one in without}) == 1
    assert all(one.random_probability > 0 for one in drawn.units)


def test_too_few_units_for_the_strata_merge_the_smallest_and_say_so() -> None:
    units = [replace(unit, stratum=f"第{int(unit.report_id[1:]) % 12}层") for unit in frame(60)]
    drawn = draw(units, replace(PLAN, days=Decimal(20)))

    assert any("层已合并" in note for note in drawn.notes)
    assert all(one.random_probability > 0 for one in drawn.units)
    counts = Counter(one.random_stratum for one in drawn.units if one.arm in RANDOM_ARM)
    assert min(counts.values()) >= 2


def test_a_small_random_arm_is_said_not_to_calibrate() -> None:
    assert any("不足 20 个" in note for note in draw(frame(), replace(PLAN, days=Decimal(20))).notes)
    assert not any("不足" in note for note in draw(frame(), replace(PLAN, days=Decimal(100))).notes)


def test_no_days_for_a_random_arm() -> None:
    drawn = draw(frame(), replace(PLAN, random_share=Decimal(0)))

    assert arms(drawn)[RANDOM] == arms(drawn)[BOTH] == 0
    assert arms(drawn)[RISK] > 0


def test_enough_days_for_everybody() -> None:
    drawn = draw(frame(30), Plan(days=Decimal(1000), seed="1"))

    assert set(arms(drawn)) == {BOTH}
    assert {one.probability for one in drawn.units} == {1}


@pytest.mark.parametrize(
    ("units", "change", "words"),
    [
        ([], {}, "名单是空的"),
        (frame(3) + frame(1), {}, "部门001 出现两次"),
        (frame(3), {"seed": " "}, "种子"),
        (frame(3), {"days": Decimal(0)}, "可用人天"),
        (frame(3), {"days": Decimal("NaN")}, "可用人天"),
        (frame(3), {"random_share": Decimal("1.5")}, "份额"),
        (frame(3), {"method": "guess"}, "没有“guess”"),
        ([replace(unit, days=Decimal(0)) for unit in frame(3)], {}, "预计人天"),
        ([replace(unit, size=Decimal(-1)) for unit in frame(3)], {"method": "size"}, "不小于 0"),
        ([replace(unit, spread=None) for unit in frame(3)], {"method": "neyman"}, "离散程度"),
        ([replace(unit, must_visit="举报") for unit in frame(90)], {}, "必查对象共需"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_chinese(units: list[Unit], change: dict[str, object], words: str) -> None:
    with pytest.raises(SamplingError, match=words):
        draw(units, replace(PLAN, **change))  # type: ignore[arg-type]


def test_allocation_is_neymans() -> None:
    """T. Wright's integers beside N·S: 60 units over 100·1, 50·4, 10·2 with a share of 100, 200 and 20."""
    sizes = {"甲": 100, "乙": 50, "丙": 10}
    spreads = {"甲": Decimal(1), "乙": Decimal(4), "丙": Decimal(2)}

    assert allocation(sizes, spreads, 64) == {"甲": 20, "乙": 40, "丙": 4}
    assert allocation(sizes, dict.fromkeys(sizes, Decimal(1)), 16) == {"甲": 9, "乙": 5, "丙": 2}
    assert allocation(sizes, spreads, 500) == sizes


@settings(max_examples=200, deadline=None)
@given(
    sizes=some.dictionaries(some.text(min_size=1, max_size=3), some.integers(1, 10**12), min_size=1, max_size=30),
    data=some.data(),
)
def test_probabilities_in_proportion_to_size_add_up(sizes: dict[str, int], data: some.DataObject) -> None:
    count = data.draw(some.integers(0, len(sizes)))
    shares = proportional_to_size(sizes, count)

    assert sum(shares.values()) == count
    assert all(0 <= share <= 1 for share in shares.values())
    partial = {name for name, share in shares.items() if 0 < share < 1}
    assert len({Fraction(shares[name], sizes[name]) for name in partial}) <= 1
    assert len(sampling.systematic(shares, "种子")) == count
