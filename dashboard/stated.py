"""What one report says, in its own order: its figures by subject, its score sheet, its targets and what it admits."""

from itertools import groupby

import streamlit as st
from pandas import DataFrame

from dashboard import evidence, formats, markup
from dashboard.contents import QUOTE, TEXT, YEAR, Card, Field
from dashboard.markup import Column
from dashboard.warehouse import Row, frame, records

STAGES = ("budget", "adjusted_budget", "actual", "opening", "closing", "claimed", "")
FIGURES = (
    Field("类别", "topic", TEXT),
    Field("指标", "label", TEXT),
    Field("分项", "breakdown_label", TEXT),
    Field("年度", "fiscal_year", YEAR),
    Field("口径", "stage_label", TEXT),
    Field("报告写明", "reading", QUOTE),
)


def show_figures(ledger: DataFrame, year: object) -> Card:
    """The card of all figures by subject; for the exports, the same as rows."""
    figures = ledger[ledger["kind"] != "rate"]
    topics = figures.groupby("topic", sort=False)
    sections = "".join(f"<section>{topic_table(str(topic), own, year)}</section>" for topic, own in topics)
    with st.container(border=True, key="card-figures"):
        st.html(
            markup.heading("报告里的数", "金额以万元计，点数字看报告原话") + f'<div class="topics">{sections}</div>'
        )
    return Card("figures", "报告里的数", figures, FIGURES, "core.ledger")


def show_words(report_id: str) -> None:
    """The card of what the report says in words, where it does."""
    items = records(frame("staging.score_items", report_id=report_id, order=["item"]))
    targets = records(frame("staging.targets", report_id=report_id, order=["target"]))
    excerpts = records(frame("staging.excerpts", report_id=report_id, order=["excerpt"]))
    if not (items or targets or excerpts):
        return
    with st.container(border=True, key="card-words"):
        st.html(markup.heading("评分表、目标和自述的问题", "照录报告原话"))
        for title, shown in (
            (f"评分表 {len(items)} 项", score_sheet(items) if items else ""),
            (f"绩效目标 {len(targets)} 项", targets_table(targets) if targets else ""),
            ("存在问题和改进措施", passages(excerpts)),
        ):
            if shown:
                st.html(markup.folded(title, shown))


def topic_table(topic: str, ledger: DataFrame, year: object) -> str:
    """The figures of one heading: a line for each measure, part and year, a column for each stage that occurs."""
    stages = [stage for stage in STAGES if stage in set(ledger["stage"])]
    labels = dict(zip(ledger["stage"], ledger["stage_label"], strict=True))
    rows = []
    for (_, label, breakdown, about), cells in groupby(records(ledger), key=line_of):
        name = markup.words(label) + (markup.muted(f"（{breakdown}）") if breakdown else "")
        if about != formats.text(year):
            name += " " + markup.chip(f"{about}年" if about else "年度不明")
        readings = {cell["stage"]: reading(cell) for cell in cells}
        rows.append([name, *(readings.get(stage, "") for stage in stages)])
    columns = [Column(topic), *(Column(labels[stage], is_number=True) for stage in stages)]
    return markup.table(columns, rows, f"{topic}：报告写明的数")


def line_of(cell: Row) -> tuple[str, str, str, str]:
    """What stands on one line."""
    return cell["measure"], cell["label"], formats.text(cell["breakdown_label"]), formats.text(cell["fiscal_year"])


def reading(cell: Row) -> str:
    """A figure that opens its sentence; what contradicts itself says so."""
    return evidence.printed(cell) + (" " + markup.chip("前后不一", "high") if cell["state"] == "conflicting" else "")


def score_sheet(items: list[Row]) -> str:
    """The sheet as the department filled it in; points that were lost stand out."""
    rows = [
        [
            markup.words(item["level1"]),
            markup.words(item["level2"]),
            markup.words(item["level3"]),
            markup.words(full_points(item)),
            markup.words(formats.number(item["self_points"]))
            + (" " + markup.chip("扣分", "medium") if loses_points(item) else ""),
            markup.words(item["standard"]),
            markup.words(item["deduction_reason"]),
        ]
        for item in items
    ]
    columns = [
        *map(Column, ("一级指标", "二级指标", "三级指标")),
        Column("分值", is_number=True),
        Column("自评得分", is_number=True),
        *map(Column, ("评分标准", "扣分原因")),
    ]
    return markup.table(columns, rows, "评分表")


def full_points(item: Row) -> str:
    """The points that an indicator has; one number printed over several stands with the first of them."""
    if not formats.is_missing(item["merged_points"]):
        return f"合并 {formats.number(item['merged_points'])}"
    return formats.UNKNOWN if formats.is_missing(item["full_points"]) else formats.number(item["full_points"])


def loses_points(item: Row) -> bool:
    """Whether an indicator was given fewer points than it has."""
    points = item["self_points"], item["full_points"]
    return not any(map(formats.is_missing, points)) and bool(points[0] < points[1])


def targets_table(targets: list[Row]) -> str:
    """What was to be reached, and what was reached, in the report's words."""
    rows = [[markup.words(target[name]) for name in ("indicator", "goal", "achieved")] for target in targets]
    return markup.table([*map(Column, ("绩效指标", "目标值", "完成值"))], rows, "绩效目标完成情况")


def passages(excerpts: list[Row]) -> str:
    """What the report admits, and what it will do about it, as it says it."""
    titles = {"problems": "存在问题", "improvements": "改进措施"}
    return "".join(
        f'<figure class="quote"><figcaption>{titles[excerpt["kind"]]}</figcaption>'
        f"<blockquote>{markup.words(excerpt['evidence'].strip())}</blockquote></figure>"
        for excerpt in excerpts
    )
