"""What a whole consists of, one bar a row: parts of an amount, or points by what stands behind them."""

from collections.abc import Mapping
from itertools import cycle

import plotly.graph_objects as go
from pandas import DataFrame

from dashboard import formats
from dashboard.charts import style
from dashboard.charts.style import BLUE, COLOURS, ORANGE, QUIET, Refer

Parts = Mapping[str, str]  # column → its label

# Told apart by pattern as well as by colour.
PATTERNS = ("", "/", "", ".", "", "x", "")
SUPPORT = {"supported": (BLUE, ""), "contradicted": (ORANGE, "x"), "unsupported": (QUIET, "/")}
SUPPORT_NAMES = {"supported": "有数支持", "contradicted": "与数矛盾", "unsupported": "报告里没有数"}


def composition(
    frame: DataFrame,
    parts: Parts,
    refer: Refer | None = None,
    kind: str = "amount",
    *,
    is_share: bool = False,
    of: DataFrame | None = None,
) -> go.Figure:
    """The parts of each row beside one another; with `is_share` every bar is as long as the other.

    `of` are all rows that are counted, where only the first are drawn.
    """
    styles = zip(cycle(COLOURS), cycle(PATTERNS), strict=False)
    return _bars(frame, parts, dict(zip(parts, styles, strict=False)), refer, kind, is_share, of)


def support(
    frame: DataFrame, parts: Mapping[str, str], refer: Refer | None = None, of: DataFrame | None = None
) -> go.Figure:
    """Points supported, contradicted and unsupported by a report's own figures; `parts` names the column of each."""
    labels = {parts[name]: label for name, label in SUPPORT_NAMES.items()}
    return _bars(frame, labels, {parts[name]: look for name, look in SUPPORT.items()}, refer, "分", False, of)


def _bars(
    frame: DataFrame,
    parts: Parts,
    styles: Mapping[str, tuple[str, str]],
    refer: Refer | None,
    kind: str,
    is_share: bool,
    of: DataFrame | None,
) -> go.Figure:
    names = style.names(frame)
    values = frame[list(parts)].astype(float)
    totals = values.sum(axis=1, min_count=1)
    scale = style.scale(kind, totals.to_frame())
    figure = go.Figure()
    for column, label in parts.items():
        colour, pattern = styles[column]
        figure.add_bar(
            # A list: of an array, plotly.js stacks what is not a number, and all that follows it lands elsewhere.
            x=[None if formats.is_missing(value) else value for value in scale.of(values[column])],
            y=names,
            orientation="h",
            name=label,
            marker={
                "color": colour,
                "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": "rgba(255, 255, 255, 0.6)", "size": 7},
                "line": {"width": 0},
            },
            customdata=style.references(frame, column, refer),
            text=[style.said(value, kind) for value in values[column]],
            textposition="none",
            hovertemplate=f"%{{y}}<br>{label} %{{text}}<extra></extra>",
        )
    whole = frame if of is None else of
    summed = whole[list(parts)].astype(float).sum(axis=1, min_count=1)
    note = style.counted(whole.assign(_total=summed), "_total") + "；没有写明的部分不画"
    style.lay_out(figure, note, rows=len(frame))
    style.list_rows(figure)
    figure.update_layout(barmode="stack", bargap=0.35, legend_traceorder="normal")
    if is_share:
        figure.update_layout(barnorm="percent")
        figure.update_xaxes(ticksuffix="%", range=[0, 100])
    else:
        figure.update_xaxes(ticksuffix=scale.suffix, tickformat=",~r", nticks=7)
    return figure
