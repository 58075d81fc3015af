from duckdb import DuckDBPyConnection

from tests import factories


def test_passages_of_the_current_version_are_shown(warehouse: DuckDBPyConnection) -> None:
    for version, evidence in ((1, "报账不及时。"), (2, "开工晚。")):
        factories.report(warehouse, "r1", version=version)
        factories.said(warehouse, "excerpts", "r1", version, kind="problems", evidence=evidence)

    assert factories.row(warehouse, "staging.excerpts")["evidence"] == "开工晚。"
