"""What `duibiao doctor` finds in a warehouse, and that its remedy destroys nothing."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from loaders import checkup, publishing
from loaders.publishing import WarehouseError, current, next_snapshot, numbered
from loaders.store import store, store_vocabulary
from tests.faults import scratched
from tests.loaders.records import changed, report


@pytest.fixture(scope="module")
def two_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with two snapshots, made once; each test has a copy."""
    folder = tmp_path_factory.mktemp("checkup") / "warehouse"
    for reports in ([report()], [changed()]):
        with next_snapshot(folder) as connection:
            store_vocabulary(connection)
            store(connection, reports)
    return folder


@pytest.fixture
def folder(two_snapshots: Path, tmp_path: Path) -> Path:
    shutil.copytree(two_snapshots, tmp_path / "warehouse")
    return tmp_path / "warehouse"


def found(folder: Path, standing: str) -> str:
    """What it says of this kind, with the ways out, one a line."""
    findings = [finding for finding in checkup.examine(folder) if finding.standing == standing]
    return "\n".join(f"{finding.words} → {finding.way_out}" for finding in findings)


def shown(folder: Path) -> Path:
    snapshot = current(folder)
    assert snapshot is not None
    return snapshot


def test_a_sound_warehouse_is_told_to_be_so(folder: Path) -> None:
    assert found(folder, "bad") == found(folder, "note") == ""
    good = found(folder, "good")
    assert f"CURRENT 指向 {shown(folder).stem}" in good
    assert good.count("与发布时记下的一致") == 2
    assert checkup.repair(folder) == "当前快照完好，不需要修。"


def test_a_damaged_snapshot_is_named_and_the_one_before_put_in_its_place(folder: Path) -> None:
    damaged, before = shown(folder), numbered(folder)[1]
    scratched(damaged)
    assert damaged.name in found(folder, "bad") and "文件已损坏" in found(folder, "bad")
    assert "--repair" in found(folder, "bad")

    assert before.stem in checkup.repair(folder)
    assert current(folder) == before and damaged.is_file()
    assert "不影响当前的数据" in found(folder, "bad")


def test_rows_that_are_not_those_that_were_published_are_noticed(folder: Path) -> None:
    with duckdb.connect(str(shown(folder))) as connection:
        connection.execute("update raw.places set evidence = 'something else'")
    assert "读回来与写入的不一致（raw.places）" in found(folder, "bad")


@pytest.mark.parametrize("content", [None, "", "snapshot-20200101T000000Z-9.duckdb", "\udcff"])
def test_a_pointer_to_nothing_is_put_right(folder: Path, content: str | None) -> None:
    newest = shown(folder)
    if content is None:
        (folder / "CURRENT").unlink()
    else:
        (folder / "CURRENT").write_bytes(content.encode(errors="surrogateescape"))
    assert "CURRENT" in found(folder, "bad") and "--repair" in found(folder, "bad")
    checkup.repair(folder)
    assert current(folder) == newest
    assert found(folder, "bad") == ""


def test_where_nothing_is_sound_it_says_so_and_touches_nothing(folder: Path) -> None:
    for snapshot in numbered(folder).values():
        scratched(snapshot)
    before = sorted(folder.iterdir())
    with pytest.raises(WarehouseError, match="没有一个完好"):
        checkup.repair(folder)
    assert sorted(folder.iterdir()) == before


def test_what_was_left_behind_unpublished_or_by_an_older_program_is_a_note(folder: Path) -> None:
    newest = shown(folder)
    publishing.point(folder, numbered(folder)[1].name)
    (folder / "building-1.duckdb").write_bytes(b"half a database")
    with duckdb.connect(str(numbered(folder)[1])) as older:
        older.execute("alter table raw.reports drop column filed_on")
        older.execute("delete from raw.contents where relation = 'raw.reports'")
        older.execute(
            "insert into raw.contents select 'raw.reports', count(*), bit_xor(hash(one)) from raw.reports as one"
        )
    assert "没有发布过" in found(folder, "good") and newest.stem in found(folder, "good")
    assert "下次载入会自己清掉" in found(folder, "note")
    assert "raw.reports.filed_on" in found(folder, "note")
    assert found(folder, "bad") == ""


def test_a_clock_that_went_back_is_a_note(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Behind(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) - timedelta(hours=26)

    monkeypatch.setattr(checkup, "datetime", Behind)
    assert "时钟" in found(folder, "note") and "不受影响" in found(folder, "note")
    assert checkup.lag(folder) > timedelta(hours=25)


def test_a_load_at_work_and_a_disk_without_room_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with publishing.only_one(folder):
        assert "正在载入" in found(folder, "note")
        with pytest.raises(WarehouseError, match="正在载入"):
            checkup.repair(folder)
    usage = shutil.disk_usage(folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1 << 20))
    assert "装不下下一个快照" in found(folder, "bad")
    with pytest.raises(WarehouseError, match="磁盘只剩 1 MB"), next_snapshot(folder):
        pass
    assert found(folder, "note") == ""


def test_no_folder_and_an_empty_one(tmp_path: Path) -> None:
    assert "没有文件夹" in found(tmp_path / "nowhere", "bad")
    assert "还没有数据" in found(tmp_path, "note") and found(tmp_path, "bad") == ""
    with pytest.raises(WarehouseError, match="一个快照也没有"):
        checkup.repair(tmp_path)
