"""Departments down, years across, a colour for the number: what changed where, at a glance."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
from pandas import DataFrame

from dashboard import formats
from dashboard.charts import style
from dashboard.charts.style import LONGEST_NAME, ORANGE, Refer

CELL_HEIGHT = 26
REACH = 60  # pixels around the middle of a cell that belong to it
MOST_PRINTED = 12  # columns in which the numbers have room
USUAL_SHARE = 0.02  # of the numbers on each side that do not stretch the colours


def heat_map(
    frame: DataFrame,
    column: str,
    label: str,
    kind: str = "%",
    *,
    by: str = "fiscal_year",
    middle: float | None = None,
    order: Sequence[str] = (),
    breaks: str | None = None,
    mark: str | None = None,
    missing: str | None = None,
    refer: Refer | None = None,
    note: str = "",
    of: DataFrame | None = None,
) -> go.Figure:
    """One cell a department and year; around `middle` the colours part two ways, else they run from little to much.

    A cell without a number is empty and says 缺, or what the column `missing` says; without a row it says 无报告.
    `breaks` is a column of words: a line on the left of such a cell says that it does not compare with the year before.
    `mark` is a column of signs that stand beside the number. Colours are stretched over the usual numbers, so that one
    far out does not make all others look alike; the number in the cell is exact. `note` takes the place of the usual
    one where the rows are no departments; `of` are all rows that are counted, where only the first are drawn.
    """
    departments = list(order or dict.fromkeys(frame["department"].map(formats.text)))
    years = sorted({formats.text(value) for value in frame[by]})
    scale = style.scale(kind, frame[[column]])
    found = {
        (formats.text(row["department"]), formats.text(row[by])): row for row in reversed(frame.to_dict("records"))
    }
    rows = [[found.get((department, year)) for year in years] for department in departments]
    numbers = [
        [None if row is None or formats.is_missing(row[column]) else float(row[column]) for row in line]
        for line in rows
    ]
    said = [
        [_hover(style.said(number, kind), row, breaks) for number, row in zip(line, known, strict=True)]
        for line, known in zip(numbers, rows, strict=True)
    ]
    figure = go.Figure()
    low, high = _usual([number for line in numbers for number in line if number is not None], middle)
    figure.add_heatmap(
        z=[[None if number is None else number / scale.divisor for number in line] for line in numbers],
        x=years,
        y=[style.short(department, LONGEST_NAME) for department in departments],
        zmin=low / scale.divisor,
        zmax=high / scale.divisor,
        meta="sequential" if middle is None else "diverging",
        text=[
            [_word(row, mark) + _printed(number, kind, scale) for number, row in zip(line, known, strict=True)]
            for line, known in zip(numbers, rows, strict=True)
        ],
        texttemplate="%{text}" if len(years) <= MOST_PRINTED else "",
        textfont={"size": 12},
        hovertext=said,
        hovertemplate=f"%{{y}} %{{x}}<br>{label} %{{hovertext}}<extra></extra>",
        customdata=None if refer is None else [[_opened(row, column, refer) for row in line] for line in rows],
        xgap=2,
        ygap=2,
        hoverongaps=True,
        colorbar={
            "title": {"text": scale.unit, "side": "top"},
            "thickness": 10,
            "outlinewidth": 0,
            "len": 1,
            "tickformat": ",~r",
        },
    )  # fmt: skip
    gaps = [(x, y) for y, line in enumerate(numbers) for x, number in enumerate(line) if number is None]
    figure.add_scatter(
        x=[years[x] for x, _ in gaps], y=[style.short(departments[y], LONGEST_NAME) for _, y in gaps], mode="text",
        text=[_silence(rows[y][x], missing) for x, y in gaps], hoverinfo="skip", showlegend=False, opacity=0.55,
        textfont={"size": 11},
    )  # fmt: skip
    if refer is not None:
        _lay_marks(figure, label)
    whole = frame if of is None else of
    note = note or f"{label}{f'（{scale.unit}）' if scale.unit else ''} {style.counted(whole, column)}" + (
        f"；以 {middle:g}{scale.unit} 为界" if middle is not None else ""
    )
    if breaks:
        note += _mark_breaks(figure, rows, breaks)
    style.lay_out(figure, note, height=76 + CELL_HEIGHT * max(len(departments), 2))
    ends = {"ticks": "", "showgrid": False, "type": "category"}  # else the marks over the cells would stretch the axes
    figure.update_yaxes(range=[len(departments) - 0.5, -0.5], ticklabelstandoff=6, **ends)
    figure.update_xaxes(range=[-0.5, len(years) - 0.5], side="top", **ends)
    figure.update_layout(margin={"t": 64, "b": 12})
    figure.layout.annotations[0].update(yshift=34)
    return figure


def _lay_marks(figure: go.Figure, label: str) -> None:
    """Unseen marks over the cells: plotly.js selects no cells, so that a click on one would open nothing."""
    cells = figure.data[0]
    places = [
        (x, y) for y, line in enumerate(cells.customdata) for x, opened in enumerate(line) if opened and opened[0]
    ]
    unseen = {"marker": {"opacity": 0}}
    figure.add_scatter(
        x=[cells.x[x] for x, _ in places], y=[cells.y[y] for _, y in places], mode="markers", showlegend=False,
        marker={"symbol": "square", "size": CELL_HEIGHT - 4, "opacity": 0}, selected=unseen, unselected=unseen,
        customdata=[cells.customdata[y][x] for x, y in places], text=[cells.hovertext[y][x] for x, y in places],
        hovertemplate=f"%{{y}} %{{x}}<br>{label} %{{text}}<extra></extra>",
    )  # fmt: skip
    figure.update_layout(hoverdistance=REACH)


def _opened(row: Mapping[Hashable, Any] | None, column: str, refer: Refer) -> list[str]:
    return [""] if row is None else [refer({str(name): value for name, value in row.items()}, column)]


def _word(row: Mapping[Hashable, Any] | None, column: str | None) -> str:
    word = formats.text(row[column]) if row is not None and column else ""
    return f"{word} " if word else ""


def _silence(row: Mapping[Hashable, Any] | None, column: str | None) -> str:
    """What a cell without a number says."""
    if row is None:
        return "无报告"
    return (formats.text(row[column]) if column else "") or formats.MISSING


def _hover(said: str, row: Mapping[Hashable, Any] | None, breaks: str | None) -> str:
    reason = formats.text(row[breaks]) if row is not None and breaks else ""
    return f"{said}<br>与上年不可比：{reason}" if reason else said


def _mark_breaks(figure: go.Figure, rows: Sequence[Sequence[Mapping[Hashable, Any] | None]], breaks: str) -> str:
    """A line before each cell that does not compare with the year before; what the note says of it."""
    broken = [
        (x, y)
        for y, line in enumerate(rows)
        for x, row in enumerate(line)
        if row is not None and formats.text(row[breaks])
    ]
    for x, y in broken:
        figure.add_shape(
            type="line",
            x0=x - 0.5,
            x1=x - 0.5,
            y0=y - 0.5,
            y1=y + 0.5,
            line={"color": ORANGE, "width": 4},
            layer="above",
        )
    return "；橙色竖线：口径有变化，与上年不可比" if broken else ""


def _printed(number: float | None, kind: str, scale: style.Scale) -> str:
    """The number in the cell; its unit stands beside the colours."""
    if number is None:
        return ""
    if kind in ("%", *style.MONEY, ""):
        return f"{round(number / scale.divisor, 1) + 0.0:,.1f}".replace("-", formats.MINUS)  # no −0.0
    return formats.number(round(number, 1))


def _usual(numbers: list[float], middle: float | None) -> tuple[float, float]:
    """The ends of the colours."""
    if not numbers:
        return 0, 1
    ordered = sorted(numbers)
    cut = int(len(ordered) * USUAL_SHARE)
    low, high = ordered[cut], ordered[-1 - cut]
    if middle is None:
        return (low, high) if high > low else (low - 1, high + 1)
    reach = max(abs(high - middle), abs(low - middle)) or 1
    return middle - reach, middle + reach
