"""How many departments have how many points: whether the scores crowd at the top or just above the edge of a grade."""

import plotly.graph_objects as go
from pandas import DataFrame

from dashboard.charts import style
from dashboard.charts.style import BLUE, ORANGE, YELLOW, Refer

WIDTH = 0.5  # points that a bar spans
LEAST_SPAN = 5.0  # points below full marks that are drawn at least
CEILING = 100
PATTERN = {"fillmode": "overlay", "fgcolor": "rgba(255, 255, 255, 0.6)", "size": 7}


def histogram(counts: DataFrame, refer: Refer | None = None) -> go.Figure:
    """One bar a row of from_points, departments, label and is_edge; full marks and edges of grades stand out.

    Every row says how many departments have a score and how many have none: scored, missing.
    """
    at_ceiling = counts["from_points"] >= CEILING
    at_edge = counts["is_edge"].astype(bool) & ~at_ceiling
    figure = go.Figure()
    for chosen, name, colour, pattern in (
        (~at_ceiling & ~at_edge, "部门个数", BLUE, ""),
        (at_edge, "从等级线起的半分", YELLOW, "/"),
        (at_ceiling, "满分", ORANGE, "x"),
    ):
        shown = counts[chosen]
        if not shown.empty:
            figure.add_bar(
                x=shown["from_points"] + WIDTH / 2, y=shown["departments"], width=WIDTH * 0.9, name=name,
                marker={"color": colour, "pattern": {"shape": pattern, **PATTERN}},
                text=shown["departments"], textposition="outside", hovertext=shown["label"], cliponaxis=False,
                customdata=style.references(shown, "departments", refer),
                hovertemplate="%{hovertext}<br>%{y} 个部门<extra></extra>",
            )  # fmt: skip
    scored, missing = (int(counts[column].max()) if len(counts) else 0 for column in ("scored", "missing"))
    style.lay_out(figure, f"{scored} 个部门，缺 {missing} 个；每半分一档，满分单列", height=340)
    lowest = min([*counts["from_points"].astype(float), CEILING - LEAST_SPAN])
    figure.update_xaxes(range=[lowest - WIDTH, CEILING + 2 * WIDTH], ticksuffix=" 分", nticks=12)
    figure.update_yaxes(ticksuffix=" 个", rangemode="tozero", nticks=6)
    figure.update_layout(barmode="overlay")
    return figure
