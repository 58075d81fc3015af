"""A warehouse is a folder of complete snapshots that never change, and a pointer file that names the current one.

A load builds the next snapshot beside the others, reads it through, and then replaces the pointer in one step, so that
an open dashboard never sees half a load and never blocks one. DuckDB locks files and caches open ones by path:
replacing a file in place would do neither.
"""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection
from filelock import FileLock, Timeout

from loaders.troubles import DAMAGED, explained, trouble

POINTER = "CURRENT"
LOCK = ".lock"
CONTENTS = "contents"  # the table of raw.* that says what was published
UNFINISHED = "building-"
KEPT = 10
MEGABYTE = 1 << 20
MEMORY = "8GB"  # that DuckDB takes for a load at most; the rest of the program needs some too
FEW_FACTS = 100_000  # so many that every view is read through too
ATTEMPTS = 20  # to replace the pointer: on Windows a reader may hold it for a moment
SCHEMA = Path(__file__).with_name("schema.sql")

# snapshot-20261121T072900Z-7.duckdb
_SNAPSHOT = re.compile(r"snapshot-(?P<published>\d{8}T\d{6}Z)-(?P<number>\d+)\.duckdb")

KEYS = {
    "reports": "report_id, version",
    "documents": "report_id, version",
    "facts": "report_id, version, fact_id",
    "places": "report_id, version, fact_id, place",
    "score_items": "report_id, version, item",
    "files": "origin",
    "roster": "department_id",
    "identities": "report_id",
    "corrections": "correction",
    "saved_groups": "entry",
    "accuracy": "collection, measure",
    "targets": "report_id, version, target",
    "grade_bands": "report_id, version, band",
    "excerpts": "report_id, version, excerpt",
    "remarks": "report_id, version, remark",
    "sentences": "report_id, version, sentence",
    "self_names": "report_id, version, self_name",
}

# Of the few whose hash comes twice, those that do: a hash is a sixth of such a key.
TWICE = """
select {key} from raw.{table}
where hash({key}) in (select hash({key}) as mark from raw.{table} group by mark having count(*) > 1)
group by all
having count(*) > 1
limit 1
"""

Contents = dict[str, tuple[int, int | None]]


class WarehouseError(RuntimeError):
    """The warehouse cannot be used; the Chinese message names the folder and a way out."""


def current(folder: Path) -> Path | None:
    """The snapshot that the pointer names, or None where nothing was published yet. Raises WarehouseError."""
    for _ in range(2):  # a load may have published and pruned between reading the pointer and looking for what it names
        name = pointed(folder)
        if name is None:
            return None
        if _SNAPSHOT.fullmatch(name) and (folder / name).is_file():
            return folder / name
    raise WarehouseError(
        f"仓库 {folder} 的 {POINTER} 指向“{name}”，而没有这个快照；"
        "请放回该文件，或运行 duibiao doctor --repair 退回最近一个完好的快照"
    )


def pointed(folder: Path) -> str | None:
    """What stands in the pointer, right or wrong; None where there is none. Raises WarehouseError."""
    try:
        return (folder / POINTER).read_bytes().decode(errors="replace").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WarehouseError(f"仓库 {folder} 读不出来：{explained(error)}") from error


@contextmanager
def reading(folder: Path) -> Iterator[DuckDBPyConnection]:
    """The current snapshot, read-only. Raises WarehouseError where there is none."""
    snapshot = current(folder)
    if snapshot is None:
        raise WarehouseError(f"仓库 {folder} 里还没有数据；请先运行 duibiao load")
    with (
        _telling(f"仓库 {folder} 的快照 {snapshot.name} 读不出来"),
        duckdb.connect(str(snapshot), read_only=True) as opened,
    ):
        yield opened


@contextmanager
def _telling(what: str, errors: tuple[type[Exception], ...] = (duckdb.Error,)) -> Iterator[None]:
    """Say what is a matter of disk, rights or memory. Raises WarehouseError."""
    try:
        yield
    except errors as error:
        found = trouble(error)
        if found is None:
            raise
        raise WarehouseError(f"{what}：{found.matter}；{found.way_out}") from error


@contextmanager
def next_snapshot(folder: Path, kept: int = KEPT) -> Iterator[DuckDBPyConnection]:
    """Yield a database with the raw.* tables of the current snapshot; publish it when the block ends without error.

    Views and whatever else is derived are made anew in the block. Nothing is published where nothing differs from the
    current snapshot, or where the first would be empty. The newest `kept` snapshots stay. Raises WarehouseError where
    another load is running or the snapshot, read again, is not what was written.
    """
    with only_one(folder), _following(folder, kept) as connection:
        yield connection


@contextmanager
def successive_snapshots(
    folder: Path, kept: int = KEPT
) -> Iterator[Callable[[], AbstractContextManager[DuckDBPyConnection]]]:
    """Give what makes the next snapshot, to be used again and again in one long load that nobody else gets between.

    Each takes the place of the one that the same load published before, so that older loads' snapshots stay.
    """
    partial: Path | None = None

    @contextmanager
    def following() -> Iterator[DuckDBPyConnection]:
        nonlocal partial
        before = current(folder)
        with _following(folder, kept) as connection:
            yield connection
        after = current(folder)
        if after != before:
            if partial is not None:
                _remove(partial)
            partial = after

    with only_one(folder):
        yield following


