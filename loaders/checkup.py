"""A warehouse's folder → what is well with it and what is not, where, and the way out, in Chinese: `duibiao doctor`.

Nothing is changed but by `repair`, which moves the pointer and deletes nothing.
"""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

import duckdb
from duckdb import DuckDBPyConnection
from filelock import FileLock, Timeout

from loaders import publishing
from loaders.publishing import LOCK, MEGABYTE, POINTER, SCHEMA, UNFINISHED, WarehouseError
from loaders.troubles import explained, trouble

AHEAD = timedelta(minutes=5)  # of the clock that a snapshot's time may be: clocks are set a little now and then
ROOMY = 3  # times the current snapshot
Standing = Literal["good", "note", "bad"]


class Finding(NamedTuple):
    """One thing looked at; a note costs nothing yet, what is bad stands in the way of loading or reading."""

    standing: Standing
    words: str
    way_out: str = ""


def examine(folder: Path) -> Iterator[Finding]:
    """What there is to say of a warehouse, as it is found: every snapshot is read from the first table to the last."""
    if not folder.is_dir():
        yield Finding("bad", f"没有文件夹 {folder}", "请核对 --warehouse，或先运行 duibiao load")
        return
    try:
        named = publishing.pointed(folder)
        snapshots = publishing.numbered(folder)
    except (WarehouseError, OSError) as error:
        yield Finding("bad", _words(error), "请检查文件夹的权限")
        return
    shown = next((path for path in snapshots.values() if path.name == named), None)
    yield _pointer(named, shown, bool(snapshots))
    at = max((number for number, path in snapshots.items() if path == shown), default=0)
    for number in sorted(snapshots, reverse=True):
        yield from _snapshot(snapshots[number], shown, number > at)
    yield _place_to_write(folder)
    yield _room(folder, shown)
    yield _clock(folder)
    yield from _leftovers(folder)


def repair(folder: Path) -> str:
    """Point to the newest sound snapshot where the pointer names none; says what it did. Raises WarehouseError.

    What was confirmed after that snapshot stands in the damaged file only, which stays where it is.
    """
    with publishing.only_one(folder):
        snapshots = publishing.numbered(folder)
        named = publishing.pointed(folder)
        shown = next((path for path in snapshots.values() if path.name == named), None)
        if shown is not None and not damage(shown):
            return "当前快照完好，不需要修。"
        for number in sorted(snapshots, reverse=True):
            if snapshots[number] != shown and not damage(snapshots[number]):
                try:
                    publishing.point(folder, snapshots[number].name)
                except OSError as error:
                    raise WarehouseError(f"仓库 {folder} 写不进去：{explained(error)}") from error
                return (
                    f"已退回到 {snapshots[number].stem}（{_minute(snapshots[number])} 发布）。"
                    "在它之后载入的报告请再载入一次，之后的更正和复核请再记一次；坏的文件原样留着，没有删除任何东西。"
                )
    if not snapshots:
        raise WarehouseError(f"仓库 {folder} 里一个快照也没有；请用 duibiao load 重新载入")
    raise WarehouseError(
        f"仓库 {folder} 的快照没有一个完好；请从备份放回一个快照，或把整个文件夹移走保存，再重新载入报告"
    )


def damage(snapshot: Path) -> str:
    """What is wrong with a snapshot; '' for nothing. Every table is read."""
    try:
        return publishing.unsound(snapshot, reads_views=False)
    except (duckdb.Error, OSError) as error:
        return _words(error)


def lag(folder: Path) -> timedelta:
    """How far the clock is behind the newest snapshot's time; nothing where it is not."""
    times = [publishing.published(path) for path in publishing.numbered(folder).values()] if folder.is_dir() else []
    behind = max(times, default=datetime.min.replace(tzinfo=UTC)) - datetime.now(UTC)
    return behind if behind > AHEAD else timedelta()


def _pointer(named: str | None, shown: Path | None, has_snapshots: bool) -> Finding:
    if shown is not None:
        return Finding("good", f"{POINTER} 指向 {shown.stem}")
    if named is None and not has_snapshots:
        return Finding("note", "还没有数据", "请先运行 duibiao load")
    what = f"没有 {POINTER}，不知道哪个快照是当前的" if named is None else f"{POINTER} 指向“{named}”，而没有这个快照"
    return Finding("bad", what, "请放回该文件，或运行 duibiao doctor --repair 退回最近一个完好的快照")


