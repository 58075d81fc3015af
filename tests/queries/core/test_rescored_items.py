from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

STANDARD = "≤100%得5分；每超1个百分点扣1分"


def rescored(
    warehouse: DuckDBPyConnection, claimed: str | None, given: str = "5", standard: str = STANDARD, **more: Any
) -> dict[str, Any]:
    factories.report(warehouse, "r1")
    factories.score_item(warehouse, "r1", given, level3="公用经费控制率", standard=standard, **more)
    if claimed:
        factories.fact(warehouse, "r1", "operating_control_rate", "claimed", claimed)
    (found,) = factories.rows(warehouse, "core.rescored_items")
    return found


def interval(row: dict[str, Any]) -> tuple[float, ...]:
    return tuple(row[name] for name in ("least_points", "most_points", "contradicted_points", "unsupported_points"))


def test_figures_that_give_as_much_support_it(warehouse: DuckDBPyConnection) -> None:
    found = rescored(warehouse, "100")
    assert (found["outcome"], interval(found)) == ("supported", (5, 5, 0, 0))
    assert found["fact_ids"] == ["item/1", "r1-f001"]


def test_figures_that_give_fewer_contradict_it(warehouse: DuckDBPyConnection) -> None:
    found = rescored(warehouse, "102")
    assert (found["outcome"], interval(found), found["figures_text"]) == ("contradicted", (3, 3, 2, 0), "102.00%")


def test_a_deduction_that_was_made_is_respected(warehouse: DuckDBPyConnection) -> None:
    found = rescored(warehouse, "102", "3", deduction_reason="超预算")
    assert (found["outcome"], interval(found)) == ("supported", (3, 3, 0, 0))


@pytest.mark.parametrize(("claimed", "standard"), [(None, STANDARD), ("100", "")])
def test_without_figure_or_rule_it_is_unsupported(
    warehouse: DuckDBPyConnection, claimed: str | None, standard: str
) -> None:
    found = rescored(warehouse, claimed, standard=standard)
    assert (found["outcome"], interval(found)) == ("unsupported", (0, 5, 0, 5))


def test_a_part_that_is_judged_can_be_neither_granted_nor_denied(warehouse: DuckDBPyConnection) -> None:
    found = rescored(warehouse, "120", standard="控制率≤100%得3分，否则不得分；制度健全得2分")
    assert (found["outcome"], interval(found)) == ("contradicted", (0, 2, 3, 2))
