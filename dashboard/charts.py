"""Pictures: a DataFrame of a view comes in, a plotly Figure goes out. No streamlit here.

Every mark carries, as customdata, the reference that its click opens; every picture says its unit and how many
reports it shows and lacks.
"""

from collections.abc import Callable, Mapping
from typing import Any
from zlib import crc32

import plotly.graph_objects as go
from pandas import DataFrame

from dashboard import formats

# Okabe and Ito's colours, told apart by every kind of colour vision.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d31", "#5f6b7a")
BLUE, ORANGE, YELLOW = COLOURS[0], COLOURS[1], COLOURS[4]
QUIET = "#8a96a3"
GRID = "rgba(138, 150, 163, 0.25)"
NOTHING = "rgba(0, 0, 0, 0)"

ROW_HEIGHT = 32
AROUND = 84  # pixels above and below the rows
LONGEST_NAME = 16
LEAST_BILLIONS = 1e9  # yuan from which an axis counts in 亿元

# What a row says of spending, and how it is drawn.
SPENDING = {
    "budget_yuan": ("年初预算", {"symbol": "circle-open", "size": 12, "color": QUIET, "line": {"width": 2.5}}),
    "adjusted_budget_yuan": (
        "调整预算",
        {"symbol": "diamond-open", "size": 13, "color": ORANGE, "line": {"width": 2.5}},
    ),
    "actual_yuan": ("决算支出", {"symbol": "circle", "size": 12, "color": BLUE}),
}

Refer = Callable[[Mapping[str, Any], str], str]  # a row and a column → what a click on that mark opens


def colour(department: str) -> str:
    """The same colour for the same department, on every page and in every picture."""
    return COLOURS[crc32(department.encode()) % len(COLOURS)]


def counted(frame: DataFrame, column: str) -> str:
    """How many reports a picture shows and lacks: 5 份，缺 2 份."""
    missing = int(frame[column].isna().sum())
    return f"{len(frame) - missing} 份，缺 {missing} 份"


def spending(frame: DataFrame, refer: Refer) -> go.Figure:
    """Budget, adjusted budget and actual spending of each report on one line; what is missing is not drawn."""
    names = _names(frame)
    amounts = frame[list(SPENDING)].astype(float)
    largest = amounts.fillna(0).to_numpy().max(initial=0)
    unit, unit_name = (1e8, "亿元") if largest >= LEAST_BILLIONS else (1e4, "万元")
    figure = go.Figure()
    for name, least, most in zip(names, amounts.min(axis=1) / unit, amounts.max(axis=1) / unit, strict=True):
        line = {"color": QUIET, "width": 3}
        figure.add_scatter(
            x=[least, most], y=[name, name], mode="lines", line=line, opacity=0.4, hoverinfo="skip", showlegend=False
        )
    for column, (label, marker) in SPENDING.items():
        figure.add_scatter(
            x=amounts[column] / unit,
            y=names,
            mode="markers",
            name=label,
            marker=marker,
            customdata=_references(frame, column, refer),
            text=[formats.amount(value) for value in frame[column]],
            hovertemplate=f"%{{y}}<br>{label} %{{text}}<extra></extra>",
        )
    note = "；".join(f"{label} {counted(frame, column)}" for column, (label, _) in SPENDING.items())
    _lay_out(figure, note, len(frame))
    figure.update_xaxes(rangemode="tozero", ticksuffix=f" {unit_name}", tickformat=",~r", nticks=7)
    return figure


def scores(frame: DataFrame, refer: Refer) -> go.Figure:
    """The score that each department gives itself against the ceiling of 100 points; the band from 95 up is tinted."""
    points = frame["self_score"].astype(float)
    figure = go.Figure()
    figure.add_vrect(x0=95, x1=100, fillcolor=YELLOW, opacity=0.14, line_width=0, layer="below")
    figure.add_scatter(
        x=points,
        y=_names(frame),
        mode="markers+text",
        marker={"size": 13, "color": [colour(str(name)) for name in frame["department"]]},
        text=[formats.number(value) for value in points],
        textposition="middle left",
        customdata=_references(frame, "self_score", refer),
        hovertemplate="%{y}<br>自评 %{x} 分<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )
    _lay_out(figure, f"自评得分 {counted(frame, 'self_score')}；黄色带为 95 分及以上", len(frame))
    lowest = points.min() if points.notna().any() else 100
    figure.update_xaxes(range=[min(80, lowest - 5), 100.5], ticksuffix=" 分", dtick=5)
    return figure


def _references(frame: DataFrame, column: str, refer: Refer) -> list[list[str]]:
    return [[refer({str(name): value for name, value in row.items()}, column)] for row in frame.to_dict("records")]


def _names(frame: DataFrame) -> list[str]:
    """One name a report, numbered where a department wrote several on one year."""
    names: list[str] = []
    for department, year in zip(frame["department"], frame["fiscal_year"], strict=True):
        label = formats.text(department) or "未写明部门"
        label = label if len(label) <= LONGEST_NAME else f"{label[: LONGEST_NAME - 1]}…"
        label = f"{label} {formats.text(year)}".strip()
        again = sum(name == label or name.startswith(f"{label}（") for name in names)
        names.append(f"{label}（{again + 1}）" if again else label)
    return names


def _lay_out(figure: go.Figure, note: str, rows: int) -> None:
    figure.update_layout(
        height=AROUND + ROW_HEIGHT * max(rows, 2),
        margin={"l": 10, "r": 30, "t": 40, "b": 30},
        legend={"orientation": "h", "x": 1, "xanchor": "right", "y": 1, "yanchor": "bottom", "title": ""},
        dragmode=False,
        paper_bgcolor=NOTHING,
        plot_bgcolor=NOTHING,
    )
    figure.add_annotation(
        text=note, xref="paper", yref="paper", x=0, y=1, xanchor="left", yanchor="bottom", yshift=6,
        showarrow=False, font={"size": 12, "color": QUIET},
    )  # fmt: skip
    figure.update_yaxes(autorange="reversed", showgrid=False, automargin=True)
    figure.update_xaxes(showgrid=True, gridcolor=GRID, zeroline=False)
