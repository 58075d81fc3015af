"""The list under other weights, how firm its top is, and the sampling frame that it makes."""

from datetime import datetime
from decimal import Decimal

import pytest
from pandas import DataFrame

from dashboard.workbench import priorities, sampling
from dashboard.workbench.choices import EXCLUDED, MUST_VISIT, Choice
from dashboard.workbench.sampling import Plan

WEIGHTS = {"findings": Decimal(30), "outliers": Decimal(10)}


def rows(*shares: tuple[float | None, float | None]) -> DataFrame:
    found = [
        {
            "department_id": f"d{number}",
            "department": f"{number}局",
            "report_id": f"r{number}",
            "findings_share": findings,
            "outliers_share": outliers,
            "spent_yuan": 1000.0 * (number + 1) if number else None,
            "level": "市直",
        }
        for number, (findings, outliers) in enumerate(shares)
    ]
    return DataFrame(found)


def test_the_list_follows_the_weights_and_what_is_not_known_adds_nothing() -> None:
    given = rows((0.1, 1.0), (0.5, None), (0.0, 0.0))
    listed = priorities.ranked(given, WEIGHTS)
    assert list(listed["department_id"]) == ["d1", "d0", "d2"]
    assert list(listed["priority"]) == pytest.approx([15, 13, 0])
    assert list(listed["rank"]) == [1, 2, 3]
    changed = priorities.ranked(given, {**WEIGHTS, "outliers": Decimal(20)})
    assert list(changed["department_id"]) == ["d0", "d1", "d2"]


def test_ranks_that_other_weights_turn_round_are_wide_and_others_narrow() -> None:
    listed = priorities.ranked(rows((1.0, 1.0), (0.5, 0.0), (0.0, 1.5), (0.0, 0.0)), WEIGHTS)
    first = priorities.stability(listed, WEIGHTS, top=2)
    assert list(first["rank_best"]) == [1, 2] and list(first["rank_worst"]) == [1, 3]
    assert first["stays_pct"][0] == 100 and 0 < first["stays_pct"][1] < 100
    again = priorities.stability(listed, WEIGHTS, top=2)
    assert first.equals(again), "the same list has the same intervals"


def test_a_list_shorter_than_its_top_has_intervals_too() -> None:
    told = priorities.told(priorities.ranked(rows((0.2, 0.0)), WEIGHTS), WEIGHTS)
    assert (told["interval"][0], told["stays"][0], told["priority_shown"][0]) == ("1–1", "100%", 6)


def test_a_list_becomes_a_frame_with_what_was_decided_and_a_draw_says_what_it_takes_in() -> None:
    made = datetime(2026, 11, 26)
    chosen = {"d2": Choice(MUST_VISIT, "张三", "举报", made), "d1": Choice(EXCLUDED, "张三", "上年已查", made)}
    listed = priorities.ranked(rows((1.0, 0.0), (0.9, 0.0), (0.1, 0.0), (0.0, 0.0)), WEIGHTS)
    units = priorities.units(listed, lambda report: Decimal(1), chosen, "level")
    by_name = {unit.department_id: unit for unit in units}
    assert (by_name["d2"].must_visit, by_name["d1"].excluded) == ("举报", "上年已查")
    assert (by_name["d0"].size, by_name["d3"].size, by_name["d3"].stratum) == (None, Decimal(4000), "市直")
    assert by_name["d0"].spread == Decimal("1000.0")

    drawn = sampling.draw(units, Plan(Decimal(2), "7", random_share=Decimal(0)))
    taken = priorities.coverage(drawn)
    assert (taken.drawn, taken.listed, taken.count_pct, taken.without_money) == (2, 4, 50, 1)
    assert taken.money_pct == pytest.approx(100 * 3000 / 9000)
