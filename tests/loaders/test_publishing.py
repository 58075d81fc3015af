"""A reader sees the old snapshot or the new one, whatever happens to the load."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from loaders import publishing
from loaders.publishing import WarehouseError, current, next_snapshot, reading
from loaders.store import store, store_vocabulary
from tests.loaders.records import TEXT, changed, fact, report

ROOT = Path(__file__).parents[2]

# Opens the next snapshot, stores a report in it, says so, and then waits to be killed or told to go on.
LOAD = """
import sys
from pathlib import Path
from loaders.publishing import next_snapshot
from loaders.store import store
from tests.loaders.records import changed

with next_snapshot(Path(sys.argv[1])) as connection:
    store(connection, [changed()])
    connection.execute("create schema core")
    connection.execute("create view core.names as select department from raw.reports")
    print("half way", flush=True)
    sys.stdin.readline()
"""

# Follows the pointer until it is told to stop; prints how often it looked and what it saw.
READ = """
import sys, threading
from pathlib import Path
import duckdb

folder, seen, looks, stopped = Path(sys.argv[1]), set(), 0, threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), stopped.set()), daemon=True).start()
print("reading", flush=True)
while not stopped.is_set():
    name = (folder / "CURRENT").read_text().strip()
    with duckdb.connect(str(folder / name), read_only=True) as connection:
        facts = connection.execute("select count(*) from raw.facts").fetchall()[0][0]
        reports = connection.execute("select count(*) from raw.reports").fetchall()[0][0]
    seen.add((reports, facts))
    looks += 1
print(looks, sorted(seen))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A warehouse with one report of three facts."""
    publish(tmp_path / "warehouse")
    return tmp_path / "warehouse"


def publish(folder: Path, *reports: object, kept: int = publishing.KEPT) -> Path | None:
    with next_snapshot(folder, kept) as connection:
        store_vocabulary(connection)
        store(connection, reports or [report()])  # type: ignore[arg-type]
    return current(folder)


def facts(folder: Path) -> list[tuple[int, int]]:
    with reading(folder) as connection:
        return connection.execute("select version, count(*) from raw.facts group by all order by all").fetchall()


def start(script: str, folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline()  # it is where the test wants it
    return process


@pytest.fixture
def half_way(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process in the middle of a load."""
    process = start(LOAD, folder)
    yield process
    process.kill()
    process.communicate()


def test_the_first_load_makes_the_warehouse(folder: Path) -> None:
    snapshot = current(folder)

    assert snapshot is not None
    assert (folder / "CURRENT").read_text(encoding="utf-8") == f"{snapshot.name}\n"
    assert facts(folder) == [(1, 3)]
    assert sorted(path.name for path in folder.iterdir() if path.name != ".lock") == ["CURRENT", snapshot.name]


def test_a_snapshot_carries_on_where_the_last_one_stood(folder: Path) -> None:
    first = current(folder)
    second = publish(folder, changed())

    assert first is not None and second is not None and first != second
    assert facts(folder) == [(1, 3), (2, 1)]
    with duckdb.connect(str(first), read_only=True) as connection:
        assert connection.execute("select count(*) from raw.facts").fetchall() == [(3,)]


def test_a_load_that_changes_nothing_publishes_nothing(folder: Path) -> None:
    before = current(folder)

    assert publish(folder) == before
    assert len(list(folder.glob("*.duckdb*"))) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "update raw.measures set label = '支出总额' where measure = 'expenditure'",
        "delete from raw.units where unit = '亿元'",
        "create view raw.phrases as select evidence from raw.places",
        "comment on table raw.facts is 'the figures'",
        "create table raw.totals as select measure, count(*) as facts from raw.facts group by all",
    ],
)
def test_a_change_of_vocabulary_or_views_is_published(folder: Path, statement: str) -> None:
    before = current(folder)
    with next_snapshot(folder) as connection:
        connection.execute(statement)

    assert current(folder) != before


def test_derived_views_are_made_anew(folder: Path) -> None:
    with next_snapshot(folder) as connection:
        connection.execute("create schema checks")
        connection.execute("create view checks.gone as select 1 as one")
    with next_snapshot(folder):
        pass
    with reading(folder) as connection:
        assert connection.execute("select view_name from duckdb_views() where not internal").fetchall() == []


