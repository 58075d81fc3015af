"""Faults are planted in invented cities; what the checks find of them, and what else they suspect: `make backtest`.

A hit is right where its kind was planted in the report or in the one that it was held against, where what was planted
there is rightly found by that check too, or where the truth knows of points that were not deserved and the check is
about points.
"""

import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

import duibiao
import loaders
import queries
from data import sample_city as city
from loaders import publishing, vocabulary

FORMATS = "docx,pdf,html,xlsx,txt"
ABOUT_POINTS = ("full_marks_despite_shortfall", "full_marks_despite_problem")


@dataclass(frozen=True)
class Tally:
    """Of one check: faults planted and found; its hits, and those of them that are right."""

    check: str
    planted: int
    found: int
    hits: int
    right: int

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.hits if self.hits else 1.0


@contextmanager
def loaded(
    folder: Path, departments: int, years: str, seed: int, rate: str, formats: str = FORMATS, **further: Any
) -> Iterator[DuckDBPyConnection]:
    """A city written into the folder and loaded: a connection to what was published. `further` fields of its plan."""
    names = {name: measure.names for name, measure in vocabulary.load().measures.items()}
    city.write(folder, replace(city.plan(names, departments, years, seed, formats, rate), **further))
    with publishing.next_snapshot(folder / "warehouse") as connection:
        duibiao.ship(connection)
        loaders.adopt_demonstration(connection, folder / city.TRUTH / "roster.csv")
        loaders.take_in_reviews(connection, folder / city.TRUTH / "reviews.csv")
        loading = loaders.Loading([folder / city.REPORTS], is_demonstration=True)
        failed = [outcome.message for outcome in loading.store(connection, 3600) if outcome.status == "failed"]
        assert not failed, failed
        loading.close()
        loaders.settle(connection)
        queries.build(connection, materialise=True)
    with publishing.reading(folder / "warehouse") as connection:
        yield connection


def truth(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / city.TRUTH / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def hits(connection: DuckDBPyConnection, severity: str = "%") -> list[tuple[str, str, str, str]]:
    """Report, check, severity and sentence of every hit."""
    return connection.execute(
        """
        select distinct parse_filename(source), check_name, severity, detail from targets.leads
        where outcome = 'hit' and severity like $1
        order by all
        """,
        [severity],
    ).fetchall()


def reports_behind(connection: DuckDBPyConnection) -> dict[tuple[str, str], set[str]]:
    """Of each report and check with a hit: the report itself, and those that it was held against."""
    found: dict[tuple[str, str], set[str]] = {}
    rows = connection.execute(
        """
        select parse_filename(leads.source), leads.check_name, parse_filename(reports.source)
        from targets.leads as leads
        left join staging.reports as reports on leads.other_report_id = reports.report_id
        where leads.outcome = 'hit'
        """
    ).fetchall()
    for report, check, other in rows:
        found.setdefault((report, check), {report}).update({other} - {None})
    return found


def tallies(folder: Path, connection: DuckDBPyConnection) -> list[Tally]:
    """One of each check that there is and each fault that a check is to find."""
    checks = sorted(view.stem for view in queries.views() if view.schema == "checks" and view.name != queries.FINDINGS)
    faults = truth(folder, "faults")
    undeserved = {row["report"] for row in truth(folder, "visits")}
    planted = {(row["report"], row["kind"]) for row in faults}
    explained = {(row["report"], also) for row in faults for also in row["also"].split("；")}
    suspected = reports_behind(connection)
    return [
        Tally(
            check,
            planted=(count := Counter(kind for _, kind in planted)[check]),
            found=sum(pair in suspected for pair in planted if pair[1] == check) if count else 0,
            hits=sum(name == check for _, name in suspected),
            right=sum(
                any((one, check) in planted | explained for one in behind)
                or (check in ABOUT_POINTS and report in undeserved)
                for (report, name), behind in suspected.items()
                if name == check
            ),
        )
        for check in checks
    ]


def false_hits(folder: Path, connection: DuckDBPyConnection, severity: str = "high") -> list[tuple[str, ...]]:
    """Hits of a city without faults that the truth does not bear out."""
    undeserved = {row["report"] for row in truth(folder, "visits")}
    return [hit for hit in hits(connection, severity) if not (hit[1] in ABOUT_POINTS and hit[0] in undeserved)]


def printed(found: Iterable[Tally]) -> Iterator[str]:
    yield f"{'check':36}{'planted':>8}{'found':>7}{'recall':>8}{'hits':>7}{'right':>7}{'precision':>11}"
    for one in found:
        yield (
            f"{one.check:36}{one.planted:>8}{one.found:>7}{one.recall:>8.3f}{one.hits:>7}{one.right:>7}"
            f"{one.precision:>11.3f}"
        )


def main(seeds: Mapping[str, int]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "spoilt"
        with loaded(folder, 64, "2019-2024", seeds["spoilt"], "0.05") as connection:
            print(*printed(tallies(folder, connection)), sep="\n")
        folder = Path(name) / "clean"
        with loaded(folder, 64, "2019-2024", seeds["clean"], "0") as connection:
            ((reports,),) = connection.execute("select count(*) from staging.reports").fetchall()
            wrong = false_hits(folder, connection)
            print(
                f"\nwithout faults: {reports} reports, {len(wrong)} false hits of high severity",
                *wrong[:20],
                sep="\n  ",
            )
            counts = Counter(check for _, check, *_ in false_hits(folder, connection, "%"))
            print("of any severity:", dict(counts))


if __name__ == "__main__":
    chosen = [int(argument) for argument in sys.argv[1:]] or [71, 72]
    main({"spoilt": chosen[0], "clean": chosen[-1]})
