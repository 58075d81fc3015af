"""A rate against the size of a department: small ones scatter widely by themselves, so their limits are wider."""

from collections.abc import Sequence

import plotly.graph_objects as go
from pandas import DataFrame

from dashboard.charts import style
from dashboard.charts.scatters import Axis, scatter
from dashboard.charts.style import QUIET, Refer


def funnel(
    frame: DataFrame,
    size: Axis,
    rate: Axis,
    *,
    centre: str | None = None,
    limits: tuple[str, str] | None = None,
    marked: Sequence[str] = (),
    refer: Refer | None = None,
) -> go.Figure:
    """Dots of `rate` over `size` (each ten times as large is as far again), with the limits that columns give.

    Without limits it is a plot of size alone.
    """
    figure = scatter(frame, size, rate, marked=marked, refer=refer)
    across = style.scale(size[2], frame[[size[0]]])
    ordered = frame[frame[size[0]].notna()].sort_values(size[0])
    lines = [(limits[0], "界限", "界限"), (limits[1], "", "界限")] if limits else []
    lines += [(centre, "同组中位数", "median")] if centre else []
    for column, name, group in lines:
        figure.add_scatter(
            x=across.of(ordered[size[0]]), y=ordered[column].astype(float), mode="lines", name=name,
            legendgroup=group, showlegend=bool(name), hoverinfo="skip",
            line={"color": QUIET, "width": 1.5, "dash": "solid" if group == "median" else "dash"},
        )  # fmt: skip
    figure.update_xaxes(type="log", dtick=1, title_text=f"{size[1]}（{across.unit}，对数刻度）")
    style.lay_out(figure, figure.layout.annotations[0].text, height=380)
    figure.layout.annotations = figure.layout.annotations[-1:]
    return figure
