"""Labelled facts against extracted ones: both come in, precision, recall and every difference go out.

Two facts are the same when report (file name without folders), year, measure, breakdown, stage and disclosure agree and
the values agree in base units. A fact stated twice counts once; an extracted fact without evidence counts as wrong.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path, PurePosixPath

from duckdb import DuckDBPyConnection

from loaders.admission import number
from loaders.models import Report
from loaders.rows import Row, put

FACTS = "facts.csv"
COLUMNS = ("report", "fiscal_year", "measure", "breakdown", "stage", "value", "unit", "disclosure", "evidence")

Key = tuple[str, ...]


class LabelsError(ValueError):
    """The labelled facts cannot be used; the Chinese message names the file and what is missing."""


@dataclass(frozen=True)
class Tally:
    """How many facts are labelled, extracted, and both."""

    labelled: int
    extracted: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.extracted if self.extracted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 0.0


@dataclass(frozen=True)
class Difference:
    """A labelled fact that was missed, or an extracted one that is wrong."""

    is_missed: bool
    key: Key
    evidence: str


@dataclass(frozen=True)
class Accuracy:
    reports: int
    total: Tally
    by_measure: dict[str, Tally]
    differences: tuple[Difference, ...]


def labelled(folder: Path) -> tuple[list[dict[str, str]], list[Path]]:
    """The rows of facts.csv in a folder, and the texts they are about: in it, or in `reports` beside it.

    Raises LabelsError where the file, one of its columns or a text is missing.
    """
    path = folder / FACTS
    if not path.is_file():
        raise LabelsError(f"{folder}：没有标注文件 {FACTS}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        if missing := [column for column in COLUMNS if column not in (table.fieldnames or ())]:
            raise LabelsError(f"{path}：缺少列 {'、'.join(missing)}")
        rows = [{name: row[name] or "" for name in COLUMNS} for row in table]
    return rows, [_text(folder, name) for name in sorted({_file_name(row["report"]) for row in rows})]


def rows(report: Report) -> list[dict[str, str]]:
    """The facts of a report as a table has them, one row a place, with its offsets into the document's text."""
    return [
        {
            "report": report.document.source,
            "fiscal_year": "" if fact.fiscal_year is None else str(fact.fiscal_year),
            "measure": fact.measure,
            "breakdown": fact.breakdown,
            "stage": fact.stage,
            "value": fact.value or "",
            "unit": fact.unit,
            "disclosure": fact.disclosure,
            "evidence": place.evidence,
            "start": str(place.start),
            "end": str(place.end),
        }
        for fact in report.facts
        for place in fact.places
    ]


def compare(
    labels: Iterable[Mapping[str, str]], extracted: Iterable[Mapping[str, str]], units: Mapping[str, Decimal]
) -> Accuracy:
    """Precision and recall of the extracted rows over the labelled reports; `units` gives base units in one unit."""
    wanted = _by_key(labels, units)
    reports = {key[0] for key in wanted}
    found = {key: row for key, row in _by_key(extracted, units).items() if key[0] in reports}
    right = {key for key in found if key in wanted and found[key]["evidence"].strip()}
    missed = [Difference(True, key, wanted[key]["evidence"]) for key in sorted(wanted.keys() - right)]
    wrong = [Difference(False, key, found[key]["evidence"]) for key in sorted(found.keys() - right)]
    counts = [Counter(key[2] for key in keys) for keys in (wanted, found, right)]
    measures = sorted({key[2] for key in (*wanted, *found)})
    return Accuracy(
        reports=len(reports),
        total=Tally(len(wanted), len(found), len(right)),
        by_measure={measure: Tally(*(count[measure] for count in counts)) for measure in measures},
        differences=(*missed, *wrong),
    )


def measured(answer: Accuracy, collection: str) -> list[Row]:
    """The rows of raw.accuracy for a comparison: all facts together, and measure by measure."""
    today = datetime.now(UTC).date()
    return [
        {
            "collection": collection,
            "measure": measure,
            "reports": answer.reports,
            "labelled": tally.labelled,
            "extracted": tally.extracted,
            "correct": tally.right,
            "measured_on": today,
        }
        for measure, tally in {"": answer.total, **answer.by_measure}.items()
    ]


def store(connection: DuckDBPyConnection, rows: Sequence[Row]) -> None:
    """Put the rows in the place of what was known of the same collections."""
    collections = sorted({row["collection"] for row in rows})
    connection.execute("delete from raw.accuracy where collection in (select unnest($1))", [collections])
    put(connection, {"accuracy": rows})


def read(path: Path) -> list[Row]:
    """The rows of a table that `write` wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_typed(row) for row in csv.DictReader(file)]


def write(path: Path, rows: Sequence[Row]) -> None:
    """Write the rows into a table in the place of those of the same collections."""
    replaced = {row["collection"] for row in rows}
    kept = [row for row in (read(path) if path.exists() else []) if row["collection"] not in replaced]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows([*kept, *rows])


def _typed(row: Mapping[str, str]) -> Row:
    numbers = {name: int(row[name]) for name in ("reports", "labelled", "extracted", "correct")}
    return {**row, **numbers, "measured_on": date.fromisoformat(row["measured_on"])}


def _by_key(rows: Iterable[Mapping[str, str]], units: Mapping[str, Decimal]) -> dict[Key, Mapping[str, str]]:
    found: dict[Key, Mapping[str, str]] = {}
    for row in rows:
        key = (
            _file_name(row["report"]),
            *(row[column].strip() for column in ("fiscal_year", "measure", "breakdown", "stage")),
            row["disclosure"].strip() or "stated",
            _in_base_units(row["value"].strip(), row["unit"].strip(), units),
        )
        found.setdefault(key, row)
    return found


def _in_base_units(value: str, unit: str, units: Mapping[str, Decimal]) -> str:
    printed = number(value.replace(",", ""))
    return value if printed is None else format((printed * units.get(unit, Decimal(1))).normalize(), "f")


def _file_name(report: str) -> str:
    return PurePosixPath(report.strip()).name


def _text(folder: Path, name: str) -> Path:
    for place in (folder / name, folder.parent / "reports" / name):
        if place.is_file():
            return place
    raise LabelsError(f"{folder}：没有标注所说的 {name}；它应在这个文件夹里，或在旁边的 reports 里")
