from duckdb import DuckDBPyConnection

from tests import factories


def test_only_invented_places_are_listed(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.report(warehouse, "r2", jurisdiction="临江市", is_demonstration=True)
    factories.report(warehouse, "r3", jurisdiction="临江市", department="市民政局", is_demonstration=True)
    assert factories.row(warehouse, "core.demonstrations") == {"jurisdiction_name": "临江市", "reports": 2}