@contextmanager
def _following(folder: Path, kept: int) -> Iterator[DuckDBPyConnection]:
    unfinished = folder / f"{UNFINISHED}{os.getpid()}.duckdb"
    unchanged = f"仓库 {folder} 没有更新，原来的数据没有动"
    try:
        with _telling(unchanged, (duckdb.Error, OSError)):
            _clear(folder)
            _put_pointer_back(folder)
            previous = current(folder)
            _make_sure_of_room(folder, previous)
            connection = duckdb.connect(str(unfinished))
        try:
            with _telling(unchanged):
                _limit(connection)
                connection.execute(SCHEMA.read_text(encoding="utf-8"))
                if previous is not None:
                    _carry_over(previous, connection)
                yield connection
                written = _contents(connection)
                _note(connection, written)
                is_different = _differs(previous, connection, written)
                connection.execute("checkpoint")
        finally:
            connection.close()
        if is_different:
            with _telling(unchanged, (duckdb.Error, OSError)):
                _read_through(unfinished, written)
                _publish(folder, unfinished)
            _prune(folder, kept)
    finally:
        _remove(unfinished)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the lock of the folder, which is made where it is not there. Raises WarehouseError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise WarehouseError(f"仓库 {folder} 正在载入别的报告；请等它结束后再试") from error
    except OSError as error:
        raise WarehouseError(f"仓库 {folder} 写不进去：{explained(error)}") from error
    try:
        yield
    finally:
        lock.release()


def _limit(connection: DuckDBPyConnection) -> None:
    """No more memory than MEMORY, and one checkpoint at the end instead of one every few megabytes."""
    connection.execute("set wal_autocheckpoint = '1TB'")
    ((usual, wanted),) = connection.execute(
        "select parse_formatted_bytes(current_setting('memory_limit')), parse_formatted_bytes($1)", [MEMORY]
    ).fetchall()
    if wanted < usual:
        connection.execute(f"set memory_limit = '{MEMORY}'")


def _make_sure_of_room(folder: Path, previous: Path | None) -> None:
    """A snapshot holds what the one before holds, and more: say so before an hour of reading, not after it."""
    needed = previous.stat().st_size if previous is not None else 0
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise WarehouseError(
            f"仓库 {folder} 所在的磁盘只剩 {free / MEGABYTE:,.0f} MB，而新快照至少要 {needed / MEGABYTE:,.0f} MB；"
            "没有载入，原来的数据没有动，请腾出空间后再试"
        )


def _clear(folder: Path) -> None:
    """Remove what a killed load left behind: the lock is ours, so nobody is writing it."""
    for leftover in folder.glob(f"{UNFINISHED}*"):
        _remove(leftover)
    (folder / f"{POINTER}.next").unlink(missing_ok=True)


def _put_pointer_back(folder: Path) -> None:
    """Go on from the newest where there is none: the first load was killed just before, or somebody removed it."""
    snapshots = numbered(folder)
    if snapshots and pointed(folder) is None:
        point(folder, snapshots[max(snapshots)].name)


def _carry_over(previous: Path, connection: DuckDBPyConnection) -> None:
    """Copy the raw.* tables by column name: a snapshot of an older program may lack columns, and has them null."""
    path = str(previous).replace("'", "''")
    try:
        connection.execute(f"attach '{path}' as previous (read_only)")
        tables = connection.execute(
            "select table_name from duckdb_tables() where database_name = 'previous' and schema_name = 'raw'"
        ).fetchall()
        for table in [table for (table,) in tables if table != CONTENTS]:
            connection.execute(f"insert into raw.{table} by name select * from previous.raw.{table}")
    except duckdb.Error as error:
        found = trouble(error)
        if found is DAMAGED:
            raise WarehouseError(
                f"仓库 {previous.parent} 的当前快照 {previous.name} 已损坏；{DAMAGED.way_out}"
            ) from error
        if found is not None:
            raise
        raise WarehouseError(
            f"仓库 {previous.parent} 由旧版程序建立，{previous.name} 转不过来（{error}）；请把报告载入一个新的仓库"
        ) from error
    connection.execute("detach previous")


def _contents(connection: DuckDBPyConnection) -> Contents:
    """Rows of each table, and a sum over every value in it that does not depend on their order."""
    tables = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where not internal order by all"
    ).fetchall()
    return {table: _sum(connection, table) for (table,) in tables if table != f"raw.{CONTENTS}"}


def _note(connection: DuckDBPyConnection, written: Contents) -> None:
    """Leave the contents in the snapshot, so that the next load need not read all of it to tell whether it differs."""
    rows = [(table, *contents) for table, contents in written.items()]
    connection.executemany(f"insert into raw.{CONTENTS} values ($1, $2, $3)", rows)


