"""A page → a PDF whose prose is broken at the margin, with ruled tables that go on over pages, and page numbers."""

import io
import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Lines
from reportlab.platypus import Table as Ruled

from data.sample_city.page import Heading, Page, Paragraph, Table

FONT = "STSong-Light"
MARGIN = 72.0  # points
WIDTH = A4[0] - 2 * MARGIN - 12
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=22, wordWrap="CJK", firstLineIndent=24)
HEADINGS = (
    ParagraphStyle("title", BODY, fontSize=16, leading=28, alignment=TA_CENTER, firstLineIndent=0),
    ParagraphStyle("heading", BODY, fontSize=14, leading=26, firstLineIndent=0),
    ParagraphStyle("second", BODY),
    ParagraphStyle("third", BODY),
)
RIGHT = ParagraphStyle("right", BODY, fontSize=10, leading=16, alignment=TA_RIGHT, firstLineIndent=0)
SIZES = (10.0, 9.0, 8.0, 7.0)
PADDING = 14.0
# 1,284.60   97.56%
NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?%?")


def write(page: Page) -> bytes:
    flowables: list[Flowable] = []
    for block in page.blocks:
        match block:
            case Heading(text, level):
                flowables.append(Lines(escape(text), HEADINGS[level]))
            case Paragraph(text, is_right):
                flowables.append(Lines(escape(text), RIGHT if is_right else BODY))
            case Table():
                flowables += [_table(block), Spacer(1, 12)]
    buffer = io.BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, invariant=1)
    document.build(flowables, onFirstPage=_number, onLaterPages=_number)
    return buffer.getvalue()


def _number(canvas: Any, document: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(A4[0] / 2, 40, f"- {document.page} -")


def _table(table: Table) -> Ruled:
    size, widths = _widths(table)
    style = ParagraphStyle("cell", fontName=FONT, fontSize=size, leading=1.3 * size, wordWrap="CJK")
    cells: list[list[Any]] = [[""] * table.width for _ in table.rows]
    commands: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    ]
    for row, column, cell in table.placed():
        cells[row][column] = Lines(escape(cell.text), style)
        if cell.rows * cell.columns > 1:
            commands.append(("SPAN", (column, row), (column + cell.columns - 1, row + cell.rows - 1)))
    return Ruled(cells, colWidths=widths, style=commands)


def _widths(table: Table) -> tuple[float, list[float]]:
    """The size of the letters, and columns that no number is broken in; words share what is left."""
    for size in SIZES:
        least, wanted = [3 * size + PADDING] * table.width, [3 * size + PADDING] * table.width
        for _, column, cell in table.placed():
            if cell.columns > 1:
                continue
            width = pdfmetrics.stringWidth(cell.text, FONT, size) + PADDING
            wanted[column] = max(wanted[column], width)
            if NUMBER.fullmatch(cell.text):
                least[column] = max(least[column], width)
        if sum(least) <= WIDTH:
            break
    return size, _shared(least, wanted)


def _shared(least: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """As wide as wanted, all cut at one width where that is too much."""
    low, high = 0.0, max(wanted)
    for _ in range(30):
        middle = (low + high) / 2
        total = sum(max(few, min(many, middle)) for few, many in zip(least, wanted, strict=True))
        low, high = (middle, high) if total <= WIDTH else (low, middle)
    return [max(few, min(many, low)) for few, many in zip(least, wanted, strict=True)]


pdfmetrics.registerFont(UnicodeCIDFont(FONT))