def _snapshot(path: Path, shown: Path | None, is_later: bool) -> Iterator[Finding]:
    about = f"（{path.stat().st_size / MEGABYTE:,.0f} MB，{_minute(path)} 发布）"
    if wrong := damage(path):
        is_shown = path == shown
        way_out = "请运行 duibiao doctor --repair 退回最近一个完好的快照" if is_shown else "不影响当前的数据"
        yield Finding("bad", f"{path.name}{about}{wrong}", f"{way_out}；坏的文件请移到别处保存")
        return
    with duckdb.connect(str(path), read_only=True) as connection:
        tables, rows = publishing.size(connection)
        missing = _missing(connection) if path == shown else []
    whole = f"通读 {tables} 张表、{rows:,} 行，与发布时记下的一致"
    yield Finding("good", f"{path.stem}{about}{whole}{'；没有发布过' if is_later else ''}")
    if missing:
        yield Finding(
            "note",
            f"{path.stem} 由旧版程序建立，缺 {'、'.join(missing[:3])}{' 等' if len(missing) > 3 else ''}",
            "再载入一次就补上；在那以前，有的页面显示不全",
        )


def _missing(connection: DuckDBPyConnection) -> list[str]:
    """The columns of raw.* that this program knows and the snapshot does not have."""
    query = "select table_name || '.' || column_name from duckdb_columns() where schema_name = 'raw' order by all"
    with duckdb.connect() as newest:
        newest.execute(SCHEMA.read_text(encoding="utf-8"))
        known = [f"raw.{column}" for (column,) in newest.execute(query).fetchall()]
    there = {f"raw.{column}" for (column,) in connection.execute(query).fetchall()}
    return [column for column in known if column not in there]


def _place_to_write(folder: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"duibiao")
    except OSError as error:
        return Finding("bad", f"文件夹 {folder} 写不进去：{_words(error)}", "现有数据照常可看，但不能载入和更正")
    return Finding("good", f"文件夹 {folder} 可以写")


def _room(folder: Path, shown: Path | None) -> Finding:
    """A load writes a whole snapshot, and for a while what it works on beside it."""
    free, needed = shutil.disk_usage(folder).free, shown.stat().st_size if shown is not None else 0
    words = f"磁盘还有 {free / MEGABYTE:,.0f} MB，当前快照有 {needed / MEGABYTE:,.0f} MB"
    if free < needed:
        return Finding("bad", words, "装不下下一个快照，请腾出空间再载入")
    if free < ROOMY * needed:
        return Finding("note", words, "不大宽裕，请尽早腾出空间")
    return Finding("good", words)


def _clock(folder: Path) -> Finding:
    if behind := lag(folder):
        hours = behind / timedelta(hours=1)
        return Finding(
            "note",
            f"电脑的时钟比最新的快照晚 {hours:,.1f} 小时，可能被往回拨过",
            "请校准时钟；数据不受影响，快照按编号分先后",
        )
    return Finding("good", "电脑的时钟不早于最新的快照")


def _leftovers(folder: Path) -> Iterator[Finding]:
    """What a killed load left; a running one has the lock."""
    left = [*folder.glob(f"{UNFINISHED}*"), *folder.glob(f"{POINTER}.next")]
    try:
        with FileLock(folder / LOCK, timeout=0):
            pass
    except Timeout:
        yield Finding("note", "正在载入", "等它结束后再检查一次，更准确")
        return
    except OSError:
        return  # that nothing can be written was said before
    if left:
        size = sum(path.stat().st_size for path in left if path.is_file()) / MEGABYTE
        yield Finding("note", f"上次中断的载入留下 {len(left)} 个文件（{size:,.0f} MB）", "下次载入会自己清掉，不用管")


def _minute(path: Path) -> str:
    return f"{publishing.published(path).astimezone():%Y-%m-%d %H:%M}"


def _words(error: BaseException) -> str:
    found = trouble(error)
    return found.matter if found is not None else str(error).strip().partition("\n")[0]
