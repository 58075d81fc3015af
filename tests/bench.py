"""Speed as ratios within one run: `make bench`. Figures of different machines, or of different days, do not compare.

The texts of `tests/golden` are read and found once; their records, copied under other departments' names, are loaded
in two sizes and asked what the pages ask.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

import loaders
import queries
from loaders import publishing
from loaders.models import Report

TEXTS = Path(__file__).parent / "golden"
SMALL, LARGE = 200, 2000
QUESTIONS = {
    "one report's figures": "select * from core.figures where report_id = ?",
    "its claims": "select * from core.rates where report_id = ?",
    "its findings": "select * from checks.findings where report_id = ?",
    "all scores": "select * from benchmarks.scores where ? is not null",
}


def seconds(action: Callable[[], Any], times: int = 5) -> float:
    """The median of a few runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        action()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def copies(reports: list[Report], count: int) -> list[Report]:
    """As many reports as wanted: the same figures under other departments' names."""
    return [
        report.model_copy(
            update={
                "department": f"{report.department}{number}",
                "document": report.document.model_copy(
                    update={"source": f"{number}.txt", "digest": f"{number}", "text": None}
                ),
            }
        )
        for number, report in zip(range(count), reports * (count // len(reports) + 1), strict=False)
    ]


def publish(folder: Path, reports: list[Report]) -> None:
    with publishing.next_snapshot(folder) as connection:
        loaders.store_vocabulary(connection)
        loaders.store(connection, reports)
        queries.build(connection, materialise=True)


def ask(connection: DuckDBPyConnection, question: str, report_id: str) -> None:
    connection.cursor().execute(question, [report_id]).fetchall()


def main() -> None:
    paths = sorted(TEXTS.glob("*.txt"))
    documents = [loaders.read(path) for path in paths]
    reports = [loaders.find(document) for document in documents]
    reading = seconds(lambda: [loaders.read(path) for path in paths]) / len(paths)
    finding = seconds(lambda: [loaders.find(document) for document in documents]) / len(paths)
    characters = sum(len(document.text or "") for document in documents) / len(documents)
    print(f"read  {reading * 1e3:8.2f} ms a text of {characters:,.0f} characters")
    print(f"find  {finding * 1e3:8.2f} ms a text                      {finding / reading:8.1f} × reading")

    taken: dict[int, dict[str, float]] = {}
    for count in (SMALL, LARGE):
        with tempfile.TemporaryDirectory() as folder:
            records = copies(reports, count)
            begun = time.perf_counter()
            publish(Path(folder), records)
            taken[count] = {"load and publish": time.perf_counter() - begun}
            with publishing.reading(Path(folder)) as connection:
                ((report_id,),) = connection.execute("select min(report_id) from staging.reports").fetchall()
                for name, question in QUESTIONS.items():
                    taken[count][name] = seconds(partial(ask, connection, question, report_id))
    print(f"\n{'':24}{SMALL:>10,} reports {LARGE:>10,} reports     growth for {LARGE // SMALL} × the reports")
    for name, small in taken[SMALL].items():
        large = taken[LARGE][name]
        print(f"{name:24}{small * 1e3:>15.1f} ms {large * 1e3:>15.1f} ms {large / small:>15.1f} ×")


if __name__ == "__main__":
    sys.exit(main())
