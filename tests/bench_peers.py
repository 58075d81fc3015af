"""The same load and the same questions by DuckDB, pandas, polars and SQLite in one run: `make bench-peers`.

    python -m tests.bench_peers [JURISDICTIONS]

What pages ask of a snapshot is written as Parquet; each engine takes it in its own way and then answers what pages
ask: pandas and polars from memory, DuckDB from its file, SQLite as Datasette does, from tables with an index for every
question. How many rows come out is compared. Sums over all departments are in tests.bench_views.
"""

import sqlite3
import sys
import tempfile
import timeit
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from operator import and_
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pandas as pd
import polars as pl
from duckdb import DuckDBPyConnection

from tests.bench_views import built

JURISDICTIONS = 78
REPEATED = 7  # times that a question is asked; the quickest counts
Value = str | int


@dataclass(frozen=True)
class Question:
    """What a page asks: rows of a table that have these values, in an order; or how many have the same values."""

    title: str
    table: str
    where: dict[str, Value] = field(default_factory=dict)
    order: str = ""  # largest first
    limit: int = 0  # 0 for all
    by: Sequence[str] = ()

    @property
    def condition(self) -> str:
        return " where " + " and ".join(f"{name} = ?" for name in self.where) if self.where else ""

    @property
    def sql(self) -> str:
        if self.by:
            columns = ", ".join(self.by)
            return f"select {columns}, count(*) as entries from {self.table}{self.condition} group by {columns}"
        order = f" order by {self.order} desc" if self.order else ""
        limit = f" limit {self.limit}" if self.limit else ""
        return f"select * from {self.table}{self.condition}{order}{limit}"


class Engine(Protocol):
    """What takes a table in and answers questions; answers are frames or lists of rows."""

    name: str

    def take_in(self, table: str, path: Path) -> None: ...

    def answer(self, question: Question) -> Any: ...

    def megabytes(self) -> float: ...


class InDuckDB:
    name = "DuckDB"

    def __init__(self, folder: Path) -> None:
        self._file = folder / "peers.duckdb"
        self._connection = duckdb.connect(str(self._file))

    def take_in(self, table: str, path: Path) -> None:
        self._connection.execute(f"create table {table} as select * from read_parquet('{path}')")

    def answer(self, question: Question) -> pd.DataFrame:
        with self._connection.cursor() as cursor:
            return cursor.execute(question.sql, list(question.where.values())).df()

    def megabytes(self) -> float:
        self._connection.execute("checkpoint")
        return self._file.stat().st_size / 1e6


class InPandas:
    name = "pandas"

    def __init__(self) -> None:
        self._tables: dict[str, pd.DataFrame] = {}

    def take_in(self, table: str, path: Path) -> None:
        self._tables[table] = pd.read_parquet(path)

    def answer(self, question: Question) -> pd.DataFrame:
        rows = self._tables[question.table]
        if question.where:
            rows = rows[reduce(and_, (rows[name] == value for name, value in question.where.items()))]
        if question.by:
            return rows.groupby(list(question.by), dropna=False).size().reset_index(name="entries")
        if question.order:
            rows = rows.sort_values(question.order, ascending=False)
        return rows.head(question.limit) if question.limit else rows

    def megabytes(self) -> float:
        return sum(table.memory_usage(deep=True).sum() for table in self._tables.values()) / 1e6


class InPolars:
    name = "polars"

    def __init__(self) -> None:
        self._tables: dict[str, pl.DataFrame] = {}

    def take_in(self, table: str, path: Path) -> None:
        self._tables[table] = pl.read_parquet(path)

    def answer(self, question: Question) -> pl.DataFrame:
        rows = self._tables[question.table].lazy()
        if question.where:
            rows = rows.filter(*(pl.col(name) == value for name, value in question.where.items()))
        if question.by:
            return rows.group_by(question.by).agg(entries=pl.len()).collect()
        if question.order:
            rows = rows.sort(question.order, descending=True, nulls_last=True)
        return (rows.head(question.limit) if question.limit else rows).collect()

    def megabytes(self) -> float:
        return sum(table.estimated_size() for table in self._tables.values()) / 1e6


