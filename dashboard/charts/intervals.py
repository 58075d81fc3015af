"""Rates or differences with how sure they are: a dot for each row, and its interval as a line."""

import plotly.graph_objects as go
from pandas import DataFrame

from dashboard.charts import style
from dashboard.charts.style import BLUE, QUIET

LONGEST = 24  # characters of a place and a name


def intervals(
    frame: DataFrame,
    names: str,
    value: str,
    bounds: tuple[str, str],
    kind: str = "%",
    note: str = "",
    beside: float | None = None,
) -> go.Figure:
    """One row a name, with its place where there are several; the columns `bounds` are both ends.

    `beside` is a value to compare with, as a dashed line.
    """
    rows = frame.dropna(subset=[value])
    labels = list(rows[names])
    if "jurisdiction" in rows and names != "jurisdiction" and rows["jurisdiction"].nunique() > 1:
        labels = [f"{place} {label}" for place, label in zip(rows["jurisdiction"], labels, strict=True)]
    values = rows[value].astype(float)
    low, high = (rows[column].astype(float) for column in bounds)
    figure = go.Figure()
    figure.add_scatter(
        x=list(values),
        y=[style.short(label, LONGEST) for label in labels],
        mode="markers",
        marker={"size": 11, "color": BLUE},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": list(high - values),
            "arrayminus": list(values - low),
            "color": QUIET,
            "thickness": 2,
        },
        text=[
            f"{style.said(middle, kind)}（{style.said(least, kind)} 至 {style.said(most, kind)}）"
            for middle, least, most in zip(values, low, high, strict=True)
        ],
        hovertemplate="%{y}<br>%{text}<extra></extra>",
        showlegend=False,
    )
    if beside is not None:
        figure.add_vline(x=beside, line={"color": QUIET, "dash": "dash", "width": 1})
    style.lay_out(figure, note, rows=len(rows))
    style.list_rows(figure)
    figure.update_xaxes(ticksuffix=kind if kind == "%" else "")
    return figure
