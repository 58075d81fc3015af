"""Loads of whole folders: what was read is not read again, what was lost is read, and what failed when asked to."""

import csv
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from loaders import Limits, Loading, Outcome, extract, files, identities, publishing, roster
from loaders.roster import Body
from tests.loaders import hostile
from tests.loaders.readers.samples import zipped

ROOT = Path(__file__).parents[2]
TEXT = "海城市{}局2020年度部门整体支出绩效自评报告\n2020年支出决算为{}.5万元。\n"
BODIES = tuple(
    Body(
        f"b{number}",
        f"第{number}局" if isinstance(number, int) else f"{number}局",
        jurisdiction="210381",
        jurisdiction_name="辽宁省海城市",
    )
    for number in (*range(400), "里", "旁", "好", "坏")
)
SHORT = Limits(seconds=3, megabytes=256)

Load = Callable[..., list[Outcome]]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    folder.mkdir()
    return folder


@pytest.fixture
def load(warehouse: DuckDBPyConnection, inbox: Path) -> Load:
    identities.store_roster(warehouse, BODIES, "")

    def load(*paths: Path, **options: object) -> list[Outcome]:
        loading = Loading(
            paths or [inbox], processes=2, limits=SHORT, work=hostile.read, **options  # type: ignore[arg-type]
        )  # fmt: skip
        outcomes = list(loading.store(warehouse))
        loading.close()
        assert loading.is_finished and loading.done == loading.total
        return outcomes

    return load


def written(folder: Path, *names: str) -> None:
    for number, name in enumerate(names):
        (folder / name).write_text(TEXT.format(f"第{number}", number), encoding="utf-8")


def read_again(folder: Path) -> list[str]:
    """The files read since this was asked last."""
    marks = folder / ".read"
    lines = marks.read_text("utf-8").splitlines() if marks.exists() else []
    marks.unlink(missing_ok=True)
    return sorted(lines)


def statuses(connection: DuckDBPyConnection) -> dict[str, str]:
    return dict(connection.execute("select source, status from raw.files").fetchall())


def test_three_hundred_files_are_read_once(load: Load, inbox: Path, warehouse: DuckDBPyConnection) -> None:
    written(inbox, *(f"{number:03}.txt" for number in range(300)))
    first = load()
    assert [outcome.file for outcome in first] == [f"{number:03}.txt" for number in range(300)]
    assert len(read_again(inbox)) == 300
    second = load()

    assert read_again(inbox) == []
    assert {outcome.status for outcome in second} == {"unchanged"}
    about = ("report_id", "version", "department", "fiscal_year", "facts", "standing")
    assert [[getattr(outcome, name) for name in about] for outcome in first] == [
        [getattr(outcome, name) for name in about] for outcome in second
    ]
    assert Counter(statuses(warehouse).values()) == {"loaded": 300}


def test_a_file_that_kills_its_reader_is_one_failed_file(
    load: Load, inbox: Path, warehouse: DuckDBPyConnection
) -> None:
    written(inbox, "sleep 60.txt", "eat.txt", "kill.txt", *(f"好{number}.txt" for number in range(20)))
    (inbox / "没有归属.txt").write_text("没有部门，也没有数。", encoding="utf-8")
    outcomes = load()
    failed = {outcome.file: outcome.message for outcome in outcomes if outcome.status == "failed"}

    assert failed.keys() == {"sleep 60.txt", "eat.txt", "kill.txt"}
    assert failed["sleep 60.txt"] == "sleep 60.txt：读取超时（超过 3 秒），已停止"
    assert "占用内存过多" in failed["eat.txt"] and "异常退出" in failed["kill.txt"]
    assert Counter(statuses(warehouse).values()) == {"loaded": 20, "failed": 3, "to_settle": 1}
    assert statuses(warehouse)["没有归属.txt"] == "to_settle"
    reasons = warehouse.execute("select reason from raw.files where status = 'to_settle'").fetchall()
    assert reasons == [("没有识别出部门；没有识别出年度；没有找到数",)]


