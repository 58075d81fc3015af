"""What changed since last year: a year of targets.changes and benchmarks.medians comes in, cards go on the page."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard import charts, markup
from dashboard.cards import Page
from dashboard.charts import tallies
from dashboard.contents import NUMBER, PERCENT, STEP, Card, Field
from dashboard.warehouse import frame

CHANGES = (
    Field("检查或指标", "label"),
    Field("上年有", "earlier", NUMBER),
    Field("本年有", "later", NUMBER),
    Field("新出现", "came", NUMBER),
    Field("新出现的部门", "came_names"),
    Field("不再出现", "went", NUMBER),
)
MEDIANS = (
    Field("指标", "label"),
    Field("上年中位数", "earlier_median_pct", PERCENT),
    Field("本年中位数", "median_pct", PERCENT),
    Field("相差百分点", "change_points", STEP),
    Field("上年部门数", "earlier_departments", NUMBER),
    Field("本年部门数", "departments", NUMBER),
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

    def findings_of(row: Mapping[str, Any], _: str) -> str:
        return f"findings?{urlencode({**page.choice.words, 'check': row['label']})}"

    for place, (kind, rows) in zip(st.columns(2), moved.items(), strict=True):
        refer = findings_of if kind == "finding" else None
        picture = charts.tally(rows.head(drawn), "label", tallies.MOVES, "个", f"部门数；至多画 {drawn} 项", refer)
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
    page.show(
        Card(
            name="medians",
            title="中位数的变动",
            aside="各项比率的中位数比上年多或少几个百分点",
            rows=medians,
            fields=MEDIANS,
            view="benchmarks.medians",
            excluded="两年里有一年不足 5 个部门的指标",
            figure=charts.tally(medians.head(drawn), "label", tallies.POINTS, "个百分点", "变动最大的在上"),
            alt="各项比率的中位数比上年的变动",
            is_beside=True,
        )
    )
