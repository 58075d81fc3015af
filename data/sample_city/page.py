"""A report in the making: headings, paragraphs and tables go in, and every fact they print is remembered as printed.

A sentence is a template in the vocabulary's own terms: {expenditure.actual} prints the amount with its unit and records
the fact, {three_public.actual@-1} that of the year before, {operating_expenditure} one of the measure's names, and
{department} what the form calls so. After an exclamation mark stands how it is printed:
bare: without its unit; own: the same, of the department's own row; change: 下降5.20%; full: 100%, whatever is true;
and without printing anything, none: a zero that the words say; blank: an empty cell; elsewhere: another one reports it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from data.sample_city import words
from data.sample_city.figures import TENTH, ZERO, rounded
from data.sample_city.filing import Filing

MONEY = ("元", "万元")
YUAN = Decimal(10_000)
# {expenditure.actual}   {staff_quota[institution].actual}   {three_public.actual@-1!bare}   {department}
PLACEHOLDER = re.compile(
    r"\{(?P<key>(?P<measure>[a-z_]+)(?:\[(?P<breakdown>[a-z_]+)\])?(?:\.(?P<stage>[a-z_]+))?(?P<before>@-1)?)"
    r"(?:!(?P<manner>[a-z]+))?\}"
)
SENTENCE_ENDS = "。；\n"
COUNTS = {
    "staff": ("人", ("人", "名")),
    "vehicle_count": ("辆", ("辆",)),
    "reception_batches": ("批次", ("批次",)),
    "reception_guests": ("人次", ("人次",)),
    "project_count": ("个", ("个",)),
    "petition_count": ("件", ("件",)),
}


@dataclass(frozen=True)
class Fact:
    """A figure as printed: a row of facts.csv without its report."""

    fiscal_year: int
    measure: str
    breakdown: str
    stage: str
    value: str
    unit: str
    disclosure: str
    evidence: str


@dataclass(frozen=True)
class Fault:
    """A fault that is in the report: its kind, what was changed, and the words in which it stands."""

    kind: str
    change: str
    words: str


@dataclass(frozen=True)
class Said:
    """Words of the report with the facts and faults in them."""

    text: str
    facts: tuple[Fact, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Heading:
    text: str
    level: int  # 0 is the title


@dataclass(frozen=True)
class Paragraph:
    text: str
    is_right: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell and how many rows and columns it covers."""

    said: Said
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        return self.said.text


