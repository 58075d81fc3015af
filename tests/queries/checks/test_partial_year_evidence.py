import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.mark.parametrize(
    ("topic", "last_on", "outcome", "severity"),
    [
        ("results", "2020-11-30", "hit", "medium"),
        ("results", "2020-12-02", "pass", "low"),
        ("results", "2020-12-01", "hit", "medium"),
        ("whole_year", "2020-11-30", "hit", "medium"),
        ("whole_year", "2020-09-30", "hit", "high"),
    ],
)
def test_a_month_that_is_missing_is_not_a_whole_year(
    warehouse: DuckDBPyConnection, topic: str, last_on: str, outcome: str, severity: str
) -> None:
    factories.report(warehouse, "r1")
    said = factories.remark(
        warehouse, "r1", "partial_period", topic, year=2020, last_on=last_on, evidence="办结1,204件"
    )
    found = factories.row(warehouse, "checks.partial_year_evidence")
    assert (found["subject"], found["outcome"], found["severity"]) == ("period/2020", outcome, severity)
    assert found["fact_ids"] == [said]
    assert last_on[5:] in found["detail"]


def test_a_pace_of_payment_counts_only_without_the_year_s_spending(warehouse: DuckDBPyConnection) -> None:
    for report in ("r1", "r2"):
        factories.report(warehouse, report)
        factories.remark(warehouse, report, "partial_period", "payment", year=2020, last_on="2020-10-31")
    factories.fact(warehouse, "r1", "expenditure", "actual", "398")
    found = factories.row(warehouse, "checks.partial_year_evidence")
    assert (found["report_id"], found["outcome"]) == ("r2", "hit")
