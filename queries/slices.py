"""Views → tables, a slice of the reports at a time: memory and temporary space do not grow with the warehouse.

A slice holds whole jurisdictions, because nothing is compared across them, and is worked out in memory by the same
files. Whatever has neither a report_id nor a group_key, which is made of a slice's reports alone, is worked out once,
from the whole. Rows lie in the order of jurisdiction, department and year, so that what a page asks for lies together.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from duckdb import DuckDBPyConnection

from queries import unchanged
from queries.unchanged import BEFORE, GROUP, KEY, columns

if TYPE_CHECKING:
    from queries import View

NO_ROWS = (0, -1, 0)
MOST_OTHERS = 2  # rows of other slices for each of its own: of more, they are left out beforehand
FACTS = 400_000  # in a slice that is worked out, or as many as one jurisdiction has
OWN = "slice"  # the database in memory

# The places in their order, and how many facts each has.
SIZES = """
select places.place, cast(sum(ifnull(counts.facts, 0)) as bigint) as facts
from ({places}) as places
left join (select report_id, count(*) as facts from {whole}.raw.facts group by report_id) as counts
    on places.report_id = counts.report_id
inner join {whole}.staging.reports as reports on places.report_id = reports.report_id
group by places.place, reports.jurisdiction
order by reports.jurisdiction, min((reports.department, reports.fiscal_year, reports.report_id))
"""

# Which report goes into which slice, and where it lies there.
PLAN = """
create table plan as
select
    reports.report_id,
    row_number() over (order by jurisdiction, department, fiscal_year, reports.report_id) as position,
    by_place.slice