@dataclass(frozen=True)
class Table:
    """Rows of cells; a cell that is covered by another one does not stand in its row, as in a web page."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def width(self) -> int:
        return sum(cell.columns for cell in self.rows[0])

    def placed(self) -> list[tuple[int, int, Cell]]:
        """Every cell with its row and column in the grid."""
        taken: set[tuple[int, int]] = set()
        found = []
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                found.append((row, column, cell))
                taken |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
        return found


Block = Heading | Paragraph | Table


class Page:
    """A report that is being written, in one unit and one style of numbers."""

    def __init__(
        self, filing: Filing, names: Mapping[str, Sequence[str]], unit: str, context: Mapping[str, str]
    ) -> None:
        style = filing.department.chance.at("style")
        self.filing = filing
        self.unit = unit
        self.context = dict(context)
        self.has_commas = style.happens(Decimal("0.5"), "commas")
        self.gap = " " if style.happens(Decimal("0.15"), "spaced") else ""
        self.percent = "％" if style.happens(Decimal("0.08"), "wide percent") else "%"
        self.is_trimmed = style.happens(Decimal("0.3"), "trimmed")
        self.blocks: list[Block] = []
        self.facts: list[Fact] = []
        self.faults: list[Fault] = []
        self._names = names
        self._style = style
        self._printed: dict[str, int] = {}

    # --- what a form does

    def title(self, text: str) -> None:
        self.blocks.append(Heading(self.say(text).text, 0))

    def heading(self, text: str, level: int = 1) -> None:
        self.blocks.append(Heading(text, level))

    def paragraph(self, *said: Said | str | list[str], is_right: bool = False) -> None:
        """A paragraph of sentences: words are templates, a list ways to say the same. Without words there is none."""
        parts = [part if isinstance(part, Said) else self.say(part) for part in said]
        if text := "".join(part.text for part in parts):
            self.blocks.append(Paragraph(text, is_right))
            self._keep(parts)

    def table(self, rows: Iterable[Sequence[Cell | Said | str]]) -> None:
        """A table. The evidence of what a row states is the row."""
        built = tuple(tuple(map(self._cell, row)) for row in rows)
        for row in built:
            line = " | ".join(cell.text for cell in row)
            for cell in row:
                facts = tuple(replace(fact, evidence=line) for fact in cell.said.facts)
                faults = tuple(replace(fault, words=line) for fault in cell.said.faults)
                self._keep([Said(cell.text, facts, faults)])
        self.blocks.append(Table(built))

    def say(self, template: str | list[str], **words_of: str | Said) -> Said:
        """The template with its figures printed; of several the one that the department keeps to."""
        if isinstance(template, list):
            template = self._style.pick(template, template[0])
        context: dict[str, str | Said] = {**self.context, **words_of}
        inner: list[Said] = []
        parts: list[str] = []
        found: list[tuple[int, Fact | Fault]] = []
        length = last = 0
        for match in PLACEHOLDER.finditer(template):
            before = template[last : match.start()]
            marks: list[Fact | Fault] = []
            if match["key"] in context:
                given = context[match["key"]]
                printed = given if isinstance(given, str) else given.text
                inner += [] if isinstance(given, str) else [given]
            elif match["stage"] is None:
                printed = self.name(match["key"])
            else:
                printed, marks = self._figure(match)
            parts += [before, printed]
            length += len(before) + len(printed)
            found += [(length, mark) for mark in marks]
            last = match.end()
        text = "".join([*parts, template[last:]])
        facts = [replace(mark, evidence=_sentence(text, at)) for at, mark in found if isinstance(mark, Fact)]
        faults = [replace(mark, words=_sentence(text, at)) for at, mark in found if isinstance(mark, Fault)]
        faults += [
            Fault(kind, change, _sentence(text, text.index(said) + len(said)))
            for said, (kind, change) in self.filing.words_of.items()
            if said in text
        ]
        facts += [fact for said in inner for fact in said.facts]
        faults += [fault for said in inner for fault in said.faults]
        return Said(text, tuple(facts), tuple(faults))

    def extras(self, part: str) -> Said:
        """The planted sentences of a part of the report."""
        return joined(
            Said(said.text, said.facts, (*said.faults, Fault(addition.kind, addition.change, said.text)))
            for addition in self.filing.additions
            if addition.part == part
            for said in [self.say(addition.sentence)]
        )

    def heads(self, ways: Sequence[Sequence[str]]) -> list[str]:
        """The head of a table, of several the one that the department keeps to."""
        return list(self._style.pick(ways, *ways[0]))

    def name(self, measure: str) -> str:
        """What the department calls a measure."""
        fit = words.load("names").get(measure, [])
        known = [name for name in fit if name in self._names.get(measure, ())]
        return self._style.pick(known or list(self._names[measure])[:1], "name", measure)

    def value(self, key: str) -> Decimal:
        return self.filing.values[key]

    def knows(self, *keys: str) -> bool:
        return all(key in self.filing.values for key in keys)

    def omits(self, topic: str) -> bool:
        return topic in self.filing.omitted

    def amount(self, value: Decimal) -> str:
        """An amount that is no fact, with its unit."""
        return self._number(value, self.unit) + self.gap + self.unit

    def bare(self, value: Decimal) -> str:
        """The same in a column that says the unit."""
        return self._number(value, self.unit)

    # --- how a figure is printed

    def _figure(self, match: re.Match[str]) -> tuple[str, list[Fact | Fault]]:
        key, manner = match["key"], match["manner"] or ""
        measure, breakdown, stage = match["measure"], match["breakdown"] or "", match["stage"]
        fact = Fact(self.filing.year.year - bool(match["before"]), measure, breakdown, stage, "", "", "stated", "")
        if manner in ("blank", "elsewhere"):
            disclosure = "blank" if manner == "blank" else "reported_elsewhere"
            return "", [replace(fact, disclosure=disclosure, stage="" if stage == "any" else stage)]
        if manner == "own":
            fact = replace(fact, breakdown="own")
        marks: list[Fact | Fault] = []
        value, unit = self.filing.values.get(key, ZERO), self._unit(measure)
        slip = self.filing.slips.get(key)
        if manner != "own":
            self._printed[key] = self._printed.get(key, 0) + 1
        if slip and manner != "own" and slip.only in (0, self._printed.get(key, 0)):
            value = value if slip.value is None else slip.value
            marks.append(Fault(slip.kind, slip.change, ""))
            spoken = slip.unit or unit
            if slip.unit:  # the number stays, the unit beside it is wrong
                number = self._number(value, unit)
                return number + self.gap + spoken, [replace(fact, value=plain(number), unit=spoken), *marks]
        if measure == "self_grade":
            return self.filing.grade, [replace(fact, value=self.filing.grade), *marks]
        if manner == "full":
            return f"100{self.percent}", [replace(fact, value="100", unit=unit)]
        number = "0" if manner == "none" else self._number(value, unit)
        marks.insert(0, replace(fact, value=plain(number), unit=unit))
        if manner == "none":
            return "", marks
        if manner == "change":
            return f"{'下降' if value < 0 else '增长'}{number.lstrip('-')}{self.percent}", marks
        return number + ("" if manner in ("bare", "own") else self._spoken(measure, unit)), marks

    def _unit(self, measure: str) -> str:
        if measure.endswith(("_rate", "_share")):
            return "%"
        if measure.endswith("_score"):
            return "分"
        return next((unit for start, (unit, _) in COUNTS.items() if measure.startswith(start)), self.unit)

    def _spoken(self, measure: str, unit: str) -> str:
        """79名 and 79人 are the same, and so are 4276.91万元 and 4276.91 万元."""
        if unit == "%":
            return self.percent
        if unit in MONEY:
            return self.gap + unit
        counters = next((counters for start, (_, counters) in COUNTS.items() if measure.startswith(start)), (unit,))
        return self._style.pick(counters, "counter") if unit == counters[0] else unit

    def _number(self, value: Decimal, unit: str) -> str:
        if unit in ("分", *(unit for unit, _ in COUNTS.values())):
            return format(value.normalize(), "f")
        if unit == "元":
            value = value * YUAN
        step = rounded(value)
        if self.is_trimmed or (unit == "%" and step == 100):
            text = format(step.normalize(), "f")
        else:
            text = format(rounded(value, TENTH) if unit == "%" and value == rounded(value, TENTH) else step, "f")
        if self.has_commas and unit in MONEY:
            whole, dot, fraction = text.partition(".")
            text = f"{int(whole):,}" if whole not in ("-0",) else whole
            text += dot + fraction
        return text

    def _cell(self, given: Cell | Said | str) -> Cell:
        if isinstance(given, Cell):
            return given
        return Cell(self.say(given) if isinstance(given, str) else given)

    def cell(self, template: str, rows: int = 1, columns: int = 1) -> Cell:
        return Cell(self.say(template), rows, columns)

    def _keep(self, parts: Iterable[Said]) -> None:
        for part in parts:
            self.facts += part.facts
            self.faults += part.faults


def joined(said: Iterable[Said]) -> Said:
    parts = list(said)
    return Said(
        "".join(part.text for part in parts),
        tuple(fact for part in parts for fact in part.facts),
        tuple(fault for part in parts for fault in part.faults),
    )


def plain(number: str) -> str:
    return number.replace(",", "")


def _sentence(text: str, at: int) -> str:
    """The sentence around a place."""
    start = max(text.rfind(end, 0, max(0, at - 1)) for end in SENTENCE_ENDS) + 1
    stops = [place for end in SENTENCE_ENDS if (place := text.find(end, at)) >= 0]
    return text[start : min(stops, default=len(text))].strip().rstrip(SENTENCE_ENDS)
