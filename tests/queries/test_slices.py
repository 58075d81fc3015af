"""Worked out slice by slice, every view has the rows that it has as a view, wherever a report's rows lie."""

import pytest
from duckdb import DuckDBPyConnection

import queries
from queries import slices
from tests import factories


@pytest.fixture
def reports(warehouse: DuckDBPyConnection) -> DuckDBPyConnection:
    """Three places and a report of nowhere, two years, written to the tables in turn."""
    for year in (2019, 2020):
        for number in range(6):
            for place in ("甲县", "乙县", "丙县"):
                report_id = f"{place}{number}/{year}"
                factories.report(warehouse, report_id, department=f"{number}局", jurisdiction=place, fiscal_year=year)
                figures = {
                    "expenditure.actual": f"{number}8.50",
                    "expenditure.budget": "40.00",
                    "self_score.claimed": "98",
                }
                factories.facts(warehouse, report_id, figures, fiscal_year=year)
    factories.report(warehouse, "nowhere", jurisdiction=None)
    factories.fact(warehouse, "nowhere", "expenditure", "actual", "1")
    return warehouse


@pytest.mark.parametrize("facts", [1, 40, 1000])
def test_the_rows_are_those_of_the_views(
    reports: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, facts: int
) -> None:
    shown = {name: sorted(map(str, rows)) for name, rows in factories.all_rows(reports).items()}
    monkeypatch.setattr(slices, "FACTS", facts)
    queries.build(reports, materialise=True)
    for name, rows in shown.items():
        assert sorted(map(str, factories.rows(reports, name))) == rows, name


def test_the_rows_of_a_place_lie_together(reports: DuckDBPyConnection) -> None:
    queries.build(reports, materialise=True)
    (places,) = reports.execute("select list(jurisdiction) from core.filings").fetchall()[0]
    assert [place for index, place in enumerate(places) if place != places[index - 1]] == ["丙县", "乙县", "甲县", None]


def test_nothing_is_left_beside_the_warehouse(reports: DuckDBPyConnection) -> None:
    for _ in range(2):
        queries.build(reports, materialise=True)
    assert reports.execute("select count(*) from duckdb_databases() where not internal").fetchall() == [(1,)]


def test_steps_are_views_and_the_others_tables(reports: DuckDBPyConnection) -> None:
    queries.build(reports, materialise=True)
    tables = {
        name
        for (name,) in reports.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where schema_name not in ('raw', 'made')"
        ).fetchall()
    }
    names = {view.name for view in queries.views()}
    assert tables == {name for name in names - queries.STEPS if not name.startswith(("staging.", "checks."))}
    assert names > queries.STEPS | queries.PASSING


def test_what_the_checks_found_lies_in_the_leads_only(reports: DuckDBPyConnection) -> None:
    queries.build(reports, materialise=True)
    check = "select count(*) from checks.spending_exceeds_budget"
    found = "select count(*) from checks.findings where check_name = 'spending_exceeds_budget'"
    assert reports.execute(check).fetchall() == reports.execute(found).fetchall() == [(36,)]
    reports.execute("delete from targets.leads where check_name = 'spending_exceeds_budget'")
    assert reports.execute(check).fetchall() == reports.execute(found).fetchall() == [(0,)]
