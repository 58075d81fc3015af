"""部门对比: two to six departments over the years, by one indicator at a time or by all of one subject."""

from functools import partial

import streamlit as st
from pandas import DataFrame

from dashboard import cards, charts, evidence, filters, formats, markup, meanings
from dashboard.contents import COUNT, PERCENT, STEP, TEXT, YEAR, Card, Field, kind_of
from dashboard.filters import Choice
from dashboard.warehouse import Row, frame, records, values

VIEW = "benchmarks.series"
LEAST, MOST = 2, 6
FEW = 12  # missing numbers that are told without a click
SUGGESTED = 4  # departments that a place's suggestion puts beside one another
WHOLE = "整组一览"
OPENS = ("indicator",)
SUBJECT, INDICATOR = "subject", "indicator"


def choose_departments(choice: Choice) -> list[Row]:
    """The box in which a department is found by any of its names; those that are chosen, in that order."""
    lines = records(frame("core.lines", choice.where, order=["jurisdiction", "line_name"], limit=cards.MOST_ROWS))
    labels = {line["line_id"]: label_of(line) for line in lines}
    known = {name: line["line_id"] for line in lines for name in [line["label"], *formats.items(line["names"])]}
    chosen = filters.pick_several("部门", "line", labels, MOST, "输入全称、简称或曾用名，选 2 至 6 个", known)
    by_id = {line["line_id"]: line for line in lines}
    return [by_id[one] for one in chosen]


def label_of(line: Row) -> str:
    """A department with the names by which it may be looked for."""
    return f"{line['label']}（{line['other_names']}）" if line["other_names"] else str(line["label"])


def choose_indicator() -> tuple[str, list[Row]]:
    """The two boxes of what is compared; the subject, and one of its indicators or all of them."""
    subjects = {meanings.of_view(f"benchmarks.{name}")[0] or name: name for name in values(VIEW, "benchmark")}
    first = meanings.of_view("benchmarks.budget_execution")[0]
    subject = filters.pick("方面", SUBJECT, sorted(subjects, key=lambda name: name != first)) or first
    known = records(frame("staging.indicators", benchmark=subjects[subject], order=["position"]))
    shown = [one for one in known if one["kind"] not in ("change_yuan", "change_count")]
    label = filters.pick("指标", INDICATOR, [*(one["label"] for one in shown), WHOLE])
    return subject, [one for one in shown if label in (WHOLE, one["label"])]


def invitation(choice: Choice) -> str:
    """What stands here until departments are chosen: a comparison to begin with in each place."""
    items = []
    lines = frame("core.lines", choice.where, order=["jurisdiction", "-reports", "line_name"], limit=cards.MOST_ROWS)
    for place, own in lines.groupby("jurisdiction", sort=False):
        first = own.head(SUGGESTED)
        if len(first) >= LEAST:
            names = "、".join(first["label"])
            link = markup.link(names, "comparison", jurisdiction=place, line=list(first["line_id"]))
            items.append(f"{markup.muted(str(place))}　{link}")
    return markup.listing(items) if items else markup.note("这里没有两个以上可以对比的部门，请改选地区。")


def series_of(lines: list[Row], indicators: list[Row]) -> DataFrame:
    """Every year of the chosen departments, renamed ones under their last name, in the order in which they stand."""
    rows = frame(
        VIEW,
        line_id=[line["line_id"] for line in lines],
        indicator=[one["indicator"] for one in indicators],
        order=["position", "line_label", "fiscal_year"],
    )
    return rows.assign(
        department_then=rows["department"], department=rows["line_label"], kind_shown=rows["base_unit"].map(kind_of)
    )


def opened(row: Row, _: str = "") -> str:
    """What a click on a mark opens."""
    return evidence.reference("indicator", row) if not formats.is_missing(row.get("value")) else ""


def fields_of(kind: str) -> tuple[Field, ...]:
    """The table of one indicator."""
    return (
        Field("部门", "department", TEXT),
        Field("年度", "fiscal_year", YEAR),
        Field("值", "value", kind, OPENS),
        Field("比上年（百分点）", "change", STEP) if kind == PERCENT else Field("比上年", "change", kind, missing="—"),
        Field("同组中位数", "median", kind, note="同一地区同一年度", missing="不足 5 个，不算"),
        Field("下四分位", "lower_quartile", kind, missing=formats.UNKNOWN),
        Field("上四分位", "upper_quartile", kind, missing=formats.UNKNOWN),
        Field("同组有数", "n", COUNT),
        Field("同组缺", "missing", COUNT),
        Field("说明", "remark", TEXT),
    )


