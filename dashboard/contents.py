"""What a card holds, whatever it ends up on: a page, a sheet or a document. No streamlit here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import plotly.graph_objects as go
from pandas import DataFrame

from dashboard import formats

AMOUNT, PER_HEAD, PERCENT, POINTS, COUNT, NUMBER = "amount", "per_head", "%", "分", "人", "number"
STEP = "step"  # percentage points between two rates
TEXT, QUOTE, DEPARTMENT, YEAR, DAY = "text", "quote", "department", "year", "day"
MONEY = frozenset({AMOUNT, PER_HEAD})
NUMERIC = MONEY | {PERCENT, POINTS, COUNT, NUMBER, STEP}
UNITS = {PERCENT: "%", POINTS: "分"}


def kind_of(unit: str) -> str:
    """The kind of an indicator's values, for fields and for pictures: 元, 元/人, % or a count."""
    return {"元": AMOUNT, "%": PERCENT}.get(unit, PER_HEAD if unit.startswith("元/") else COUNT)


@dataclass(frozen=True)
class Field:
    """A column of a view under its Chinese heading.

    `kind` says how a value is written; `opens` what a click on it shows: ("figure", measure, stage), ("rate", measure),
    ("measure", measure), ("indicator",), ("finding",), ("reference", the column that holds it) or ("page", the column
    that holds its address), where a measure may stand in another column: ("rate", "{claimed_measure}").
    `missing` is what stands where there is no value.
    """

    heading: str
    column: str
    kind: str = TEXT
    opens: tuple[str, ...] = ()
    note: str = ""
    missing: str = ""

    @property
    def is_number(self) -> bool:
        return self.kind in NUMERIC

    def heading_in(self, money: str) -> str:
        """The heading with its unit: 决算支出（万元）."""
        unit = money if self.kind in MONEY else UNITS.get(self.kind, "")
        return f"{self.heading}（{unit}）" if unit else self.heading

    def said(self, value: Any) -> str:
        """A value as a reader sees it."""
        if self.missing and formats.is_missing(value):
            return self.missing
        if self.kind == AMOUNT:
            return formats.amount(value)
        if self.kind == PER_HEAD:
            return formats.per_head(value)
        if self.kind == PERCENT:
            return formats.percent(value)
        if self.kind == STEP:
            return formats.points(value) or formats.UNKNOWN
        if self.kind == POINTS and not formats.is_missing(value):
            return formats.number(round(float(value), 2))
        if self.is_number:
            return formats.number(value)
        return formats.day(value) if self.kind == DAY else formats.text(value)


@dataclass(frozen=True)
class Card:
    """A question with its picture, the rows behind it, and what the words in it mean.

    `name` is English and unique on its page; `view` is the view whose own words explain it; `measures` are those whose
    formulas belong to it; `excluded` says in Chinese who or what is not in it; `counted` is the column that decides
    who is missing, and `roster` has a row of each department that could have one where `rows` has not; `is_beside` puts
    the table at the picture's side. `figure` may be what draws the picture, so that a page that shows again what it has
    shown before need not draw it.
    """

    name: str
    title: str
    rows: DataFrame
    fields: Sequence[Field]
    view: str = ""
    aside: str = ""
    figure: go.Figure | Callable[[], go.Figure] | None = None
    alt: str = ""
    measures: Sequence[str] = ()
    excluded: str = ""
    counted: str = ""
    roster: DataFrame | None = None
    shown: int = 12
    is_beside: bool = False
    sentence_column: str = "fact_ids"

    def picture(self) -> go.Figure | None:
        """The picture, drawn now where that was left for later."""
        return self.figure() if callable(self.figure) else self.figure

    def with_rows(self, rows: DataFrame) -> "Card":
        """The same card about other rows."""
        return replace(self, rows=rows)


@dataclass(frozen=True)
class Basis:
    """What every export says of itself: what it is, which snapshot, as of when, which filters."""

    title: str
    snapshot: str
    published: str
    filters: Mapping[str, str] = field(default_factory=dict)
    is_demonstration: bool = False

    @property
    def as_of(self) -> str:
        return f"数据截至 {self.published}（快照 {self.snapshot}）"

    @property
    def chosen(self) -> str:
        return "；".join(f"{name}：{word}" for name, word in self.filters.items()) or "全部"


@dataclass(frozen=True)
class Section:
    """A card on its way out: with what its words mean and the sentence behind each row, names already masked."""

    card: Card
    meanings: Sequence[tuple[str, str]] = ()
    sentences: Sequence[str] = ()
