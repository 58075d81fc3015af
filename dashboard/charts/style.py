"""What all pictures share: colours, units, names and counts, and how a finished one is dressed for its page."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

import plotly.graph_objects as go
import plotly.io as pio
from pandas import DataFrame, concat

from dashboard import formats

FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif"
# Okabe and Ito's colours, told apart by every kind of colour vision.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d31", "#5f6b7a")
BLUE, ORANGE, GREEN, YELLOW, SKY = COLOURS[0], COLOURS[1], COLOURS[2], COLOURS[4], COLOURS[5]
SYMBOLS = ("circle", "diamond", "square", "triangle-up", "pentagon")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
QUIET = "#8a96a3"  # marks that are not the subject; seen on light and on dark
NOTHING = "rgba(0, 0, 0, 0)"
LOCALE = json.loads(Path(__file__).with_name("zh-CN.json").read_text(encoding="utf-8"))

ROW_HEIGHT = 28
LONGEST_NAME = 16
LEAST_PEERS = 5  # departments below which neither median nor quartiles are drawn
MONEY = ("amount", "per_head")  # kinds of values in yuan
LEAST_BILLIONS = 1e9  # yuan from which an axis counts in 亿元

Refer = Callable[[Mapping[str, Any], str], str]  # a row and a column → what a click on that mark opens

pio.templates.default = None  # `dressed` gives each picture its own: plotly's would be made for each, and thrown away


@dataclass(frozen=True)
class Look:
    """The colours of the page that a picture stands on; the scales run from little to much."""

    ink: str
    muted: str
    grid: str
    surface: str
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]


LIGHT = Look(
    ink="#1d2733",
    muted="#5a6775",
    grid="#e3e7ec",
    surface="#ffffff",
    sequential=("#eef4fa", "#b5d3ea", "#6aa9d8", "#2479b5", "#0b4a7a"),
    diverging=("#b34700", "#eeb07f", "#f4f5f6", "#8fc0e4", "#00568a"),
)
DARK = Look(
    ink="#e4e8ed",
    muted="#9eabb8",
    grid="#303944",
    surface="#1b2129",
    sequential=("#222b36", "#1f4a6b", "#22709f", "#4f9fd0", "#a9d6f5"),
    diverging=("#f08a3c", "#8f552c", "#2a323b", "#2c658c", "#6db9ec"),
)
PAPER = replace(LIGHT, ink="#000000", muted="#444b54")


@dataclass(frozen=True)
class Scale:
    """How the numbers of an axis are said: divided by this, followed by that."""

    divisor: float
    unit: str

    def of(self, values: Any) -> Any:
        return values.astype(float) / self.divisor

    @property
    def suffix(self) -> str:
        """What stands behind a number on the axis: 95%, 200 万元."""
        return self.unit if self.unit == "%" else f" {self.unit}"


def scale(kind: str, values: DataFrame) -> Scale:
    """The unit of an axis: amounts in 万元 or, where one reaches ten 亿, in 亿元; any other kind is its own unit."""
    if kind not in MONEY:
        return Scale(1, kind)
    largest = values.astype(float).abs().fillna(0).to_numpy().max(initial=0)
    return Scale(1e8, "亿元") if largest >= LEAST_BILLIONS else Scale(1e4, "万元")


def said(value: Any, kind: str) -> str:
    """A number as a label or hover text says it: 3,830.1万元, 97.0%, 98 分."""
    if kind in MONEY:
        return formats.short_amount(value) if kind == "amount" else formats.per_head(value)
    if formats.is_missing(value):
        return formats.MISSING
    return f"{value:,.1f}%" if kind == "%" else f"{formats.number(round(float(value), 1))} {kind}".strip()


def colour(department: str) -> str:
    """The same colour for the same department, on every page and in every picture."""
    return COLOURS[crc32(department.encode()) % len(COLOURS)]


def symbol(department: str) -> str:
    """Tells departments of one colour apart, and holds without colour."""
    return SYMBOLS[crc32(department.encode()) // len(COLOURS) % len(SYMBOLS)]


def dash(department: str) -> str:
    """The same for lines."""
    return DASHES[SYMBOLS.index(symbol(department))]


def mark(department: str) -> dict[str, Any]:
    """How the dots of a chosen department are drawn and named; without one, those of all others."""
    if not department:
        marker: dict[str, Any] = {"size": 9, "color": QUIET, "opacity": 0.55}
        return {"marker": marker, "name": "其他部门", "showlegend": False}
    edge = {"width": 1.5, "color": "#ffffff"}
    marker = {"size": 14, "color": colour(department), "symbol": symbol(department), "line": edge}
    return {"marker": marker, "name": short(department), "showlegend": True}


def counted(frame: DataFrame, column: str) -> str:
    """How many departments a picture shows and lacks: 5 个部门，缺 2 个; with the reports where they are more."""
    departments = frame["department"].fillna("")
    if "jurisdiction" in frame:
        departments = frame["jurisdiction"].fillna("") + " " + departments
    shown = departments[frame[column].notna()]
    missing = departments.nunique() - shown.nunique()
    reports = f"（{len(shown)} 份报告）" if len(shown) != shown.nunique() else ""
    return f"{shown.nunique()} 个部门{reports}，缺 {missing} 个"


def among(frame: DataFrame, roster: DataFrame) -> DataFrame:
    """The rows, and for each department of the roster that has none a row that names it and holds no number."""
    who = ["jurisdiction", "department"]
    known = set(zip(*(frame[column].fillna("") for column in who), strict=True))
    silent = [pair not in known for pair in zip(*(roster[column].fillna("") for column in who), strict=True)]
    added = roster.loc[silent, who].drop_duplicates()
    return concat([frame, added], ignore_index=True) if len(added) else frame


def counted_each(frame: DataFrame, labels: Mapping[str, str]) -> str:
    """The same for several columns under their labels, said once where it is the same for all."""
    said = {label: counted(frame, column) for column, label in labels.items()}
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    return "；".join(f"{label} {words}" for label, words in said.items())


def is_empty(figure: go.Figure) -> bool:
    """Whether nothing is drawn, because whatever would be is missing."""
    return not any(map(_is_drawn, figure.data))


def _is_drawn(trace: Any) -> bool:
    if trace.type == "heatmap":
        return any(not formats.is_missing(cell) for line in trace.z for cell in line)
    marks = zip(trace.x if trace.x is not None else (), trace.y if trace.y is not None else (), strict=False)
    return any(not formats.is_missing(x) and not formats.is_missing(y) for x, y in marks)


def references(frame: DataFrame, column: str, refer: Refer | None) -> list[list[str]] | None:
    """What a click on each row's mark opens."""
    if refer is None:
        return None
    return [[refer({str(name): value for name, value in row.items()}, column)] for row in frame.to_dict("records")]


