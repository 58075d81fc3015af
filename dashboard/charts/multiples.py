"""One number over the years, a small picture for each department, all on the same axes."""

from collections.abc import Sequence
from itertools import groupby
from math import ceil

import plotly.graph_objects as go
from pandas import DataFrame, Series
from plotly.subplots import make_subplots

from dashboard import formats
from dashboard.charts import style
from dashboard.charts.style import ORANGE, QUIET, Refer

ACROSS = 4
SMALL_HEIGHT = 132
TITLES = 22  # pixels that the departments' names take
ABOVE = 78
BREAK = "口径中断"
BAND = "rgba(138, 150, 163, 0.22)"


def small_multiples(
    frame: DataFrame,
    column: str,
    label: str,
    kind: str = "%",
    *,
    median: str | None = None,
    band: tuple[str, str] | None = None,
    breaks: str | None = None,
    order: Sequence[str] = (),
    refer: Refer | None = None,
) -> go.Figure:
    """A line a department over its years, beside the peers' median and quartiles where columns give them.

    A line is interrupted where a year is missing. `breaks` is a column of words (reorganised, another formula …): from
    that year on numbers do not compare with those before, which a dotted line marks and the hover text explains.
    """
    departments = list(order or dict.fromkeys(frame["department"].map(formats.text)))
    across = min(ACROSS, max(len(departments), 1))
    down = max(ceil(len(departments) / across), 1)
    columns = [column, *([median] if median else []), *(band or ())]
    scale = style.scale(kind, frame[columns])
    figure = make_subplots(
        rows=down, cols=across, shared_xaxes="all", shared_yaxes="all",
        subplot_titles=[style.short(name, 14) for name in departments],
        horizontal_spacing=0.025, vertical_spacing=min(0.3, 40 / (SMALL_HEIGHT * down)),
    )  # fmt: skip
    years = frame["fiscal_year"].dropna().astype(int)
    every = list(range(years.min(), years.max() + 1)) if len(years) else []
    for index, department in enumerate(departments):
        place = {"row": index // across + 1, "col": index % across + 1}
        rows = frame[frame["department"].map(formats.text) == department].drop_duplicates("fiscal_year")
        rows = rows.set_index("fiscal_year", drop=False).reindex(every)
        rows["department"] = department
        if band:
            add_band(figure, every, [scale.of(rows[edge]) for edge in band], is_first=index == 0, **place)
        if median:
            figure.add_scatter(
                x=every, y=scale.of(rows[median]), mode="lines", line={"color": QUIET, "width": 1.5, "dash": "dot"},
                name="同组中位数", legendgroup="median", showlegend=index == 0, connectgaps=False,
                text=[style.said(value, kind) for value in rows[median]],
                hovertemplate="同组中位数 %{x} %{text}<extra></extra>", **place,
            )  # fmt: skip
        figure.add_scatter(
            x=every, y=scale.of(rows[column]), mode="lines+markers", connectgaps=False, showlegend=False,
            line={"color": style.colour(department), "width": 2},
            marker={"size": 7, "symbol": style.symbol(department)}, name=department,
            customdata=style.references(rows, column, refer),
            text=[style.said(value, kind) for value in rows[column]],
            hovertemplate=f"{department} %{{x}}<br>{label} %{{text}}<extra></extra>", **place,
        )  # fmt: skip
        if breaks:
            _mark_breaks(figure, rows, breaks, scale.of(rows[columns]), place)
    style.lay_out(figure, f"{label} {style.counted(frame, column)}", height=ABOVE + 40 + SMALL_HEIGHT * down)
    figure.update_layout(margin={"t": ABOVE}, legend={"y": 1 + TITLES / (SMALL_HEIGHT * down)})
    figure.layout.annotations[-1].update(yshift=ABOVE - 22)
    for annotation in figure.layout.annotations:
        if annotation.name != "note":
            annotation.font.size = 12
    figure.update_xaxes(tickvals=[every[0], every[-1]] if every else [], tickformat="d", showgrid=False)
    figure.update_yaxes(ticksuffix=scale.suffix, tickformat=",~r", nticks=4)
    return figure


def add_band(figure: go.Figure, years: Sequence[int], edges: Sequence[Series], *, is_first: bool, **place: int) -> None:
    """What half of the peers lie between; where a year has no quartiles the band is interrupted."""
    low, high = edges
    for part, (start, end) in enumerate(_runs(low.notna().tolist())):
        figure.add_scatter(
            x=[*years[start:end], *reversed(years[start:end])],
            y=[*high.iloc[start:end], *reversed(low.iloc[start:end].tolist())],
            mode="lines", fill="toself", fillcolor=BAND, line={"width": 0, "color": QUIET}, hoverinfo="skip",
            name="同组四分位之间", legendgroup="band", showlegend=is_first and part == 0, **place,
        )  # fmt: skip


def _runs(known: Sequence[bool]) -> list[tuple[int, int]]:
    """Where values follow one another: [True, True, False, True] → (0, 2), (3, 4)."""
    found, start = [], 0
    for is_known, members in groupby(known):
        length = len(list(members))
        if is_known:
            found.append((start, start + length))
        start += length
    return found


def _mark_breaks(figure: go.Figure, rows: DataFrame, breaks: str, values: DataFrame, place: dict[str, int]) -> None:
    """A dotted line between the year of a break and the one before, with the reason."""
    low, high = values.min(axis=None), values.max(axis=None)
    is_named = any(trace.name == BREAK for trace in figure.data)
    for year, reason in rows[breaks].items():
        if formats.text(reason):
            figure.add_scatter(
                x=[int(str(year)) - 0.5] * 2,
                y=[low, high],
                mode="lines",
                line={"color": ORANGE, "width": 1.5, "dash": "dash"},
                name=BREAK,
                legendgroup="break",
                showlegend=not is_named,
                text=[reason] * 2,
                hovertemplate=f"{year} 起与以前不可比：%{{text}}<extra></extra>",
                **place,
            )
            is_named = True
