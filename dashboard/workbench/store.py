"""The store of what auditors write: an address comes in, transactions go out, and errors say in Chinese what to do.

One writer at a time, whatever the database: so that events are counted without gaps, and who comes second sees what
the first wrote. What a transaction confirmed is on the disk.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, Table, create_engine, event, func, insert, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError, SQLAlchemyError

from dashboard.workbench import tables

ADDRESS = "DUIBIAO_WORKBENCH"
SECONDS = 10  # to wait for another writer, and for a server to answer
WRITERS = 0x64756962  # the advisory lock of this program's writers in PostgreSQL
Values = Mapping[str, Any]

LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL
LOST = "刚才的内容没有保存"
RESCUE = "请把这个文件移走保存，再用最近一次导出的备份恢复到新库"
BUSY = f"正被别的程序占用，等了 {SECONDS} 秒仍写不进去；{LOST}，请稍后再试"
FULL = f"写不进磁盘；{LOST}，请检查磁盘空间后再试"
READ_ONLY = f"只能读不能写；{LOST}，请检查文件和文件夹的权限"
TROUBLES: Mapping[int, str] = {
    sqlite3.SQLITE_CORRUPT: f"已损坏；{RESCUE}",
    sqlite3.SQLITE_NOTADB: f"已损坏，或不是工作底稿库；{RESCUE}",
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CANTOPEN: "打不开；请检查文件夹是否存在、有没有权限",
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: FULL,
}


class WorkbenchError(RuntimeError):
    """What auditors wrote cannot be read or kept; the Chinese message says why and what to do."""


class EntryError(WorkbenchError):
    """What was to be kept is not acceptable; the Chinese message names it and what is expected."""


class Store:
    """A database of events. Open it with `open_store`."""

    def __init__(self, engine: Engine, address: str) -> None:
        self.address = address  # as people may see it, without password
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._writers = engine.execution_options(is_writing=True)
        # One picture of all tables from the first line to the last.
        self._readers = engine if self._is_sqlite else engine.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent picture. Raises WorkbenchError."""
        with self._speaking_chinese(), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All or nothing, and nobody else in between. Raises WorkbenchError."""
        with self._speaking_chinese(), self._writers.begin() as connection:
            if not self._is_sqlite:
                connection.exec_driver_sql(f"set local lock_timeout = '{SECONDS}s'")
                connection.exec_driver_sql("set local synchronous_commit = on")
                connection.exec_driver_sql(f"select pg_advisory_xact_lock({WRITERS})")
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _speaking_chinese(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise WorkbenchError(self._words(error.orig, isinstance(error, OperationalError))) from error
        except sqlite3.Error as error:  # while connecting
            raise WorkbenchError(self._words(error, True)) from error
        except SQLAlchemyError as error:
            raise WorkbenchError(f"工作底稿库 {self.address} 出错：{error}") from error

    def _words(self, cause: BaseException | None, is_operational: bool) -> str:
        code = getattr(cause, "sqlite_errorcode", None)
        if getattr(cause, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            code = sqlite3.SQLITE_BUSY
        if code is not None and code & 0xFF in TROUBLES:
            return f"工作底稿库 {self.address} {TROUBLES[code & 0xFF]}"
        if is_operational and not self._is_sqlite:
            return f"连不上工作底稿库 {self.address}；请检查地址、账号、网络，以及数据库是否在运行（{_first(cause)}）"
        return f"工作底稿库 {self.address} 出错：{_first(cause)}"


def open_store(address: str | Path, *, must_exist: bool = False) -> Store:
    """The store at a file or a URL like postgresql://auditor@server/duibiao, made where it is not there yet.

    An older one is brought up to date. Raises WorkbenchError, also where it must exist and does not.
    """
    url = _url(address)
    shown = url.database or "" if url.drivername.startswith("sqlite") else url.render_as_string(hide_password=True)
    missing = f"没有工作底稿库 {shown.replace('+psycopg', '')}；请用 --store 或 {ADDRESS} 写明它在哪里"
    if must_exist and url.drivername.startswith("sqlite") and not Path(shown).is_file():
        raise WorkbenchError(missing)
    store = Store(_engine(url, shown), shown.replace("+psycopg", ""))
    with store.reading() as connection:
        version = _version(connection)
        if must_exist and not version:
            raise WorkbenchError(missing)
        is_current = version == tables.VERSION
        if url.drivername.startswith("sqlite"):
            _verify(connection, store.address)
    if not is_current:
        _migrate(store)
    return store


def checked(address: str | Path) -> str:
    """What there is to say of a store that is sound; it is not made where it is not there. Raises WorkbenchError."""
    url = _url(address)
    if url.drivername.startswith("sqlite") and not Path(url.database or "").is_file():
        return f"工作底稿库 {url.database} 还没有建立，第一次记录时建立"
    store = open_store(address)
    try:
        with store.reading() as connection:
            counted = [select(func.count()).select_from(table) for table in tables.METADATA.sorted_tables]
            rows = sum(connection.execute(query).scalar_one() for query in counted)
    finally:
        store.close()
    return f"工作底稿库 {store.address} 读得出来，共 {rows} 条"


def append(connection: Connection, table: Table, author: str, reason: str, rows: Sequence[Values]) -> int:
    """Add rows to a table of events, signed; gives the number of the last one. Raises EntryError without signature."""
    if not author.strip():
        raise EntryError("请写明是谁记的")
    if not reason.strip():
        raise EntryError("请写明理由")
    ((last,),) = connection.execute(select(func.coalesce(func.max(table.c.event), 0))).all()
    signed = {"made_at": now(), "author": author.strip(), "reason": reason.strip()}
    if rows:
        connection.execute(
            insert(table), [{"event": last + number, **signed, **row} for number, row in enumerate(rows, start=1)]
        )
    return int(last) + len(rows)


def now() -> datetime:
    """UTC without zone, as every table has it."""
    return datetime.now(UTC).replace(tzinfo=None)


def default_address(warehouse: Path) -> str:
    """What the environment names, or a file beside the warehouse's folder, which may be rebuilt without it."""
    return os.environ.get(ADDRESS) or str(warehouse.resolve().with_name(f"{warehouse.resolve().name}-workbench.sqlite"))


