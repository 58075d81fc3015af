import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def partitions(warehouse: DuckDBPyConnection) -> set[str]:
    return {row["partition_name"] for row in factories.rows(warehouse, "core.stated_parts")}


def test_all_required_parts_must_be_stated(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"overseas_travel.actual": "0", "official_reception.actual": "2"})
    assert partitions(warehouse) == set()
    factories.facts(warehouse, "r1", {"vehicle.actual": "5"})
    assert partitions(warehouse) == {"three"}


def test_one_part_is_no_sum(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"staff_quota[administrative].actual": "61"})
    assert partitions(warehouse) == set()


def test_optional_parts_may_be_missing_and_that_is_said(warehouse: DuckDBPyConnection) -> None:
    factories.facts(
        warehouse, "r1", {"staff_quota[administrative].actual": "61", "staff_quota[institution].actual": "9"}
    )
    assert {row["has_every_part"] for row in factories.rows(warehouse, "core.stated_parts")} == {False}
    factories.facts(warehouse, "r1", {"staff_quota[administrative_support].actual": "2"})
    assert {row["has_every_part"] for row in factories.rows(warehouse, "core.stated_parts")} == {True}
