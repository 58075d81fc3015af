"""What is copied from the snapshot before is what would be worked out anew, and of places that changed nothing is."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from duckdb import DuckDBPyConnection

import queries
from queries import slices, unchanged
from tests import factories

PLACES = ("甲县", "乙县", "丙县")
ALL = {*PLACES, "nowhere", "elsewhere"}
FIGURES = {"expenditure.actual": "38.50", "expenditure.budget": "40.00", "self_score.claimed": "98"}


def _reports(connection: DuckDBPyConnection) -> None:
    """Three places with six departments each, two years, and two reports that belong nowhere."""
    for year in (2019, 2020):
        for number in range(6):
            for place in PLACES:
                options: dict[str, Any] = {"department": f"{number}局", "jurisdiction": place, "fiscal_year": year}
                factories.report(connection, f"{place}{number}/{year}", **options)
                figures = FIGURES | {"expenditure.actual": f"{30 + number}.{year % 100}"}
                factories.facts(connection, f"{place}{number}/{year}", figures, fiscal_year=year)
    for name in ("nowhere", "elsewhere"):
        factories.report(connection, name, jurisdiction=None)
        factories.fact(connection, name, "expenditure", "actual", "1")


@pytest.fixture(scope="module")
def before(empty_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot."""
    path = tmp_path_factory.mktemp("before") / "before.duckdb"
    shutil.copy(empty_warehouse, path)
    with duckdb.connect(path) as connection:
        _reports(connection)
        queries.build(connection, materialise=True)
    return path


def _nothing(_: DuckDBPyConnection) -> None:
    pass


def _one_more_report(connection: DuckDBPyConnection) -> None:
    factories.report(connection, "new", department="新局", jurisdiction="乙县", fiscal_year=2020)
    factories.facts(connection, "new", FIGURES, fiscal_year=2020)


def _another_version(connection: DuckDBPyConnection) -> None:
    options: dict[str, Any] = {"department": "1局", "jurisdiction": "甲县", "fiscal_year": 2020, "version": 2}
    factories.report(connection, "甲县1/2020", **options)
    factories.facts(connection, "甲县1/2020", FIGURES, fiscal_year=2020, version=2)


def _one_report_less(connection: DuckDBPyConnection) -> None:
    for table in ("reports", "identities", "facts", "places"):
        connection.execute(f"delete from raw.{table} where report_id = '丙县5/2019'")


def _another_place(connection: DuckDBPyConnection) -> None:
    connection.execute("update raw.identities set jurisdiction = '甲县' where report_id = '丙县5/2019'")


def _a_correction(connection: DuckDBPyConnection) -> None:
    ((fact_id,),) = connection.execute(
        "select fact_id from raw.facts where report_id = '乙县2/2020' and measure = 'expenditure' and stage = 'actual'"
    ).fetchall()
    factories.correction(connection, "乙县2/2020", fact_id, "value", "31.00")


def _a_place_of_its_own(connection: DuckDBPyConnection) -> None:
    factories.report(connection, "first", department="新局", jurisdiction="乙乙县", fiscal_year=2020)
    factories.facts(connection, "first", FIGURES, fiscal_year=2020)


def _a_threshold(connection: DuckDBPyConnection) -> None:
    connection.execute("update raw.thresholds set value = value * 2")


def _a_file(connection: DuckDBPyConnection) -> None:
    factories.file(connection, "别的.txt", status="failed")


CHANGES: dict[str, tuple[Callable[[DuckDBPyConnection], None], set[str]]] = {
    "nothing": (_nothing, ALL),
    "one more report": (_one_more_report, ALL - {"乙县"}),
    "another version": (_another_version, ALL - {"甲县"}),
    "one report less": (_one_report_less, ALL - {"丙县"}),
    "another place": (_another_place, ALL - {"甲县", "丙县"}),
    "a correction": (_a_correction, ALL - {"乙县"}),
    "a place of its own": (_a_place_of_its_own, ALL),
    "a threshold": (_a_threshold, set()),
    "a file that concerns nobody": (_a_file, ALL),
}


@pytest.mark.parametrize(("change", "same"), CHANGES.values(), ids=CHANGES)
def test_a_snapshot_is_the_same_copied_or_worked_out(
    before: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[DuckDBPyConnection], None],
    same: set[str],
) -> None:
    copied: list[set[str]] = []
    found = unchanged.places

    def seen(*arguments: Any) -> set[str]:
        copied.append(found(*arguments))
        return copied[-1]

    monkeypatch.setattr(unchanged, "places", seen)
    monkeypatch.setattr(slices, "FACTS", 40)
    shutil.copy(before, tmp_path / "next.duckdb")
    with duckdb.connect(tmp_path / "next.duckdb") as connection:
        change(connection)
        queries.build(connection, materialise=True, previous=before)
        as_copied = _tables(connection)
        queries.build(connection, materialise=True)
        assert as_copied == _tables(connection)
    assert copied == [same]


def _tables(connection: DuckDBPyConnection) -> dict[str, list[str]]:
    """The rows of every table, those of reports in the order of the reports."""
    rows: dict[str, list[str]] = {}
    for name in sorted(queries.kept()):
        found = connection.execute(f"select * from {name}")
        columns = [column for column, *_ in found.description or ()]
        place = columns.index("report_id") if "report_id" in columns else None
        lines = found.fetchall()
        order = {line[place]: number for number, line in reversed([*enumerate(lines)])} if place is not None else {}
        rows[name] = sorted(map(str, lines)) + [str(report) for report in sorted(order, key=lambda key: order[key])]
    return rows


@pytest.mark.parametrize("table", ["made.by_views", "raw.reports"])
def test_of_a_snapshot_of_another_program_nothing_is_copied(before: Path, tmp_path: Path, table: str) -> None:
    shutil.copy(before, tmp_path / "older.duckdb")
    with duckdb.connect(tmp_path / "older.duckdb") as connection:
        connection.execute(f"drop table {table} cascade")
    shutil.copy(before, tmp_path / "next.duckdb")
    with duckdb.connect(tmp_path / "next.duckdb") as connection:
        expected = _tables(connection)
        queries.build(connection, materialise=True, previous=tmp_path / "older.duckdb")
        assert _tables(connection) == expected


def test_views_that_changed_are_worked_out(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, *others = queries.views()
    assert unchanged.digest([one, *others]) == unchanged.digest(queries.views())
    changed = queries.View(one.name, one.comment, one.body + " ")
    assert unchanged.digest([changed, *others]) != unchanged.digest(queries.views())