def _noted(connection: DuckDBPyConnection) -> Contents:
    """The contents of a published snapshot; one of an older program has to be read."""
    try:
        rows = connection.execute(f"select relation, rows, total from raw.{CONTENTS}").fetchall()
    except duckdb.CatalogException:
        return _contents(connection)
    return {table: (rows, total) for table, rows, total in rows}


def _sum(connection: DuckDBPyConnection, relation: str) -> tuple[int, int | None]:
    ((rows, total),) = connection.execute(
        f"select count(*), bit_xor(hash(whole_row)) from {relation} as whole_row"
    ).fetchall()
    return rows, total


def _definitions(connection: DuckDBPyConnection) -> list[tuple[str, ...]]:
    return connection.execute(
        """
        select schema_name, view_name, sql, comment from duckdb_views() where not internal
        union all
        select schema_name, table_name, sql, comment from duckdb_tables() where not internal
        order by all
        """
    ).fetchall()


def _differs(previous: Path | None, connection: DuckDBPyConnection, written: Contents) -> bool:
    if previous is None:
        return written["raw.reports"][0] > 0
    with duckdb.connect(str(previous), read_only=True) as before:
        return (_definitions(before), _noted(before)) != (_definitions(connection), written)


def _read_through(snapshot: Path, written: Contents) -> None:
    """Read every table of a snapshot from disk. Raises WarehouseError where it is not what was written."""
    if wrong := unsound(snapshot, written):
        raise WarehouseError(f"新快照{wrong}，没有发布；请检查磁盘后重试")


def unsound(snapshot: Path, written: Contents | None = None, *, reads_views: bool = True) -> str:
    """What is wrong with a snapshot that is read from the first table to the last, in Chinese; '' for nothing.

    A view is read too; of a large snapshot, or on request, only so far that it stands on tables that are there: its
    rows come from those, and reading it would take as long as making them. Raises duckdb.Error for what cannot be read.
    """
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        _limit(connection)
        found, noted = _contents(connection), _noted(connection)
        different = sorted(table for table in {*found, *noted} if found.get(table) != noted.get(table))
        if different or (written is not None and written != found):
            return f"读回来与写入的不一致（{'、'.join(different[:3]) or '整个快照'}）"
        for table, key in KEYS.items():
            twice = connection.execute(TWICE.format(table=table, key=key)).fetchall() if f"raw.{table}" in found else []
            if twice:
                return f"的 raw.{table} 里 {twice[0]} 出现两次"
        views = connection.execute("select schema_name, view_name from duckdb_views() where not internal").fetchall()
        for schema, view in views:
            if reads_views and found.get("raw.facts", (0, None))[0] <= FEW_FACTS:
                _sum(connection, f"{schema}.{view}")
            else:
                connection.execute(f"select * from {schema}.{view} limit 0").fetchall()
    return ""


def _publish(folder: Path, unfinished: Path) -> None:
    number = 1 + max(numbered(folder), default=0)
    snapshot = folder / f"snapshot-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{number}.duckdb"
    unfinished.rename(snapshot)
    try:
        point(folder, snapshot.name)
    except BaseException:
        if pointed(folder) != snapshot.name:  # Ctrl+C may come when all is done
            _remove(snapshot)
        raise


def point(folder: Path, name: str) -> None:
    """Let the pointer name this snapshot, in one step. Only who holds the lock may. Raises OSError."""
    following = folder / f"{POINTER}.next"
    with following.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    for attempt in range(1, ATTEMPTS + 1):
        try:
            following.replace(folder / POINTER)
            _sync(folder)
            return
        except PermissionError:
            if attempt == ATTEMPTS:
                raise
            time.sleep(0.05)


def _sync(folder: Path) -> None:
    """Let what was renamed survive a power cut, where the system syncs folders."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _prune(folder: Path, kept: int) -> None:
    shown = current(folder)
    snapshots = numbered(folder)
    for number in sorted(snapshots, reverse=True)[kept:]:
        if snapshots[number] != shown:
            _remove(snapshots[number])


def numbered(folder: Path) -> dict[int, Path]:
    """The snapshots that are there, by their numbers: what came first, whatever the clock said."""
    found = ((_SNAPSHOT.fullmatch(path.name), path) for path in folder.iterdir())
    return {int(match["number"]): path for match, path in found if match}


def published(snapshot: Path) -> datetime:
    """When a snapshot was published, by its name."""
    match = _SNAPSHOT.fullmatch(snapshot.name)
    if match is None:
        raise ValueError(f"{snapshot.name} is not the name of a snapshot")
    return datetime.strptime(match["published"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def size(connection: DuckDBPyConnection) -> tuple[int, int]:
    """How many tables a snapshot has, and how many rows they have together."""
    noted = _noted(connection)
    return len(noted), sum(rows for rows, _ in noted.values())


def _remove(database: Path) -> None:
    """Remove a database file with what DuckDB keeps beside it; on Windows a reader may still hold it, and keeps it."""
    for path in (database, database.with_name(f"{database.name}.wal"), database.with_name(f"{database.name}.tmp")):
        try:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        except OSError:
            continue