def short(name: object, longest: int = LONGEST_NAME) -> str:
    """A department's name, cut where it would push the picture aside."""
    label = formats.text(name) or "未写明部门"
    return label if len(label) <= longest else f"{label[: longest - 1]}…"


def names(frame: DataFrame) -> list[str]:
    """One name a row: the year stands with it where there are several, a number where a department has several rows."""
    has_years = "fiscal_year" in frame and frame["fiscal_year"].nunique(dropna=False) > 1
    years: Iterable[object] = frame["fiscal_year"] if has_years else [""] * len(frame)
    found: list[str] = []
    for department, year in zip(frame["department"], years, strict=True):
        label = f"{short(department)} {formats.text(year)}".strip()
        again = sum(name == label or name.startswith(f"{label}（") for name in found)
        found.append(f"{label}（{again + 1}）" if again else label)
    return found


def lay_out(figure: go.Figure, note: str, *, rows: int | None = None, height: int = 320) -> None:
    """The frame of a picture: its note above, its legend below that; so high that its rows have room."""
    above = 56 if any(trace.showlegend is not False and trace.name for trace in figure.data) else 34
    figure.update_layout(
        height=height if rows is None else above + 40 + ROW_HEIGHT * max(rows, 2),
        margin={"l": 12, "r": 28, "t": above, "b": 40},
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "title": ""},
        dragmode=False,
        hovermode="closest",
    )
    figure.add_annotation(
        text=note, xref="paper", yref="paper", x=0, y=1, xanchor="left", yanchor="bottom",
        yshift=above - 24, showarrow=False, name="note", align="left",
    )  # fmt: skip
    figure.update_xaxes(automargin=True)
    figure.update_yaxes(automargin=True)


def list_rows(figure: go.Figure) -> None:
    """Departments one below the other, the first on top."""
    figure.update_yaxes(autorange="reversed", showgrid=False, ticklabelstandoff=6)


def dressed(figure: go.Figure, look: Look) -> go.Figure:
    """A copy of a picture in the colours of the page that it stands on."""
    axis = {
        "gridcolor": look.grid,
        "linecolor": look.grid,
        "zerolinecolor": look.grid,
        "tickfont": {"color": look.muted, "size": 12},
        "title": {"font": {"size": 12, "color": look.muted}, "standoff": 6},
        "zeroline": False,
    }
    template = go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": look.ink},
            "paper_bgcolor": look.surface,
            "plot_bgcolor": look.surface,
            "colorway": list(COLOURS),
            "xaxis": axis,
            "yaxis": axis,
            "legend": {"font": {"size": 12, "color": look.ink}},
            "hoverlabel": {
                "bgcolor": look.surface,
                "bordercolor": look.muted,
                "font": {"family": FONT, "size": 13, "color": look.ink},
                "align": "left",
            },
            "annotationdefaults": {"font": {"size": 12, "color": look.muted}},
            "modebar": {"bgcolor": NOTHING, "color": look.muted, "activecolor": look.ink},
        }
    )
    copy = go.Figure(figure)
    copy.update_layout(template=template)
    for trace in copy.data:
        if trace.type == "heatmap":
            trace.colorscale = steps(look.diverging if trace.meta == "diverging" else look.sequential)
        elif trace.meta == "ink":  # marks as dark as words
            trace.update(marker_color=look.ink)
    return copy


def steps(colours: Sequence[str]) -> list[tuple[float, str]]:
    """Colours at even distances from 0 to 1."""
    return [(index / (len(colours) - 1), shade) for index, shade in enumerate(colours)]


def config(file_name: str) -> dict[str, Any]:
    """What plotly.js needs to know: Chinese words, nothing from the network, and a file's name for a saved picture."""
    return {
        "locale": "zh-CN",
        "locales": {"zh-CN": LOCALE},
        "displayModeBar": "hover",
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": file_name, "scale": 2},
        "showTips": False,
        "plotlyServerURL": "",
        "topojsonURL": "",
    }
