from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def findings(
    warehouse: DuckDBPyConnection, stated: str, filed: str, *, scopes: tuple[str, str] = ("", "")
) -> list[dict[str, Any]]:
    """What the report on 2020 states of 2019, and what the one on 2019 stated."""
    for report_id, year, value, scope in (("r0", 2019, filed, scopes[0]), ("r1", 2020, stated, scopes[1])):
        factories.report(warehouse, report_id, fiscal_year=year, scope=scope)
        factories.fact(warehouse, report_id, "three_public", "actual", value, fiscal_year=2019)
    return factories.rows(warehouse, "checks.restated_prior_year")


@pytest.mark.parametrize(("stated", "outcome", "severity"), [
    ("17.58", "pass", "low"), ("17.6", "pass", "low"), ("17.59", "pass", "low"), ("17.60", "hit", "medium"),
    ("19.33", "hit", "medium"), ("19.34", "hit", "high"), ("15.82", "hit", "high"),
])  # fmt: skip
def test_precision_and_distance_decide(warehouse: DuckDBPyConnection, stated: str, outcome: str, severity: str) -> None:
    (found,) = findings(warehouse, stated, "17.58")
    assert (found["subject"], found["outcome"], found["severity"]) == ("three_public/actual/2019", outcome, severity)


def test_both_reports_stand_behind_it(warehouse: DuckDBPyConnection) -> None:
    (found,) = findings(warehouse, "18.99", "17.58")
    assert found["detail"] == "2019年“三公”经费决算 18.99万元，而上年报告写的是 17.58万元，高出 8.02%"
    assert found["report_id"] == "r1"
    assert found["fact_ids"] == ["r1-f001"]
    assert (found["other_report_id"], found["other_fact_ids"]) == ("r0", ["r0-f001"])


def test_another_scope_is_another_matter(warehouse: DuckDBPyConnection) -> None:
    assert findings(warehouse, "30.00", "17.58", scopes=("own", "consolidated")) == []


def test_a_scope_that_is_not_said_makes_it_uncertain(warehouse: DuckDBPyConnection) -> None:
    assert [found["outcome"] for found in findings(warehouse, "30.00", "17.58", scopes=("", "own"))] == ["uncertain"]


def test_last_year_s_budget_may_be_meant(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r0", fiscal_year=2019)
    factories.fact(warehouse, "r0", "three_public", "budget", "20.00", fiscal_year=2019)
    (found,) = findings(warehouse, "20.00", "17.58")
    assert (found["outcome"], "另一阶段" in found["detail"]) == ("uncertain", True)


def test_an_opening_stock_may_have_been_corrected(warehouse: DuckDBPyConnection) -> None:
    for report_id, year, stage, value in (("r0", 2019, "closing", "40.00"), ("r1", 2020, "opening", "28.57")):
        factories.report(warehouse, report_id, fiscal_year=year)
        factories.fact(warehouse, report_id, "carryover", stage, value, fiscal_year=year)
    found = factories.row(warehouse, "checks.restated_prior_year")
    assert (found["subject"], found["outcome"]) == ("carryover/opening/2020", "uncertain")


def test_of_conflicting_figures_one_that_agrees_is_enough(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r0", fiscal_year=2019)
    factories.fact(warehouse, "r0", "three_public", "actual", "18.99", fiscal_year=2019)
    assert [found["outcome"] for found in findings(warehouse, "18.99", "17.58")] == ["pass"]


def test_without_a_report_on_last_year_there_is_no_row(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "actual", "17.58", fiscal_year=2019)
    assert factories.rows(warehouse, "checks.restated_prior_year") == []
