from decimal import Decimal
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def figure(warehouse: DuckDBPyConnection) -> dict[str, Any]:
    return factories.row(warehouse, "core.figures")


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def test_one_number_is_the_figure(warehouse: DuckDBPyConnection) -> None:
    fact_id = factories.fact(warehouse, "r1", "expenditure", "actual", "398")
    found = figure(warehouse)
    assert (found["state"], found["value"], found["half_unit"]) == ("stated", Decimal(3980000), Decimal(5000))
    assert (found["candidates"], found["fact_ids"]) == (["398万元"], [fact_id])


def test_the_most_precise_print_is_taken(warehouse: DuckDBPyConnection) -> None:
    facts = [factories.fact(warehouse, "r1", "expenditure", "actual", value) for value in ("398", "397.62")]
    found = figure(warehouse)
    assert (found["state"], found["value_text"], found["fact_ids"]) == ("stated", "397.62", facts)


def test_between_two_values_none_is_chosen(warehouse: DuckDBPyConnection) -> None:
    facts = [factories.fact(warehouse, "r1", "revenue", "budget", value) for value in ("3830.11", "3864.89")]
    found = figure(warehouse)
    assert (found["state"], found["value"], found["value_text"]) == ("conflicting", None, None)
    assert found["candidates"] == ["3830.11万元", "3864.89万元"]
    assert found["fact_ids"] == facts


def test_zero_is_not_missing(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "carryover", "opening", "0")
    assert (figure(warehouse)["state"], figure(warehouse)["value"]) == ("stated", 0)


@pytest.mark.parametrize("state", ["blank", "reported_elsewhere", "not_applicable"])
def test_a_statement_that_there_is_no_number_is_kept(warehouse: DuckDBPyConnection, state: str) -> None:
    factories.fact(warehouse, "r1", "three_public", "actual", disclosure=state, reported_by="机关事务管理局")
    found = figure(warehouse)
    assert (found["state"], found["value"], found["reported_by"]) == (state, None, "机关事务管理局")


def test_a_number_beats_an_empty_cell(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "three_public", "actual")
    stated = factories.fact(warehouse, "r1", "three_public", "actual", "2")
    assert (figure(warehouse)["state"], figure(warehouse)["fact_ids"]) == ("stated", [stated])


def test_an_unknown_unit_is_said(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "expenditure", "actual", "398", "")
    assert (figure(warehouse)["state"], figure(warehouse)["value"]) == ("unknown_unit", None)
    assert "单位不明" in figure(warehouse)["rule"]


def test_two_grades_contradict_one_another(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "self_grade", "claimed", "优秀")
    assert (figure(warehouse)["state"], figure(warehouse)["value_text"]) == ("stated", "优秀")
    factories.fact(warehouse, "r1", "self_grade", "claimed", "第一等级")
    assert figure(warehouse)["state"] == "conflicting"


def test_what_was_recognised_in_a_picture_counts_only_when_a_person_confirmed_it(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    fact = factories.fact(warehouse, "r1", "expenditure", "actual", "398", recognition=0.98)
    found = factories.row(warehouse, "core.figures")
    assert (found["state"], found["value"], found["prints"]) == ("unconfirmed", None, ["398万元"])
    factories.correction(warehouse, "r1", fact, "is_confirmed", "1")
    assert (factories.row(warehouse, "core.figures")["state"]) == "stated"
