from decimal import Decimal
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def indicator(warehouse: DuckDBPyConnection, name: str, report_id: str = "r1") -> dict[str, Any]:
    return factories.row(warehouse, "core.indicators", report_id=report_id, indicator=name)


def test_a_rate_is_worked_out_and_not_what_is_claimed(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    facts = factories.facts(warehouse, "r1", {"expenditure.actual": "90", "expenditure.adjusted_budget": "100"})
    factories.fact(warehouse, "r1", "budget_execution_rate", "claimed", "99")
    found = indicator(warehouse, "budget_execution_rate")
    assert (found["value"], found["numerator"], found["denominator"]) == (90, 900000, 1000000)
    assert (found["state"], found["fact_ids"]) == ("stated", facts)


@pytest.mark.parametrize("spent", ["91770246.29", "43294878.09"])
def test_what_is_spent_to_the_cent_is_all_of_it(warehouse: DuckDBPyConnection, spent: str) -> None:
    factories.report(warehouse)
    figures = {"expenditure.actual": spent, "expenditure.adjusted_budget": spent}
    factories.facts(warehouse, "r1", figures, unit="元")
    assert indicator(warehouse, "budget_execution_rate")["value"] == 100


def test_an_amount_a_head_and_a_share(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    figures = {"operating_expenditure.actual": "30", "staff_on_post.actual": "40", "basic_expenditure.actual": "120"}
    factories.facts(warehouse, "r1", figures)
    assert (indicator(warehouse, "operating_per_head")["value"], indicator(warehouse, "operating_share")["value"]) == (
        7500,
        25,
    )
    assert indicator(warehouse, "operating_per_head")["base_unit"] == "元/人"


def test_a_part_of_the_whole_is_an_operand_too(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    factories.facts(warehouse, "r1", {"fixed_assets.actual": "200", "fixed_assets[in_use].actual": "150"})
    assert indicator(warehouse, "fixed_assets_utilisation_rate")["value"] == 75


def test_a_change_rests_on_this_report_first(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    factories.report(warehouse, "r0", fiscal_year=2019)
    factories.fact(warehouse, "r0", "three_public", "actual", "50", fiscal_year=2019)
    now = factories.fact(warehouse, "r1", "three_public", "actual", "19.00")
    last = factories.fact(warehouse, "r1", "three_public", "actual", "20.00", fiscal_year=2019)
    found = indicator(warehouse, "three_public_change")
    assert (found["value"], found["fact_ids"], found["earlier_report_id"]) == (-5, sorted([now, last]), None)
    assert indicator(warehouse, "three_public_change_yuan")["numerator"] == Decimal(-10000)


def test_else_on_last_year_s_whose_facts_stand_apart(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    factories.report(warehouse, "r0", fiscal_year=2019)
    last = factories.fact(warehouse, "r0", "three_public", "actual", "20.00", fiscal_year=2019)
    now = factories.fact(warehouse, "r1", "three_public", "actual", "19.00")
    found = indicator(warehouse, "three_public_change")
    assert (found["value"], found["fact_ids"]) == (-5, [now])
    assert (found["earlier_report_id"], found["earlier_fact_ids"]) == ("r0", [last])


def test_across_a_break_last_year_s_report_does_not_count(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, scope="own")
    factories.report(warehouse, "r0", fiscal_year=2019, scope="consolidated")
    factories.fact(warehouse, "r0", "three_public", "actual", "20.00", fiscal_year=2019)
    factories.fact(warehouse, "r1", "three_public", "actual", "19.00")
    found = indicator(warehouse, "three_public_change")
    assert (found["value"], found["numerator"], found["state"]) == (None, None, "broken")


def test_a_base_of_zero_is_not_comparable_and_zero_over_something_is_zero(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    factories.facts(
        warehouse, "r1", {"procurement.actual": "10", "procurement.budget": "0", "expenditure.actual": "90"}
    )
    factories.fact(warehouse, "r1", "three_public", "actual", "0")
    found = indicator(warehouse, "procurement_execution_rate")
    assert (found["value"], found["denominator"], found["state"]) == (None, 0, "zero_base")
    assert (indicator(warehouse, "three_public_share")["value"], indicator(warehouse, "three_public")["value"]) == (
        0,
        0,
    )


@pytest.mark.parametrize(
    ("stage", "options", "state"),
    [
        ("actual", {"value": None}, "blank"),
        ("actual", {"disclosure": "not_applicable"}, "not_applicable"),
        ("actual", {"disclosure": "reported_elsewhere"}, "reported_elsewhere"),
        ("", {"disclosure": "reported_elsewhere"}, "reported_elsewhere"),
        ("actual", {"value": "3", "unit": ""}, "unknown_unit"),
        ("actual", {"value": "3", "recognition": 0.5}, "unconfirmed"),
    ],
)
def test_silences_keep_their_name(
    warehouse: DuckDBPyConnection, stage: str, options: dict[str, Any], state: str
) -> None:
    factories.report(warehouse)
    factories.fact(warehouse, "r1", "expenditure", "actual", "90")
    factories.fact(warehouse, "r1", "three_public", stage, **options)
    found = indicator(warehouse, "three_public_share")
    assert (found["value"], found["state"]) == (None, state)


def test_of_conflicting_values_none_is_taken(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    for value in ("10.00", "12.00"):
        factories.fact(warehouse, "r1", "three_public", "actual", value)
    assert (indicator(warehouse, "three_public")["value"], indicator(warehouse, "three_public")["state"]) == (
        None,
        "conflicting",
    )


def test_one_operand_without_the_other_is_missing_and_none_is_no_row(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    factories.fact(warehouse, "r1", "expenditure", "actual", "90")
    assert indicator(warehouse, "budget_execution_rate")["state"] == "missing"
    assert factories.rows(warehouse, "core.indicators", indicator="staffing_control_rate") == []


def test_a_figure_of_another_year_is_not_this_year_s(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    factories.fact(warehouse, "r1", "expenditure", "actual", "90", fiscal_year=2018)
    assert factories.rows(warehouse, "core.indicators") == []
