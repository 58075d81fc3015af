from duckdb import DuckDBPyConnection

from tests import factories


def test_an_amount_in_another_unit_than_most_is_read_in_that_unit(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.facts(warehouse, "r1", {"revenue.actual": "500", "expenditure.actual": "480"})
    factories.fact(warehouse, "r1", "official_reception", "actual", "2.04", "元")
    row = factories.row(warehouse, "core.readings", measure="official_reception")
    assert (row["is_unusual"], row["other_printed"], row["other_value"]) == (True, "2.04万元", 20400)


def test_an_amount_in_the_usual_unit_may_be_too_large_or_too_small(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "revenue", "actual", "1.17")
    rows = factories.rows(warehouse, "core.readings")
    assert {row["other_printed"] for row in rows} == {"1.17元", "1.17亿元"}
    assert not any(row["is_unusual"] for row in rows)
