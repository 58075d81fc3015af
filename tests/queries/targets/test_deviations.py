from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

Losses = Mapping[str, Sequence[float]]


def reviewed(warehouse: DuckDBPyConnection, losses: Losses) -> None:
    """Several years of each department."""
    for name, values in losses.items():
        body = factories.body(warehouse, name)
        for number, lost in enumerate(values):
            points = f"{99 - lost:.4f}"
            factories.review(warehouse, body, points, self_points="99", fiscal_year=2001 + number, reviewer=f"{name}组")


def deviations(warehouse: DuckDBPyConnection, grouping: str = "department") -> dict[str, dict[str, Any]]:
    return {
        row["member"]: row for row in factories.rows(warehouse, "targets.deviations") if row["grouping"] == grouping
    }


def shrunk(losses: Losses) -> dict[str, float]:
    """The same worked out step by step: DerSimonian and Laird 1986; Efron and Morris 1975."""
    means = {name: sum(values) / len(values) for name, values in losses.items()}
    count = {name: len(values) for name, values in losses.items()}
    everything = sum(count.values())
    within = sum((x - means[n]) ** 2 for n, values in losses.items() for x in values) / (everything - len(losses))
    centre = sum(count[n] * means[n] for n in losses) / everything
    heterogeneity = sum(count[n] * (means[n] - centre) ** 2 for n in losses)
    width = everything - sum(c * c for c in count.values()) / everything
    between = max(0.0, (heterogeneity - (len(losses) - 1) * within) / width)
    weights = {n: 1 / (between + within / count[n]) for n in losses}
    grand = sum(weights[n] * means[n] for n in losses) / sum(weights.values())
    return {n: grand + between * weights[n] * (means[n] - grand) for n in losses}


def test_small_groups_are_drawn_to_the_mean_of_all(warehouse: DuckDBPyConnection) -> None:
    chance = Random(5)
    sizes = {f"局{number}": 2 if number == 7 else 12 for number in range(8)}
    losses = {
        name: [round(number + 5 + chance.gauss(0, 1.5), 4) for _ in range(size)]
        for number, (name, size) in enumerate(sizes.items())
    }
    reviewed(warehouse, losses)
    found = deviations(warehouse)

    for name, expected in shrunk(losses).items():
        assert found[name]["shrunk_lost_points"] == pytest.approx(expected, rel=1e-6)
    assert found["局7"]["kept_pct"] < found["局6"]["kept_pct"] < 100
    assert found["局7"]["standard_error"] > found["局6"]["standard_error"]
    assert deviations(warehouse, "reviewer")["局7组"]["shrunk_lost_points"] == found["局7"]["shrunk_lost_points"]


def test_shrinking_comes_closer_to_the_truth_than_plain_means(warehouse: DuckDBPyConnection) -> None:
    chance = Random(11)
    truth = {f"局{number}": 6 + chance.gauss(0, 1) for number in range(40)}
    reviewed(warehouse, {name: [mean + chance.gauss(0, 2) for _ in range(4)] for name, mean in truth.items()})
    found = deviations(warehouse)

    plain = sum((found[name]["mean_lost_points"] - mean) ** 2 for name, mean in truth.items())
    drawn = sum((found[name]["shrunk_lost_points"] - mean) ** 2 for name, mean in truth.items())
    assert drawn < 0.75 * plain


def test_groups_that_differ_by_chance_only_have_one_mean(warehouse: DuckDBPyConnection) -> None:
    reviewed(warehouse, {name: [1.0, 2.0, 3.0] for name in ("甲局", "乙局", "丙局")})
    found = deviations(warehouse)
    assert {round(row["shrunk_lost_points"], 9) for row in found.values()} == {2.0}
    assert {row["kept_pct"] for row in found.values()} == {0}


def test_one_review_each_cannot_tell_groups_apart(warehouse: DuckDBPyConnection) -> None:
    reviewed(warehouse, {"甲局": [1.0], "乙局": [5.0]})
    found = deviations(warehouse)
    assert (found["乙局"]["mean_lost_points"], found["乙局"]["shrunk_lost_points"]) == (5, None)


def test_indicators_are_apart_from_whole_scores(warehouse: DuckDBPyConnection) -> None:
    body = factories.body(warehouse)
    factories.review(warehouse, body, "90", self_points="99", reviewer="李四")
    factories.review(warehouse, body, "3", self_points="5", indicator="预算完成率", reviewer="李四")
    assert deviations(warehouse, "indicator")["预算完成率"]["mean_lost_points"] == 2
    assert deviations(warehouse, "department")["市教育局"]["mean_lost_points"] == 9
    assert deviations(warehouse, "reviewer")["李四"]["reviews"] == 1
