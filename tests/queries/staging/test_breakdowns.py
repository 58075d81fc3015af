from duckdb import DuckDBPyConnection

from tests import factories


def test_every_breakdown_of_the_vocabulary_has_a_name(warehouse: DuckDBPyConnection) -> None:
    named = {row["breakdown"] for row in factories.rows(warehouse, "staging.breakdowns")}
    used = {row["breakdown"] for view in ("formulas", "parts") for row in factories.rows(warehouse, f"staging.{view}")}
    assert used - {""} <= named
