"""A fact is all that is said of its figure, or one of several; and it counts as a value, or not."""

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def mention(warehouse: DuckDBPyConnection, fact_id: str) -> tuple[bool, bool]:
    found = factories.row(warehouse, "core.mentions", fact_id=fact_id)
    return found["is_value"], found["is_only"]


def test_a_figure_said_once_is_the_only_one(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    fact_id = factories.fact(warehouse, "r1", "expenditure", "actual", "398")
    factories.fact(warehouse, "r1", "expenditure", "budget", "398")
    assert mention(warehouse, fact_id) == (True, True)


@pytest.mark.parametrize("fiscal_year", [2020, None])
def test_two_facts_of_one_figure_are_not_even_where_one_is_blank(
    warehouse: DuckDBPyConnection, fiscal_year: int | None
) -> None:
    factories.report(warehouse)
    stated = factories.fact(warehouse, "r1", "expenditure", "actual", "398", fiscal_year=fiscal_year)
    blank = factories.fact(warehouse, "r1", "expenditure", "actual", fiscal_year=fiscal_year)
    assert mention(warehouse, stated) == (True, False)
    assert mention(warehouse, blank) == (False, False)


@pytest.mark.parametrize(
    ("measure", "value", "options", "is_value"),
    [
        ("expenditure", "398", {}, True),
        ("expenditure", "398", {"unit": ""}, False),
        ("expenditure", "398", {"recognition": 0.9}, False),
        ("three_public", None, {"disclosure": "reported_elsewhere"}, False),
        ("self_grade", "优", {}, True),
        ("self_grade", None, {"disclosure": "stated"}, False),
    ],
)
def test_what_counts_as_a_value(
    warehouse: DuckDBPyConnection, measure: str, value: str | None, options: dict[str, object], is_value: bool
) -> None:
    factories.report(warehouse)
    fact_id = factories.fact(warehouse, "r1", measure, "actual", value, **options)  # type: ignore[arg-type]
    assert mention(warehouse, fact_id) == (is_value, True)
