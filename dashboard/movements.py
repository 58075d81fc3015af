"""What changed since last year: a year of targets.changes and benchmarks.medians comes in, cards go on the page."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st
from pandas import DataFrame

from dashboard import charts, markup
from dashboard.cards import Page
from dashboard.charts import tallies
from dashboard.contents import NUMBER, PERCENT, STEP, Card, Field
from dashboard.filters import Choice
from dashboard.warehouse import frame

NOW, BEFORE = ("page", "address"), ("page", "address_before")
CHANGES = (
    Field("检查或指标", "label"),
    Field("上年有", "earlier", NUMBER, BEFORE),
    Field("本年有", "later", NUMBER, NOW),
    Field("新出现", "came", NUMBER, NOW),
    Field("新出现的部门", "came_names"),
    Field("不再出现", "went", NUMBER, BEFORE),
)
MEDIANS = (
    Field("指标", "label"),
    Field("上年中位数", "earlier_median_pct", PERCENT, BEFORE),
    Field("本年中位数", "median_pct", PERCENT, NOW),
    Field("相差百分点", "change_points", STEP),
    Field("上年部门数", "earlier_departments", NUMBER, BEFORE),
    Field("本年部门数", "departments", NUMBER, NOW),
)
KINDS = {"finding": "疑点：新出现的和不再出现的", "outlier": "异常值：新出现的和不再出现的"}
NOTHING = "没有可与上年比的：上年没有报告，或不足 5 个部门。"


def show(page: Page, where: Mapping[str, Any], drawn: int) -> None:
    """Findings and outliers that came and went, and medians that moved; pictures of the first so many."""
    moved = {kind: frame("targets.changes", where, kind=kind, order=["-came", "-went", "label"]) for kind in KINDS}
    medians = frame("benchmarks.medians", where, order=["-moved_points", "position"])
    medians = medians[medians["change_points"].notna()]
    if medians.empty and all(rows.empty for rows in moved.values()):
        st.html(markup.note(NOTHING))
        return

    for place, (kind, found) in zip(st.columns(2), moved.items(), strict=True):
        rows = _with_addresses(found, page.choice, kind)
        note = f"{len(rows)} 项，每项几个部门" + (f"；画前 {drawn} 项" if len(rows) > drawn else "")
        picture = partial(charts.tally, rows.head(drawn), "label", tallies.MOVES, "个", note, _address)
        card = Card(
            name=f"changes-{kind}",
            title=KINDS[kind],
            aside="风险提示，不是问题认定",
            rows=rows,
            fields=CHANGES,
            view="targets.changes",
            excluded="两年里有一年没有报告的部门",
            figure=picture,
            alt=KINDS[kind],
            shown=3,
        )
        page.show(card, place)
    medians = _with_addresses(medians, page.choice, "median")
    note = f"{len(medians)} 项，各有几个部门见表；变动最大的在上" + (
        f"，画前 {drawn} 项" if len(medians) > drawn else ""
    )
    page.show(
        Card(
            name="medians",
            title="中位数的变动",
            aside="各项比率的中位数比上年多或少几个百分点",
            rows=medians,
            fields=MEDIANS,
            view="benchmarks.medians",
            excluded="两年里有一年不足 5 个部门的指标",
            figure=partial(charts.tally, medians.head(drawn), "label", tallies.POINTS, "个百分点", note, _address),
            alt="各项比率的中位数比上年的变动",
            is_beside=True,
        )
    )


def _with_addresses(rows: DataFrame, choice: Choice, kind: str) -> DataFrame:
    """The same rows with the page that lists what each counts, in the year and in the one before."""
    page, parameter = ("findings", "check") if kind == "finding" else ("trends", "indicator")
    years = rows["fiscal_year"].tolist()

    def addresses(behind: int) -> list[str]:
        return [
            markup.address(page, **{**choice.words, parameter: label, "fiscal_year": year - behind})
            for label, year in zip(rows["label"], years, strict=True)
        ]

    return rows.assign(address=addresses(0), address_before=addresses(1))


def _address(row: Mapping[str, Any], column: str) -> str:
    """What a click on a part of a bar opens."""
    return str(row["address_before" if column == "went" else "address"])
