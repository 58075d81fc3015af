from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def findings(warehouse: DuckDBPyConnection) -> list[dict[str, Any]]:
    return factories.rows(warehouse, "checks.parts_differ_from_total")


def expenditure(warehouse: DuckDBPyConnection, whole: str, basic: str, project: str) -> dict[str, Any]:
    figures = {"expenditure.actual": whole, "basic_expenditure.actual": basic, "project_expenditure.actual": project}
    factories.facts(warehouse, "r1", figures)
    (found,) = findings(warehouse)
    return found


def test_parts_that_add_up_pass(warehouse: DuckDBPyConnection) -> None:
    found = expenditure(warehouse, "9565.63", "3483.94", "6081.69")
    assert (found["subject"], found["outcome"]) == ("expenditure/kind/actual/2020", "pass")
    assert found["detail"] == "2020年支出合计决算 9565.63万元 = 基本支出 3483.94万元 + 项目支出 6081.69万元"
    assert len(found["fact_ids"]) == 3


@pytest.mark.parametrize(
    ("project", "outcome"), [("6081.70", "pass"), ("6081.68", "pass"), ("6081.71", "hit"), ("6081.67", "hit")]
)
def test_three_rounded_numbers_may_be_off_by_one_and_a_half_units(
    warehouse: DuckDBPyConnection, project: str, outcome: str
) -> None:
    assert expenditure(warehouse, "9565.63", "3483.94", project)["outcome"] == outcome


def test_more_than_the_whole_is_a_hit(warehouse: DuckDBPyConnection) -> None:
    found = expenditure(warehouse, "100.00", "60.00", "50.00")
    assert (found["outcome"], found["severity"]) == ("hit", "high")
    assert "各项合计 110万元，多出 10万元：基本支出 60.00万元 + 项目支出 50.00万元" in found["detail"]


def test_less_than_the_whole_is_a_hit_where_every_part_is_stated(warehouse: DuckDBPyConnection) -> None:
    assert "各项合计 90万元，少 10万元" in expenditure(warehouse, "100.00", "60.00", "30.00")["detail"]


def test_less_than_the_whole_is_nothing_where_an_optional_part_is_missing(warehouse: DuckDBPyConnection) -> None:
    staff = {"staff_quota.actual": "70", "staff_quota[administrative].actual": "61"}
    factories.facts(warehouse, "r1", staff | {"staff_quota[institution].actual": "4"})
    assert findings(warehouse) == []
    factories.facts(warehouse, "r1", {"staff_quota[administrative_support].actual": "2"})
    assert [found["outcome"] for found in findings(warehouse)] == ["hit"]


def test_more_than_the_whole_is_a_hit_even_where_an_optional_part_is_missing(warehouse: DuckDBPyConnection) -> None:
    staff = {"staff_quota.actual": "70", "staff_quota[administrative].actual": "61"}
    factories.facts(warehouse, "r1", staff | {"staff_quota[institution].actual": "10"})
    assert [(found["outcome"], found["severity"]) for found in findings(warehouse)] == [("hit", "medium")]


def test_a_missing_part_gives_no_row(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "100", "basic_expenditure.actual": "60"})
    assert findings(warehouse) == []


def test_a_blank_part_is_missing_and_not_zero(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "100", "basic_expenditure.actual": "60"})
    factories.fact(warehouse, "r1", "project_expenditure", "actual")
    assert findings(warehouse) == []


def test_a_part_in_another_unit_gives_no_row(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "100", "basic_expenditure.actual": "60"})
    factories.fact(warehouse, "r1", "project_expenditure", "actual", "40", "元")
    assert findings(warehouse) == []


def test_of_conflicting_values_one_that_fits_is_enough(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "expenditure", "actual", "120.00")
    assert expenditure(warehouse, "100.00", "60.00", "40.00")["outcome"] == "pass"


def test_own_and_subordinate_make_up_the_whole(warehouse: DuckDBPyConnection) -> None:
    figures = {"revenue.actual": "100.00", "revenue[own].actual": "70.00", "revenue[subordinate].actual": "20.00"}
    factories.facts(warehouse, "r1", figures)
    (found,) = findings(warehouse)
    assert (found["subject"], found["outcome"]) == ("revenue/scope/actual/2020", "hit")


def test_stages_and_years_are_not_mixed(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "100", "basic_expenditure.budget": "60"})
    factories.facts(warehouse, "r1", {"project_expenditure.actual": "40"}, fiscal_year=2019)
    assert findings(warehouse) == []
