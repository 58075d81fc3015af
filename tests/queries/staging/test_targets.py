from duckdb import DuckDBPyConnection

from tests import factories


def test_targets_of_the_current_version_are_shown(warehouse: DuckDBPyConnection) -> None:
    for version, achieved in ((1, "43场"), (2, "44场")):
        factories.report(warehouse, "r1", version=version)
        factories.said(warehouse, "targets", "r1", version, indicator="讲座场次", goal="40场", achieved=achieved)

    assert factories.row(warehouse, "staging.targets")["achieved"] == "44场"
