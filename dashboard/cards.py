"""The one way in which a page shows a question: a Card comes in; its picture, table, 口径 and exports go on the page.

page = cards.begin("三公经费", view="benchmarks.three_public")
rows = frame("benchmarks.three_public", page.choice.where, order=["-actual_yuan"])
page.show(Card(name="control", title="预算与决算", rows=rows, fields=FIELDS, view="benchmarks.three_public",
               measures=["three_public"], counted="actual_yuan", figure=partial(charts.dumbbell, rows, POINTS, refer)))
page.end()
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import plotly.graph_objects as go
import streamlit as st
from pandas import DataFrame
from streamlit.delta_generator import DeltaGenerator

from dashboard import charts, evidence, filters, formats, markup, meanings, warehouse
from dashboard.contents import DEPARTMENT, QUOTE, TEXT, Basis, Card, Field, Section
from dashboard.exports import masking
from dashboard.exports.csv_table import csv_table
from dashboard.exports.workbook import workbook
from dashboard.filters import Choice
from dashboard.warehouse import Row, Snapshot, frame, records

MOST_ROWS = 2000  # rows that a page asks a view for
DRAWN = 15  # rows in a picture of departments: what fits a screen
FEW = 2  # rows that are not worth folding
MOST_LISTED = 100  # rows of a table on a page; an export has them all
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EMPTY = "没有符合这些条件的数。缺的不补，也不当作零。"
NOTHING_DRAWN = "要画的数这些报告都没有写明，没有图；写明的都在表里。"
NAMES_KEPT = "names-kept"
KEEP_NAMES = "保留原句里的姓名、电话和证件号"
KEEP_HELP = "导出时默认隐去；只在确有需要时勾选，并妥善保管导出的文件。"

PAGE = "page"  # the page that is shown, in the session
UNSEEN = frozenset({"evidence", "find", "snapshot"})  # parameters of an address that change nothing on a card
MOST_KEPT = 400  # cards, of about 200 kB

Cells = Mapping[tuple[object, ...], Row]  # of core.ledger, by report, measure and stage
Maker = Callable[[Basis, Sequence[Section]], bytes]


class Prepared(NamedTuple):
    """What a card shows: its dressed picture or none, its table and its 口径 as markup, how many rows it has."""

    figure: go.Figure | None
    table: str
    basis: str
    listed: str


class Page:
    """A page under its title: what was chosen, its cards in order, and what can be taken along of all of them.

    `is_kept` where all its cards follow from the snapshot and the address, and nothing from what auditors write.
    """

    def __init__(self, title: str, heading: DeltaGenerator, choice: Choice, *, is_kept: bool = False) -> None:
        self.title, self.choice, self.is_kept = title, choice, is_kept
        self._heading = heading
        self._cards: list[Card] = []

    def show(self, card: Card, place: DeltaGenerator | None = None) -> None:
        """A card, here or in a column."""
        self._cards.append(card)
        show(card, self.choice, place, is_kept=self.is_kept)

    def hold(self, card: Card) -> None:
        """A card that the page shows in a way of its own: it is in the exports all the same."""
        self._cards.append(card)

    def end(self, documents: Mapping[str, Maker] | None = None) -> None:
        """The button 导出 beside the title: the page as a workbook, and as the documents that it can also be."""
        snapshot = warehouse.snapshot()
        filled = [card for card in self._cards if not card.rows.empty]
        with self._heading, st.popover("导出", key="export"):
            is_kept = st.checkbox(KEEP_NAMES, key=NAMES_KEPT, help=KEEP_HELP)
            made = partial(_made, snapshot, basis(self.title, self.choice), filled, is_kept)
            _button("整页 Excel", partial(made, workbook), f"{self.title}-{snapshot.name}.xlsx", XLSX, "page-xlsx")
            for label, maker in (documents or {}).items():
                name = f"{label}-{self.title}-{snapshot.name}.docx"
                _button(f"{label} Word", partial(made, maker), name, DOCX, f"page-{label}")
            st.html(markup.note(f"以后要看同一版数据：在网址里加 snapshot={snapshot.name}"))


def begin(title: str, view: str = "", *, is_one_year: bool = False) -> Page:
    """The title of a page and its filters: 地区, 年度, and whatever else of filters.FURTHER its view has."""
    heading = st.container(horizontal=True, vertical_alignment="bottom", key="heading")
    with heading:
        st.title(title, anchor=False)
        choice = filters.choose(view, is_one_year=is_one_year)
    return Page(title, heading, choice, is_kept=True)


def show(card: Card, choice: Choice, place: DeltaGenerator | None = None, *, is_kept: bool = False) -> None:
    """A card: title and 口径, picture, who is missing, table, and what can be taken along.

    `is_kept` where everything on it follows from the snapshot and the page's address: it is then made once.
    """
    look = evidence.look()
    made = _prepared(_address(card, look), card, choice, look) if is_kept else _prepare(card, choice, look)
    holder = place if place is not None else st.container()
    with holder.container(border=True, height="stretch", key=f"card-{card.name}"):
        with st.container(horizontal=True, vertical_alignment="center", key=f"head-{card.name}"):
            st.html(markup.heading(card.title, card.aside))
            with st.popover("口径", key=f"basis-{card.name}", type="tertiary"):
                st.html(made.basis)
        if card.rows.empty:
            st.info(EMPTY)
            return
        left, right = st.columns([1, 1], gap="large") if card.is_beside else (st.container(), st.container())
        if made.figure is not None:
            name = f"{card.title}-{warehouse.snapshot().name}"
            with left:
                evidence.chart(made.figure, card.name, card.alt or card.title, name)
        elif card.figure is not None:
            left.html(markup.note(NOTHING_DRAWN))
        right.html(made.table)
        _take_along(card, choice, made)


def _address(card: Card, look: charts.Look) -> tuple[object, ...]:
    """What a kept card is kept under: the snapshot, the page with its filters, its name there, light or dark."""
    asked = st.query_params
    filtered = sorted((name, tuple(asked.get_all(name))) for name in asked if name not in UNSEEN)
    page = st.session_state.get(PAGE, "")
    return (str(warehouse.snapshot().path), page, *filtered, card.name, card.title, len(card.rows), look.surface)


def _prepare(card: Card, choice: Choice, look: charts.Look) -> Prepared:
    """What a card shows, worked out."""
    picture = None if card.rows.empty else card.picture()
    is_drawn = picture is not None and not charts.is_empty(picture)
    listed = "；".join(filter(None, (f"{len(card.rows)} 行", _counted(card))))
    return Prepared(
        charts.dressed(picture, look) if is_drawn else None,
        "" if card.rows.empty else _table(card),
        _basis(card, choice),
        listed,
    )


# Shared by all readers: nothing changes a figure once it is dressed.
@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _prepared(address: tuple[object, ...], _card: Card, _choice: Choice, _look: charts.Look) -> Prepared:
    return _prepare(_card, _choice, _look)


def opener(fields: Sequence[Field]) -> Callable[[Mapping[str, Any], str], str]:
    """What a click on a mark opens: what its column's field does, else the portrait of the department."""
    opened = {field.column: field.opens for field in fields}

    def refer(row: Mapping[str, Any], column: str) -> str:
        kind, *of = opened.get(column) or ("",)
        if kind == "figure":
            return evidence.reference("figure", evidence.key_of(row, *of))
        if kind == "rate":
            return evidence.reference("rate", evidence.key_of(row, of[0].format_map(row), "claimed"))
        return evidence.to_department(row)

    return refer


