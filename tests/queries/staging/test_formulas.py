from duckdb import DuckDBPyConnection

from tests import factories


def test_an_operand_on_both_sides_stands_twice(warehouse: DuckDBPyConnection) -> None:
    operands = factories.rows(warehouse, "staging.formulas", rate="revenue_deviation_rate", variant="common")
    assert {(row["side"], row["sign"], row["stage"]) for row in operands} == {
        ("numerator", 1, "actual"),
        ("numerator", -1, "budget"),
        ("denominator", 1, "budget"),
    }
