"""Records → raw.*: reports come in, rows go out; a report is written whole, in one transaction, as a new version.

Versions are only added. A record that equals the current version is not stored again, nor is one that only lacks its
text; which stored report an arriving one continues is decided in `recognition.py`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from duckdb import DuckDBPyConnection

from loaders import identities
from loaders import vocabulary as words
from loaders.admission import RefusedError, admit, figure, number
from loaders.models import Fact, Place, Report, ScoreItem, Sentence
from loaders.recognition import Register, Trace, short_digest, text_digest, trace
from loaders.rows import Row, put

Status = Literal["inserted", "new_version", "unchanged", "failed"]
Standing = Literal["loaded", "to_settle", "failed"]

NAMESAKE = "已有同名、同部门、同年度而内容不同的报告，两份都保留"
REPORT_TABLES = (
    "reports", "documents", "facts", "places", "score_items", "targets", "grade_bands", "excerpts", "remarks",
    "sentences", "self_names",
)  # fmt: skip


@dataclass(frozen=True)
class Delivery:
    """One report as it arrived, or, with `message`, the reason why none came out of a file.

    `file` is what the user is told, `origin` the full path it was read from (within JSON: with the report's source).
    """

    file: str
    origin: str = ""
    report: Report | None = None
    message: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a delivery; `message` is Chinese: why it failed, or what the user should know."""

    file: str
    status: Status
    message: str = ""
    report_id: str = ""
    version: int = 0
    department: str = ""
    fiscal_year: int | None = None
    facts: int = 0
    doubt: str = ""

    @property
    def standing(self) -> Standing:
        """Whether a person has something to do about it."""
        if self.status == "failed":
            return "failed"
        return "to_settle" if self.doubts else "loaded"

    @property
    def doubts(self) -> tuple[str, ...]:
        """What a person has to settle: whose report it is, on which year, and why it states nothing; in Chinese."""
        if self.status == "failed":
            return ()
        return tuple(filter(None, (self.doubt, "" if self.facts else identities.NO_FACTS)))

    @property
    def reason(self) -> str:
        """Why it failed or is to be settled, in Chinese; nothing where it is simply loaded."""
        return self.message if self.status == "failed" else "；".join(self.doubts)


def store(connection: DuckDBPyConnection, reports: Iterable[Report]) -> list[Outcome]:
    """Write the reports of one load; an outcome for each, in the same order."""
    return Intake(connection).put([Delivery(report.document.source, report=report) for report in reports])


def store_vocabulary(connection: DuckDBPyConnection) -> None:
    """Write the vocabulary anew: raw.measures, units, formulas, parts, indicators and remark_topics."""
    vocabulary = words.load()
    rows: dict[str, list[Row]] = {
        "measures": [
            {
                "measure": name,
                "label": measure.label,
                "kind": measure.kind,
                "unit": measure.unit,
                "explanation": measure.explanation,
                "meaning": measure.meaning,
                "aliases": list(measure.aliases),
                "is_spending": measure.is_spending,
            }
            for name, measure in vocabulary.measures.items()
        ],
        "units": [{"unit": unit, "factor": factor} for unit, factor in vocabulary.units.items()],
        "formulas": [
            {
                "rate": name,
                "variant": formula.variant,
                "description": formula.description,
                "side": side,
                **operand.model_dump(),
                "is_absolute": formula.is_absolute,
            }
            for name, measure in vocabulary.measures.items()
            for formula in measure.formulas
            for side, operands in (("numerator", formula.numerator), ("denominator", formula.denominator))
            for operand in operands
        ],
        "remark_topics": [
            {
                "kind": kind,
                "topic": name,
                "label": topic.label,
                "is_weak": topic.is_weak,
                "indicators": list(topic.indicators),
            }
            for kind, remarks in vocabulary.remarks.items()
            for name, topic in remarks.topics.items()
        ],
        "parts": [
            {"partition_name": part.partition, **part.model_dump(exclude={"partition"})} for part in vocabulary.parts
        ],
        "indicators": [
            {"position": position, **indicator.model_dump(exclude={"numerator", "denominator"})}
            for position, indicator in enumerate(vocabulary.indicators, start=1)
        ],
        "indicator_operands": [
            {"indicator": indicator.indicator, "side": side, **operand.model_dump()}
            for indicator in vocabulary.indicators
            for side, operands in (("numerator", indicator.numerator), ("denominator", indicator.denominator))
            for operand in operands
        ],
    }
    put(connection, rows, is_replacing=True)


class Intake:
    """One load: it remembers what it brought, so that two files of the same load never overwrite each other.

    With `keep_later`, a record that was stored and superseded before stays superseded: sample data that is loaded at
    every start must not undo what the user loaded since.
    """

    def __init__(
        self,
        connection: DuckDBPyConnection,
        keep_later: bool = False,
        brought: dict[str, str] | None = None,
        is_demonstration: bool = False,
    ) -> None:
        """`brought` is what the same load stored before, report_id → file; it is added to."""
        self._connection = connection
        self._vocabulary = words.load()
        self._register = Register(current(connection))
        self._identify = identities.identifier(connection)
        self._brought = {} if brought is None else brought  # report_id → the file that brought it
        self._is_demonstration = is_demonstration
        self._superseded = _records(connection) if keep_later else frozenset()

    def put(self, deliveries: Sequence[Delivery]) -> list[Outcome]:
        """Store a batch in one transaction; what the door refuses is an outcome of its own and stops nothing else."""
        rows: dict[str, list[Row]] = {table: [] for table in REPORT_TABLES}
        outcomes: dict[int, Outcome] = {}
        # Known reports first: a new one of the same file must not pass for a correction of theirs.
        for index in sorted(range(len(deliveries)), key=lambda index: self._is_new(deliveries[index])):
            outcomes[index] = self._put(deliveries[index], rows)
        put(self._connection, rows)
        return [outcomes[index] for index in range(len(deliveries))]

    def recall(self, report_id: str, file: str, facts: int) -> Outcome | None:
        """A stored report that a file is known to bring again without being read; None where there is none."""
        stored = self._register.current(report_id)
        if stored is None:
            return None
        self._brought.setdefault(report_id, file)
        return self._outcome(file, "unchanged", "", stored, facts)

    def _is_new(self, delivery: Delivery) -> bool:
        return delivery.report is not None and self._register.same(_trace(delivery, delivery.report)) is None

    def _put(self, delivery: Delivery, rows: dict[str, list[Row]]) -> Outcome:
        if delivery.report is None:
            return Outcome(delivery.file, "failed", delivery.message)
        try:
            decision = self._decide(delivery, admit(delivery.report, self._vocabulary))
        except RefusedError as error:
            return Outcome(delivery.file, "failed", f"{delivery.file}：{error}")
        report, stored = decision.report, decision.stored
        if decision.status != "unchanged":
            for table, more in _rows(report, stored, self._vocabulary, self._is_demonstration).items():
                rows[table] += more
            self._register.enter(stored)
        self._brought.setdefault(stored.report_id, delivery.file)
        return self._outcome(delivery.file, decision.status, decision.message, stored, len(report.facts))

    def _outcome(self, file: str, status: Status, message: str, stored: Trace, facts: int) -> Outcome:
        identity = self._identify(stored)
        about = (stored.report_id, stored.version, identity.department, identity.fiscal_year, facts, identity.reason)
        return Outcome(file, status, message, *about)

    def _decide(self, delivery: Delivery, report: Report) -> "_Decision":
        arriving = _trace(delivery, report)
        before = self._register.same(arriving, self._brought) or self._register.corrected(arriving, self._brought)
        if before is None:
            message = NAMESAKE if self._register.has_namesake(arriving) else ""
            stored = replace(arriving, report_id=self._register.new_id(arriving), version=1)
            return _Decision("inserted", message, report, stored)
        message = _what_it_was(before, arriving)
        is_same_record = arriving.record_digest == before.record_digest
        if is_same_record and arriving.text_digest in ("", before.text_digest):
            return _Decision("unchanged", message, report, before)
        if (before.report_id, arriving.record_digest) in self._superseded:
            return _Decision("unchanged", "仓库里已有更新的版本", report, before)
        if not is_same_record and before.report_id in self._brought:
            other = self._brought[before.report_id]
            raise RefusedError(f"与本次载入的 {other} 是同一份报告，内容却不同；请只载入其中一个")
        report = self._with_text_of(before, report)
        digest = text_digest(report)
        stored = replace(arriving, report_id=before.report_id, version=before.version + 1, text_digest=digest)
        return _Decision("new_version", message, report, stored)

    def _with_text_of(self, before: Trace, report: Report) -> Report:
        """The report with the text of the version before, where the same file arrives without and every place fits."""
        is_same_file = report.document.digest != "" and report.document.digest == before.document_digest
        if report.document.text is not None or not before.text_digest or not is_same_file:
            return report
        ((text,),) = self._connection.execute(
            "select text from raw.documents where report_id = ? and version = ?", [before.report_id, before.version]
        ).fetchall()
        places = [place for fact in report.facts for place in fact.places] + [item.place for item in report.score_items]
        places += [name.place for name in report.self_names]
        if any(text[place.start : place.end] != place.evidence for place in places):
            return report
        return report.model_copy(update={"document": report.document.model_copy(update={"text": text})})


class _Decision(NamedTuple):
    status: Status
    message: str
    report: Report
    stored: Trace


def _trace(delivery: Delivery, report: Report) -> Trace:
    return trace(report, delivery.origin or report.document.source)


def _what_it_was(before: Trace, arriving: Trace) -> str:
    if (before.department, before.fiscal_year) != (arriving.department, arriving.fiscal_year):
        return f"同一文件先前识别为{before.title}，现按更正处理；若是另一份报告，请改用别的文件名"
    if before.source != arriving.source:
        return f"与已载入的 {before.source} 是同一文件"
    return ""


def current(connection: DuckDBPyConnection) -> list[Trace]:
    """The traces of all stored reports."""
    columns = ", ".join(f"coalesce({field.name}, '')" if field.type is str else field.name for field in fields(Trace))
    latest = "row_number() over (partition by report_id order by version desc) = 1"
    found = connection.execute(f"select {columns} from raw.reports qualify {latest}").fetchall()
    return [Trace(*row) for row in found]


def _records(connection: DuckDBPyConnection) -> frozenset[tuple[str, str]]:
    return frozenset(connection.execute("select report_id, record_digest from raw.reports").fetchall())


def _rows(report: Report, stored: Trace, vocabulary: words.Vocabulary, is_demonstration: bool) -> dict[str, list[Row]]:
    key = {"report_id": stored.report_id, "version": stored.version}
    text = report.document.text
    named = [(short_digest(stored.report_id, *figure(fact)), fact) for fact in report.facts]
    return {
        "reports": [
            {
                **asdict(stored),
                "department": stored.department or None,
                "jurisdiction": stored.jurisdiction or None,
                "filed_on": report.filed_on,
                "is_demonstration": is_demonstration,
                "loaded_at": datetime.now(UTC).replace(tzinfo=None),
            }
        ],
        "documents": [] if text is None else [{**key, "text": text}],
        "facts": [
            {**key, "fact_id": fact_id, **_fact_row(fact, is_number=vocabulary.measures[fact.measure].kind != "grade")}
            for fact_id, fact in named
        ],
        "places": [
            {**key, "fact_id": fact_id, "place": place_number, **_place_row(place), **_where(place)}
            for fact_id, fact in named
            for place_number, place in enumerate(fact.places, start=1)
        ],
        "score_items": [
            {**key, "item": item_number, **_score_item_row(item)}
            for item_number, item in enumerate(report.score_items, start=1)
        ],
        "targets": [
            {**key, "target": number, **target.model_dump(exclude={"place"}), **_place_row(target.place)}
            for number, target in enumerate(report.targets, start=1)
        ],
        "grade_bands": [
            {
                **key,
                "band": number,
                "grade": band.grade,
                "least": band.least,
                "below": band.below,
                **_place_row(band.place),
            }
            for number, band in enumerate(report.grade_bands, start=1)
        ],
        "excerpts": [
            {**key, "excerpt": number, "kind": excerpt.kind, **_place_row(excerpt.place)}
            for number, excerpt in enumerate(report.excerpts, start=1)
        ],
        "remarks": [
            {
                **key,
                "remark": number,
                **remark.model_dump(exclude={"place", "number", "compared"}),
                "number": _rounded(remark.number, 4),
                "compared": list(remark.compared),
                **_place_row(remark.place),
            }
            for number, remark in enumerate(report.remarks, start=1)
        ],
        "sentences": [
            {**key, "sentence": number, **_sentence_row(sentence)}
            for number, sentence in enumerate(report.sentences, start=1)
        ],
        "self_names": [
            {**key, "self_name": number, **name.model_dump(exclude={"place"}), **_place_row(name.place)}
            for number, name in enumerate(report.self_names, start=1)
        ],
    }


def _fact_row(fact: Fact, is_number: bool) -> Row:
    value = number(fact.value) if is_number and fact.value is not None else None
    return {
        "fiscal_year": fact.fiscal_year,
        "measure": fact.measure,
        "breakdown": fact.breakdown,
        "stage": fact.stage,
        "value": _rounded(value, 8),
        "decimals": None if value is None else max(0, -int(value.as_tuple().exponent)),
        "value_text": fact.value,
        "unit": fact.unit,
        "disclosure": fact.disclosure,
        "reported_by": fact.reported_by,
        "formula": fact.formula.printed if fact.formula else None,
        "formula_low": _rounded(fact.formula.low, 8) if fact.formula else None,
        "formula_high": _rounded(fact.formula.high, 8) if fact.formula else None,
        "confidence": fact.confidence,
        "doubt": fact.doubt,
        "recognition": fact.recognition,
    }


def _score_item_row(item: ScoreItem) -> Row:
    points = ("full_points", "merged_points", "self_points")
    return {
        **item.model_dump(exclude={"place", *points}),
        **{column: _rounded(getattr(item, column), 4) for column in points},
        **_place_row(item.place),
    }


def _sentence_row(sentence: Sentence) -> Row:
    return {
        "section": sentence.section,
        "wording": int(sentence.wording, 16),
        "exact": int(sentence.exact, 16),
        "characters": sentence.characters,
        "figures": sentence.figures,
        "passage": sentence.passage,
        "start_offset": sentence.start,
        "end_offset": sentence.end,
    }


def _place_row(place: Place) -> Row:
    return {"start_offset": place.start, "end_offset": place.end, "evidence": place.evidence}


def _where(place: Place) -> Row:
    cell = {f"{name}_number": getattr(place, name) for name in ("table", "row", "column")}
    return {"page": place.page, "paragraph": place.paragraph, **cell}


def _rounded(value: Decimal | None, decimals: int) -> Decimal | None:
    """To the digits that the table holds; a figure keeps what was printed in value_text."""
    return None if value is None else value.quantize(Decimal(1).scaleb(-decimals))