def test_an_empty_warehouse_is_not_published(tmp_path: Path) -> None:
    with next_snapshot(tmp_path) as connection:
        store_vocabulary(connection)

    assert current(tmp_path) is None
    with pytest.raises(WarehouseError, match="duibiao load"), reading(tmp_path):
        pass


def test_a_failing_load_leaves_the_old_snapshot_and_no_rubbish(folder: Path) -> None:
    before = sorted(folder.iterdir())
    with pytest.raises(ZeroDivisionError), next_snapshot(folder) as connection:
        store(connection, [changed()])
        raise ZeroDivisionError

    assert sorted(folder.iterdir()) == before
    assert facts(folder) == [(1, 3)]


def test_an_interrupted_load_leaves_the_old_snapshot_and_no_rubbish(folder: Path) -> None:
    before = sorted(folder.iterdir())
    with pytest.raises(KeyboardInterrupt), next_snapshot(folder) as connection:
        store(connection, [changed()])
        raise KeyboardInterrupt

    assert sorted(folder.iterdir()) == before


def test_a_view_that_cannot_be_read_is_not_published(folder: Path) -> None:
    before = current(folder)
    with pytest.raises(duckdb.Error), next_snapshot(folder) as connection:
        connection.execute("create view raw.broken as select value_text::integer as number from raw.facts")

    assert current(folder) == before


def test_a_fact_stored_twice_is_not_published(folder: Path) -> None:
    before = current(folder)
    with pytest.raises(WarehouseError, match=r"raw\.facts"), next_snapshot(folder) as connection:
        connection.execute("insert into raw.facts select * from raw.facts")

    assert current(folder) == before


