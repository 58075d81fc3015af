"""What is known of a department before it is visited stands side by side, and reviews count from the year after."""

from duckdb import DuckDBPyConnection

from tests import factories


def test_findings_are_counted_by_severity_and_money_is_what_was_spent(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "市教育局")
    factories.report(warehouse)
    factories.facts(warehouse, "r1", {"expenditure.budget": "100", "expenditure.actual": "200"})
    found = factories.row(warehouse, "targets.priority_signals", report_id="r1")
    assert (found["high_findings"], found["medium_findings"], found["low_findings"]) == (1, 1, 0)
    assert (found["spent_yuan"], found["execution_pct"]) == (2_000_000, 200)


def test_the_last_review_before_the_year_counts(warehouse: DuckDBPyConnection) -> None:
    body = factories.body(warehouse, "市教育局")
    factories.report(warehouse)
    for year, points in ((2017, "70"), (2019, "96"), (2020, "50"), (2021, "40")):
        factories.review(warehouse, body, points, self_points="100", fiscal_year=year)
    found = factories.row(warehouse, "targets.priority_signals", report_id="r1")
    assert (found["last_reviewed_year"], found["lost_before_points"]) == (2019, 4)
