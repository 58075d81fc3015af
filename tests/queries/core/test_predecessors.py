from duckdb import DuckDBPyConnection

from tests import factories


def test_the_department_s_report_on_the_year_before(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "now", fiscal_year=2020)
    factories.report(warehouse, "before", fiscal_year=2019)
    factories.report(warehouse, "long ago", fiscal_year=2018)
    found = factories.row(warehouse, "core.predecessors", report_id="now")
    assert (found["earlier_report_id"], found["fiscal_year"], found["preference"]) == ("before", 2019, 1)


def test_a_namesake_elsewhere_is_no_predecessor(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "now", fiscal_year=2020, jurisdiction="湛江市")
    factories.report(warehouse, "before", fiscal_year=2019, jurisdiction="岳阳市")
    assert factories.rows(warehouse, "core.predecessors") == []