def test_a_snapshot_that_reads_back_differently_is_not_published(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = current(folder)
    contents = publishing._contents
    answers = iter([{"raw.reports": (2, 7)}])
    monkeypatch.setattr(publishing, "_contents", lambda connection: next(answers, None) or contents(connection))
    with pytest.raises(WarehouseError, match="不一致"), next_snapshot(folder) as connection:
        store(connection, [changed()])

    assert current(folder) == before


def test_a_pointer_that_cannot_be_replaced_leaves_the_old_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(folder.glob("*.duckdb"))

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(publishing, "point", full)
    with pytest.raises(OSError, match="no space"):
        publish(folder, changed())

    assert sorted(folder.glob("*.duckdb")) == before
    assert facts(folder) == [(1, 3)]


def test_an_interruption_behind_the_last_step_keeps_what_was_published(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "_sync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(folder, changed())

    assert facts(folder) == [(1, 3), (2, 1)]


def test_a_lost_pointer_is_put_back_and_nothing_starts_from_scratch(folder: Path) -> None:
    (folder / "CURRENT").unlink()
    publish(folder, changed())

    assert facts(folder) == [(1, 3), (2, 1)]


def test_only_the_newest_snapshots_stay_and_always_the_current_one(folder: Path) -> None:
    spent = iter(range(400, 410))
    for _ in range(4):
        text = TEXT.replace("398", str(next(spent)))
        publish(
            folder, report(text=text, facts=(fact("expenditure", "budget", "410.5", "支出预算为410.5万元"),)), kept=2
        )

    assert [path.name.rpartition("-")[2] for path in sorted(folder.glob("*.duckdb"))] == ["4.duckdb", "5.duckdb"]
    assert current(folder) in folder.glob("*.duckdb")


def test_a_snapshot_that_the_system_holds_on_to_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError("another process is using it")

    with monkeypatch.context() as patch:
        patch.setattr(
            publishing.Path, "unlink", lambda path, missing_ok=False: held(path) if "snapshot" in path.name else None
        )
        publish(folder, changed(), kept=1)

    assert facts(folder) == [(1, 3), (2, 1)]


def test_a_reader_sees_the_old_or_the_new_and_never_fails(folder: Path) -> None:
    reader = start(READ, folder)
    with reading(folder) as open_before:
        for amount in range(400, 405):
            text = TEXT.replace("398", str(amount))
            publish(
                folder, report(text=text, facts=(fact("expenditure", "actual", str(amount), f"{amount}万元", text),))
            )
        assert open_before.execute("select count(*) from raw.facts").fetchall() == [(3,)]
    time.sleep(0.3)
    output, _ = reader.communicate("stop\n", timeout=60)

    looks, _, seen = output.partition(" ")
    assert reader.returncode == 0
    assert int(looks) > 5
    assert set(eval(seen)) <= {(number, number + 2) for number in range(1, 7)}
    assert "(6, 8)" in seen


def test_threads_of_one_process_see_the_old_or_the_new(folder: Path) -> None:
    stopped, failures, seen = threading.Event(), [], set()

    def read() -> None:
        try:
            while not stopped.is_set():
                seen.update(facts(folder))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    publish(folder, changed())
    time.sleep(0.3)
    stopped.set()
    for thread in threads:
        thread.join()

    assert not failures
    assert seen == {(1, 3), (2, 1)}


def test_a_killed_load_leaves_the_old_snapshot_and_the_next_one_works(
    folder: Path, half_way: subprocess.Popen[str]
) -> None:
    before = current(folder)
    half_way.send_signal(signal.SIGKILL)
    half_way.wait()

    assert current(folder) == before
    assert facts(folder) == [(1, 3)]
    assert list(folder.glob("building-*"))

    after = publish(folder, changed())
    assert after != before
    assert facts(folder) == [(1, 3), (2, 1)]
    assert not list(folder.glob("building-*"))


def test_a_second_load_is_told_to_wait(folder: Path, half_way: subprocess.Popen[str]) -> None:
    with pytest.raises(WarehouseError, match="正在载入"):
        publish(folder)

    half_way.communicate("go on\n", timeout=60)
    assert half_way.returncode == 0
    assert facts(folder) == [(1, 3), (2, 1)]


def test_rubbish_of_a_killed_load_does_not_get_in(folder: Path) -> None:
    own = folder / f"building-{os.getpid()}.duckdb"
    own.write_bytes(b"half a database")
    own.with_name(f"{own.name}.wal").write_bytes(b"half a log")
    (folder / "building-1.duckdb.tmp").mkdir()
    (folder / "CURRENT.next").write_text("snapshot")

    publish(folder, changed())
    assert facts(folder) == [(1, 3), (2, 1)]
    assert sorted(path.name for path in folder.iterdir() if path.suffix != ".duckdb") == [".lock", "CURRENT"]


def test_a_snapshot_of_an_older_program_gets_the_new_columns(folder: Path) -> None:
    snapshot = current(folder)
    assert snapshot is not None
    with duckdb.connect(str(snapshot)) as older:
        older.execute("alter table raw.reports drop column filed_on")
        older.execute("drop table raw.score_items")

    publish(folder, changed())
    with reading(folder) as connection:
        assert connection.execute("select version, filed_on from raw.reports order by version").fetchall() == [
            (1, None),
            (2, None),
        ]
        assert connection.execute("select count(*) from raw.score_items").fetchall() == [(0,)]


def test_a_snapshot_that_cannot_be_carried_over_is_named(folder: Path) -> None:
    snapshot = current(folder)
    assert snapshot is not None
    with duckdb.connect(str(snapshot)) as stranger:
        stranger.execute("alter table raw.facts add column colour varchar")

    with pytest.raises(WarehouseError, match=snapshot.name):
        publish(folder, changed())
    assert current(folder) == snapshot


@pytest.mark.parametrize("content", ["", "snapshot-20200101T000000Z-9.duckdb", "../elsewhere.duckdb", "CURRENT"])
def test_a_pointer_to_nothing_is_named(folder: Path, content: str) -> None:
    (folder / "CURRENT").write_text(content, encoding="utf-8")

    with pytest.raises(WarehouseError, match="CURRENT"):
        current(folder)


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "warehouse").write_text("not a folder")

    with pytest.raises(WarehouseError, match="warehouse"):
        publish(tmp_path / "warehouse")


def test_a_snapshot_is_read_only(folder: Path) -> None:
    def write(connection: DuckDBPyConnection) -> None:
        connection.execute("delete from raw.facts")

    with reading(folder) as connection, pytest.raises(duckdb.Error, match="read-only"):
        write(connection)
