"""Several numbers of one department on one line: budget and actual, self-score and re-score."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from pandas import DataFrame

from dashboard.charts import style
from dashboard.charts.style import BLUE, GREEN, NOTHING, ORANGE, QUIET, Refer

Points = Mapping[str, tuple[str, Mapping[str, Any]]]  # column → its label, and how it is drawn

HOLLOW = {"symbol": "circle-open", "size": 12, "color": QUIET, "line": {"width": 2.5}}
DIAMOND = {"symbol": "diamond-open", "size": 13, "color": ORANGE, "line": {"width": 2.5}}
FILLED = {"symbol": "circle", "size": 12, "color": BLUE}

SPENDING: Points = {
    "budget_yuan": ("年初预算", HOLLOW),
    "adjusted_budget_yuan": ("调整预算", DIAMOND),
    "actual_yuan": ("决算支出", FILLED),
}
INTERVAL_WIDTH = 9


def spending(frame: DataFrame, refer: Refer | None = None, of: DataFrame | None = None) -> go.Figure:
    """Budget, adjusted budget and actual spending of each report."""
    return dumbbell(frame, SPENDING, refer, of=of)


def dumbbell(
    frame: DataFrame,
    points: Points,
    refer: Refer | None = None,
    kind: str = "amount",
    note: str = "",
    of: DataFrame | None = None,
) -> go.Figure:
    """The points of each row on one line, joined from the least to the most; what is missing is not drawn.

    `of` are all rows that are counted, where only the first are drawn; `note` takes the place of the usual one where
    the rows are no departments.
    """
    names = style.names(frame)
    values = frame[list(points)].astype(float)
    scale = style.scale(kind, values)
    figure = go.Figure()
    _join(figure, names, scale.of(values.min(axis=1)), scale.of(values.max(axis=1)), QUIET, 3)
    for column, (label, marker) in points.items():
        figure.add_scatter(
            x=scale.of(values[column]),
            y=names,
            mode="markers",
            name=label,
            marker=marker,
            customdata=style.references(frame, column, refer),
            text=[style.said(value, kind) for value in values[column]],
            hovertemplate=f"%{{y}}<br>{label} %{{text}}<extra></extra>",
            cliponaxis=False,
        )
    whole = frame if of is None else of
    note = note or style.counted_each(whole, {column: label for column, (label, _) in points.items()})
    style.lay_out(figure, note, rows=len(frame))
    style.list_rows(figure)
    begin = "tozero" if kind == "amount" else "normal"  # rates that lie together would not be told apart from zero
    figure.update_xaxes(rangemode=begin, ticksuffix=scale.suffix, tickformat=",~r", nticks=7)
    return figure


def rescoring(
    frame: DataFrame, columns: tuple[str, str, str], refer: Refer | None = None, of: DataFrame | None = None
) -> go.Figure:
    """The self-score beside the interval from the least to the most that the report's own figures support.

    `columns` are the self-score, the least and the most. A self-score right of its interval is more than the figures
    give. `of` are all rows that are counted, where only the first are drawn.
    """
    own, least, most = columns
    names = style.names(frame)
    values = frame[list(columns)].astype(float)
    figure = go.Figure()
    _join(figure, names, values[least], values[most], GREEN, INTERVAL_WIDTH)
    said = [
        f"{style.said(low, '分')}—{style.said(high, '分')}"
        for low, high in zip(values[least], values[most], strict=True)
    ]
    ends = {"symbol": "line-ns", "size": INTERVAL_WIDTH + 3, "line": {"width": 3, "color": GREEN}}
    for column, label in ((least, "按报告自己的数重算（最低—最高）"), (most, "")):
        figure.add_scatter(
            x=values[column], y=names, mode="markers", marker=ends, name=label, showlegend=bool(label),
            customdata=style.references(frame, column, refer), text=said,
            hovertemplate="%{y}<br>重算 %{text}<extra></extra>", cliponaxis=False,
        )  # fmt: skip
    figure.add_scatter(
        x=values[own], y=names, mode="markers", marker={"symbol": "diamond", "size": 12, "color": ORANGE},
        name="自评得分", customdata=style.references(frame, own, refer),
        text=[style.said(value, "分") for value in values[own]],
        hovertemplate="%{y}<br>自评 %{text}<extra></extra>", cliponaxis=False,
    )  # fmt: skip
    note = style.counted_each(frame if of is None else of, {own: "自评得分", least: "可以重算"})
    style.lay_out(figure, note, rows=len(frame))
    style.list_rows(figure)
    lowest = values.min().fillna(100).min()
    figure.update_xaxes(range=[max(0, min(80, lowest - 5)), 101], ticksuffix=" 分")
    return figure


def _join(figure: go.Figure, names: list[str], least: Any, most: Any, colour: str, width: int) -> None:
    """One line a row, all of them one trace."""
    x: list[float | None] = []
    y: list[str] = []
    for name, low, high in zip(names, least, most, strict=True):
        x += [low, high, None]
        y += [name, name, name]
    figure.add_scatter(
        x=x, y=y, mode="lines", line={"color": colour, "width": width}, opacity=0.4, hoverinfo="skip",
        showlegend=False, fillcolor=NOTHING, connectgaps=False,
    )  # fmt: skip
