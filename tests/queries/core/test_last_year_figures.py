from duckdb import DuckDBPyConnection

from tests import factories


def test_this_report_s_own_statement_goes_first(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "now", fiscal_year=2020)
    factories.report(warehouse, "before", fiscal_year=2019)
    own = factories.fact(warehouse, "now", "three_public", "actual", "21", fiscal_year=2019)
    factories.fact(warehouse, "before", "three_public", "actual", "20", fiscal_year=2019)
    found = factories.row(warehouse, "core.last_year_figures", report_id="now")
    assert (found["source"], found["value"], found["fact_ids"]) == ("this_report", 210000, [own])


def test_else_last_year_s_report_speaks(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "now", fiscal_year=2020)
    factories.report(warehouse, "before", fiscal_year=2019)
    factories.fact(warehouse, "before", "three_public", "actual", "20", fiscal_year=2019)
    found = factories.row(warehouse, "core.last_year_figures", report_id="now")
    assert (found["source"], found["value"], found["source_report_id"]) == ("last_report", 200000, "before")


def test_of_several_reports_the_one_that_states_the_figure_speaks(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "now", fiscal_year=2020)
    factories.report(warehouse, "self", fiscal_year=2019)
    factories.report(warehouse, "accounts", fiscal_year=2019, kind="final_accounts")
    factories.fact(warehouse, "accounts", "three_public", "actual", "20", fiscal_year=2019)
    assert factories.row(warehouse, "core.last_year_figures")["source_report_id"] == "accounts"