def silent(rows: DataFrame) -> str:
    """Who has no number and why, so that nobody takes another formula's for it."""
    missing = records(rows[rows["value"].isna()])
    told = [
        f"{markup.words(row['department'])} {row['fiscal_year']}"
        f"　{markup.words(row['label'])}　{markup.muted(row['missing_note'])}"
        for row in missing
    ]
    return markup.folded(f"缺 {len(told)} 处，缺的不补：为什么缺", markup.listing(told), is_open=len(told) <= FEW)


def one_indicator(rows: DataFrame, indicator: Row) -> Card:
    """A small picture a department, on the same axes."""
    kind = kind_of(indicator["base_unit"])
    names = list(dict.fromkeys(rows["department"]))
    figure = partial(charts.small_multiples,
        rows, "value", indicator["label"], kind, median="median", band=("lower_quartile", "upper_quartile"),
        breaks="break_note", order=names, refer=opened,
    )  # fmt: skip
    return Card(
        name="series", title=f"{indicator['label']}：逐年", aside=f"一律按 {indicator['formula']} 重算", rows=rows,
        fields=fields_of(kind), view=VIEW, figure=figure, alt=f"所选部门逐年的{indicator['label']}和同组中位数",
        counted="value", shown=36, excluded="只有别的算法的数的部门",
    )  # fmt: skip


def whole_subject(rows: DataFrame, subject: str) -> Card:
    """A small picture an indicator, with a line a department."""
    said = [formats.measured(value, unit) for value, unit in zip(rows["value"], rows["base_unit"], strict=True)]
    middle = [formats.measured(value, unit) for value, unit in zip(rows["median"], rows["base_unit"], strict=True)]
    fields = (
        Field("指标", "label", TEXT), Field("部门", "department", TEXT), Field("年度", "fiscal_year", YEAR),
        Field("值", "value_said", TEXT, OPENS), Field("同组中位数", "median_said", TEXT),
        Field("算法", "formula", TEXT), Field("说明", "remark", TEXT),
    )  # fmt: skip
    stated = rows[rows.groupby("label")["value"].transform("count") > 0]
    has_peers = rows["jurisdiction"].nunique() == 1
    figure = partial(charts.profiles, stated, "value", has_peers=has_peers, refer=opened) if len(stated) else None
    return Card(
        name="series", title=f"{subject}：逐年", aside="每项指标都按同一算法重算，算法见表", fields=fields, view=VIEW,
        rows=rows.assign(value_said=said, median_said=middle), figure=figure, alt=f"所选部门逐年的{subject}各项指标",
        shown=24, excluded="只有别的算法的数的部门",
    )  # fmt: skip


heading = st.container(horizontal=True, vertical_alignment="bottom", key="heading")
with heading:
    st.title("部门对比", anchor=False)
    choice = filters.choose_jurisdiction()
    subject, indicators = choose_indicator()
lines = choose_departments(choice)
if len(lines) < LEAST:
    with st.container(border=True, key="card-departments"):
        asked = "先选 2 至 6 个部门" if not lines else "再选一个部门，才能对比"
        st.html(markup.heading(asked, "在上面输入名称，或点下面一组") + invitation(choice))
else:
    named = {"部门": "、".join(line["label"] for line in lines), "方面": subject}
    if len(indicators) == 1:
        named["指标"] = indicators[0]["label"]
    choice = Choice(choice.jurisdiction, named=named)
    page = cards.Page("部门对比", heading, choice, is_kept=True)
    rows = series_of(lines, indicators)
    if rows["jurisdiction"].nunique() > 1:
        st.html(markup.note("所选部门不在同一地区：各自的中位数和四分位数是各自地区的，金额大小不宜直接相比。"))
    page.show(one_indicator(rows, indicators[0]) if len(indicators) == 1 else whole_subject(rows, subject))
    if rows["value"].isna().any():
        st.html(silent(rows))
    page.end()
