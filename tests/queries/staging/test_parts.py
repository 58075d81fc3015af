from duckdb import DuckDBPyConnection

from tests import factories


def test_basic_and_project_spending_make_up_the_whole(warehouse: DuckDBPyConnection) -> None:
    parts = factories.rows(warehouse, "staging.parts", whole="expenditure", partition_name="kind")
    assert {row["part"] for row in parts} == {"basic_expenditure", "project_expenditure"}


def test_every_amount_is_made_up_of_own_and_subordinate(warehouse: DuckDBPyConnection) -> None:
    parts = factories.rows(warehouse, "staging.parts", whole="revenue", partition_name="scope")
    assert {(row["part"], row["breakdown"]) for row in parts} == {("revenue", "own"), ("revenue", "subordinate")}
