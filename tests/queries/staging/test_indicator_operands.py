from duckdb import DuckDBPyConnection

from tests import factories


def test_an_operand_on_both_sides_is_one_row(warehouse: DuckDBPyConnection) -> None:
    found = factories.rows(warehouse, "staging.indicator_operands", indicator="budget_adjustment_rate")
    assert {(row["stage"], row["numerator"], row["denominator"], row["operand_count"]) for row in found} == {
        ("adjusted_budget", 1, 0, 2),
        ("budget", -1, 1, 2),
    }


def test_a_change_takes_last_year_away(warehouse: DuckDBPyConnection) -> None:
    found = factories.rows(warehouse, "staging.indicator_operands", indicator="three_public_change_yuan")
    assert {(row["year_offset"], row["numerator"], row["has_denominator"]) for row in found} == {(0, 1, 0), (-1, -1, 0)}
