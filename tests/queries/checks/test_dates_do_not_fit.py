from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def found(warehouse: DuckDBPyConnection, topic: str, year: int | None, *days: tuple[str, str]) -> dict[str, Any]:
    """What is found of a report on 2020 that says so much of one topic."""
    factories.report(warehouse, "r1")
    for first, last in days:
        factories.remark(
            warehouse, "r1", "dated_action", topic, year=year, first_on=first, last_on=last, evidence=f"{first}…"
        )
    return factories.row(warehouse, "checks.dates_do_not_fit")


@pytest.mark.parametrize(
    ("day", "outcome", "severity"),
    [("2020-11-30", "hit", "high"), ("2020-12-01", "hit", "medium"), ("2020-12-31", "pass", "low"), ("2021-01-05", "pass", "low")],
)  # fmt: skip
def test_a_year_is_evaluated_when_it_is_over(
    warehouse: DuckDBPyConnection, day: str, outcome: str, severity: str
) -> None:
    finding = found(warehouse, "self_evaluation", 2020, ("2020-10-08", day))
    assert (finding["subject"], finding["outcome"], finding["severity"]) == ("self_evaluation/2020", outcome, severity)


def test_only_what_was_wrong_is_quoted(warehouse: DuckDBPyConnection) -> None:
    finding = found(warehouse, "self_evaluation", 2020, ("2020-04-10", "2020-04-30"), ("2021-03-01", "2021-03-20"))
    assert (finding["outcome"], finding["fact_ids"]) == ("hit", ["remark/1"])
    assert finding["detail"] == "2020年度的自评在年度结束前就已完成：“2020-04-10…”"


def test_a_last_check_in_december_before_the_evaluation_of_january_passes(warehouse: DuckDBPyConnection) -> None:
    days = (("2020-12-20", "2020-12-25"), ("2021-01-10", "2021-01-20"))
    assert found(warehouse, "self_evaluation", 2020, *days)["outcome"] == "pass"


def test_another_year_s_evaluation_is_not_examined(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.remark(warehouse, "r1", "dated_action", "self_evaluation", year=2019, first_on="2019-05-01")
    assert factories.rows(warehouse, "checks.dates_do_not_fit") == []


def test_a_report_is_filed_after_its_year(warehouse: DuckDBPyConnection) -> None:
    assert found(warehouse, "filed", 2020, ("2020-12-20", "2020-12-20"))["severity"] == "medium"


@pytest.mark.parametrize(
    ("topic", "day", "outcome", "severity"),
    [
        ("budget_published_in_time", "2021-03-09", "hit", "high"),
        ("budget_published", "2020-07-01", "hit", "medium"),
        ("budget_published_in_time", "2020-06-30", "pass", "low"),
        ("accounts_published", "2021-10-31", "pass", "low"),
        ("accounts_published_in_time", "2021-11-01", "hit", "high"),
        ("accounts_published", "2020-09-20", "hit", "medium"),
    ],
)
def test_budgets_are_due_early_and_accounts_in_the_next_autumn(
    warehouse: DuckDBPyConnection, topic: str, day: str, outcome: str, severity: str
) -> None:
    finding = found(warehouse, topic, 2020, (day, day))
    assert (finding["outcome"], finding["severity"]) == (outcome, severity)
    assert finding["subject"] == topic.replace("_in_time", "") + "/2020"
    assert day in finding["detail"]


def test_a_period_that_ends_before_it_begins_is_wrong(warehouse: DuckDBPyConnection) -> None:
    finding = found(warehouse, "ends_before_it_begins", None, ("2021-04-28", "2021-05-20"))
    assert (finding["subject"], finding["outcome"]) == ("ends_before_it_begins", "hit")
