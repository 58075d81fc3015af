"""The store: what is confirmed stays, nothing is ever changed, and trouble is told in Chinese."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Column, Text, func, inspect, select, text

from dashboard.workbench import store as module
from dashboard.workbench import tables
from dashboard.workbench.store import EntryError, Store, WorkbenchError, append, default_address, open_store
from tests.dashboard.workbench.conftest import free_port

ROOT = Path(__file__).parents[3]


def note(store: Store, becomes: str, author: str = "张三") -> None:
    with store.writing() as connection:
        append(connection, tables.settings, author, "试记", [{"setting": "blind", "becomes": becomes}])


def noted(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.execute(select(tables.settings.c.becomes).order_by(tables.settings.c.event)).scalars())


def test_what_is_written_is_there_when_it_is_opened_again(address: str) -> None:
    first = open_store(address)
    note(first, "一")
    first.close()

    again = open_store(address)
    assert noted(again) == ["一"]
    again.close()


def test_a_store_is_told_to_be_sound_and_never_made_by_looking(address: str, tmp_path: Path) -> None:
    store = open_store(address)
    note(store, "一")
    store.close()
    assert "读得出来，共 2 条" in module.checked(address)  # with the version of its tables
    assert "还没有建立" in module.checked(tmp_path / "none.sqlite")
    assert not (tmp_path / "none.sqlite").exists()


def test_every_event_says_who_when_and_why(store: Store) -> None:
    before = module.now()
    note(store, "on")
    with store.reading() as connection:
        row = connection.execute(select(tables.settings)).mappings().one()

    assert (row["event"], row["author"], row["reason"]) == (1, "张三", "试记")
    assert before <= row["made_at"] <= module.now()
    for author, reason, words in (("", "试记", "谁"), ("张三", "  ", "理由")):
        with pytest.raises(EntryError, match=words), store.writing() as connection:
            append(connection, tables.settings, author, reason, [{"setting": "blind", "becomes": "off"}])
    assert noted(store) == ["on"]


@pytest.mark.parametrize("statement", ["update settings set becomes = 'x'", "delete from settings"])
def test_the_database_itself_refuses_to_change_what_was_written(store: Store, statement: str) -> None:
    note(store, "on")

    with pytest.raises(WorkbenchError, match="only added"), store.writing() as connection:
        connection.execute(text(statement))
    assert noted(store) == ["on"]


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing() as connection:
        append(connection, tables.settings, "张三", "试记", [{"setting": "blind", "becomes": "半"}])
        raise RuntimeError
    assert noted(store) == []


def test_writers_wait_for_one_another_and_events_are_counted_without_gaps(address: str) -> None:
    open_store(address).close()

    def write(name: str) -> None:
        store = open_store(address)
        for number in range(10):
            note(store, f"{name}{number}", name)
        store.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in "甲乙丙丁"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = open_store(address)
    with store.reading() as connection:
        events = list(connection.execute(select(tables.settings.c.event).order_by(tables.settings.c.event)).scalars())
    store.close()
    assert events == list(range(1, 41))


def test_a_store_that_somebody_else_holds_is_told_in_chinese(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 1)
    holder, waiter = open_store(address), open_store(address)
    with holder.writing():
        assert noted(waiter) == []  # readers do not wait
        with pytest.raises(WorkbenchError, match=r"占用.*没有保存"):
            note(waiter, "迟")
    note(waiter, "早")
    assert noted(holder) == ["早"]
    holder.close()
    waiter.close()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.write_bytes("这不是数据库，只是文字。".encode() * 500), "已损坏，或不是工作底稿库"),
        (lambda path: path.mkdir(), "打不开"),
    ],
)
def test_a_file_that_is_no_store_is_told_in_chinese(
    tmp_path: Path, spoil: Callable[[Path], object], words: str
) -> None:
    path = tmp_path / "workbench.sqlite"
    spoil(path)

    with pytest.raises(WorkbenchError, match=words) as caught:
        open_store(path)
    assert str(path) in str(caught.value)


def test_a_damaged_store_is_told_in_chinese(tmp_path: Path) -> None:
    path = tmp_path / "workbench.sqlite"
    store = open_store(path)
    with store.writing() as connection:
        rows = [{"setting": "blind", "becomes": f"{number}" * 50} for number in range(200)]
        append(connection, tables.settings, "张三", "试记", rows)
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 6000] = os.urandom(6000)
    path.write_bytes(content)

    with pytest.raises(WorkbenchError, match=r"已损坏.*备份"):
        open_store(path)


@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_told_in_chinese(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(WorkbenchError, match="权限"):
        open_store(tmp_path / "workbench.sqlite")


def test_a_server_that_does_not_answer_is_told_in_chinese_without_the_password() -> None:
    with pytest.raises(WorkbenchError, match="连不上工作底稿库") as caught:
        open_store(f"postgresql://auditor:geheim@127.0.0.1:{free_port()}/duibiao")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("address", ["mysql://auditor@server/duibiao", "postgresql://auditor@server:port/duibiao"])
def test_an_address_that_cannot_be_is_told_in_chinese(address: str) -> None:
    with pytest.raises(WorkbenchError, match=r"地址|不能用 mysql"):
        open_store(address)


def test_the_store_lies_beside_the_warehouse_unless_the_environment_names_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(module.ADDRESS, raising=False)
    assert default_address(tmp_path / "warehouse") == str(tmp_path / "warehouse-workbench.sqlite")

    monkeypatch.setenv(module.ADDRESS, "postgresql://auditor@server/duibiao")
    assert default_address(tmp_path / "warehouse") == "postgresql://auditor@server/duibiao"


def test_an_older_store_is_brought_up_to_date_and_keeps_its_rows(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(address)
    note(store, "旧")
    store.close()
    monkeypatch.setattr(tables, "VERSION", 3)
    steps = {
        2: lambda connection: connection.execute(text("alter table settings add column remark text")),
        3: lambda connection: connection.execute(text("alter table weights add column remark text")),
    }
    monkeypatch.setattr(tables, "STEPS", steps)

    newer = open_store(address)
    with newer.reading() as connection:
        assert "remark" in {column["name"] for column in inspect(connection).get_columns("weights")}
        assert list(connection.execute(select(tables.migrations.c.version)).scalars()) == [1, 2, 3]
    assert noted(newer) == ["旧"]
    newer.close()
    monkeypatch.undo()
    with pytest.raises(WorkbenchError, match="较新版本"):
        open_store(address)


def test_a_migration_that_fails_changes_nothing(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(address).close()
    monkeypatch.setattr(tables, "VERSION", 2)

    def step(connection: object) -> None:
        connection.execute(text("alter table settings add column remark text"))  # type: ignore[attr-defined]
        raise RuntimeError

    monkeypatch.setattr(tables, "STEPS", {2: step})
    with pytest.raises(RuntimeError):
        open_store(address)
    monkeypatch.undo()
    store = open_store(address)
    with store.reading() as connection:
        assert "remark" not in {column["name"] for column in inspect(connection).get_columns("settings")}
    store.close()


def test_every_table_of_events_is_signed_and_guarded(local_store: Store) -> None:
    with local_store.reading() as connection:
        triggers = set(connection.execute(text("select tbl_name from sqlite_master where type = 'trigger'")).scalars())
    assert triggers == set(tables.METADATA.tables)
    for table in tables.METADATA.tables.values():
        assert "event" in table.c or table is tables.migrations
        names = {"made_at", "author", "reason"}
        assert names <= set(table.c.keys()) or "position" in table.c or table is tables.migrations


def test_a_file_is_flushed_at_every_commit(local_store: Store) -> None:
    with local_store.reading() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 2


WRITER = """
import sys
from dashboard.workbench import tables
from dashboard.workbench.store import append, open_store

