"""Views are created in the order of who reads whom, and what breaks a rule of the house is named."""

from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

import queries
from queries import View, ViewError
from tests import factories


def view(name: str, body: str) -> View:
    return View(name, "Something. One row per a.", body)


def test_a_view_comes_after_those_it_reads() -> None:
    views = [view("core.b", "select * from core.a"), view("core.a", "select * from raw.facts")]
    assert [one.name for one in queries.ordered(views)] == ["core.a", "core.b"]


def test_a_circle_is_named() -> None:
    views = [view("core.a", "select * from core.b"), view("core.b", "select * from core.a")]
    with pytest.raises(ViewError, match=r"circle: core\.\w → core\.\w → core\.\w"):
        queries.ordered(views)


@pytest.mark.parametrize(
    ("reader", "read"),
    [("staging.a", "core.b"), ("core.a", "checks.b"), ("checks.a", "benchmarks.b"), ("benchmarks.a", "checks.b")],
)
def test_nothing_reads_upwards_or_sideways(reader: str, read: str) -> None:
    with pytest.raises(ViewError, match=f"{reader} reads {read}"):
        queries.ordered([view(reader, f"select * from {read}"), view(read, "select 1 as a")])


def test_an_unknown_name_is_named() -> None:
    with pytest.raises(ViewError, match=r"core\.a reads core\.nothing, which does not exist"):
        queries.ordered([view("core.a", "select * from core.nothing")])


def test_names_in_strings_and_comments_are_not_read() -> None:
    body = "select 'core.b' as a -- like core.c\nfrom raw.facts"
    assert view("core.a", body).reads == {"raw.facts"}


def test_a_file_without_a_header_is_refused(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "bare.sql").write_text("select 1 as a", encoding="utf-8")
    with pytest.raises(ViewError, match=r"bare\.sql has no header"):
        queries.read(tmp_path)


def test_a_new_check_joins_findings_by_being_there(tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "sky_falls.sql").write_text(
        "-- It falls.\n-- One row per a.\nselect 1 as a", encoding="utf-8"
    )
    findings = next(one for one in queries.read(tmp_path) if one.name == queries.FINDINGS)
    assert findings.reads == {"checks.sky_falls", "core.adjustments"}
    assert "'sky_falls' as check_name" in findings.body


def test_building_twice_changes_nothing(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    before = factories.rows(warehouse, "core.peers")
    queries.build(warehouse)
    assert factories.rows(warehouse, "core.peers") == before


def test_the_header_is_stored_with_the_view(warehouse: DuckDBPyConnection) -> None:
    (found,) = warehouse.execute(
        "select comment from duckdb_views() where schema_name = 'core' and view_name = 'figures'"
    ).fetchall()
    assert "One row per report_id, fiscal_year, measure, breakdown, stage." in found[0]


def test_tables_hold_what_the_views_show_and_give_way_to_them_again(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.facts(warehouse, "r1", {"expenditure.actual": "4276.91", "expenditure.budget": "3830.11"})
    shown = factories.all_rows(warehouse)
    queries.build(warehouse, materialise=True)
    for name, rows in shown.items():
        assert sorted(map(str, factories.rows(warehouse, name))) == sorted(map(str, rows)), name
    factories.fact(warehouse, "r1", "expenditure", "actual", "5000.00")
    assert factories.row(warehouse, "core.figures", stage="actual")["state"] == "stated"
    queries.build(warehouse)
    assert factories.row(warehouse, "core.figures", stage="actual")["state"] == "conflicting"
