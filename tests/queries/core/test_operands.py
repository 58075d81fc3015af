from duckdb import DuckDBPyConnection

from tests import factories


def test_an_operand_on_both_sides_is_one_operand(warehouse: DuckDBPyConnection) -> None:
    operands = factories.rows(warehouse, "core.operands", rate="revenue_deviation_rate", variant="common")
    assert [(row["position"], row["stage"], row["numerator"], row["denominator"]) for row in operands] == [
        (1, "actual", 1, 0),
        (2, "budget", -1, 1),
    ]
    assert {row["operand_count"] for row in operands} == {2}


def test_stocks_are_read_after_flows(warehouse: DuckDBPyConnection) -> None:
    """The words say 年末结转结余 ÷（本年收入＋上年结转）: the numbers stand in the same order."""
    operands = factories.rows(warehouse, "core.operands", rate="carryover_rate", variant="common")
    assert [(row["measure"], row["stage"]) for row in sorted(operands, key=lambda row: row["position"])] == [
        ("carryover", "closing"),
        ("revenue", "actual"),
        ("carryover", "opening"),
    ]


def test_this_year_is_read_before_last_year(warehouse: DuckDBPyConnection) -> None:
    operands = factories.rows(warehouse, "core.operands", rate="three_public_change_rate", variant="common")
    assert [row["year_offset"] for row in sorted(operands, key=lambda row: row["position"])] == [0, -1]
