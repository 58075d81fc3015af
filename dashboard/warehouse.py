"""The only door to DuckDB: the name of a view and values to look for come in, a DataFrame goes out.

A page run reads one snapshot from its first line to its last: `follow` opens the one that the pointer names when the
run begins, and fragments and dialogs of that page stay with it. Snapshots never change, so what was read is kept.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import streamlit as st
from duckdb import DuckDBPyConnection
from pandas import DataFrame

POINTER = "CURRENT"
CONFIG: Mapping[str, str | bool | int] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "max_execution_time": 20_000,  # milliseconds
    "memory_limit": "2GB",
    "threads": 2,
    "lock_configuration": True,
}
VIEWS = """
select schema_name || '.' || view_name as name, schema_name, comment from duckdb_views()
where not internal and schema_name not in ('raw', 'made')
union all
select schema_name || '.' || table_name, schema_name, comment from duckdb_tables()
where not internal and schema_name not in ('raw', 'made')
order by name
"""

# benchmarks.budget_execution · fiscal_year · snapshot-20261121T072900Z-7.duckdb
_VIEW = re.compile(r"(staging|core|benchmarks|checks|targets)\.[a-z][a-z0-9_]*")
_COLUMN = re.compile(r"[a-z][a-z0-9_]*")
# Corrupt database file: computed checksum 1 does not match stored checksum 2 in block at location 4096
# IO Error: Could not read enough bytes from file "…": attempted to read 262144 bytes from location 13905920
_DAMAGED = re.compile(r"^(?:Corrupt database|IO Error|FATAL Error)")
_SNAPSHOT = re.compile(r"snapshot-(?P<published>\d{8}T\d{6}Z)-\d+\.duckdb")

Value = str | int | float | bool | None


@dataclass(frozen=True)
class Among:
    """Values of a column that other views have in rows like these: reports of departments of one function and size."""

    conditions: tuple[tuple[str, str, str], ...]  # a view with the same column, one of its columns, its value there


Filter = Value | Sequence[str] | Sequence[int] | Among
Row = Mapping[str, Any]


_pinned: ContextVar["Snapshot | None"] = ContextVar("pinned", default=None)


class NoWarehouseError(Exception):
    """There is no snapshot to read; the Chinese message says why and what to do."""


class NotReadableError(NoWarehouseError):
    """There is a snapshot, and this program may not or cannot read it; the Chinese message says which."""


class SnapshotGoneError(Exception):
    """The snapshot that an address names is not kept any more; the Chinese message says why."""


@dataclass(frozen=True)
class Snapshot:
    """One published state of the warehouse."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def published(self) -> datetime:
        """When it was published, in Chinese time."""
        match = _SNAPSHOT.fullmatch(self.path.name)
        assert match is not None  # `current` made sure of it
        written = datetime.strptime(match["published"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return written.astimezone(ZoneInfo("Asia/Shanghai"))


def folder() -> Path:
    """The warehouse's folder, from the environment."""
    return Path(os.environ.get("DUIBIAO_WAREHOUSE") or "warehouse")


def current() -> Snapshot:
    """The snapshot that the pointer names now. Raises NoWarehouseError, or NotReadableError."""
    for _ in range(2):  # a load may have published and pruned between reading the pointer and looking for what it names
        try:
            name = (folder() / POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError as error:
            raise NoWarehouseError(f"文件夹 {folder()} 里还没有载入过报告。") from error
        except (OSError, UnicodeDecodeError) as error:
            raise NotReadableError(f"读不出 {folder() / POINTER}，请检查文件夹和权限。") from error
        if _SNAPSHOT.fullmatch(name) is not None and (folder() / name).is_file():
            return Snapshot(folder() / name)
    raise NoWarehouseError(
        f"{folder() / POINTER} 指向的快照不在了，请运行 duibiao doctor --repair 退回最近一个完好的，或重新载入报告。"
    )


def named(name: str) -> Snapshot:
    """An earlier snapshot by its name: snapshot-20261121T072900Z-7. Raises SnapshotGoneError."""
    file_name = f"{name}.duckdb"
    if _SNAPSHOT.fullmatch(file_name) is None:
        raise SnapshotGoneError(f"“{name}”不是快照的名称。")
    if not (folder() / file_name).is_file():
        raise SnapshotGoneError(f"快照 {name} 已经不在了：仓库只保留最近的若干个，旧的自动清除。")
    return Snapshot(folder() / file_name)


def follow(name: str = "") -> Snapshot:
    """Take the current snapshot, or the one named, for this run of the page.

    It is opened at once: what is open can be read to the end, whatever is published or pruned meanwhile. Raises
    NoWarehouseError, SnapshotGoneError or NotReadableError.
    """
    newest = current()
    for _ in range(2):  # it may be pruned between reading its name and opening it
        st.session_state["snapshot"] = snapshot = named(name) if name else newest
        if _is_open(snapshot):
            break
        newest = current()
    return snapshot


@contextmanager
def reading(snapshot: Snapshot) -> Iterator[None]:
    """Read this snapshot where there is no page: in what is made when a button is pressed."""
    token = _pinned.set(snapshot)
    try:
        yield
    finally:
        _pinned.reset(token)


def snapshot() -> Snapshot:
    """The snapshot that this run of the page reads. A page left open until it was pruned starts anew."""
    pinned = _pinned.get()
    if pinned is not None:
        return pinned
    taken: Snapshot | None = st.session_state.get("snapshot")
    if taken is None:
        return follow()
    if not _is_open(taken):
        st.rerun()
    return taken


def _is_open(snapshot: Snapshot) -> bool:
    """Whether the snapshot is open now; it is not where it was pruned before. Raises NotReadableError."""
    try:
        _connection(str(snapshot.path))
    except duckdb.Error as error:
        if snapshot.path.is_file():
            raise NotReadableError(_unreadable(snapshot.path)) from error
        return False
    return True


def frame(
    view: str,
    where: Mapping[str, Filter] | None = None,
    *,
    order: Sequence[str] = (),
    limit: int | None = None,
    **filters: Filter,
) -> DataFrame:
    """The rows of a view: `frame("core.figures", fiscal_year=2020, stage=["budget", "actual"], order=["-value"])`.

    A list looks for any of its values, None for rows that have none, Among for what other views know; `-value` puts
    the largest first. DECIMAL arrives as float64: exact for amounts below 10¹² yuan with two decimals. Raises
    ValueError for what cannot be a name, and duckdb.Error for a view or column that does not exist.
    """
    filters = {**(where or {}), **filters}
    _admit(view, [*filters, *(column.removeprefix("-") for column in order)])
    condition, values = _conditions(filters)
    query = f"select * from {view}{condition}{_ordered(order)}"
    if limit is not None:
        query += f" limit {int(limit)}"
    return _read(str(snapshot().path), query, tuple(values))


def counts(view: str, by: Sequence[str], where: Mapping[str, Filter] | None = None) -> DataFrame:
    """How many rows of a view have the same values in these columns, as `entries`. Raises as `frame` does."""
    _admit(view, [*by, *(where or {})])
    condition, values = _conditions(where or {})
    columns = ", ".join(by)
    query = f"select {columns}, count(*) as entries from {view}{condition} group by {columns} order by {columns}"
    return _read(str(snapshot().path), query, tuple(values))


def values(view: str, column: str) -> list[Any]:
    """The different values of a column, in order, without null. Raises as `frame` does."""
    _admit(view, [column])
    found = _read(
        str(snapshot().path), f"select distinct {column} from {view} where {column} is not null order by 1", ()
    )
    return list(found[column])


def search(view: str, column: str, words: str, *, order: Sequence[str] = (), limit: int = 50) -> DataFrame:
    """The rows in whose column the words stand, whatever their case. Raises as `frame` does."""
    _admit(view, [column, *(name.removeprefix("-") for name in order)])
    query = f"select * from {view} where contains(lower({column}), lower(?)){_ordered(order)} limit {int(limit)}"
    return _read(str(snapshot().path), query, (words,))


def columns(view: str) -> list[str]:
    """The names of a view's columns; none where there is no such view."""
    _admit(view, [])
    return list(frame(view, limit=0).columns) if view in set(views()["name"]) else []


def records(rows: DataFrame) -> list[Row]:
    """The rows as dictionaries."""
    return [{str(column): value for column, value in row.items()} for row in rows.to_dict("records")]


def views() -> DataFrame:
    """Every view's name and stored comment."""
    return _read(str(snapshot().path), VIEWS, ())


def _admit(view: str, columns: Sequence[str]) -> None:
    """Nothing but names gets into a query."""
    if _VIEW.fullmatch(view) is None:
        raise ValueError(f"{view!r} is not the name of a view")
    for column in columns:
        if _COLUMN.fullmatch(column) is None:
            raise ValueError(f"{column!r} is not the name of a column")


def _conditions(filters: Mapping[str, Filter]) -> tuple[str, list[Value]]:
    """The filters as a clause, and the values that stand in it as question marks."""
    conditions: list[str] = []
    values: list[Value] = []
    for column, wanted in filters.items():
        if wanted is None:
            conditions.append(f"{column} is null")
        elif isinstance(wanted, Among):
            for other, known, value in wanted.conditions:
                _admit(other, [known])
                conditions.append(f"{column} in (select {column} from {other} where {known} = ?)")
                values.append(value)
        elif isinstance(wanted, Sequence) and not isinstance(wanted, str):
            conditions.append(f"{column} in ({', '.join('?' for _ in wanted)})" if wanted else "false")
            values += wanted
        else:
            conditions.append(f"{column} = ?")
            values.append(wanted)
    return (f" where {' and '.join(conditions)}" if conditions else ""), values


def _ordered(order: Sequence[str]) -> str:
    columns = [f"{name[1:]} desc" if name.startswith("-") else name for name in order]
    return f" order by {', '.join(columns)}" if columns else ""


@st.cache_data(max_entries=500, show_spinner=False)
def _read(path: str, query: str, values: tuple[Value, ...]) -> DataFrame:
    with _connection(path).cursor() as cursor:
        try:
            return cursor.execute(query, values).df()
        except duckdb.Error as error:
            if _DAMAGED.search(str(error)):
                raise NotReadableError(_unreadable(Path(path))) from error
            raise


def _unreadable(path: Path) -> str:
    return f"快照 {path.stem} 读不出来：没有读的权限，或文件已损坏。在运行本程序的电脑上运行 duibiao doctor 可以查明。"


# A few, because pages that are still open may read a snapshot older than the current one.
@st.cache_resource(max_entries=4, show_spinner=False)
def _connection(path: str) -> DuckDBPyConnection:
    return duckdb.connect(path, read_only=True, config=dict(CONFIG))
