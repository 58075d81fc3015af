from duckdb import DuckDBPyConnection

from tests import factories


def test_a_claim_stands_beside_what_the_figures_give(warehouse: DuckDBPyConnection) -> None:
    figures = {"expenditure.adjusted_budget": "100", "expenditure.actual": "95", "budget_execution_rate.claimed": "99"}
    factories.departments(warehouse, [figures, {"expenditure.actual": "95"}])
    found = factories.row(warehouse, "benchmarks.execution_claims", report_id="p0")
    assert (found["claimed_text"], found["computed_pct"], found["verdict"]) == ("99%", 95, "不符")
    assert (found["difference_points"], found["distance_points"]) == (4, 4)
    assert warehouse.execute("select count(*) from benchmarks.execution_claims").fetchone() == (1,)


def test_claims_of_another_year_are_left_out(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"expenditure.actual": "95"}])
    factories.fact(warehouse, "p0", "budget_execution_rate", "claimed", "99", fiscal_year=2019)
    assert warehouse.execute("select count(*) from benchmarks.execution_claims").fetchone() == (0,)