store = open_store(sys.argv[1])
for number in range(int(sys.argv[2]), 1_000_000):
    with store.writing() as connection:
        rows = [{"setting": "blind", "becomes": f"{number}-{half}"} for half in (1, 2)]
        append(connection, tables.settings, "张三", "试记", rows)
    print(number, flush=True)
"""


def test_nothing_confirmed_is_lost_when_the_writer_is_killed(address: str) -> None:
    """What the writer printed after a commit is there, whole, and nothing by half."""
    chance = random.Random(7)
    confirmed, begin = set(), 0
    for _ in range(3):
        command = [sys.executable, "-c", WRITER, address, str(begin)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(chance.uniform(0.2, 0.8))
        writer.send_signal(signal.SIGKILL)
        rest, _ = writer.communicate()
        confirmed |= {int(line) for line in (first + rest).splitlines()}
        begin = max(confirmed) + 2

    store = open_store(address)
    there = noted(store)
    with store.reading() as connection:
        last, count = connection.execute(select(func.max(tables.settings.c.event), func.count())).one()
    store.close()
    assert len(confirmed) >= 6
    assert {f"{number}-{half}" for number in confirmed for half in (1, 2)} <= set(there)
    assert [words.partition("-")[0] for words in there[::2]] == [words.partition("-")[0] for words in there[1::2]]
    assert last == count == len(there)


def test_columns_of_the_tables_are_plain_types() -> None:
    """So that SQLite and PostgreSQL keep the same, and an export has it all."""
    for table in tables.METADATA.tables.values():
        for column in table.columns:
            assert isinstance(column, Column)
            assert isinstance(column.type, Text | tables.Exact) or column.type.python_type.__name__ in (
                "int", "datetime", "date",
            )  # fmt: skip
