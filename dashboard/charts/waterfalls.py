"""From one amount to another, part by part: what grew and what shrank."""

import plotly.graph_objects as go
from pandas import DataFrame

from dashboard import formats
from dashboard.charts import style
from dashboard.charts.style import BLUE, ORANGE, QUIET, Refer


def waterfall(
    steps: DataFrame,
    refer: Refer | None = None,
    *,
    label: str = "label",
    change: str = "change_yuan",
    total: str = "is_total",
    note: str = "",
) -> go.Figure:
    """One row a step, in order: a total stands on the ground, a change hangs where the step before ended.

    Rows hold a label, an amount (signed for a change) and whether it is a total. What is missing is a gap and says so.
    """
    amounts = steps[change].astype(float)
    totals = steps[total].astype(bool)
    scale = style.scale("amount", amounts.to_frame())
    words = [
        style.said(value, "amount") if is_total or formats.is_missing(value) else _signed(value, scale)
        for value, is_total in zip(amounts, totals, strict=True)
    ]
    figure = go.Figure()
    figure.add_waterfall(
        x=list(steps[label]),
        y=scale.of(amounts),
        measure=["absolute" if is_total else "relative" for is_total in totals],
        text=words,
        textposition="outside",
        customdata=style.references(steps, change, refer),
        hovertemplate="%{x}<br>%{text}<extra></extra>",
        connector={"line": {"color": QUIET, "width": 1, "dash": "dot"}},
        increasing={"marker": {"color": ORANGE}},
        decreasing={"marker": {"color": BLUE}},
        totals={"marker": {"color": QUIET}},
        cliponaxis=False,
        showlegend=False,
    )
    missing = [str(name) for name, value in zip(steps[label], amounts, strict=True) if formats.is_missing(value)]
    said = "；".join(
        filter(
            None, (note, f"单位 {scale.unit}；橙为增，蓝为减，灰为总额", f"缺 {'、'.join(missing)}" if missing else "")
        )
    )
    style.lay_out(figure, said, height=340)
    figure.update_yaxes(ticksuffix=scale.suffix, tickformat=",~r", nticks=6, rangemode="tozero")
    figure.update_xaxes(showgrid=False, type="category")
    figure.update_layout(margin={"t": 60}, bargap=0.45)
    figure.layout.annotations[0].update(yshift=28)
    return figure


def _signed(yuan: float, scale: style.Scale) -> str:
    """A change in the unit of the axis: 2300 → +0.2万元."""
    return f"{yuan / scale.divisor:+,.1f}{scale.unit}".replace("-", formats.MINUS)