def test_a_member_that_kills_its_reader_is_one_failed_file_and_the_rest_of_its_archive_loads(
    load: Load, inbox: Path, warehouse: DuckDBPyConnection
) -> None:
    good = {f"甲局/好{number}.txt": TEXT.format(f"第{number}", number).encode() for number in range(12)}
    inner = zipped({"kill.txt": b"1", "里好.txt": TEXT.format("里", 20).encode()})
    bad = {"sleep 60.txt": b"1", "eat.txt": b"1", "乙局/crash.txt": b"1", "坏.docx": b"no zip"}
    (inbox / "收件.zip").write_bytes(zipped(bad | good | {"里.zip": inner}))
    (inbox / "旁.txt").write_text(TEXT.format("旁", 30), encoding="utf-8")
    outcomes = load()
    failed = {outcome.file: outcome.message for outcome in outcomes if outcome.status == "failed"}

    assert failed["收件.zip/sleep 60.txt"] == "收件.zip/sleep 60.txt：读取超时（超过 3 秒），已停止"
    assert "占用内存过多" in failed["收件.zip/eat.txt"]
    assert "信号 11" in failed["收件.zip/乙局/crash.txt"] and "信号 9" in failed["收件.zip/里.zip/kill.txt"]
    assert "收件.zip/坏.docx：不是完好的 Word 文档" in failed["收件.zip/坏.docx"]
    assert len(failed) == 5
    assert [outcome.file for outcome in outcomes if outcome.status == "inserted"] == [
        *(f"收件.zip/{name}" for name in good), "收件.zip/里.zip/里好.txt", "旁.txt"
    ]  # fmt: skip
    ((reason, reports),) = warehouse.execute(
        "select reason, len(report_ids) from raw.files where source = '收件.zip'"
    ).fetchall()
    assert statuses(warehouse) == {"收件.zip": "failed", "旁.txt": "loaded"}
    assert "读取超时" in reason and "等 5 条" in reason and reports == 13


def test_an_archive_is_read_again_as_a_whole_when_asked_to(
    load: Load, inbox: Path, warehouse: DuckDBPyConnection
) -> None:
    (inbox / "收件.zip").write_bytes(
        zipped({"好.txt": TEXT.format("好", 1).encode(), "kill.txt": TEXT.format("坏", 2).encode()})
    )
    load()
    read_again(inbox)
    again = load()
    assert read_again(inbox) == []
    assert [outcome.status for outcome in again] == ["unchanged", "failed"]

    (inbox / ".tame").touch()
    retried = load(retry_failed=True)
    assert read_again(inbox) == ["kill.txt", "好.txt", "收件.zip"]
    assert [outcome.status for outcome in retried] == ["unchanged", "inserted"], retried
    assert statuses(warehouse) == {"收件.zip": "loaded"}


def test_an_archive_is_known_once_all_of_it_is_stored(inbox: Path, warehouse: DuckDBPyConnection) -> None:
    members = {f"{number}.txt": TEXT.format(f"第{number}", number).encode() for number in range(4)}
    (inbox / "收件.zip").write_bytes(zipped(members))
    loading = Loading([inbox], processes=1)
    known = []
    while not loading.is_finished:
        known.append((len(list(loading.store(warehouse, seconds=0.0))), loading.done, len(statuses(warehouse))))
    loading.close()

    assert [stored for stored, *_ in known] == [0, 1, 1, 1, 1, 0]
    assert [rest for _, *rest in known] == [[0, 0]] * 4 + [[1, 1]] * 2
    stopped = Loading([inbox], processes=1, again=True)
    list(stopped.store(warehouse, seconds=0.0))
    stopped.close()
    assert {outcome.status for outcome in Loading([inbox]).store(warehouse)} == {"unchanged"}


@pytest.mark.parametrize("processes", [1, 3])
def test_members_come_in_the_order_of_their_archive(inbox: Path, processes: int) -> None:
    inner = zipped({"b.txt": TEXT.format("b", 1).encode(), "a.txt": TEXT.format("a", 2).encode()})
    (inbox / "1.zip").write_bytes(
        zipped({"z.txt": TEXT.format("z", 3).encode(), "里.zip": inner, "c.txt": TEXT.format("c", 4).encode()})
    )
    written(inbox, "0.txt", "2.txt")
    found = [delivery.file for delivery in extract([inbox], processes=processes)]

    assert found == ["0.txt", "1.zip/z.txt", "1.zip/里.zip/b.txt", "1.zip/里.zip/a.txt", "1.zip/c.txt", "2.txt"]


def test_what_failed_is_read_again_when_asked_to_or_changed(
    load: Load, inbox: Path, warehouse: DuckDBPyConnection
) -> None:
    written(inbox, "kill.txt", "exit.txt", "好.txt")
    load()
    read_again(inbox)
    outcomes = load()
    assert read_again(inbox) == []
    retried = {outcome.file for outcome in outcomes if "--retry-failed" in outcome.message}
    assert retried == {outcome.file for outcome in outcomes if outcome.status == "failed"} == {"kill.txt", "exit.txt"}

    (inbox / ".tame").touch()
    with (inbox / "exit.txt").open("a", encoding="utf-8") as file:
        file.write("收入决算为9.5万元。\n")
    load()
    assert read_again(inbox) == ["exit.txt"]
    load(retry_failed=True)
    assert read_again(inbox) == ["kill.txt"]
    assert set(statuses(warehouse).values()) == {"loaded"}


