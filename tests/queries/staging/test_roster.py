from duckdb import DuckDBPyConnection

from tests import factories


def test_what_the_roster_leaves_open_is_missing(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "市教育局", aliases=["教育局"], level="地市", first_year=2010)
    found = factories.row(warehouse, "staging.roster")
    assert (found["department"], found["aliases"], found["jurisdiction_code"]) == ("市教育局", ["教育局"], "440800")
    assert (found["level"], found["department_function"], found["successor"]) == ("地市", None, None)
    assert (found["first_year"], found["last_year"], found["is_own"]) == (2010, None, False)


def test_a_resolved_report_stands_under_the_rosters_name(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", department="市教育局")
    factories.body(warehouse, "市教育局", level="地市")
    found = factories.row(warehouse, "staging.reports")
    assert (found["is_resolved"], found["level"], found["jurisdiction_code"]) == (True, "地市", "440800")
