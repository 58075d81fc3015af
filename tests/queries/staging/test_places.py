from duckdb import DuckDBPyConnection

from tests import factories


def test_a_fact_keeps_all_its_places(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "expenditure", "actual", "100", places=2)
    assert [row["place"] for row in factories.rows(warehouse, "staging.places")] == [1, 2]


def test_places_of_an_older_version_are_gone(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", version=1)
    factories.fact(warehouse, "r1", "expenditure", "actual", "100", version=1)
    factories.report(warehouse, "r1", version=2)
    assert factories.rows(warehouse, "staging.places") == []