def basis(title: str, choice: Choice) -> Basis:
    """What an export says of itself."""
    snapshot = warehouse.snapshot()
    is_invented = bool(filters.invented(choice))
    return Basis(title, snapshot.name, formats.minute(snapshot.published), choice.said, is_invented)


def section(card: Card, is_kept: bool = False) -> Section:
    """A card on its way out, with the sentences behind its rows; names of persons are masked unless they are kept."""
    rows, sentences = card.rows, sentences_of(card)
    if not is_kept:
        quoted = [field.column for field in card.fields if field.kind in (TEXT, QUOTE)]
        rows = rows.assign(**{column: rows[column].map(masking.masked_cell) for column in quoted})
        sentences = [masking.masked(sentence) for sentence in sentences]
    return Section(card.with_rows(rows), _meanings(card), sentences)


def sentences_of(card: Card) -> list[str]:
    """The sentences that state a row's figures, one line each; none where the rows do not say which figures."""
    rows = card.rows
    if card.sentence_column not in rows or "report_id" not in rows:
        return []
    stated = [formats.items(facts) for facts in rows[card.sentence_column]]
    wanted = sorted({fact for facts in stated for fact in facts})
    found = frame("core.quotations", report_id=sorted(set(rows["report_id"])), fact_id=wanted, place=1)
    places = {(place["report_id"], place["fact_id"]): place["evidence"].strip() for place in records(found)}
    return [
        "\n".join(dict.fromkeys(places[report, fact] for fact in facts if (report, fact) in places))
        for report, facts in zip(rows["report_id"], stated, strict=True)
    ]


def _meanings(card: Card) -> list[meanings.Meaning]:
    """What stands behind a card: the view's own words, the measures' formulas, and who is not in it."""
    title, explanation = meanings.of_view(card.view) if card.view else ("", "")
    found = [(title, explanation)] if title else []
    found += meanings.of_measures(card.measures) if card.measures else []
    excluded = "；".join(filter(None, (_counted(card), card.excluded, "归属待定的报告不参加比较")))
    return [*found, ("不在其中", excluded)]


def _counted(card: Card) -> str:
    """How many departments the rows have a number of, and how many lack it."""
    if not card.counted or card.rows.empty:
        return ""
    rows = card.rows if card.roster is None else charts.among(card.rows, card.roster)
    return charts.counted(rows, card.counted)


def _basis(card: Card, choice: Choice) -> str:
    chosen = "；".join(f"{name} {word}" for name, word in choice.said.items()) or "全部"
    entries = [*_meanings(card), ("筛选", chosen)]
    listed = [f"<b>{markup.words(name)}</b>：{markup.words(words)}" for name, words in entries]
    return markup.listing(listed) + markup.link("口径与术语 →", "glossary")


