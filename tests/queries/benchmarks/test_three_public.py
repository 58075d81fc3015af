from decimal import Decimal
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def three_public(warehouse: DuckDBPyConnection, report_id: str = "r1") -> dict[str, Any]:
    return factories.row(warehouse, "benchmarks.three_public", report_id=report_id)


def peer(warehouse: DuckDBPyConnection, number: int, actual: str | None) -> str:
    report_id = factories.report(warehouse, f"p{number}", department=f"{number}局")
    if actual is not None:
        factories.fact(warehouse, report_id, "three_public", "actual", actual)
    return report_id


def test_budget_actual_and_rates_stand_side_by_side(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    figures = {
        "three_public.budget": "56.70",
        "three_public.actual": "23.48",
        "expenditure.actual": "1166.19",
        "official_reception.actual": "23.48",
        "vehicle_operation.actual": "0",
        "three_public_control_rate.claimed": "41.41",
    }
    facts = factories.facts(warehouse, "r1", figures)
    found = three_public(warehouse)
    assert (found["disclosure_state"], found["budget_yuan"], found["actual_yuan"]) == ("stated", 567000, 234800)
    assert found["control_rate_pct"] == pytest.approx(41.4109, abs=1e-4)
    assert found["claimed_control_rate_pct"] == 41.41
    assert found["share_of_expenditure_pct"] == pytest.approx(2.0134, abs=1e-4)
    assert (found["official_reception_yuan"], found["vehicle_operation_yuan"]) == (234800, 0)
    assert found["vehicle_purchase_yuan"] is None
    assert found["fact_ids"] == facts


def test_reported_elsewhere_is_neither_zero_nor_missing(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "", disclosure="reported_elsewhere", reported_by="市机关事务管理局")
    found = three_public(warehouse)
    assert (found["disclosure_state"], found["reported_by"]) == ("reported_elsewhere", "市机关事务管理局")
    assert found["actual_yuan"] is None


@pytest.mark.parametrize("state", ["blank", "not_applicable"])
def test_other_silences_keep_their_name(warehouse: DuckDBPyConnection, state: str) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "actual", disclosure=state)
    assert three_public(warehouse)["disclosure_state"] == state


