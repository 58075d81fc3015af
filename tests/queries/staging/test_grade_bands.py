from duckdb import DuckDBPyConnection

from tests import factories


def test_bands_of_the_current_version_are_shown(warehouse: DuckDBPyConnection) -> None:
    for version, least in ((1, 80), (2, 85)):
        factories.report(warehouse, "r1", version=version)
        factories.said(warehouse, "grade_bands", "r1", version, grade="优秀", least=least)
    band = factories.row(warehouse, "staging.grade_bands")

    assert (band["least"], band["below"]) == (85, None)
