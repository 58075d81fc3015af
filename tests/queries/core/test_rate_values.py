from duckdb import DuckDBPyConnection

from tests import factories

AMOUNTS = {"procurement.actual": "90", "procurement.budget": "100"}


def values(warehouse: DuckDBPyConnection, figures: dict[str, str]) -> list[tuple[str, float]]:
    factories.report(warehouse, "r1")
    factories.facts(warehouse, "r1", figures)
    found = factories.rows(warehouse, "core.rate_values")
    return sorted((row["source"], row["value_pct"]) for row in found)


def test_a_claim_that_fits_stands_alone(warehouse: DuckDBPyConnection) -> None:
    assert values(warehouse, AMOUNTS | {"procurement_execution_rate.claimed": "90"}) == [("claimed", 90)]


def test_a_claim_that_does_not_stands_beside_what_the_amounts_give(warehouse: DuckDBPyConnection) -> None:
    found = values(warehouse, AMOUNTS | {"procurement_execution_rate.claimed": "99"})
    assert found == [("claimed", 99), ("recomputed", 90)]


def test_amounts_alone_give_the_rate(warehouse: DuckDBPyConnection) -> None:
    assert values(warehouse, AMOUNTS) == [("recomputed", 90)]


def test_a_deviation_has_no_sign(warehouse: DuckDBPyConnection) -> None:
    assert values(warehouse, {"revenue_deviation_rate.claimed": "-7"}) == [("claimed", 7)]
