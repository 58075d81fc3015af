"""Which stored report is this one? A report as it arrived comes in, the stored one that it continues goes out, or None.

A file may be moved, corrected, or read better the next time, and departments everywhere call their files the same. So a
report that arrives continues a stored one
- when it comes from the same file: the same path, or the same bytes (`Document.digest`) wherever they lie. Its
  department or year may have changed with a correction;
- or when file name, department and year are the same and nothing contradicts it: no other jurisdiction, kind or scope,
  and where the bytes differ, both sides name the same jurisdiction.
Anything else is a report of its own. A file that holds several reports is matched report by report.
"""

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from itertools import count

from loaders.models import WORDS, Report


@dataclass(frozen=True)
class Trace:
    """The current version of a report, as far as it takes to recognise it: columns of raw.reports."""

    report_id: str
    version: int
    source: str
    origin: str
    record_digest: str
    text_digest: str
    document_digest: str
    kind: str
    department: str
    jurisdiction: str
    fiscal_year: int | None
    scope: str

    @property
    def title(self) -> str:
        """Department and year as a user is told: “中共湛江市委办公室”2020年度."""
        year = "年度不明" if self.fiscal_year is None else f"{self.fiscal_year}年度"
        return f"“{self.department or '部门不明'}”{year}"


def trace(report: Report, origin: str) -> Trace:
    """The trace of a report that has no id yet; `origin` is the full path it was read from."""
    record = report.model_dump_json(exclude=WORDS | {"document": {"source", "text"}}, exclude_defaults=True)
    return Trace(
        report_id="",
        version=0,
        source=report.document.source,
        origin=digest(origin),
        record_digest=digest(record),
        text_digest=text_digest(report),
        document_digest=report.document.digest,
        kind=report.kind,
        department=report.department,
        jurisdiction=report.jurisdiction,
        fiscal_year=report.fiscal_year,
        scope=report.scope,
    )


class Register:
    """The traces of all stored reports, found by file, path or bytes."""

    def __init__(self, traces: Iterable[Trace] = ()) -> None:
        self._traces: dict[str, Trace] = {}
        self._ids: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for known in traces:
            self.enter(known)

    def enter(self, known: Trace) -> None:
        """Take the trace for its report's current version."""
        self._traces[known.report_id] = known
        for mark in _marks(known):
            self._ids[mark][known.report_id] = None

    def current(self, report_id: str) -> Trace | None:
        """The trace of a stored report."""
        return self._traces.get(report_id)

    def same(self, arriving: Trace, brought: Container[str] = ()) -> Trace | None:
        """The stored report of the same department and year that this one continues.

        `brought` are the ids that came with the same load: only the very same file may continue those.
        """
        for known in self._candidates(arriving):
            is_known_file = _is_same_file(arriving, known) and _agree(arriving, known)
            if is_known_file or (_is_same_report(arriving, known) and known.report_id not in brought):
                return known
        return None

    def corrected(self, arriving: Trace, brought: Container[str] = ()) -> Trace | None:
        """The one report of the same file that was taken for another department's or year's; None for several."""
        others = [
            known
            for known in self._candidates(arriving)
            if _is_same_file(arriving, known) and known.report_id not in brought
        ]
        return others[0] if len(others) == 1 else None

    def has_namesake(self, arriving: Trace) -> bool:
        """Whether another report has the same file name, department and year, and may or may not be this one."""
        return any(_is_namesake(arriving, known) for known in self._candidates(arriving))

    def new_id(self, arriving: Trace) -> str:
        """An id made of file name, department and year; of a number too where another report has taken that."""
        names = (arriving.source, arriving.department, arriving.fiscal_year)
        ids = (short_digest(*names, *([attempt] if attempt else [])) for attempt in count())
        return next(report_id for report_id in ids if report_id not in self._traces)

    def _candidates(self, arriving: Trace) -> list[Trace]:
        ids = {report_id: None for mark in _marks(arriving) for report_id in self._ids.get(mark, {})}
        return [self._traces[report_id] for report_id in ids]


def text_digest(report: Report) -> str:
    """Of the text and of whatever repeats its words; '' for a text that was not passed on."""
    return "" if report.document.text is None else digest(report.model_dump_json(include=WORDS))


def digest(text: str) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def short_digest(*parts: object) -> str:
    """Sixteen hexadecimal digits; the same for the same parts in every version of the program."""
    return digest("\x1f".join("" if part is None else str(part) for part in parts))[:16]


def _marks(known: Trace) -> list[tuple[str, str]]:
    bytes_mark = [("bytes", known.document_digest)] if known.document_digest else []
    return [*bytes_mark, ("path", known.origin), ("name", known.source)]


def _is_same_file(arriving: Trace, known: Trace) -> bool:
    return arriving.origin == known.origin or _are_equal_and_known(arriving.document_digest, known.document_digest)


def _is_same_report(arriving: Trace, known: Trace) -> bool:
    is_one_without_bytes = not (arriving.document_digest and known.document_digest)
    return _is_namesake(arriving, known) and (
        is_one_without_bytes or _are_equal_and_known(arriving.jurisdiction, known.jurisdiction)
    )


def _is_namesake(arriving: Trace, known: Trace) -> bool:
    is_known_at_all = arriving.department != "" and arriving.fiscal_year is not None
    return is_known_at_all and arriving.source == known.source and _agree(arriving, known)


def _agree(arriving: Trace, known: Trace) -> bool:
    return (
        arriving.department == known.department
        and arriving.fiscal_year == known.fiscal_year
        and _are_compatible(arriving.jurisdiction, known.jurisdiction)
        and _are_compatible(arriving.kind.replace("unknown", ""), known.kind.replace("unknown", ""))
        and _are_compatible(arriving.scope, known.scope)
    )


def _are_compatible(one: str, other: str) -> bool:
    return one == "" or other == "" or one == other


def _are_equal_and_known(one: str, other: str) -> bool:
    return one != "" and one == other
