from duckdb import DuckDBPyConnection

from tests import factories


def test_the_report_s_own_figures_support_or_contradict_a_rate(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.facts(warehouse, "r1", {"procurement.actual": "80.00", "procurement.budget": "100.00"})
    for rate, value in (("procurement_execution", "80.00"), ("procurement_execution", "90.00"), ("carryover", "3.00")):
        factories.fact(warehouse, "r1", f"{rate}_rate", "claimed", value)
    rows = factories.rows(warehouse, "core.claimed_rates")
    assert {row["printed"]: row["standing"] for row in rows} == {
        "80.00%": "supported",
        "90.00%": "contradicted",
        "3.00%": "unsupported",
    }


def test_a_rate_without_a_formula_says_so(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "satisfaction_rate", "claimed", "98")
    assert factories.row(warehouse, "core.claimed_rates")["has_formula"] is False
