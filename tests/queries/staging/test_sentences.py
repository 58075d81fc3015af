from duckdb import DuckDBPyConnection

from tests import factories


def test_only_the_current_version_counts(warehouse: DuckDBPyConnection) -> None:
    for version, section in enumerate(["duties", ""], start=1):
        factories.report(warehouse, "r1", version=version)
        factories.said(warehouse, "sentences", "r1", version, section=section, wording=2**64 - 1, exact=version)
    sentence = factories.row(warehouse, "staging.sentences")
    assert (sentence["section"], sentence["wording"], sentence["exact"]) == (None, 2**64 - 1, 2)
