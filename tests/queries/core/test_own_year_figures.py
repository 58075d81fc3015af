from duckdb import DuckDBPyConnection

from tests import factories


def test_only_whole_figures_of_the_report_s_own_year(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", fiscal_year=2020)
    wanted = factories.fact(warehouse, "r1", "expenditure", "actual", "100", fiscal_year=2020)
    factories.fact(warehouse, "r1", "expenditure", "actual", "90", fiscal_year=2019)
    factories.fact(warehouse, "r1", "expenditure", "actual", "80", fiscal_year=2020, breakdown="own")
    assert factories.row(warehouse, "core.own_year_figures")["fact_ids"] == [wanted]
