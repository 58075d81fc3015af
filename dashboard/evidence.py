"""The sentence behind a figure: a reference comes in, a dialog with the report's own words goes out.

A reference stands in the URL (`?evidence=figure~4ce6…~2020~expenditure~~actual`), so that a pasted link opens the same
sentence and the browser's back button closes it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urlencode

import streamlit as st
from plotly.graph_objects import Figure

from dashboard import amending, charts, disposing, filters, formats, markup, meanings, warehouse
from dashboard.warehouse import Row, frame, records

CONFIDENCE_TONES = {"doubtful": "high", "inferred": "medium"}
AMENDMENTS = ("改数值或单位", "读得没错，确认", "不是这个指标的数")
AMENDED: Mapping[str, Mapping[str, str]] = {AMENDMENTS[1]: {"is_confirmed": "1"}, AMENDMENTS[2]: {"is_withdrawn": "1"}}
LEAST_AROUND = 90  # characters of context on each side of a phrase, where the text has them
MOST_AROUND = 260
MOST_ROWS = 50
TARGET = "target"  # what the session keeps: the page that a mark leads to
CLOSED = "dialogs_closed"  # how often a dialog was closed or a page left by a mark

# The view that a reference names, and the key of its row there.
VIEWS = {
    "figure": ("core.ledger", ("report_id", "fiscal_year", "measure", "breakdown", "stage")),
    "rate": ("core.claims", ("report_id", "fiscal_year", "rate")),
    "indicator": ("core.standings", ("report_id", "indicator", "grouping")),
    "finding": ("targets.leads", ("report_id", "check_name", "subject")),
}
# References to everything that a number counts, in the jurisdiction and year that the URL names.
REPORTS = "reports"
MEASURE = "measure"
SCORES = f"{MEASURE}~self_score"

# Cells of a table that was flattened to one cell a line: "人员编制\n\t30\n\t实有人数".
_CELL_BREAK = re.compile(r"\s*\n\t\s*")
_BLANK_LINES = re.compile(r"\n\s*\n")


class Span(NamedTuple):
    """Where a phrase stands in a text."""

    start: int
    end: int


def of(kind: str, row: Row, text: str, tone: str = "") -> str:
    """A number, or words, as markup that opens the evidence of a row; what is missing has none."""
    if text in (formats.MISSING, formats.UNKNOWN):
        return markup.muted(text)
    return markup.figure(text, reference(kind, row), tone)


def printed(cell: Row) -> str:
    """A figure of core.ledger that opens its sentence: a plain amount in 万元, all else as the report prints it."""
    is_plain = cell["state"] == "stated" and cell["kind"] == "amount"
    return of("figure", cell, formats.amount(cell["value"]) if is_plain else cell["reading"], cell["state"])


def reference(kind: str, row: Row) -> str:
    """The reference of a row that has the key of the view that `kind` names."""
    _, key = VIEWS[kind]
    return "~".join([kind, *(formats.text(row[column]) for column in key)])


def key_of(report: Row, measure: str, stage: str) -> dict[str, Any]:
    """The key of a figure of the whole department in the year that a report is about; of a rate too."""
    about = {"report_id": report["report_id"], "fiscal_year": report["fiscal_year"]}
    return {**about, "measure": measure, "rate": measure, "breakdown": "", "stage": stage}


def show() -> None:
    """Open what the URL asks for, if it asks for anything."""
    wanted = st.query_params.get(markup.EVIDENCE)
    if wanted:
        _dialog(wanted)


def look() -> charts.Look:
    """The colours of the page as the reader has it."""
    return charts.DARK if st.context.theme.type == "dark" else charts.LIGHT


def way_out() -> str:
    """Where a click on a mark leads, as markup that the browser follows like a link: the back button undoes it."""
    return markup.destination(st.session_state.pop(TARGET, ""))


def chart(figure: Figure, name: str, description: str, file_name: str = "") -> None:
    """A picture, dressed in `look`, of which every mark opens its evidence, or the page that it names.

    Marks carry what they open as customdata.
    """
    key = f"{name}-{st.session_state.get(CLOSED, 0)}"  # a new key clears the mark that was clicked

    def open_mark() -> None:
        for point in st.session_state[key].selection.points:
            custom = point.get("customdata")
            if custom:
                _open(custom if isinstance(custom, str) else custom[0])

    st.plotly_chart(
        figure,
        key=key,
        theme=None,
        on_select=open_mark,
        selection_mode="points",
        config=charts.config(file_name or description),
        alt=description,
    )


def to_department(row: Row, _: str = "") -> str:
    """What a mark carries that opens the portrait of its department: for `refer` of a chart."""
    return f"department?{urlencode(filters.of_report(row))}"


def excerpt(text: str, span: Span) -> Span:
    """The lines around a phrase: enough to understand it, cut where a line is too long."""
    return Span(_start_of(text, span.start), _end_of(text, span.end))


def highlighted(text: str, spans: Iterable[Span], window: Span | None = None) -> str:
    """A part of a text as escaped HTML with the phrases marked; phrases that overlap become one mark."""
    window = window or Span(0, len(text))
    pieces, position = [], window.start
    for span in _merged(spans):
        start, end = max(span.start, position), min(span.end, window.end)
        if start < end:
            pieces += [escape(text[position:start]), "<mark>", escape(text[start:end]), "</mark>"]
            position = end
    return "".join([*pieces, escape(text[position : window.end])])


def _open(reference: str) -> None:
    """A reference opens here; the address of a page goes into the run that is about to begin, by `way_out`."""
    if "?" in reference:
        st.session_state[TARGET] = reference
        _count_closed()
    elif reference:
        st.query_params[markup.EVIDENCE] = reference


def _close() -> None:
    st.query_params.pop(markup.EVIDENCE, None)
    _count_closed()


def _count_closed() -> None:
    st.session_state[CLOSED] = st.session_state.get(CLOSED, 0) + 1


@st.dialog("原文依据", width="large", on_dismiss=_close)
def _dialog(wanted: str) -> None:
    kind, *parts = wanted.split("~")
    if kind == REPORTS:
        st.html(_reports())
        return
    if kind == MEASURE:
        st.html(_measure("~".join(parts)))
        return
    row = _row(kind, parts)
    if row is None:
        st.info("找不到这条依据：链接不完整，或数据更新后已没有这个数。")
    else:
        _explain(kind, row)


def _row(kind: str, parts: Sequence[str]) -> Row | None:
    view, key = VIEWS.get(kind, ("", ()))
    if not view or len(parts) != len(key):
        return None
    where: dict[str, warehouse.Filter] = dict(zip(key, parts, strict=True))
    if "fiscal_year" in where:
        year = str(where["fiscal_year"])
        where["fiscal_year"] = int(year) if year.isdecimal() else None
    found = records(frame(view, where))
    return found[0] if found else None


def _explain(kind: str, row: Row) -> None:
    facts = _facts(row["report_id"], row["fact_ids"])
    st.html(_headline(kind, row))
    places = _sentences(row["report_id"], row["fact_ids"], facts, "whole_text")
    other = "earlier" if kind == "indicator" else "other"
    if formats.text(row.get(f"{other}_report_id")):
        others = _facts(row[f"{other}_report_id"], row[f"{other}_fact_ids"])
        st.html(markup.note("上年的数出自另一份报告：" if kind == "indicator" else "与之对照的另一份报告："))
        _sentences(row[f"{other}_report_id"], row[f"{other}_fact_ids"], others, "other_whole_text")
    st.html(_confidence(facts) + _meaning(kind, row, facts))
    if kind == "figure":
        with st.expander("更正或确认这个数", key="amend"):
            _amend(facts, places)
    if kind == "finding" and row["outcome"] != "pass":
        disposing.show(row)


def _facts(report_id: str, fact_ids: Iterable[Any]) -> list[Row]:
    return records(frame("staging.facts", report_id=report_id, fact_id=list(map(str, fact_ids))))


def _sentences(report_id: str, fact_ids: Iterable[Any], facts: Sequence[Row], key: str) -> list[Row]:
    """Whose report it is and what it says there, in its text where that came along; gives the places back."""
    mine: dict[str, warehouse.Filter] = {"report_id": report_id, "fact_id": list(map(str, fact_ids))}
    places = records(frame("core.quotations", mine, order=["start_offset", "end_offset"]))
    filing = records(frame("core.filings", report_id=report_id))[0]
    document = records(frame("staging.documents", report_id=report_id))
    st.html(_origin(filing))
    if document:
        is_whole = st.toggle("显示报告全文", key=key)
        text = document[0]["text"]
        st.html(_whole(text, places) if is_whole else _quotes(text, facts, places))
    else:
        st.html(_phrases(facts, places))
        st.caption("未随数据提供全文，这里只有写着这些数的原句。")
    return places


def _confidence(facts: Sequence[Row]) -> str:
    """How sure each figure is, and why not: 推定 年度取自上下文."""
    lines = [
        f"{markup.chip(fact['confidence_name'], CONFIDENCE_TONES.get(fact['confidence'], ''))} "
        f"{escape(formats.text(fact['title']))} {escape(formats.text(fact['printed']))}　"
        + markup.muted(
            "；".join(
                filter(
                    None,
                    [
                        formats.text(fact["doubt"]) or "数字、单位、年度都写在一起",
                        f"原读作 {fact['printed_before']}" if formats.text(fact["printed_before"]) else "",
                    ],
                )
            )
        )
        for fact in facts
        if fact["confidence"]
    ]
    return markup.folded("抽取的把握", markup.listing(lines), is_open=True) if lines else ""


def _amend(facts: Sequence[Row], places: Sequence[Row]) -> None:
    """A form for what a person knows better."""
    titles = {fact["fact_id"]: f"{fact['title']} {formats.text(fact['printed'])}" for fact in facts}
    evidences = {place["fact_id"]: place["evidence"] for place in reversed(places)}
    with st.form("amend-form", border=False):
        fact_id = st.selectbox(
            "哪一处", list(titles), format_func=lambda fact: f"{titles[fact]}（{_readable(evidences.get(fact, ''))}）"
        )
        fact = next(fact for fact in facts if fact["fact_id"] == fact_id)
        what = st.radio("怎么办", AMENDMENTS, horizontal=True)
        left, right = st.columns([2, 1])
        value = left.text_input("数值应为", placeholder=f"{formats.text(fact['value_text'])}，不带逗号和单位")
        unit = right.text_input("单位应为", placeholder=formats.text(fact["unit"]) or "没有单位")
        author, reason = amending.signature("amend", "核对原文")
        if st.form_submit_button("记下"):
            fields = {"value": value.strip(), "unit": unit.strip()} if what == AMENDMENTS[0] else AMENDED[what]
            amending.record([(fact["report_id"], fact_id, *field) for field in fields.items()], author, reason)


def _headline(kind: str, row: Row) -> str:
    if kind == "finding":
        outcome = markup.chip(f"{row['outcome_name']} · {row['severity_name']}", f"{row['outcome']} {row['severity']}")
        said = f'<p class="evidence-title">{outcome} {escape(row["check_label"])}</p><p>{escape(row["detail"])}</p>'
        return said + (markup.note(row["threshold_note"]) if formats.text(row["threshold_note"]) else "")
    if kind == "indicator":
        unit = row["base_unit"]
        shown = {
            "算法": formats.text(row["formula"]),
            "算式": _arithmetic(row),
            "同组中位数": formats.measured(row["median"], unit),
            "同组": f"{row['group_key']}，{formats.number(row['n'])} 个部门有数，{formats.number(row['missing'])} 个缺",
        }
        said = formats.measured(row["value"], unit) if row["state"] == "stated" else row["state_name"]
        title = f'<p class="evidence-title">{escape(row["label"])}　<strong>{escape(said)}</strong></p>'
        return title + markup.properties({name: word for name, word in shown.items() if word})
    if kind == "rate":
        shown = {
            "自报": formats.text(row["claimed_text"]) or "没有写明",
            "重算": formats.percent(row["computed_pct"]),
            "相差": formats.points(row["difference_points"]) and f"{formats.points(row['difference_points'])} 个百分点",
            "算法": formats.text(row["description"]),
            "算式": formats.text(row["arithmetic"]),
            "结论": row["verdict"],
        }
        title = f'<p class="evidence-title">{escape(row["title"])}</p>'
        return title + markup.properties({name: word for name, word in shown.items() if word})
    return (
        f'<p class="evidence-title">{escape(row["title"])}　<strong>{escape(row["reading"])}</strong></p>'
        f"{markup.note(row['rule'])}"
    )


def _arithmetic(row: Row) -> str:
    """What an indicator was worked out from: 4,276.91万元 ÷ 61 人; nothing where it is a figure by itself."""
    if formats.is_missing(row["denominator"]):
        return ""
    above, below = row["operand_unit"], str(row["base_unit"]).partition("/")[2]
    return f"{formats.measured(row['numerator'], above)} ÷ {formats.measured(row['denominator'], below or above)}"


def _origin(filing: Row) -> str:
    words = [
        filing["jurisdiction_name"],
        filing["year_name"],
        formats.text(filing["scope_name"]),
        f"填报日期 {formats.day(filing['filed_on'])}",
        f"来源文件 {filing['source']}",
    ]
    return f'<p class="origin">{filters.department_link(filing)} · {escape(" · ".join(filter(None, words)))}</p>'


def _quotes(text: str, facts: Sequence[Row], places: Sequence[Row]) -> str:
    """The passages in which the facts stand, each once, however many of them it holds."""
    titles, spans = _titles(facts), [_span(place) for place in places]
    quotes = []
    for window in _merged(excerpt(text, span) for span in spans):
        held = [_caption(titles, place) for place in places if window.start <= place["start_offset"] < window.end]
        before = "……" if text[: window.start].strip() else ""
        after = "……" if text[window.end :].strip() else ""
        quotes.append(_quote(held, before + _readable(highlighted(text, spans, window)) + after))
    return "".join(quotes)


def _phrases(facts: Sequence[Row], places: Sequence[Row]) -> str:
    titles = _titles(facts)
    phrases = [(_caption(titles, place), _readable(escape(place["evidence"]))) for place in places]
    return "".join(_quote([title], f"<mark>{phrase}</mark>") for title, phrase in phrases)


def _caption(titles: Mapping[str, str], place: Row) -> str:
    """What is said, and where: 2020年支出合计决算 4276.91万元（第3页，第2个表第4行）."""
    location = formats.text(place["location"])
    return titles.get(place["fact_id"], formats.text(place["title"])) + (f"（{location}）" if location else "")


def _quote(titles: Iterable[str], passage: str) -> str:
    caption = escape("；".join(dict.fromkeys(titles)))
    return f'<figure class="quote"><figcaption>{caption}</figcaption><blockquote>{passage}</blockquote></figure>'


def _whole(text: str, places: Sequence[Row]) -> str:
    marked = highlighted(text, [_span(place) for place in places])
    return f'<div class="whole-text" data-scroll tabindex="0">{marked}</div>'


def _titles(facts: Sequence[Row]) -> dict[str, str]:
    """What each fact says, by its id: 2020年支出合计决算 4276.91万元."""
    return {fact["fact_id"]: f"{fact['title']} {formats.text(fact['printed']) or '（没有数）'}" for fact in facts}


def _meaning(kind: str, row: Row, facts: Sequence[Row]) -> str:
    """The 口径: what the measures are made of and how they are worked out; for a finding, what is checked."""
    measures = [row["rate"]] if kind == "rate" else sorted({fact["measure"] for fact in facts})
    entries = []
    if kind == "finding":
        entries.append((row["check_label"], meanings.of_view(f"checks.{row['check_name']}")[1]))
    entries += meanings.of_measures(measures)
    listed = "".join(f"<li><b>{escape(name)}</b>：{escape(words)}</li>" for name, words in entries)
    return markup.folded("口径", f"<ul>{listed}</ul>", is_open=kind != "figure")


def _measure(measure: str) -> str:
    """What each report says of a measure, with its phrase."""
    where = filters.chosen().where
    if "fiscal_year" in where:
        where["report_year"] = where.pop("fiscal_year")
    order = ["-value", "department", "fiscal_year", "breakdown", "stage"]
    cells = frame("core.ledger", where, measure=measure, order=order, limit=MOST_ROWS)
    stated = sorted({str(fact) for fact_ids in cells["fact_ids"] for fact in fact_ids})
    places = records(frame("staging.places", fact_id=stated, place=1))
    phrases = {(place["report_id"], place["fact_id"]): _readable(place["evidence"]) for place in places}
    rows = [
        [
            markup.words(formats.text(cell["department"]) or filters.UNSTATED),
            markup.words(cell["title"]),
            of("figure", cell, cell["reading"], cell["state"]),
            "<br>".join(markup.words(phrases[cell["report_id"], fact]) for fact in cell["fact_ids"]),
        ]
        for cell in records(cells)
    ]
    columns = [*map(markup.Column, ("部门", "项目")), markup.Column("报告写明", True), markup.Column("原句")]
    return _cut(rows) + markup.note("点数字，看原句的上下文。") + markup.table(columns, rows, "各份报告写明的数")


def _reports() -> str:
    order = ["jurisdiction", "fiscal_year", "department"]
    rows = [
        [
            filters.department_link(filing),
            markup.words(filing["jurisdiction_name"]),
            markup.words(filing["year_name"]),
            markup.words(formats.day(filing["filed_on"])),
            markup.words(filing["source"]),
            markup.words(formats.number(filing["facts"])),
            markup.words("有" if filing["has_text"] else "只有原句"),
        ]
        for filing in records(frame("core.filings", filters.chosen().where, order=order, limit=MOST_ROWS))
    ]
    names = ("部门", "地区", "年度", "填报日期", "来源文件")
    columns = [*map(markup.Column, names), markup.Column("写明的数", is_number=True), markup.Column("全文")]
    return _cut(rows) + markup.table(columns, rows, "这些数来自哪些报告")


def _cut(rows: Sequence[object]) -> str:
    return markup.note(f"只列前 {MOST_ROWS} 条；其余请用地区和年度缩小范围。") if len(rows) == MOST_ROWS else ""


def _span(place: Row) -> Span:
    return Span(place["start_offset"], place["end_offset"])


def _readable(passage: str) -> str:
    return _BLANK_LINES.sub("\n", _CELL_BREAK.sub(" │ ", passage.strip()))


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _start_of(text: str, start: int) -> int:
    """The beginning of a line at least LEAST_AROUND before, else of a sentence at most MOST_AROUND before."""
    line = text.rfind("\n", 0, max(start - LEAST_AROUND, 0)) + 1
    if start - line <= MOST_AROUND:
        return line
    sentence = text.find("。", start - MOST_AROUND, start)
    return sentence + 1 if sentence >= 0 else start - MOST_AROUND


def _end_of(text: str, end: int) -> int:
    line = text.find("\n", end + LEAST_AROUND)
    line = len(text) if line < 0 else line
    if line - end <= MOST_AROUND:
        return line
    sentence = text.rfind("。", end, end + MOST_AROUND)
    return sentence + 1 if sentence >= 0 else end + MOST_AROUND
