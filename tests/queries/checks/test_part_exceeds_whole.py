from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def findings(warehouse: DuckDBPyConnection, figures: dict[str, str]) -> list[dict[str, Any]]:
    factories.facts(warehouse, "r1", figures)
    return factories.rows(warehouse, "checks.part_exceeds_whole")


@pytest.mark.parametrize(("part", "outcome", "severity"), [
    ("100.00", "pass", "low"), ("100.01", "pass", "low"), ("100.02", "hit", "medium"),
    ("104.99", "hit", "medium"), ("105.00", "hit", "high"),
])  # fmt: skip
def test_larger_means_beyond_what_rounding_allows(
    warehouse: DuckDBPyConnection, part: str, outcome: str, severity: str
) -> None:
    (found,) = findings(warehouse, {"fixed_assets.actual": "100.00", "fixed_assets[in_use].actual": part})
    assert (found["outcome"], found["severity"]) == (outcome, severity)


def test_the_sentence_says_both_and_how_much(warehouse: DuckDBPyConnection) -> None:
    (found,) = findings(warehouse, {"staff_quota.actual": "42", "staff_quota[administrative].actual": "44"})
    assert found["subject"] == "staff_quota[administrative]/staff_quota/actual/2020"
    assert found["detail"] == "2020年编制人数（行政） 44人，大于编制人数 42人，超出 4.76%"
    assert found["fact_ids"] == ["r1-f001", "r1-f002"]


@pytest.mark.parametrize(("part", "whole"), [
    ("vehicle_operation", "vehicle"), ("official_reception", "three_public"), ("revenue[own]", "revenue"),
    ("basic_expenditure", "expenditure"), ("revenue", "revenue_grand_total"), ("three_public", "expenditure"),
])  # fmt: skip
def test_what_lies_within_what(warehouse: DuckDBPyConnection, part: str, whole: str) -> None:
    (found,) = findings(warehouse, {f"{part}.actual": "6.00", f"{whole}.actual": "5.00"})
    assert found["outcome"] == "hit"


def test_posts_and_quota_are_no_part_and_whole(warehouse: DuckDBPyConnection) -> None:
    assert findings(warehouse, {"staff_on_post.actual": "12", "staff_quota.actual": "10"}) == []


def test_stages_and_years_are_not_mixed(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"vehicle.actual": "9.00"}, fiscal_year=2019)
    assert findings(warehouse, {"vehicle.budget": "9.00", "three_public.actual": "5.00"}) == []


def test_economic_classes_may_be_those_of_all_spending(warehouse: DuckDBPyConnection) -> None:
    (found,) = findings(warehouse, {"goods_and_services.actual": "900.00", "basic_expenditure.actual": "700.00"})
    assert (found["outcome"], "可能是全部支出的分类" in found["detail"]) == ("uncertain", True)


def test_of_conflicting_wholes_one_that_fits_makes_it_uncertain(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "three_public", "actual", "7.00")
    (found,) = findings(warehouse, {"vehicle.actual": "6.00", "three_public.actual": "5.00"})
    assert (found["outcome"], found["detail"].endswith("按另一数字则大于")) == ("uncertain", True)


def test_a_whole_in_a_wrong_unit_is_another_finding(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "three_public", "actual", "8.00", "元")
    assert findings(warehouse, {"vehicle.actual": "6.00"}) == []


def test_a_surplus_may_be_negative_elsewhere(warehouse: DuckDBPyConnection) -> None:
    assert findings(warehouse, {"surplus.actual": "-4.05", "surplus[own].actual": "12.50"}) == []
