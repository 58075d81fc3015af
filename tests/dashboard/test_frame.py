import time
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from streamlit.testing.v1 import AppTest

from dashboard import frame
from tests import factories
from tests.dashboard.conftest import APP, Open, Publish, words
from tests.faults import cut_off, scratched


def test_without_a_warehouse_the_page_says_how_to_load(folder: Path, open_page: Open) -> None:
    shown = words(open_page())
    assert "还没有数据" in shown
    assert f"duibiao load 报告所在的文件夹 --warehouse {folder}" in shown


def test_data_that_may_not_be_read_is_a_notice(publish: Publish, folder: Path, open_page: Open) -> None:
    """A damaged snapshot stands for one without the right to read it: DuckDB opens neither, whoever runs the tests."""
    snapshot = publish()
    snapshot.write_bytes(b"no database")
    shown = words(open_page())
    assert "数据打不开" in shown and f"快照 {snapshot.stem} 读不出来：没有读的权限，或文件已损坏" in shown
    assert "还没有数据" not in shown and "duibiao load" not in shown

    (folder / "CURRENT").unlink()
    (folder / "CURRENT").mkdir()
    assert f"读不出 {folder / 'CURRENT'}" in words(open_page())


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("page", ["targeting", "visits"])
def test_a_store_that_may_not_be_written_is_a_notice(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUIBIAO_WORKBENCH", str(tmp_path / "nowhere" / "workbench.sqlite"))
    shown = AppTest.from_file(str(APP), default_timeout=30).run().switch_page(f"app_pages/{page}.py").run()
    assert not shown.exception
    assert [error.value.endswith("打不开；请检查文件夹是否存在、有没有权限") for error in shown.error] == [True]


def test_a_warehouse_without_reports_says_so(publish: Publish, open_page: Open) -> None:
    publish()
    for page, sentence in (
        ("overview", "没有报告"),
        ("department", "先选一个部门"),
        ("findings", "没有符合这些条件的结论"),
        ("glossary", "支出合计"),
    ):
        assert sentence in words(open_page(page))


def test_the_next_run_shows_the_new_snapshot(told: DuckDBPyConnection, publish: Publish, open_page: Open) -> None:
    publish()
    page = open_page()
    factories.report(told, "r3", department="市水务局")
    publish()
    page.run()
    assert "市水务局" in words(page)
    assert "snapshot-20261121T083002Z-2" in words(page)


def test_a_snapshot_that_is_gone_is_no_error(told: DuckDBPyConnection, publish: Publish, open_page: Open) -> None:
    first = publish()
    page = open_page()
    publish()
    first.unlink()
    page.run()
    assert not page.error
    assert "snapshot-20261121T083002Z-2" in words(page)


def test_a_snapshot_that_cannot_be_read_says_so_and_the_next_one_is_shown(publish: Publish) -> None:
    scratched(publish())
    page = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not page.exception
    assert "数据打不开" in words(page) and "duibiao doctor" in words(page)
    cut_off(publish())
    assert "duibiao doctor" in words(page.run())
    publish()
    assert "数据打不开" not in words(page.run())


def test_a_page_starts_anew_for_another_snapshot_once_it_has_stood_as_long_as_it_took(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish()
    shown = frame.warehouse.current()
    publish()
    for state, is_outdated in (
        ({"snapshot": shown}, False),  # it is running
        ({"snapshot": shown, frame.REST: frame.Rest(time.monotonic() + 60)}, False),
        ({"snapshot": shown, frame.REST: frame.Rest(time.monotonic() - 1)}, True),
        ({"snapshot": frame.warehouse.current(), frame.REST: frame.Rest(0.0)}, False),
        ({"snapshot": shown, frame.REST: frame.Rest(0.0), frame.PINNED: shown.name}, False),
    ):
        monkeypatch.setattr(frame.st, "session_state", state)
        assert frame._is_outdated() is is_outdated


def test_pages_renew_themselves_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(frame.time, "monotonic", lambda: now)
    turns = frame.Turns()
    assert turns.take() and not turns.take()
    now += 2
    turns.end(2)
    now += frame.PAUSES * 2 - 1
    assert not turns.take()
    now += 1
    assert turns.take()
    now += frame.LONGEST_TURN
    assert turns.take(), "the page before was closed"


def test_a_page_that_ends_early_follows_too(publish: Publish, open_page: Open) -> None:
    publish()
    assert open_page("overview").session_state[frame.REST].until < time.monotonic() + 60


@pytest.mark.usefixtures("published")
def test_a_fault_of_the_program_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.markup.tiles", None)
    page = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not page.exception
    assert "程序内部错误" in page.error[0].value


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("page", ["overview", "department", "findings"])
def test_every_list_says_that_it_is_no_verdict(open_page: Open, page: str) -> None:
    assert "风险提示，不是问题认定" in words(open_page(page))


def test_what_is_invented_says_so_on_every_page_that_may_show_it(
    told: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    factories.report(told, "s1", jurisdiction="临江市", department="市水务局", is_demonstration=True)
    publish()
    for page in ("overview", "department", "findings", "quality", "settling", "glossary"):
        assert "演示数据：临江市的部门、报告和数字都是虚构的" in words(open_page(page))
    assert "演示数据" not in words(open_page("overview", jurisdiction="广东省湛江市"))


def test_an_earlier_snapshot_opens_by_its_name_and_says_so(
    told: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    first = publish().stem
    factories.report(told, "r3", department="市水务局")
    publish()
    page = open_page(snapshot=first)
    assert f"正在看历史快照：数据截至 2026-11-21 16:30（{first}）" in words(page)
    assert "市水务局" not in words(page)
    page.run()
    assert "市水务局" not in words(page), "the watch for newer snapshots leaves it alone"

    page.query_params["snapshot"] = "latest"
    page.run()
    assert "市水务局" in words(page) and "历史快照" not in words(page)
    assert "snapshot" not in page.query_params


def test_going_to_another_page_keeps_to_the_snapshot(
    told: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    first = publish().stem
    factories.report(told, "r3", department="市水务局")
    publish()
    page = open_page(snapshot=first)
    page.query_params.clear()
    page.switch_page("app_pages/findings.py").run()
    assert "正在看历史快照" in words(page)
    assert page.query_params["snapshot"] == [first] or page.query_params["snapshot"] == first


@pytest.mark.parametrize("name", ["snapshot-20200101T000000Z-1", "../CURRENT", "别的"])
def test_a_snapshot_that_is_not_kept_any_more_says_so(publish: Publish, open_page: Open, name: str) -> None:
    publish()
    page = open_page(snapshot=name)
    assert "这个快照打不开了" in words(page)
    assert "看最新的数据 →" in words(page)


def test_the_newest_snapshot_by_its_name_is_no_history(publish: Publish, open_page: Open) -> None:
    assert "历史快照" not in words(open_page(snapshot=publish().stem))