def test_a_touched_file_is_not_read_again_and_a_changed_one_is(load: Load, inbox: Path) -> None:
    written(inbox, "甲.txt", "乙.txt")
    load()
    read_again(inbox)
    os.utime(inbox / "甲.txt", (1, 1))
    changed = inbox / "乙.txt"
    changed.write_text(changed.read_text("utf-8").replace("1.5", "2.5"), encoding="utf-8")
    outcomes = load()

    assert read_again(inbox) == ["乙.txt"]
    assert {outcome.file: outcome.status for outcome in outcomes} == {"甲.txt": "unchanged", "乙.txt": "new_version"}


def test_another_program_or_a_wish_reads_everything_again(
    load: Load, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(inbox, "甲.txt")
    load()
    read_again(inbox)
    load(again=True)
    assert read_again(inbox) == ["甲.txt"]
    monkeypatch.setattr(files, "fingerprint", lambda: "later")
    load()
    assert read_again(inbox) == ["甲.txt"]


def test_the_fingerprint_is_that_of_readers_finders_and_vocabulary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "HERE", tmp_path)
    found = set()
    for name in ("readers/txt.py", "finders/amounts.py", "vocabulary/units.toml", "models.py", "store.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1", encoding="utf-8")
        files._fingerprint.cache_clear()
        found.add(files.fingerprint())
    files._fingerprint.cache_clear()

    assert len(found) == 4


def test_a_copy_that_was_changed_is_no_correction_of_the_file_that_is_not_read_again(
    load: Load, inbox: Path, warehouse: DuckDBPyConnection
) -> None:
    for folder in ("甲", "乙"):
        (inbox / folder).mkdir()
    written(inbox / "甲", "报告.txt")
    load()
    written(inbox / "乙", "报告.txt")
    other = inbox / "乙" / "报告.txt"
    other.write_text(other.read_text("utf-8").replace("0.5", "7.5"), encoding="utf-8")

    assert {outcome.file: outcome.status for outcome in load()} == {
        "甲/报告.txt": "unchanged",
        "乙/报告.txt": "inserted",
    }
    assert warehouse.execute("select count(distinct report_id) from raw.reports").fetchall()[0][0] == 2


def test_a_load_can_be_stored_in_several_goes(inbox: Path, tmp_path: Path) -> None:
    written(inbox, *(f"{number:03}.txt" for number in range(10)))
    loading = Loading([inbox], processes=2)
    goes = []
    with publishing.successive_snapshots(tmp_path / "仓库") as next_snapshot:
        while not loading.is_finished:
            with next_snapshot() as connection:
                goes.append(list(loading.store(connection, seconds=0.0)))
    loading.close()

    assert len(goes) == 11 and sum(map(len, goes)) == 10
    assert len(list((tmp_path / "仓库").glob("snapshot-*.duckdb"))) == 1
    with publishing.reading(tmp_path / "仓库") as connection:
        assert connection.execute("select count(*) from raw.reports").fetchall() == [(10,)]


@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
def test_a_killed_load_goes_on_where_it_was(inbox: Path, tmp_path: Path) -> None:
    written(inbox, *(f"{number:03}.txt" for number in range(300)))
    code = (
        "import sys, duibiao, loaders\nfrom tests.loaders import hostile\n"
        "duibiao.PUBLISH_SECONDS, duibiao.PUBLISH_SHARE = 1, 1000\nloaders.read_file = hostile.read_slowly\n"
        "sys.argv = ['duibiao', *sys.argv[1:]]\nduibiao.app()\n"
    )
    command = [sys.executable, "-c", code, "load", str(inbox), "--warehouse", str(tmp_path / "仓库")]
    (tmp_path / "名册.csv").write_text(roster.write(BODIES), encoding="utf-8")
    command += ["--roster", str(tmp_path / "名册.csv")]
    running = {"cwd": ROOT, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, **running)  # type: ignore[call-overload]
    deadline = time.monotonic() + 60
    while publishing.current(tmp_path / "仓库") is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.communicate()
    with publishing.reading(tmp_path / "仓库") as connection:
        before = statuses(connection)
    assert 0 < len(before) < 300
    time.sleep(0.2)
    read_again(inbox)

    table = tmp_path / "结果.csv"
    finished = subprocess.run([*command, "--report", str(table)], check=True, **running)  # type: ignore[call-overload]
    assert len(read_again(inbox)) == 300 - len(before)
    assert re.search(rf"新载入 {300 - len(before)}，新版本 0，没有变化 {len(before)}，失败 0", finished.stdout)
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert Counter(row["状态"] for row in csv.DictReader(file)) == {"已入库": 300}
