"""What was invented and written → the tables of the truth: facts, faults, quality, visits, reviews and the roster."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.sample_city import faults, scoring
from data.sample_city.city import Department, Spell
from data.sample_city.filing import Filing
from data.sample_city.page import Fact, Fault, Page
from data.sample_city.scoring import points

FACTS = ("report", "fiscal_year", "measure", "breakdown", "stage", "value", "unit", "disclosure", "evidence")
FAULTS = ("report", "kind", "changed", "words", "also")
QUALITY = ("report", "department", "jurisdiction", "fiscal_year", "quality", "honest_score", "self_score")
VISITS = ("report", "department", "jurisdiction", "fiscal_year", "indicator", "self_points", "honest_points", "reason")
REVIEWS = ("report", "department", "jurisdiction", "fiscal_year", "self_score", "review_score")
ROSTER = ("部门", "别名", "行政区划代码", "行政区划", "职能", "层级", "主管部门", "存续年度", "并入或更名为")

Row = tuple[object, ...]


@dataclass(frozen=True)
class Told:
    """What a report tells, as it stands in it."""

    facts: tuple[Row, ...]
    faults: tuple[Row, ...]


def told(page: Page) -> Told:
    """Every fact and fault once, with the first place that states it."""
    report = page.filing.file_name
    facts: dict[Row, Row] = {}
    for fact in page.facts:
        facts.setdefault(_same(fact), (report, *_fields(fact)))
    planted: dict[tuple[str, str], Fault] = {}
    for fault in (*page.faults, *faults.missing(page.filing)):
        planted.setdefault((fault.kind, fault.change), fault)
    return Told(
        tuple(facts.values()),
        tuple((report, fault.kind, fault.change, escaped(fault.words), _also(fault)) for fault in planted.values()),
    )


def tables(filings: Sequence[Filing], told_by: Iterable[Told], departments: Iterable[Department]) -> dict[str, str]:
    """The files of the folder `truth`, by name."""
    tellings = list(told_by)
    return {
        "facts.csv": _csv(FACTS, (row for telling in tellings for row in telling.facts)),
        "faults.csv": _csv(FAULTS, (row for telling in tellings for row in telling.faults)),
        "quality.csv": _csv(QUALITY, map(_quality, filings)),
        "visits.csv": _csv(VISITS, (row for filing in filings for row in _visit(filing))),
        "reviews.csv": _csv(REVIEWS, (row for filing in filings for row in _review(filing))),
        "roster.csv": _csv(ROSTER, (row for department in departments for row in _bodies(department))),
    }


def escaped(text: str) -> str:
    """In one line, as the labelled facts have it."""
    return text.replace("\n", "\\n").replace("\t", "\\t")


def _also(fault: Fault) -> str:
    """Other checks that may rightly find it."""
    return "；".join(faults.ALSO.get(fault.kind, ()))


def _same(fact: Fact) -> Row:
    """A fact stated twice is one fact, however its number is printed."""
    value = Decimal(fact.value).normalize() if fact.value and fact.measure != "self_grade" else fact.value
    return fact.fiscal_year, fact.measure, fact.breakdown, fact.stage, value, fact.unit, fact.disclosure


def _fields(fact: Fact) -> Row:
    return (
        fact.fiscal_year,
        fact.measure,
        fact.breakdown,
        fact.stage,
        fact.value,
        fact.unit,
        fact.disclosure,
        escaped(fact.evidence),
    )


def _whose(filing: Filing) -> Row:
    return filing.file_name, filing.spell.name, filing.department.place.code, filing.year.year


def _quality(filing: Filing) -> Row:
    honest = scoring.honest_total(filing.items)
    return (*_whose(filing), filing.year.quality, points(honest), points(filing.values["self_score.claimed"]))


def _visit(filing: Filing) -> list[Row]:
    """Where someone who looks would give fewer points."""
    return [
        (*_whose(filing), item.level3, points(item.given), points(item.honest), item.visit or scoring.rule_broken())
        for item in filing.items
        if item.given != item.honest
    ]


def _review(filing: Filing) -> list[Row]:
    if filing.review is None:
        return []
    return [(*_whose(filing), points(filing.values["self_score.claimed"]), points(filing.review))]


def _bodies(department: Department) -> list[Row]:
    place = department.place
    return [
        (
            spell.name,
            "；".join(spell.aliases),
            place.code,
            place.full_name,
            department.function,
            place.level,
            "",
            _years(spell),
            spell.successor,
        )
        for spell in department.spells
    ]


def _years(spell: Spell) -> str:
    """2010-2018, 2019- or -2018."""
    years = f"{spell.first_year or ''}-{spell.last_year or ''}"
    return "" if years == "-" else years


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return table.getvalue()
