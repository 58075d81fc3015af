"""How many of each, one bar a row: findings by severity, departments by what became of their report."""

from collections.abc import Mapping

import plotly.graph_objects as go
from pandas import DataFrame

from dashboard.charts import style
from dashboard.charts.style import BLUE, GREEN, ORANGE, QUIET, YELLOW, Refer

Parts = Mapping[str, tuple[str, str, str]]  # column → its label, colour and pattern

SEVERITIES: Parts = {"high": ("高", ORANGE, ""), "medium": ("中", BLUE, "/"), "low": ("低", QUIET, ".")}
MOVES: Parts = {
    "came": ("新出现", ORANGE, ""),
    "stayed": ("两年都有", BLUE, "x"),
    "went": ("不再出现", QUIET, "/"),
}
STATES: Parts = {
    "filed": ("已报", BLUE, ""),
    "unresolved": ("归属待核对", GREEN, "."),
    "unreadable": ("文件读不出来", YELLOW, "/"),
    "missing": ("没有报", ORANGE, "x"),
}
POINTS: Parts = {"change_points": ("比上年", BLUE, "")}
ROW_HEIGHT = 24


def findings(counts: DataFrame, note: str, refer: Refer | None = None) -> go.Figure:
    """How many findings of which severity each check has, the check with most on top; `counts` has a row for each."""
    wide = counts.pivot_table(
        index=["check_label", "check_name"], columns="severity", values="entries", aggfunc="sum", fill_value=0
    )
    wide = wide.reindex(columns=list(SEVERITIES), fill_value=0)
    order = wide.assign(total=wide.sum(axis=1)).sort_values(["total", *SEVERITIES], ascending=False).index
    return tally(wide.loc[order].reset_index(), "check_label", SEVERITIES, "条", note, refer)


def tally(frame: DataFrame, name: str, parts: Parts, unit: str, note: str, refer: Refer | None = None) -> go.Figure:
    """One bar a row of the frame, named by its column `name`, of the parts one after the other."""
    names = [style.short(label) for label in frame[name]]
    figure = go.Figure()
    for column, (label, colour, pattern) in parts.items():
        values = frame[column].astype(float)
        figure.add_bar(
            x=values,  # zeros too: over a gap plotly.js lays bars over one another instead of after one another
            y=names,
            orientation="h",
            name=label,
            showlegend=len(parts) > 1,
            marker={
                "color": colour,
                "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": "rgba(255, 255, 255, 0.6)", "size": 7},
                "line": {"width": 0},
            },
            customdata=style.references(frame, column, refer),
            text=[style.said(value, unit) for value in values],
            textposition="none",
            hovertemplate=f"%{{y}}<br>{label} %{{text}}<extra></extra>",
        )
    style.lay_out(figure, note, height=100 + ROW_HEIGHT * max(len(frame), 2))
    style.list_rows(figure)
    figure.update_layout(barmode="relative", bargap=0.35, legend_traceorder="normal")
    figure.update_xaxes(ticksuffix=f" {unit}", tickformat=",~r", nticks=6)
    return figure
