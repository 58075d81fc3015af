from decimal import Decimal

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


@pytest.mark.parametrize(
    ("measure", "value", "unit", "base", "half_unit"),
    [
        ("expenditure", "398", "万元", "3980000", "5000"),
        ("expenditure", "1,166.19", "万元", "11661900", "50"),
        ("expenditure", "11661900.00", "元", "11661900", "0.005"),
        ("expenditure", "1.2", "亿元", "120000000", "5000000"),
        ("three_public_change_rate", "-5.2", "%", "-5.2", "0.05"),
        ("self_score", "98", "分", "98", "0.5"),
    ],
)
def test_a_number_is_kept_in_base_units_with_half_of_its_last_digit(
    warehouse: DuckDBPyConnection, report: str, measure: str, value: str, unit: str, base: str, half_unit: str
) -> None:
    factories.fact(warehouse, report, measure, "actual", value, unit)
    fact = factories.row(warehouse, "staging.facts")
    assert (fact["value"], fact["half_unit"]) == (Decimal(base), Decimal(half_unit))
    assert fact["printed"] == value + unit


def test_persons_are_counted_exactly(warehouse: DuckDBPyConnection, report: str) -> None:
    factories.fact(warehouse, report, "staff_quota", "actual", "70", "人")
    assert factories.row(warehouse, "staging.facts")["half_unit"] == 0


def test_a_bare_zero_of_money_is_exact_and_a_zero_with_decimals_is_rounded(
    warehouse: DuckDBPyConnection, report: str
) -> None:
    factories.fact(warehouse, report, "carryover", "opening", "0")
    factories.fact(warehouse, report, "carryover", "closing", "0.00")
    half_units = {row["stage"]: row["half_unit"] for row in factories.rows(warehouse, "staging.facts")}
    assert half_units == {"opening": 0, "closing": 50}


@pytest.mark.parametrize("unit", ["", "美元"])
def test_a_number_whose_unit_is_unknown_has_no_value(warehouse: DuckDBPyConnection, report: str, unit: str) -> None:
    factories.fact(warehouse, report, "expenditure", "actual", "398", unit)
    assert factories.row(warehouse, "staging.facts")["value"] is None


def test_zero_is_zero_in_any_unit(warehouse: DuckDBPyConnection, report: str) -> None:
    factories.fact(warehouse, report, "expenditure", "actual", "0", "")
    assert factories.row(warehouse, "staging.facts")["value"] == 0


def test_blank_is_not_zero(warehouse: DuckDBPyConnection, report: str) -> None:
    factories.fact(warehouse, report, "expenditure", "actual")
    fact = factories.row(warehouse, "staging.facts")
    assert (fact["value"], fact["disclosure"]) == (None, "blank")


def test_a_number_too_large_to_be_money_does_not_break_the_view(warehouse: DuckDBPyConnection, report: str) -> None:
    factories.fact(warehouse, report, "expenditure", "actual", "12345678901234567890", "亿元")
    assert factories.row(warehouse, "staging.facts")["value"] is None


def test_a_fact_says_in_words_what_it_is(warehouse: DuckDBPyConnection, report: str) -> None:
    factories.fact(warehouse, report, "three_public", "budget", "56.70")
    factories.fact(warehouse, report, "staff_quota", "actual", "9", breakdown="administrative_support")
    assert {row["title"] for row in factories.rows(warehouse, "staging.facts")} == {
        "2020年“三公”经费预算",
        "2020年编制人数（工勤）",
    }


def test_facts_of_an_older_version_are_gone(warehouse: DuckDBPyConnection, report: str) -> None:
    factories.fact(warehouse, report, "expenditure", "actual", "100", version=1)
    factories.report(warehouse, report, version=2)
    factories.fact(warehouse, report, "expenditure", "actual", "200", version=2)
    assert factories.row(warehouse, "staging.facts")["value_text"] == "200"
