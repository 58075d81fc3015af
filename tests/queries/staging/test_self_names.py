from duckdb import DuckDBPyConnection

from tests import factories


def test_only_the_current_version_counts(warehouse: DuckDBPyConnection) -> None:
    for version, name in enumerate(["我委", "我部"], start=1):
        factories.report(warehouse, "r1", version=version)
        factories.said(warehouse, "self_names", "r1", version, name=name)
    assert factories.row(warehouse, "staging.self_names")["name"] == "我部"
