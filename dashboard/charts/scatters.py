"""One number against another, a dot a department: whether the score says anything about the figures."""

from collections.abc import Sequence

import plotly.graph_objects as go
from pandas import DataFrame

from dashboard import formats
from dashboard.charts import style
from dashboard.charts.style import Refer

Axis = tuple[str, str, str]  # a column, its label and its kind


def scatter(
    frame: DataFrame,
    x: Axis,
    y: Axis,
    *,
    of: DataFrame | None = None,
    said: str = "",
    marked: Sequence[str] = (),
    refer: Refer | None = None,
) -> go.Figure:
    """Dots of `y` over `x`; `said` is what a view says of the two together, such as their rank correlation.
    `of` are the rows of all departments that are counted, where the picture is given fewer.

    The colours of marked departments are those of every other picture; a click opens the evidence of `y`.
    """
    drawn = frame[frame[x[0]].notna() & frame[y[0]].notna()]
    across, up = style.scale(x[2], frame[[x[0]]]), style.scale(y[2], frame[[y[0]]])
    figure = go.Figure()
    for department in ("", *marked):
        others = ~drawn["department"].isin(list(marked))
        rows = drawn[drawn["department"] == department if department else others]
        figure.add_scatter(
            x=across.of(rows[x[0]]),
            y=up.of(rows[y[0]]),
            mode="markers",
            **style.mark(department),
            customdata=style.references(rows, y[0], refer),
            hovertext=[
                f"{name} {year}<br>{x[1]} {style.said(one, x[2])}<br>{y[1]} {style.said(other, y[2])}"
                for name, year, one, other in zip(
                    rows["department"].map(formats.text), _years(rows), rows[x[0]], rows[y[0]], strict=True
                )
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
        )
    whole = frame if of is None else of
    both = whole.assign(_both=whole[y[0]].where(whole[x[0]].notna()))
    style.lay_out(figure, "；".join(filter(None, (style.counted(both, "_both"), said))), height=380)
    figure.update_xaxes(title_text=f"{x[1]}（{across.unit}）", tickformat=",~r", nticks=8)
    figure.update_yaxes(title_text=f"{y[1]}（{up.unit}）", tickformat=",~r", nticks=7)
    return figure


def _years(rows: DataFrame) -> list[str]:
    return list(rows["fiscal_year"].map(formats.text)) if "fiscal_year" in rows else [""] * len(rows)
