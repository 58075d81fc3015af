"""Where the time of a large warehouse goes: a folder of `sample-city --scale facts` and a database file to write, view by view.

    python -m tests.bench_scale FOLDER FILE.duckdb [PLACES]

Seconds of processor, so that what else runs on the machine counts little; then what the pages ask, on the clock. With
PLACES it measures instead what it costs to add the last year's reports of so many places to a warehouse with all others.
"""

import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

import duibiao
import queries
from loaders import parquet, publishing
from queries import slices

PLACE = "jurisdiction = $place and fiscal_year = $year"
QUESTIONS = {
    "one report's ledger": "select * from core.ledger where report_id = $report",
    "one report's facts": "select * from staging.facts where report_id = $report",
    "one report's claims": "select * from core.claims where report_id = $report",
    "one report's leads": "select * from targets.leads where report_id = $report",
    "one department, all years": "select * from core.ledger where jurisdiction = $place and department = $department",
    "filings of a place and year": f"select * from core.filings where {PLACE}",
    "its scores": f"select * from benchmarks.scores where {PLACE}",
    "its execution": f"select * from benchmarks.budget_execution where {PLACE}",
    "its three_public": f"select * from benchmarks.three_public where {PLACE}",
    "its leads": f"select * from targets.leads where {PLACE} order by severity_rank, check_name limit 200",
    "overview": "select * from targets.overview where jurisdiction = '全部' and fiscal_year = '全部'",
}
LAST_YEAR = """
create temporary table late as
select report_id from raw.identities
where
    fiscal_year = (select max(fiscal_year) from raw.identities)
    and jurisdiction in (select distinct jurisdiction from raw.identities order by jurisdiction limit $places)
"""


class Watched:
    """A connection that adds up the time of its statements, by what they make."""

    def __init__(self, connection: DuckDBPyConnection, spent: Counter[str]) -> None:
        self._connection, self._spent = connection, spent

    def execute(self, statement: str, *parameters: Any) -> Any:
        begun = time.process_time()
        answer = self._connection.execute(statement, *parameters)
        self._spent[" ".join(statement.split("\n")[0].split()[:5])] += time.process_time() - begun
        return answer


def times_of_views(connection: DuckDBPyConnection) -> Counter[str]:
    """Build the views as tables; gives the seconds of processor of each statement, by its first words."""
    spent: Counter[str] = Counter()
    beside = slices.beside

    @contextmanager
    def watched(connection: DuckDBPyConnection) -> Iterator[tuple[Any, str]]:
        with beside(connection) as (cursor, whole):
            yield Watched(cursor, spent), whole

    slices.beside = watched  # type: ignore[assignment]
    try:
        queries.build(connection, materialise=True)
    finally:
        slices.beside = beside
    return spent


def built(folder: Path, file: Path) -> None:
    file.unlink(missing_ok=True)
    with duckdb.connect(str(file)) as connection:
        publishing._limit(connection)
        connection.execute(publishing.SCHEMA.read_text(encoding="utf-8"))
        duibiao.ship(connection)
        facts = parquet.take_in(connection, folder)["facts"]
        print(f"{facts:,} facts")
        begun = time.perf_counter(), time.process_time()
        spent = times_of_views(connection)
        taken = time.process_time() - begun[1]
        print(f"built in {time.perf_counter() - begun[0]:.1f} s, {taken:.1f} s of processor,", end=" ")
        print(f"{taken / facts * 1e6:.0f} s a million facts")
    for statement, seconds in spent.most_common(30):
        print(f"{seconds:10.2f} s  {statement}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    size = file.stat().st_size
    print(f"{size / 1e6:,.0f} MB of file, {size / facts:.0f} bytes a fact, {peak:.1f} GB of memory")


def added(folder: Path, file: Path, places: int) -> None:
    before = file.with_stem(f"{file.stem}_before")
    for path, previous in ((before, None), (file, None), (file, before)):
        path.unlink(missing_ok=True)
        with duckdb.connect(str(path)) as connection:
            publishing._limit(connection)
            connection.execute(publishing.SCHEMA.read_text(encoding="utf-8"))
            duibiao.ship(connection)
            parquet.take_in(connection, folder)
            if path == before:
                connection.execute(LAST_YEAR, {"places": places})
                for table in ("facts", "places", "identities", "reports"):
                    connection.execute(f"delete from raw.{table} where report_id in (select report_id from late)")
                ((late,),) = connection.execute("select count(*) from late").fetchall()
            ((reports, facts),) = connection.execute(
                "select count(*), (select count(*) from raw.facts) from raw.reports"
            ).fetchall()
            begun = time.perf_counter(), time.process_time()
            queries.build(connection, materialise=True, previous=previous)
            taken = time.perf_counter() - begun[0], time.process_time() - begun[1]
        what = f"{late:,} reports of {places} places added" if previous else "worked out"
        print(f"{reports:,} reports, {facts:,} facts, {what}: {taken[0]:.1f} s, {taken[1]:.1f} s of processor")


def asked(file: Path) -> None:
    config = {"memory_limit": "2GB", "threads": 2}  # as the pages ask
    with duckdb.connect(str(file), read_only=True, config=config) as connection:
        ((report, place, department, year),) = connection.execute(
            "select report_id, jurisdiction, department, fiscal_year from core.filings "
            "where is_resolved order by report_id limit 1"
        ).fetchall()
        known = {"report": report, "place": place, "department": department, "year": year}
        for name, question in QUESTIONS.items():
            values = {key: value for key, value in known.items() if f"${key}" in question}
            taken = []
            for _ in range(4):
                begun = time.perf_counter()
                connection.cursor().execute(question, values or None).fetchall()
                taken.append(time.perf_counter() - begun)
            print(f"{name:30}{taken[0] * 1e3:10.0f} ms first{statistics.median(taken[1:]) * 1e3:10.0f} ms then")


if __name__ == "__main__":
    if len(sys.argv) > 3:
        added(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    else:
        built(Path(sys.argv[1]), Path(sys.argv[2]))
        asked(Path(sys.argv[2]))