from {whole}.staging.reports as reports
inner join ({places}) as places on reports.report_id = places.report_id
inner join (select unnest($places) as place, unnest($slices) as slice) as by_place on places.place = by_place.place
"""

# Where the rows of each slice begin and end in a table, and how many there are: close together where it was written in
# order, scattered where reports came later.
SPANS = """
select plan.slice, min(rows.rowid), max(rows.rowid), count(*)
from {table} as rows inner join plan on rows.report_id = plan.report_id
group by plan.slice
"""

Spans = dict[str, dict[int, tuple[int, int, int]]]  # table → slice → its first and its last row, and how many


def fill(
    connection: DuckDBPyConnection,
    views: Sequence["View"],
    kept: Set[str],
    passing: Set[str],
    read_back: Mapping[str, str],
    previous: Path | None = None,
) -> None:
    """Create the views, those of `kept` as tables with the same rows; staging must have been created.

    While a slice is worked out, what more than one view reads is a table too, except those of `passing`. The views in
    `read_back` get the statements given there, which say where their rows lie when all is done. Rows of places that
    are as they were in the `previous` snapshot are copied from there.
    """
    with beside(connection) as (cursor, whole), unchanged.attached(cursor, previous) as has_before:
        same = unchanged.places(cursor, whole, views, kept) if has_before else set[str]()
        parts = plan(cursor, whole, same)
        copied = _Copied(cursor, whole, sorted(kept)) if same else None
        spans = _prepare(cursor, whole)
        readers = Counter(name for view in views for name in view.reads)
        tables = kept | {name for name, number in readers.items() if number > 1 and name not in passing}
        done = _done_with(views, tables)
        sliced: set[str] = set()
        unread: set[str] = set()  # that no slice has a use for
        is_first = True
        for number, is_same in parts:
            cursor.execute("create or replace table here as select * from plan where slice = $1", [number])
            if copied and is_same:
                copied.put(number, sliced)
                continue
            _turn_to(cursor, whole, number, spans)
            for view in views:
                if view.name in unread:
                    continue
                if view.name in tables:
                    cursor.execute(f"create or replace table {view.name} as\n{view.body}")
                elif is_first:
                    cursor.execute(f"create view {view.name} as\n{view.body}")
                if view.name in kept and {KEY, GROUP} & {*(found := columns(cursor, view.name))}:
                    _put(cursor, whole, view.name, view.name in sliced, is_of_reports=KEY in found)
                    sliced.add(view.name)
                elif view.name in kept and not readers[view.name]:
                    unread.add(view.name)
                for name in done.get(view.name, ()):
                    cursor.execute(f"drop table if exists {name}")
            is_first = False
    for view in views:
        if view.schema != "staging" and view.name not in sliced:
            body = read_back.get(view.name, view.body)
            connection.execute(f"create {'table' if view.name in kept else 'view'} {view.name} as\n{body}")


def plan(cursor: DuckDBPyConnection, whole: str, same: Set[str] = frozenset()) -> list[tuple[int, bool]]:
    """Make the table `plan`; give the slices in their order, at least one, and whether all in each is as it was."""
    places = unchanged.PLACES.format(database=whole)
    sizes = cursor.execute(SIZES.format(whole=whole, places=places)).fetchall()
    numbers: list[int] = []
    parts: list[tuple[int, bool]] = []
    filled = 0
    for place, facts in sizes:
        is_same = place in same
        is_full = not is_same and filled and filled + facts > FACTS
        if not parts or parts[-1][1] != is_same or is_full:
            parts.append((len(parts), is_same))
            filled = 0
        filled += facts
        numbers.append(parts[-1][0])
    by_place = {"places": [place for place, _ in sizes], "slices": numbers}
    cursor.execute(PLAN.format(whole=whole, places=places), by_place)
    return parts or [(0, False)]


def _done_with(views: Sequence["View"], tables: Set[str]) -> dict[str, list[str]]:
    """After which view nobody reads a table any more, as lists of tables by that view: their memory is needed."""
    places = {view.name: number for number, view in enumerate(views)}
    last = dict(places)
    for view in reversed(views):
        for name in view.reads & places.keys():
            last[name] = max(last[name], places[view.name] if view.name in tables else last[view.name])
    done: dict[str, list[str]] = {}
    for name in tables & places.keys():
        done.setdefault(views[last[name]].name, []).append(name)
    return done


@contextmanager
def beside(connection: DuckDBPyConnection) -> Iterator[tuple[DuckDBPyConnection, str]]:
    """A database in memory to work in, and what the warehouse is called from there."""
    ((name,),) = connection.execute("select current_database()").fetchall()
    connection.execute(f"attach ':memory:' as {OWN}")
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"use {OWN}")
            yield cursor, '"{}"'.format(name.replace('"', '""'))
    finally:
        connection.execute(f"detach {OWN}")


def _prepare(cursor: DuckDBPyConnection, whole: str) -> Spans:
    """Make the schemas and the tables of raw.* that all slices share; where each slice lies in the others."""
    schemas = "select schema_name from duckdb_schemas() where database_name = $1 and not internal"
    tables = "select table_name from duckdb_tables() where database_name = $1 and schema_name = 'raw'"
    for (schema,) in cursor.execute(schemas, [whole.strip('"')]).fetchall():
        cursor.execute(f"create schema if not exists {schema}")
    spans: Spans = {}
    for (stem,) in cursor.execute(tables, [whole.strip('"')]).fetchall():
        table = f"raw.{stem}"
        if KEY in columns(cursor, f"{whole}.{table}"):
            spans[table] = _spans(cursor, f"{whole}.{table}")
        else:
            cursor.execute(f"create view {table} as select * from {whole}.{table}")
    return spans


def _spans(cursor: DuckDBPyConnection, table: str) -> dict[int, tuple[int, int, int]]:
    rows = cursor.execute(SPANS.format(table=table)).fetchall()
    return {number: (first, last, count) for number, first, last, count in rows}


def _turn_to(cursor: DuckDBPyConnection, whole: str, number: int, spans: Spans) -> None:
    """Make raw.* the rows of this slice, and of a table but that of reports some of other slices that lie among them.

    What a view makes of those is left out when it is kept.
    """
    for table, by_slice in spans.items():
        first, last, count = by_slice.get(number, NO_ROWS)
        is_scattered = last - first > MOST_OTHERS * count
        among = "and report_id in (select here.report_id from here)" if is_scattered or table == "raw.reports" else ""
        cursor.execute(
            f"create or replace view {table} as "
            f"select * from {whole}.{table} where rowid between {first} and {last} {among}"
        )


def _put(cursor: DuckDBPyConnection, whole: str, name: str, is_begun: bool, *, is_of_reports: bool) -> None:
    """Add a slice's rows to the warehouse's table, in the order of the plan, or of the groups."""
    beginning = f"insert into {whole}.{name}" if is_begun else f"create table {whole}.{name} as"
    order = "inner join here on made.report_id = here.report_id order by here.position"
    cursor.execute(
        f"{beginning} select made.* from {name} as made {order if is_of_reports else 'order by made.group_key'}"
    )


class _Copied:
    """The kept tables of the snapshot before, whose rows of unchanged places are taken over."""

    def __init__(self, cursor: DuckDBPyConnection, whole: str, kept: Sequence[str]) -> None:
        self._cursor, self._whole = cursor, whole
        found = {name: columns(cursor, f"{BEFORE}.{name}") for name in kept}
        self._spans = {name: _spans(cursor, f"{BEFORE}.{name}") for name in kept if KEY in found[name]}
        self._of_groups = [name for name in kept if GROUP in found[name] and KEY not in found[name]]
        self._groups = next(name for name in kept if {KEY, GROUP} <= {*found[name]})

    def put(self, number: int, sliced: set[str]) -> None:
        """Add the rows of a slice to the warehouse's tables, in the order in which they lie: a scan keeps it."""
        for name, by_slice in self._spans.items():
            first, last, count = by_slice.get(number, NO_ROWS)
            has_others = last - first >= count
            among = "and report_id in (select here.report_id from here)" if has_others else ""
            self._take(name, f"rowid between {first} and {last} {among}", sliced)
        groups = f"select group_key from {BEFORE}.{self._groups} where report_id in (select here.report_id from here)"
        for name in self._of_groups:
            self._take(name, f"group_key in ({groups})", sliced)

    def _take(self, name: str, among: str, sliced: set[str]) -> None:
        beginning = "insert into" if name in sliced else "create table"
        joint = "" if name in sliced else "as"
        rows = f"select * from {BEFORE}.{name} where {among}"
        self._cursor.execute(f"{beginning} {self._whole}.{name} {joint} {rows}")
        sliced.add(name)