def _url(address: str | Path) -> URL:
    words = str(address)
    if "://" not in words:
        return URL.create("sqlite", database=words)
    try:
        url = make_url(words)
    except (ArgumentError, ValueError) as error:
        raise WorkbenchError(f"{ADDRESS} 不是有效的地址；应为文件名，或 postgresql://账号@服务器/数据库") from error
    if url.get_backend_name() not in ("postgresql", "sqlite"):
        raise WorkbenchError(f"{ADDRESS} 只能用 SQLite 文件或 PostgreSQL，不能用 {url.get_backend_name()}")
    return url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url


def _engine(url: URL, shown: str) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": SECONDS})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": SECONDS})
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise WorkbenchError(f"要用 {shown}，先安装 PostgreSQL 部件：pip install 'duibiao[postgres]'") from error


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says so
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")


def _begin(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get("is_writing", False)
    connection.exec_driver_sql("begin immediate" if is_writing else "begin")


def _version(connection: Connection) -> int:
    """Of the tables that are there; 0 for none."""
    if not inspect(connection).has_table(tables.migrations.name):
        return 0
    ((version,),) = connection.execute(select(func.max(tables.migrations.c.version))).all()
    return int(version)


def _verify(connection: Connection, shown: str) -> None:
    ((words,),) = connection.exec_driver_sql("pragma quick_check(1)").all()
    if words != "ok":
        raise WorkbenchError(f"工作底稿库 {shown} 已损坏（{' '.join(words.split())}）；{RESCUE}")


def _migrate(store: Store) -> None:
    with store.writing() as connection:
        version = _version(connection)
        if version > tables.VERSION:
            raise WorkbenchError(
                f"工作底稿库 {store.address} 由较新版本的程序建立（第 {version} 版，"
                f"本程序只认到第 {tables.VERSION} 版）；请升级本程序"
            )
        if version == 0:
            tables.create(connection)
            connection.execute(insert(tables.migrations), [{"version": tables.VERSION, "made_at": now()}])
        for following in range(version + 1, tables.VERSION + 1) if version else ():
            tables.STEPS[following](connection)
            connection.execute(insert(tables.migrations), [{"version": following, "made_at": now()}])


def _first(cause: BaseException | None) -> str:
    return str(cause).strip().partition("\n")[0]