def test_a_report_without_a_word_is_missing(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    assert three_public(warehouse)["disclosure_state"] == "missing"


def test_a_budget_alone_does_not_disclose_what_was_spent(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "budget", "10")
    assert (three_public(warehouse)["disclosure_state"], three_public(warehouse)["budget_yuan"]) == ("missing", 100000)


def test_a_number_of_no_known_stage_does_not_either(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "", "10")
    assert (three_public(warehouse)["disclosure_state"], three_public(warehouse)["actual_yuan"]) == ("missing", None)


def test_conflicting_numbers_are_not_chosen_from(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    for value in ("10.00", "12.00"):
        factories.fact(warehouse, "r1", "three_public", "actual", value)
    assert (three_public(warehouse)["disclosure_state"], three_public(warehouse)["actual_yuan"]) == (
        "conflicting",
        None,
    )


def test_the_own_figure_alone_is_not_taken_for_the_whole(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "actual", "10", breakdown="own")
    assert three_public(warehouse)["actual_yuan"] is None


def test_last_year_comes_from_this_report(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "actual", "19.00")
    last = factories.fact(warehouse, "r1", "three_public", "actual", "20.00", fiscal_year=2019)
    found = three_public(warehouse)
    assert (found["last_year_actual_yuan"], found["last_year_source"]) == (200000, "this_report")
    assert (found["change_yuan"], found["change_rate_pct"]) == (Decimal(-10000), pytest.approx(-5))
    assert last in found["fact_ids"]


def test_else_from_the_report_of_last_year(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.report(warehouse, "r0", fiscal_year=2019)
    factories.fact(warehouse, "r1", "three_public", "actual", "19.00")
    factories.fact(warehouse, "r0", "three_public", "actual", "20.00", fiscal_year=2019)
    found = three_public(warehouse)
    assert (found["last_year_source"], found["last_year_report_id"]) == ("last_report", "r0")
    assert found["change_rate_pct"] == pytest.approx(-5)


def test_a_change_from_zero_has_no_rate(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "actual", "19.00")
    factories.fact(warehouse, "r1", "three_public", "actual", "0", fiscal_year=2019)
    assert (three_public(warehouse)["change_yuan"], three_public(warehouse)["change_rate_pct"]) == (190000, None)


def test_four_peers_give_no_median_and_five_do(warehouse: DuckDBPyConnection) -> None:
    for number, actual in enumerate(["1", "2", "3", "10"]):
        peer(warehouse, number, actual)
    assert (three_public(warehouse, "p0")["peers"], three_public(warehouse, "p0")["peer_median_yuan"]) == (4, None)
    peer(warehouse, 4, "20")
    assert (three_public(warehouse, "p0")["peers"], three_public(warehouse, "p0")["peer_median_yuan"]) == (5, 30000)


def test_who_states_nothing_is_no_peer_behind_the_median_but_zero_is(warehouse: DuckDBPyConnection) -> None:
    for number, actual in enumerate(["0", "1", "2", "3", "4", None]):
        peer(warehouse, number, actual)
    found = three_public(warehouse, "p5")
    assert (found["peers"], found["peers_in_group"], found["peer_median_yuan"]) == (5, 6, 20000)


def test_a_department_with_two_reports_is_counted_once(warehouse: DuckDBPyConnection) -> None:
    for number, actual in enumerate(["1", "2", "3", "4", "5"]):
        peer(warehouse, number, actual)
    factories.report(warehouse, "accounts", department="4局", kind="final_accounts")
    factories.fact(warehouse, "accounts", "three_public", "actual", "500")
    found = three_public(warehouse, "p0")
    assert (found["peers"], found["peer_median_yuan"]) == (5, 30000)


def test_what_is_reported_elsewhere_is_followed_to_that_body(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "", disclosure="reported_elsewhere", reported_by="市机关事务管理局")
    factories.report(warehouse, "r2", department="湛江市机关事务管理局")
    factories.body(warehouse, "湛江市机关事务管理局")
    fact = factories.fact(warehouse, "r2", "three_public", "actual", "88")
    found = three_public(warehouse)
    assert (found["followed_department"], found["followed_yuan"]) == ("湛江市机关事务管理局", 880000)
    assert (found["followed_report_id"], found["followed_fact_ids"]) == ("r2", [fact])
    assert found["actual_yuan"] is None


@pytest.mark.parametrize(
    ("three_public_now", "meeting_now", "shifted"), [("8", "5", 30000), ("12", "5", None), ("8", "2", None)]
)
def test_meetings_that_rise_while_three_public_falls(
    warehouse: DuckDBPyConnection, three_public_now: str, meeting_now: str, shifted: int | None
) -> None:
    last = {"three_public.actual": "10", "meeting_expense.actual": "2", "training_expense.actual": "4"}
    factories.departments(warehouse, [last], fiscal_year=2019)
    now = {
        "three_public.actual": three_public_now,
        "meeting_expense.actual": meeting_now,
        "training_expense.actual": "3",
    }
    factories.departments(warehouse, [now])
    found = three_public(warehouse, "p0")
    assert (found["shifted_yuan"], found["training_change_yuan"]) == (shifted, -10000)


def test_a_head_and_why_a_change_has_no_rate(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"three_public.actual": "0"}], fiscal_year=2019)
    factories.departments(warehouse, [{"three_public.actual": "6", "staff_on_post.actual": "20"}])
    found = three_public(warehouse, "p0")
    assert (found["per_head_yuan"], found["change_yuan"], found["change_state"]) == (3000, 60000, "zero_base")