class InSQLite:
    """Datasette's way: one file, tables as they are, and an index for what is asked."""

    name = "SQLite"

    def __init__(self, folder: Path, questions: Sequence[Question]) -> None:
        self._file = folder / "peers.sqlite"
        self._connection = sqlite3.connect(self._file)
        self._questions = questions

    def take_in(self, table: str, path: Path) -> None:
        rows = pd.read_parquet(path).astype(object)
        rows = rows.where(rows.notna(), None)
        columns = list(rows.columns)
        self._connection.execute(f"create table {table} ({', '.join(columns)})")
        places = ", ".join("?" for _ in columns)
        self._connection.executemany(f"insert into {table} values ({places})", rows.itertuples(index=False, name=None))
        for number, question in enumerate(self._questions):
            if question.table == table and (asked := [*question.where, *question.by]):
                self._connection.execute(f"create index {table}_{number} on {table} ({', '.join(asked)})")
        self._connection.commit()

    def answer(self, question: Question) -> list[tuple[Any, ...]]:
        return self._connection.execute(question.sql, list(question.where.values())).fetchall()

    def megabytes(self) -> float:
        return self._file.stat().st_size / 1e6


def asked(connection: DuckDBPyConnection) -> list[Question]:
    """What pages ask of one place, one year, one department, and of everything."""
    ((place, department, year),) = connection.execute(
        "select jurisdiction, department, fiscal_year from benchmarks.budget_execution order by report_id limit 1"
    ).fetchall()
    here = {"jurisdiction": place, "fiscal_year": year}
    return [
        Question("one department, all years", "budget_execution", {"jurisdiction": place, "department": department}),
        Question("a place and year", "three_public", here),
        Question("its ledger", "ledger", here),
        Question("one department's ledger", "ledger", {"jurisdiction": place, "department": department}),
        Question("leads of a place, the worst 200", "leads", {"jurisdiction": place}, "severity_rank", 200),
        Question("leads of a year by check", "leads", {"fiscal_year": year}, by=("check_name", "severity")),
        Question("reports by place and year", "budget_execution", by=("jurisdiction", "fiscal_year")),
        Question("the 200 largest of all", "three_public", {"fiscal_year": year}, "actual_yuan", 200),
    ]


def written(connection: DuckDBPyConnection, folder: Path) -> dict[str, Path]:
    """The tables that are asked, without columns of lists, which SQLite has not."""
    paths = {}
    for view in ("benchmarks.budget_execution", "benchmarks.three_public", "core.ledger", "targets.leads"):
        name = view.partition(".")[2]
        kinds = connection.execute(f"describe {view}").fetchall()
        columns = ", ".join(
            f"cast({column} as double) as {column}" if kind.startswith("DECIMAL") else column
            for column, kind, *_ in kinds
            if not kind.endswith("[]")
        )
        paths[name] = folder / f"{name}.parquet"
        connection.execute(f"copy (select {columns} from {view}) to '{paths[name]}'")
    return paths


def quickest(action: Callable[[], Any], repeated: int = REPEATED) -> float:
    """On the clock, in seconds."""
    return min(timeit.repeat(action, number=1, repeat=repeated))


def row(title: str, taken: Sequence[float]) -> str:
    """The first engine in milliseconds, the others as multiples of it."""
    return f"{title:34}{taken[0] * 1e3:>10.1f} ms" + "".join(f"{other / taken[0]:>11.2f} ×" for other in taken[1:])


def take_in(engine: Engine, paths: dict[str, Path]) -> None:
    for table, path in paths.items():
        engine.take_in(table, path)


def compared(connection: DuckDBPyConnection, folder: Path) -> None:
    """Let every engine take the tables in and answer; print what it costs."""
    questions, paths = asked(connection), written(connection, folder)
    engines: list[Engine] = [InDuckDB(folder), InPandas(), InPolars(), InSQLite(folder, questions)]
    print(f"{'':34}" + "".join(f"{engine.name:>13}" for engine in engines))
    taken = [quickest(partial(take_in, engine, paths), repeated=1) for engine in engines]
    print(row("take in what is asked", taken))
    print(f"{'held in memory or in a file':34}" + "".join(f"{engine.megabytes():>10,.0f} MB" for engine in engines))
    for question in questions:
        counts = {len(engine.answer(question)) for engine in engines}
        assert len(counts) == 1, (question, counts)
        taken = [quickest(partial(engine.answer, question)) for engine in engines]
        print(row(f"{question.title} ({counts.pop():,})", taken))


def main(jurisdictions: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with built(jurisdictions, folder) as (connection, _):
            compared(connection, folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else JURISDICTIONS)
