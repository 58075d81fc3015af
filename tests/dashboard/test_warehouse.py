import os

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from dashboard import warehouse as door
from tests import factories
from tests.dashboard.conftest import Path, Publish


@pytest.fixture(autouse=True)
def fresh_session(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door.st, "session_state", {})


def test_a_view_is_found_by_equal_values() -> None:
    found = door.frame("staging.facts", measure="self_score", fiscal_year=2021)
    assert list(found["report_id"]) == ["r2"]


def test_a_list_finds_any_of_its_values_and_an_empty_one_none() -> None:
    assert len(door.frame("staging.reports", report_id=["r1", "r2"])) == 2
    assert door.frame("staging.reports", report_id=[]).empty


def test_none_finds_what_has_no_value() -> None:
    assert list(door.frame("core.filings", jurisdiction=None)["report_id"]) == ["r2"]


def test_rows_of_one_kind_are_counted() -> None:
    counted = door.counts("targets.leads", ["check_name"], {"outcome": "hit", "report_id": "r2"})
    assert counted.values.tolist() == [["three_public_not_disclosed", 1]]
    with pytest.raises(ValueError):
        door.counts("targets.leads", ["check_name; drop"], {})


def test_rows_are_ordered_and_limited() -> None:
    assert list(door.frame("staging.reports", order=["-fiscal_year"], limit=1)["report_id"]) == ["r2"]


def test_values_are_values_and_never_sql() -> None:
    assert door.frame("staging.reports", department="' or true --").empty


@pytest.mark.parametrize(
    ("view", "filters"),
    [
        ("raw.facts", {}),
        ("staging.facts; drop table x", {}),
        ("facts", {}),
        ("staging.facts", {"measure = 'x' or true --": "x"}),
        ("staging.facts", {"order": ["value desc"]}),
    ],
)
def test_a_name_that_cannot_be_one_is_refused(view: str, filters: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="is not the name of"):
        door.frame(view, **filters)  # type: ignore[arg-type]


def test_an_unknown_view_or_column_is_an_error() -> None:
    with pytest.raises(duckdb.CatalogException):
        door.frame("core.nothing")
    with pytest.raises(duckdb.BinderException):
        door.frame("core.filings", nothing=1)


def test_the_reader_can_neither_write_nor_read_files() -> None:
    connection = door._connection(str(door.snapshot().path))
    for query in ("create table staging.x (y int)", "select * from read_text('/etc/hostname')", "set threads = 1"):
        with pytest.raises(duckdb.Error):
            connection.cursor().execute(query).fetchall()


def test_a_page_run_stays_on_its_snapshot_and_the_next_takes_the_new_one(
    told: DuckDBPyConnection, publish: Publish
) -> None:
    publish()
    first = door.follow()
    factories.report(told, "r3", department="市水务局")
    publish()
    assert door.snapshot() == first
    assert len(door.frame("core.filings")) == 2
    assert door.follow() != first
    assert len(door.frame("core.filings")) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no file that is open")
def test_a_run_in_progress_ends_on_its_snapshot_though_it_was_pruned(
    told: DuckDBPyConnection, publish: Publish
) -> None:
    publish()
    taken = door.follow()
    factories.report(told, "r3", department="市水务局")
    publish()
    taken.path.unlink()
    assert door.snapshot() == taken
    assert len(door.frame("staging.reports", order=["report_id"])) == 2
    assert len(door.frame("core.filings") if door.follow() else []) == 3


def test_what_was_read_once_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    door.frame("core.filings", report_id="r1")
    monkeypatch.setattr(door, "_connection", lambda path: None)
    assert len(door.frame("core.filings", report_id="r1")) == 1


def test_every_view_is_told_with_its_comment() -> None:
    comments = {view["name"]: view["comment"] for view in door.records(door.views())}
    assert "One row per" in comments["core.figures"]
    assert not [name for name in comments if name.startswith("raw.")]
    assert all("中文：" in comment for comment in comments.values())


@pytest.mark.parametrize("pointer", [None, "", "../other.duckdb", "snapshot-20261121T083099Z-9.duckdb", "\udcff"])
def test_a_folder_without_a_snapshot_says_what_to_do(folder: Path, pointer: str | None) -> None:
    if pointer is not None:
        (folder / "CURRENT").write_bytes(pointer.encode(errors="surrogateescape"))
    with pytest.raises(door.NoWarehouseError, match=r"载入|权限"):
        door.current()


def test_a_snapshot_knows_when_it_was_published_in_chinese_time() -> None:
    assert f"{door.current().published:%Y-%m-%d %H:%M}" == "2026-11-21 16:30"
