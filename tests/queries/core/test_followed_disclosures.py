from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def followed(warehouse: DuckDBPyConnection, reported_by: str) -> dict[str, Any]:
    factories.report(warehouse)
    factories.fact(warehouse, "r1", "three_public", "", disclosure="reported_elsewhere", reported_by=reported_by)
    return factories.row(warehouse, "core.followed_disclosures", report_id="r1")


def other(warehouse: DuckDBPyConnection, department: str, report_id: str = "r2", **columns: Any) -> str:
    factories.report(warehouse, report_id, department=department, **columns)
    factories.body(warehouse, department, aliases=["机关后勤中心"])
    return factories.fact(warehouse, report_id, "three_public", "actual", "12")


@pytest.mark.parametrize("name", ["湛江市机关事务管理局", "市机关事务管理局", "机关事务管理局", "机关后勤中心"])
def test_the_body_is_found_by_its_name_or_an_alias(warehouse: DuckDBPyConnection, name: str) -> None:
    fact = other(warehouse, "湛江市机关事务管理局")
    found = followed(warehouse, name)
    assert (found["followed_report_id"], found["followed_yuan"]) == ("r2", 120000)
    assert (found["followed_state"], found["followed_fact_ids"]) == ("stated", [fact])


def test_of_two_bodies_that_go_by_the_name_neither_is_taken(warehouse: DuckDBPyConnection) -> None:
    other(warehouse, "湛江市机关事务管理局")
    other(warehouse, "湛江市委机关事务管理局", "r3")
    found = followed(warehouse, "机关事务管理局")
    assert (found["reported_by"], found["followed_report_id"], found["followed_state"]) == (
        "机关事务管理局",
        None,
        None,
    )


@pytest.mark.parametrize("columns", [{"fiscal_year": 2019}, {"jurisdiction": "湖南省岳阳市"}])
def test_a_report_of_another_year_or_place_is_not_followed(
    warehouse: DuckDBPyConnection, columns: dict[str, Any]
) -> None:
    other(warehouse, "湛江市机关事务管理局", **columns)
    assert followed(warehouse, "机关事务管理局")["followed_report_id"] is None


def test_a_body_that_is_silent_itself_is_missing(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r2", department="湛江市机关事务管理局")
    factories.body(warehouse, "湛江市机关事务管理局")
    found = followed(warehouse, "机关事务管理局")
    assert (found["followed_report_id"], found["followed_state"], found["followed_yuan"]) == ("r2", "missing", None)
