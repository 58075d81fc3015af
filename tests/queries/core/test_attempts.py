import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def texts(warehouse: DuckDBPyConnection) -> list[tuple[str, str]]:
    return sorted(
        (row["numerator_text"], row["denominator_text"]) for row in factories.rows(warehouse, "core.attempts")
    )


def test_half_units_are_carried_through_the_fraction(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"three_public.actual": "9", "three_public.budget": "10"})
    factories.fact(warehouse, "r1", "three_public_control_rate", "claimed", "90")
    attempt = factories.row(warehouse, "core.attempts")
    assert attempt["computed_pct"] == pytest.approx(90)
    assert attempt["low_pct"] == pytest.approx(100 * 8.5 / 10.5)
    assert attempt["high_pct"] == pytest.approx(100 * 9.5 / 9.5)


def test_half_units_of_a_sum_add_up(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"carryover.closing": "5", "revenue.actual": "90.0", "carryover.opening": "10"})
    factories.fact(warehouse, "r1", "carryover_rate", "claimed", "5")
    attempt = factories.row(warehouse, "core.attempts", variant="common")
    assert attempt["denominator_text"] == "90.0万元 + 10万元"
    assert attempt["low_pct"] == pytest.approx(100 * 4.5 / 100.55)
    assert attempt["high_pct"] == pytest.approx(100 * 5.5 / 99.45)


def test_a_conflicting_operand_has_one_value_on_both_sides(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"revenue.actual": "4029.42", "revenue.budget": "3830.11"})
    factories.facts(warehouse, "r1", {"revenue.budget": "3864.89", "revenue_deviation_rate.claimed": "4.26"})
    assert set(texts(warehouse)) == {
        ("4029.42万元 − 3830.11万元", "3830.11万元"),
        ("4029.42万元 − 3864.89万元", "3864.89万元"),
    }


def test_a_missing_operand_gives_no_attempt(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"three_public.actual": "9", "three_public_control_rate.claimed": "90"})
    assert texts(warehouse) == []


def test_a_denominator_that_may_be_zero_gives_no_attempt(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"three_public.actual": "0", "three_public.budget": "0"})
    factories.fact(warehouse, "r1", "three_public_control_rate", "claimed", "0")
    assert texts(warehouse) == []


def test_last_year_is_the_year_before_the_claim(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"three_public.actual": "20.00"}, fiscal_year=2019)
    factories.facts(warehouse, "r1", {"three_public.actual": "19.00", "three_public_change_rate.claimed": "-5"})
    attempt = factories.row(warehouse, "core.attempts")
    assert attempt["computed_pct"] == pytest.approx(-5)


def test_more_than_four_values_of_one_figure_are_not_tried(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"three_public.budget": "10", "three_public_control_rate.claimed": "90"})
    for value in range(1, 5):
        factories.fact(warehouse, "r1", "three_public", "actual", str(value))
    assert len(texts(warehouse)) == 4
    factories.fact(warehouse, "r1", "three_public", "actual", "5")
    assert texts(warehouse) == []


def test_a_sum_that_may_be_zero_gives_no_attempt_either(warehouse: DuckDBPyConnection) -> None:
    """5 - 4.9 万元 is anything from -0.45 to 0.65."""
    figures = {
        "carryover.closing": "1",
        "revenue.actual": "5",
        "carryover.opening": "-4.9",
        "carryover_rate.claimed": "9",
    }
    factories.facts(warehouse, "r1", figures)
    assert factories.rows(warehouse, "core.attempts", variant="common") == []