def _table(card: Card) -> str:
    """The rows below the picture; those beyond a screen are folded, those beyond MOST_LISTED are in the exports."""
    cells = _cells(card)
    columns = [markup.Column(field.heading, field.is_number, field.note) for field in card.fields]
    rows = [[_cell(field, row, cells) for field in card.fields] for row in records(card.rows.head(MOST_LISTED))]
    shown = card.shown if len(card.rows) > card.shown + FEW or not card.shown else len(rows)
    first, rest = rows[:shown], rows[shown:]
    table = markup.table(columns, first, card.title) if first or not rest else ""
    if rest:
        said = f"其余 {len(card.rows) - card.shown} 行" if first else f"表：{len(card.rows)} 行"
        said += f"（这里列到第 {MOST_LISTED} 行，导出的表里有全部）" if len(card.rows) > MOST_LISTED else ""
        table += markup.folded(said, markup.table(columns, rest, f"{card.title}：{said}"))
    return table


def _cells(card: Card) -> Cells:
    """What the reports print for the figures of the table, in the year that each is about."""
    wanted = sorted({field.opens[1] for field in card.fields if field.opens[:1] == ("figure",)})
    if not wanted or "report_id" not in card.rows:
        return {}
    reports = list(card.rows["report_id"].head(MOST_LISTED))
    ledger = frame("core.ledger", report_id=reports, measure=wanted, breakdown="")
    own_year = ledger[ledger["fiscal_year"] == ledger["report_year"]]
    return {(cell["report_id"], cell["measure"], cell["stage"]): cell for cell in records(own_year)}


def _cell(field: Field, row: Row, cells: Cells) -> str:
    """A cell of the table: a number opens its evidence; one that contradicts itself is shown as the report has it."""
    value = row[field.column]
    if field.kind == DEPARTMENT:
        return filters.department_link(row)
    kind, *of = field.opens or ("",)
    if kind == "figure":
        cell = cells.get((row["report_id"], *of))
        if cell is not None:
            is_plain = cell["state"] == "stated" and cell["kind"] in ("amount", "score")
            return evidence.of("figure", cell, field.said(value) if is_plain else cell["reading"], cell["state"])
        return markup.muted(formats.MISSING)
    if formats.is_missing(value):
        return markup.muted(field.said(value))
    if kind == "rate":
        return evidence.of("rate", evidence.key_of(row, of[0].format_map(row), "claimed"), field.said(value))
    if kind in ("finding", "indicator"):
        return evidence.of(kind, row, field.said(value))
    if kind == "reference":  # the row says itself what it opens
        return markup.figure(field.said(value), row[of[0]]) if row[of[0]] else markup.words(field.said(value))
    if kind == "page":
        return markup.count(field.said(value), row[of[0]])
    if kind == "measure":
        return markup.figure(field.said(value), f"{evidence.MEASURE}~{of[0]}")
    return markup.words(field.said(value))


def _take_along(card: Card, choice: Choice, prepared: Prepared) -> None:
    """Below a card: the table as CSV and Excel, the picture as PNG and SVG."""
    snapshot = warehouse.snapshot()
    name = f"{card.title}-{snapshot.name}"
    is_kept = bool(st.session_state.get(NAMES_KEPT))
    made = partial(_made, snapshot, basis(card.title, choice), [card], is_kept)
    with st.container(horizontal=True, vertical_alignment="center", key=f"take-{card.name}"):
        st.html(markup.note(prepared.listed))
        if prepared.figure is not None:
            st.html(markup.picture_links(card.title))
        _button("CSV", partial(made, _as_csv), f"{name}.csv", "text/csv", f"csv-{card.name}", f"下载 CSV：{card.title}")
        _button(
            "Excel", partial(made, workbook), f"{name}.xlsx", XLSX, f"xlsx-{card.name}", f"下载 Excel：{card.title}"
        )


def _as_csv(basis: Basis, sections: Sequence[Section]) -> bytes:
    (given,) = sections
    rows: DataFrame = given.card.rows.assign(is_demonstration=basis.is_demonstration)
    headings = {field.column: field.heading_in("元") for field in given.card.fields}
    if given.sentences:
        rows, headings = rows.assign(_sentences=list(given.sentences)), {**headings, "_sentences": "依据原句"}
    return csv_table(rows, headings, basis.snapshot)


def _made(snapshot: Snapshot, basis: Basis, cards: Sequence[Card], is_kept: bool, maker: Maker) -> bytes:
    """An export, made only when its button is pressed, of the snapshot that the page showed."""
    with warehouse.reading(snapshot):
        return maker(basis, [section(card, is_kept) for card in cards])


def _button(label: str, made: Callable[[], bytes], name: str, kind: str, key: str, help: str = "") -> None:
    st.download_button(
        label, made, name, kind, key=key, help=help or None, on_click="ignore", type="tertiary" if help else "secondary"
    )
