"""How the departments are spread over one number, with the chosen one marked."""

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

import plotly.graph_objects as go
from pandas import DataFrame

from dashboard import formats
from dashboard.charts import style
from dashboard.charts.style import LEAST_PEERS, ORANGE, QUIET, YELLOW, Refer

SPREAD = 0.3  # of a row's height, so that equal numbers do not hide one another
STRIP_HEIGHT = 64
CEILING = (95, 100)
FLAGGED: Mapping[str, Any] = {
    "marker": {"size": 13, "color": ORANGE, "symbol": "diamond", "line": {"width": 1.5, "color": "#ffffff"}},
    "name": "离群提示",
    "showlegend": True,
}


def strip(
    frame: DataFrame,
    column: str,
    label: str,
    kind: str = "%",
    *,
    by: str = "fiscal_year",
    marked: Sequence[str] = (),
    flag: str | None = None,
    refer: Refer | None = None,
    most: float | None = None,
) -> go.Figure:
    """One dot a row, a strip for each value of `by`; median and quartiles of the strip, and the marked in their colour.

    Median and quartiles are of the dots drawn, and of 5 departments or more. What is more than `most` stands at the
    edge, so that it does not press all others together; its words say how much it is. `flag` is a column: where it is
    true the dot stands out.
    """
    scale = style.scale(kind, frame[[column]])
    figure = go.Figure()
    groups = sorted({formats.text(value) for value in frame[by]}, reverse=True)
    about = frame[by].map(formats.text)
    marks = frame["department"].isin(list(marked))
    positions = [float(groups.index(group)) for group in about]
    spread = [
        0.0 if is_marked else crc32(f"{name}{group}".encode()) % 1000 / 1000 - 0.5
        for name, group, is_marked in zip(frame["department"], about, marks, strict=True)
    ]
    drawn = frame.assign(
        _value=scale.of(frame[column].clip(upper=most)),
        _height=[place + 2 * SPREAD * aside for place, aside in zip(positions, spread, strict=True)],
        _said=[style.said(value, kind) for value in frame[column]],
    )
    few = []
    for position, group in enumerate(groups):
        own = drawn.loc[about == group, "_value"].dropna()
        if len(own) >= LEAST_PEERS:
            _quartiles(figure, position, own.quantile([0.25, 0.5, 0.75]).tolist(), scale, kind)
        elif len(own):
            few.append(group)
    flagged = drawn[flag].astype(bool) & ~marks if flag else marks & ~marks
    _dots(figure, drawn[~marks & ~flagged], column, label, refer)
    if flagged.any():
        _dots(figure, drawn[flagged], column, label, refer, look=FLAGGED)
    for department in marked:
        _dots(figure, drawn[drawn["department"] == department], column, label, refer, department)
    note = f"{label} {style.counted(frame, column)}" + (
        f"；{'、'.join(reversed(few))} 不足 5 个，不画中位数" if few else ""
    )
    beyond = 0 if most is None else int((frame[column] > most).sum())
    if beyond:
        note += f"；超过 {style.said(most, kind)} 的 {beyond} 个画在右边线上，指着看数"
    style.lay_out(figure, note, height=96 + STRIP_HEIGHT * max(len(groups), 1))
    figure.update_yaxes(
        tickvals=list(range(len(groups))), ticktext=groups, range=[-0.6, max(len(groups), 1) - 0.4], showgrid=False
    )
    figure.update_xaxes(ticksuffix=scale.suffix, tickformat=",~r", nticks=8)
    return figure


def scores(frame: DataFrame, refer: Refer | None = None, of: DataFrame | None = None) -> go.Figure:
    """The score that each department gives itself against the ceiling of 100 points; the band from 95 up is tinted.

    `of` are all rows that are counted, where only the first are drawn.
    """
    whole = frame if of is None else of
    points = frame["self_score"].astype(float)
    figure = go.Figure()
    figure.add_vrect(x0=CEILING[0], x1=CEILING[1], fillcolor=YELLOW, opacity=0.14, line_width=0, layer="below")
    figure.add_scatter(
        x=points,
        y=style.names(frame),
        mode="markers+text",
        marker={"size": 12, "color": [style.colour(str(name)) for name in frame["department"]]},
        text=[formats.number(value) for value in points],
        textposition="middle left",
        customdata=style.references(frame, "self_score", refer),
        hovertemplate="%{y}<br>自评 %{x} 分<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )
    style.lay_out(figure, f"自评得分 {style.counted(whole, 'self_score')}；黄色带为 95 分及以上", rows=len(frame))
    style.list_rows(figure)
    lowest = points.min() if points.notna().any() else 100
    figure.update_xaxes(range=[min(80, lowest - 5), 100.5], ticksuffix=" 分", dtick=5)
    return figure


def _dots(
    figure: go.Figure,
    shown: DataFrame,
    column: str,
    label: str,
    refer: Refer | None,
    department: str = "",
    look: Mapping[str, Any] | None = None,
) -> None:
    """The dots of one department, or of all that are not marked, or with a look of their own."""
    figure.add_scatter(
        x=shown["_value"],
        y=shown["_height"],
        mode="markers",
        **(look or style.mark(department)),
        customdata=style.references(shown, column, refer),
        text=shown["_said"],
        hovertext=shown["department"].map(formats.text),
        hovertemplate=f"%{{hovertext}}<br>{label} %{{text}}<extra></extra>",
        cliponaxis=False,
    )


def _quartiles(figure: go.Figure, position: int, quartiles: list[float], scale: style.Scale, kind: str) -> None:
    """A bar from the lower to the upper quartile with the median as a line across."""
    low, middle, high = quartiles
    is_first = not figure.data
    said = style.said(middle * scale.divisor, kind)
    words = f"中位数 {said}<br>四分位 {style.said(low * scale.divisor, kind)}—{style.said(high * scale.divisor, kind)}"
    figure.add_bar(
        x=[high - low], base=[low], y=[position], orientation="h", width=2 * SPREAD + 0.1,
        marker={"color": QUIET, "opacity": 0.22, "line": {"width": 0}}, name="四分位之间", legendgroup="quartiles",
        showlegend=is_first, hovertemplate=f"{words}<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=[middle, middle], y=[position - SPREAD - 0.1, position + SPREAD + 0.1], mode="lines", name="中位数",
        line={"color": QUIET, "width": 3}, legendgroup="median", showlegend=is_first,
        hovertemplate=f"{words}<extra></extra>",
    )  # fmt: skip
