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


def test_figures_that_contradict_one_another_have_no_value_and_are_not_passed_over(
    warehouse: DuckDBPyConnection,
) -> None:
    factories.report(warehouse, "now", fiscal_year=2020)
    factories.report(warehouse, "before", fiscal_year=2019)
    said = [
        factories.fact(warehouse, "now", "three_public", "actual", value, fiscal_year=2019) for value in ("21", "22")
    ]
    factories.fact(warehouse, "now", "three_public", "actual", "19", fiscal_year=2020)
    factories.fact(warehouse, "before", "three_public", "actual", "20", fiscal_year=2019)
    found = factories.row(warehouse, "core.last_year_figures", report_id="now")
    assert (found["source"], found["state"], found["value"]) == ("this_report", "conflicting", None)
    assert set(found["fact_ids"]) == set(said)
    change = factories.row(warehouse, "core.indicators", report_id="now", indicator="three_public_change")
    assert (change["state"], change["value"]) == ("conflicting", None)
    shown = factories.row(warehouse, "benchmarks.three_public", report_id="now")
    assert (shown["last_year_state"], shown["change_state"]) == ("conflicting", "conflicting")
    assert (shown["last_year_actual_yuan"], shown["last_year_source"], shown["last_year_report_id"]) == (None,) * 3
