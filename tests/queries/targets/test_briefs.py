import pytest
from duckdb import DuckDBPyConnection

from tests import factories

PLACE = "广东省湛江市"


def test_only_departments_of_both_years_are_compared(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"expenditure.actual": "100"}, {}], fiscal_year=2019)
    factories.departments(warehouse, [{"expenditure.actual": "110"}, {"expenditure.actual": "1000"}], fiscal_year=2020)
    found = factories.row(warehouse, "targets.briefs", jurisdiction=PLACE, fiscal_year=2020)
    assert (found["departments"], found["spent_departments"], found["spent_compared"]) == (2, 2, 1)
    assert (found["spent_yuan"], found["spent_change_yuan"]) == (11_100_000, 100_000)
    assert found["spent_change_pct"] == pytest.approx(10)
    earlier = factories.row(warehouse, "targets.briefs", jurisdiction=PLACE, fiscal_year=2019)
    assert (earlier["spent_compared"], earlier["spent_change_yuan"], earlier["spent_change_pct"]) == (0, None, None)


def test_places_are_joined_under_one_word_and_years_never(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "a", jurisdiction="甲市")
    factories.report(warehouse, "b", jurisdiction="乙市")
    factories.report(warehouse, "c", jurisdiction="乙市", fiscal_year=2021)
    found = {
        (row["jurisdiction"], row["fiscal_year"]): row["departments"]
        for row in factories.rows(warehouse, "targets.briefs")
    }
    assert found == {("全部", 2020): 2, ("甲市", 2020): 1, ("乙市", 2020): 1, ("全部", 2021): 1, ("乙市", 2021): 1}


def test_a_department_with_two_reports_counts_once(warehouse: DuckDBPyConnection) -> None:
    for report in ("a", "b"):
        factories.report(warehouse, report)
        factories.facts(warehouse, report, {"expenditure.actual": "100", "self_score.claimed": "100"})
    found = factories.row(warehouse, "targets.briefs", jurisdiction="全部", fiscal_year=2020)
    assert (found["departments"], found["spent_yuan"], found["scored"], found["at_ceiling"]) == (1, 1_000_000, 1, 1)


def test_who_has_not_filed_is_known_where_there_is_a_roster(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    found = factories.row(warehouse, "targets.briefs", jurisdiction=PLACE, fiscal_year=2020)
    assert (found["expected"], found["not_filed"]) == (None, None)
    factories.body(warehouse)
    factories.body(warehouse, "市民政局")
    found = factories.row(warehouse, "targets.briefs", jurisdiction=PLACE, fiscal_year=2020)
    assert (found["expected"], found["not_filed"]) == (2, 1)


def test_a_median_needs_five_departments_and_high_findings_are_counted(warehouse: DuckDBPyConnection) -> None:
    figures = {"expenditure.adjusted_budget": "100", "expenditure.actual": "97"}
    factories.departments(warehouse, [figures] * 4)
    found = factories.row(warehouse, "targets.briefs", jurisdiction=PLACE, fiscal_year=2020)
    assert (found["execution_departments"], found["execution_median_pct"]) == (4, None)
    factories.report(warehouse, "over", department="超局")
    factories.facts(warehouse, "over", {"expenditure.adjusted_budget": "100", "expenditure.actual": "150"})
    found = factories.row(warehouse, "targets.briefs", jurisdiction=PLACE, fiscal_year=2020)
    assert (found["execution_departments"], found["execution_median_pct"]) == (5, pytest.approx(97))
    assert (found["hits_high"], found["reports_with_high"]) == (1, 1)
