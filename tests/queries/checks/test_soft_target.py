from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def found(warehouse: DuckDBPyConnection, *goals: tuple[str, str | None], targets: int = 0) -> dict[str, Any]:
    factories.report(warehouse, "r1")
    for number in range(1, targets + 1):
        factories.said(warehouse, "targets", "r1", target=number, indicator="满意度", goal="≥90%", achieved="95%")
    for topic, number in goals:
        factories.remark(
            warehouse, "r1", "vague_goal", topic, number=number, evidence=f"{topic} {number or ''}".strip()
        )
    return factories.row(warehouse, "checks.soft_target")


def test_one_easy_goal_among_others_passes_and_three_do_not(warehouse: DuckDBPyConnection) -> None:
    finding = found(warehouse, *[("own_work", "80")] * 2, ("own_work", "86"))
    assert (finding["subject"], finding["outcome"]) == ("targets/2020", "pass")
    factories.remark(warehouse, "r1", "vague_goal", "own_work", number="85")
    finding = factories.row(warehouse, "checks.soft_target")
    assert (finding["outcome"], finding["severity"]) == ("hit", "medium")
    assert finding["fact_ids"] == ["remark/1", "remark/2", "remark/4"]


@pytest.mark.parametrize(
    ("topic", "number", "outcome"),
    [("unnamed_work", "85", "hit"), ("unnamed_work", "86", "pass"), ("garbled", None, "hit")],
)
def test_one_goal_for_all_work_or_one_without_sense_is_enough(
    warehouse: DuckDBPyConnection, topic: str, number: str | None, outcome: str
) -> None:
    assert found(warehouse, (topic, number))["outcome"] == outcome


def test_dozens_weigh_most_and_the_worst_is_shown(warehouse: DuckDBPyConnection) -> None:
    finding = found(warehouse, *[("own_work", "80")] * 9, ("garbled", None))
    assert (finding["severity"], finding["detail"]) == ("high", "10 条目标轻易就能达到或自相矛盾，如“garbled”")


@pytest.mark.parametrize(("targets", "outcome"), [(5, "hit"), (6, "pass")])
def test_words_in_most_rows_of_a_table_measure_nothing(
    warehouse: DuckDBPyConnection, targets: int, outcome: str
) -> None:
    assert found(warehouse, *[("words", None)] * 3, targets=targets)["outcome"] == outcome


def test_a_table_of_measurable_goals_passes(warehouse: DuckDBPyConnection) -> None:
    finding = found(warehouse, targets=4)
    assert (finding["outcome"], finding["fact_ids"]) == ("pass", ["target/1"])
