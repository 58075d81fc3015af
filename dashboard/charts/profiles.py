"""Several numbers over the years, a small picture for each on an axis of its own, a line a department."""

from collections.abc import Sequence
from math import ceil

import plotly.graph_objects as go
from pandas import DataFrame
from plotly.subplots import make_subplots

from dashboard import formats
from dashboard.charts import style
from dashboard.charts.multiples import BREAK, add_band
from dashboard.charts.style import ORANGE, QUIET, Refer

HEIGHT = 150
TITLES = 30  # pixels that the names of the numbers take
ABOVE = 76


def profiles(
    frame: DataFrame, column: str, *, across: int = 4, has_peers: bool = True, refer: Refer | None = None
) -> go.Figure:
    """A row holds a department, a year, a label with its kind, a number, and its peers' median and quartiles.

    Departments are told apart by the colour and symbol that they have everywhere. Where break_note speaks, the numbers
    from that year on do not compare with those before.
    """
    labels = list(dict.fromkeys(frame["label"]))
    departments = list(dict.fromkeys(frame["department"].map(formats.text)))
    across = min(across, max(len(labels), 1))
    down = max(ceil(len(labels) / across), 1)
    years = frame["fiscal_year"].dropna().astype(int)
    every = list(range(years.min(), years.max() + 1)) if len(years) else []
    figure = make_subplots(
        rows=down, cols=across, shared_xaxes="all", horizontal_spacing=0.05,
        vertical_spacing=min(0.3, 52 / ((HEIGHT + TITLES) * down)), subplot_titles=labels,
    )  # fmt: skip
    named: set[str] = set()
    for index, label in enumerate(labels):
        place = {"row": index // across + 1, "col": index % across + 1}
        about = frame[frame["label"] == label]
        kind = str(about["kind_shown"].iloc[0])
        shown = [column, *(("median", "lower_quartile", "upper_quartile") if has_peers else ())]
        scale = style.scale(kind, about[shown])
        if has_peers:
            own = about.drop_duplicates("fiscal_year").set_index("fiscal_year").reindex(every)
            _peers(figure, own, every, scale, kind, named, place)
        for department in departments:
            rows = about[about["department"].map(formats.text) == department].drop_duplicates("fiscal_year")
            rows = rows.set_index("fiscal_year", drop=False).reindex(every)
            rows["department"] = department
            shade = style.colour(department)
            figure.add_scatter(
                x=every, y=scale.of(rows[column]), mode="lines+markers", connectgaps=False, name=department,
                line={"color": shade, "width": 2, "dash": style.dash(department) if len(departments) > 1 else "solid"},
                marker={"size": 7, "symbol": style.symbol(department)},
                legendgroup=department, showlegend=department not in named,
                customdata=style.references(rows, column, refer),
                text=[style.said(value, kind) for value in rows[column]],
                hovertemplate=f"{department} %{{x}}<br>{label} %{{text}}<extra></extra>", **place,
            )  # fmt: skip
            named.add(department)
            _breaks(figure, rows, named, scale.of(about[shown]), place)
        if about[shown].isna().all(axis=None) and every:
            figure.add_scatter(
                x=[every[len(every) // 2]], y=[0], mode="text", text=[formats.MISSING], hoverinfo="skip",
                showlegend=False, **place,
            )  # fmt: skip
            figure.update_yaxes(showticklabels=False, showgrid=False, **place)
            continue
        figure.update_yaxes(ticksuffix=scale.suffix, tickformat=",~r", nticks=4, **place)
    reports = frame.groupby(["department", "fiscal_year"])[[column]].first().reset_index()
    note = f"{len(labels)} 项；{style.counted(reports, column)}；每幅图的刻度不同"
    style.lay_out(figure, note, height=ABOVE + 40 + (HEIGHT + TITLES) * down)
    figure.update_layout(margin={"t": ABOVE}, legend={"y": 1 + 26 / (HEIGHT * down)})
    figure.layout.annotations[-1].update(yshift=ABOVE - 22)
    for annotation in figure.layout.annotations:
        if annotation.name != "note":
            annotation.font.size = 12
    figure.update_xaxes(
        tickvals=[every[0], every[-1]] if every else [], tickformat="d", showgrid=False, showticklabels=True
    )
    return figure


def _peers(
    figure: go.Figure,
    rows: DataFrame,
    years: Sequence[int],
    scale: style.Scale,
    kind: str,
    named: set[str],
    place: dict[str, int],
) -> None:
    """The band between the quartiles and the median in it, where the peers are enough."""
    if rows["median"].isna().all():
        return
    is_first = "median" not in named
    add_band(
        figure, years, [scale.of(rows["lower_quartile"]), scale.of(rows["upper_quartile"])], is_first=is_first, **place
    )
    figure.add_scatter(
        x=list(years), y=scale.of(rows["median"]), mode="lines", line={"color": QUIET, "width": 1.5, "dash": "dot"},
        name="同组中位数", legendgroup="median", showlegend=is_first, connectgaps=False,
        text=[style.said(value, kind) for value in rows["median"]],
        hovertemplate="同组中位数 %{x} %{text}<extra></extra>", **place,
    )  # fmt: skip
    named.add("median")


def _breaks(figure: go.Figure, rows: DataFrame, named: set[str], values: DataFrame, place: dict[str, int]) -> None:
    low, high = values.min(axis=None), values.max(axis=None)
    for year, reason in rows["break_note"].items():
        if formats.text(reason):
            figure.add_scatter(
                x=[int(str(year)) - 0.5] * 2, y=[low, high], mode="lines", name=BREAK, legendgroup="break",
                line={"color": ORANGE, "width": 1.5, "dash": "dash"}, showlegend=BREAK not in named,
                text=[reason] * 2, hovertemplate=f"{year} 起与以前不可比：%{{text}}<extra></extra>", **place,
            )  # fmt: skip
            named.add(BREAK)
