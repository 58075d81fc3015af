from duckdb import DuckDBPyConnection

from tests import factories


def test_a_year_holds_its_five_items_and_silence_is_no_zero(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.facts(
        warehouse, "r1", {"expenditure.actual": "900", "expenditure.adjusted_budget": "800", "self_score.claimed": "98"}
    )
    factories.report(warehouse, "r2", fiscal_year=2021)
    rows = factories.rows(warehouse, "targets.histories")
    found = {(row["item"], row["fiscal_year"]): row["value"] for row in rows}
    assert found["expenditure", 2020] == 9_000_000
    assert found["budget_execution_rate", 2020] == 112.5
    assert (found["self_score", 2020], found["self_score", 2021]) == (98, None)
    assert found["findings", 2020] == 2, "spending exceeds the budget, and three-public spending is not disclosed"
    assert found["three_public", 2021] is None
    assert len(rows) == 10
