"""Places whose reports are the same as in the snapshot before: what was worked out of them is copied from there.

A place is a jurisdiction, or a report that has none. Its digest runs over every row of raw.* that belongs to its
reports. Whatever all places share (vocabulary, thresholds, roster …) and the views themselves must be the same too,
or nothing is copied.
"""

import hashlib
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from duckdb import CatalogException, DuckDBPyConnection

if TYPE_CHECKING:
    from queries import View

KEY = "report_id"
GROUP = "group_key"  # of the departments of one jurisdiction
BEFORE = "before"  # the database of the snapshot before
MADE_BY = "made.by_views"  # the table that says of which views a snapshot was made

Rows = tuple[tuple[object, ...], ...]  # of each table: its name, how many rows, two sums over them

PLACES = "select report_id, ifnull(jurisdiction, report_id) as place from {database}.staging.reports"
DIGESTS = """
select places.place, count(*), bit_xor(hash(whole_row)), sum(hash(whole_row))
from {database}.{table} as whole_row inner join ({places}) as places on whole_row.report_id = places.report_id
group by places.place
"""
TOTAL = "select count(*), bit_xor(hash(whole_row)), sum(hash(whole_row)) from {database}.{table} as whole_row"


@contextmanager
def attached(cursor: DuckDBPyConnection, snapshot: Path | None) -> Iterator[bool]:
    """The snapshot before, to be read as BEFORE; whether there is one."""
    if snapshot is None:
        yield False
        return
    cursor.execute("attach '{}' as {} (read_only)".format(str(snapshot).replace("'", "''"), BEFORE))
    try:
        yield True
    finally:
        cursor.execute(f"detach {BEFORE}")


def places(cursor: DuckDBPyConnection, whole: str, views: Sequence["View"], kept: Set[str]) -> set[str]:
    """The places that are as they were in the snapshot before."""
    tables = "select 'raw.' || table_name from duckdb_tables() where database_name = $1 and schema_name = 'raw'"
    names = sorted(name for (name,) in cursor.execute(tables, [whole.strip('"')]).fetchall())
    own = [name for name in names if KEY in columns(cursor, f"{whole}.{name}")]
    try:
        if cursor.execute(f"select views from {BEFORE}.{MADE_BY}").fetchall() != [(digest(views),)]:
            return set()
        sliced = {name for name in kept if {KEY, GROUP} & {*columns(cursor, f"{BEFORE}.{name}")}}
        shared = _sources(views, sliced) & {*names} - {*own}
        if any(_total(cursor, whole, name) != _total(cursor, BEFORE, name) for name in shared):
            return set()
        now, then = (_digests(cursor, database, own) for database in (whole, BEFORE))
    except CatalogException:
        return set()  # a snapshot of another program
    return {place for place, rows in now.items() if then.get(place) == rows}


def sign(connection: DuckDBPyConnection, views: Sequence["View"]) -> None:
    """Leave in a snapshot of which views it is made."""
    connection.execute(f"create schema if not exists {MADE_BY.partition('.')[0]}")
    connection.execute(f"create or replace table {MADE_BY} as select $1 as views", [digest(views)])


def digest(views: Sequence["View"]) -> str:
    """The same for the same views, and no others."""
    told = "\n".join(f"{view.name}\n{view.comment}\n{view.body}" for view in views)
    return hashlib.sha256(told.encode()).hexdigest()


def columns(cursor: DuckDBPyConnection, name: str) -> list[str]:
    return [column for column, *_ in cursor.execute(f"select * from {name} limit 0").description or ()]


def _sources(views: Sequence["View"], names: Set[str]) -> set[str]:
    """Whatever some views read, by way of others too; `views` in an order in which they can be created."""
    sources: dict[str, set[str]] = {}
    for view in views:
        sources[view.name] = set(view.reads).union(*(sources[name] for name in view.reads & sources.keys()))
    return set[str]().union(*(sources[name] for name in names))


def _total(cursor: DuckDBPyConnection, database: str, table: str) -> list[tuple[int, ...]]:
    return cursor.execute(TOTAL.format(database=database, table=table)).fetchall()


def _digests(cursor: DuckDBPyConnection, database: str, tables: Sequence[str]) -> dict[str, Rows]:
    """What each place has in each table."""
    found: dict[str, Rows] = {}
    for table in tables:
        question = DIGESTS.format(database=database, table=table, places=PLACES.format(database=database))
        for place, *rows in cursor.execute(question).fetchall():
            found[place] = (*found.get(place, ()), (table, *rows))
    return found
