"""A report's text → the same report as Word, PDF, web page, workbook and scan, the way departments set them.

The cells of a text's tables become real tables; merged ones are merged, and a row with fewer cells than its table has
columns reaches to the table's edge with its last cell.
"""

import html
import io
import random
import re
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl
import pypdfium2
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openpyxl.cell import Cell as SheetCell
from PIL import Image, ImageChops
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

from loaders.readers import doc, txt

FONT = "STSong-Light"
MARGIN = 84.0  # points
WIDTH = A4[0] - 2 * MARGIN - 12  # of a table
SIZE, CELL_SIZE = 12.0, 10.0
BODY = ParagraphStyle("body", fontName=FONT, fontSize=SIZE, leading=22, wordWrap="CJK", firstLineIndent=2 * SIZE)
TITLE = ParagraphStyle("title", BODY, fontSize=16, leading=28, alignment=TA_CENTER, firstLineIndent=0)
UNIT = ParagraphStyle("unit", BODY, fontSize=CELL_SIZE, leading=16, alignment=TA_RIGHT, firstLineIndent=0)
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=CELL_SIZE, leading=13, wordWrap="CJK")
# 金额单位：万元
UNIT_LINE = re.compile(r"\s*[（(]?(?:金额)?单位[:：]\s*(?:亿元|万元|千元|元)[）)]?\s*")
# 1,284.60   97.56%   -3.78   186.37万元
NUMBER = re.compile(r"(?P<sign>[-+]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?(?P<unit>%|万元|元|人|分)?")
DIGITS = 15  # that a workbook keeps of a number
LONGEST_TITLE = 40
RESOLUTION = 200 / 72  # pixels per point of a scan


class Area(NamedTuple):
    """A cell and the places it covers."""

    text: str
    row: int
    column: int
    rows: int
    columns: int


@dataclass
class Grid:
    """A table: the cells of each row, a merged one at every place it covers."""

    rows: list[list[str]]
    merged: list[list[int]] = field(default_factory=list)  # by place, which cell stands there

    @property
    def width(self) -> int:
        return max(map(len, self.rows))

    def areas(self) -> list[Area]:
        """Every cell once, as the rectangles it covers."""
        open_areas: dict[tuple[int, int, int], Area] = {}
        found: list[Area] = []
        for number, (texts, marks) in enumerate(zip(self.rows, self.merged, strict=True)):
            going_on: dict[tuple[int, int, int], Area] = {}
            for mark, places in groupby(range(self.width), key=lambda column: marks[column]):
                columns = list(places)
                key = (mark, columns[0], len(columns))
                above = open_areas.get(key)
                area = (
                    above._replace(rows=above.rows + 1)
                    if above
                    else Area(texts[columns[0]], number, columns[0], 1, len(columns))
                )
                going_on[key] = area
            found += [area for key, area in open_areas.items() if key not in going_on]
            open_areas = going_on
        return sorted([*found, *open_areas.values()], key=lambda area: area[1:3])


Manuscript = list[str | Grid]


def manuscript(text: str) -> Manuscript:
    """The paragraphs and tables of a text; a line between a table's rows is a row of one cell."""
    blocks: list[tuple[int, int, str | list[list[tuple[int, int]]]]] = []
    for table, members in groupby(txt.structure(text), key=lambda passage: passage.table):
        passages = list(members)
        if table is None:
            blocks += [(passage.start, passage.end, text[passage.start : passage.end]) for passage in passages]
            continue
        rows = [
            [(cell.start, cell.end) for cell in cells]
            for _, cells in groupby(passages, key=lambda passage: passage.row)
        ]
        rows = _with_notes(text, rows)
        blocks.append((rows[0][0][0], max(end for row in rows for _, end in row), rows))
    return [block if isinstance(block, str) else _grid(text, block) for _, _, block in blocks]


def _with_notes(text: str, rows: list[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """（各栏保留两位小数） between two rows."""
    found: list[list[tuple[int, int]]] = rows[:1]
    for above, below in pairwise(rows):
        end, start = max(place[1] for place in above), min(place[0] for place in below)
        for note in re.finditer(r"(?m)^\s*（.*）\s*$", text[end:start]) if start > end else ():
            found.append([(end + note.start(), end + note.end())])
        found.append(below)
    return found


def _grid(text: str, rows: list[list[tuple[int, int]]]) -> Grid:
    width = max(map(len, rows))
    full = [row + row[-1:] * (width - len(row)) for row in rows]
    marks: dict[tuple[int, int, int], int] = {}
    merged = [
        [
            # empty cells may share a place
            marks.setdefault(
                (start, end, -1 if end > start else number * width + min(column, len(row) - 1)), len(marks)
            )
            for column, (start, end) in enumerate(cells)
        ]
        for number, (row, cells) in enumerate(zip(rows, full, strict=True))
    ]
    return Grid([[text[start:end].strip() for start, end in row] for row in full], merged)


def is_tabular(blocks: Manuscript) -> bool:
    """Whether a workbook is a likely form of a report: most of its words stand in tables."""
    inside = sum(len(area.text) for block in blocks if isinstance(block, Grid) for area in block.areas())
    return inside * 2 > sum(len(block) for block in blocks if isinstance(block, str))


def with_titles(blocks: Manuscript) -> Manuscript:
    """Titles and units that stand right above a table as rows of one cell in it."""
    found: Manuscript = []
    for block in blocks:
        if isinstance(block, Grid):
            titles: list[str] = []
            while found and len(titles) < 2 and _is_title(found[-1]):
                titles.insert(0, str(found.pop()))
            rows = [[title] * block.width for title in titles]
            merged = [[-1 - number] * block.width for number in range(len(titles))]
            block = Grid(rows + block.rows, merged + block.merged)
        found.append(block)
    return found


def _is_title(block: str | Grid) -> bool:
    return isinstance(block, str) and len(block) <= LONGEST_TITLE and not re.search(r"[。；，]|\n", block)


# --- Word


def word(blocks: Manuscript) -> bytes:
    """A .docx with real tables."""
    document = docx.Document()
    for number, block in enumerate(blocks):
        if isinstance(block, str):
            paragraph = document.add_paragraph(block)
            if number == 0 or UNIT_LINE.fullmatch(block):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if number == 0 else WD_ALIGN_PARAGRAPH.RIGHT
            continue
        table = document.add_table(rows=len(block.rows), cols=block.width, style="Table Grid")
        cells = [list(row.cells) for row in table.rows]
        for area in block.areas():
            cell = cells[area.row][area.column]
            if area.rows * area.columns > 1:
                cell = cell.merge(cells[area.row + area.rows - 1][area.column + area.columns - 1])
            cell.text = area.text
        document.add_paragraph()  # Word has one after every table
    return _bytes(document.save)


def typed(text: str) -> bytes:
    """A .docx into which the text was pasted, every line a paragraph."""
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line.rstrip("\r"))
    return _bytes(document.save)


def by_office(documents: Sequence[bytes], target: str, folder: Path) -> list[Path]:
    """Each .docx as LibreOffice saves it: "doc:MS Word 97", or "pdf" with tables that go on over pages. In one run."""
    office = doc.program()
    assert office, "LibreOffice is missing: apt install libreoffice-writer-nogui"
    sources = [folder / f"{number}.docx" for number in range(len(documents))]
    for source, content in zip(sources, documents, strict=True):
        source.write_bytes(content)
    command = [
        office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--convert-to", target, "--outdir", str(folder), *map(str, sources),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [source.with_suffix(f".{target.partition(':')[0]}") for source in sources]


# --- web page


def web_page(blocks: Manuscript) -> bytes:
    """A page with its tables as tables, lines broken in the source as editors do."""
    parts = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>公开</title></head><body>"]
    for number, block in enumerate(blocks):
        if isinstance(block, str):
            tag = "h1" if number == 0 else "p"
            parts.append(f"<{tag}>{_markup(block)}</{tag}>")
            continue
        parts.append("<table border='1'>")
        areas = block.areas()
        for row in range(len(block.rows)):
            parts.append("<tr>")
            for area in (area for area in areas if area.row == row):
                spans = f" rowspan='{area.rows}'" * (area.rows > 1) + f" colspan='{area.columns}'" * (area.columns > 1)
                parts.append(f"<td{spans}>{_markup(area.text) or '&nbsp;'}</td>")
            parts.append("</tr>")
        parts.append("</table>")
    return "\n".join([*parts, "</body></html>"]).encode()


def _markup(text: str) -> str:
    return html.escape(text).replace("\n", "<br/>")


# --- workbook


def workbook(blocks: Manuscript, has_numbers: bool) -> bytes:
    """One sheet; numbers are numbers with a format, or words."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    widest = max((block.width for block in blocks if isinstance(block, Grid)), default=1)
    row = 1
    for block in blocks:
        if isinstance(block, str):
            sheet.cell(row, 1, block)
            if widest > 1:
                sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=widest)
            row += 1
            continue
        for area in block.areas():
            top, left = row + area.row, 1 + area.column
            _fill(sheet.cell(top, left), area.text, has_numbers)
            if area.rows * area.columns > 1:
                sheet.merge_cells(
                    start_row=top,
                    start_column=left,
                    end_row=top + area.rows - 1,
                    end_column=left + area.columns - 1,
                )
        row += len(block.rows) + 1
    return _bytes(book.save)


def _fill(cell: SheetCell, text: str, has_numbers: bool) -> None:
    found = NUMBER.fullmatch(text)
    if not found or not has_numbers or len(text) > DIGITS:
        cell.value = text or None
        if text:
            cell.data_type = "s"
        return
    fraction, unit = found["fraction"] or "", found["unit"] or ""
    code = ("#,##0" if "," in found["whole"] else "0") + ("." + "0" * (len(fraction) - 1) if fraction else "")
    code += "%" if unit == "%" else f'"{unit}"' if unit else ""
    value = float(f"{found['sign']}{found['whole'].replace(',', '')}{fraction}")
    cell.value = value / 100 if unit == "%" else value
    cell.number_format = f"+{code};-{code}" if found["sign"] == "+" else code


# --- PDF


def pdf(blocks: Manuscript, is_ruled: bool = True) -> bytes:
    """A PDF whose prose is broken at the margin, with page numbers; its tables ruled or not."""
    flowables: list[Flowable] = []
    for number, block in enumerate(blocks):
        if isinstance(block, str):
            style = TITLE if number == 0 else UNIT if UNIT_LINE.fullmatch(block) else BODY
            flowables.append(Paragraph(_markup(block), style))
        else:
            flowables += [KeepTogether(_table(block, is_ruled)), Spacer(1, 12)]
    buffer = io.BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN)
    document.build(flowables, onFirstPage=_number, onLaterPages=_number)
    return buffer.getvalue()


def _number(canvas: Any, document: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(A4[0] / 2, 40, f"- {document.page} -")


def _table(grid: Grid, is_ruled: bool) -> Table:
    areas = grid.areas()
    size, widths = _widths(grid, areas)
    style = ParagraphStyle("cell", CELL, fontSize=size, leading=1.3 * size)
    cells: list[list[Any]] = [[""] * grid.width for _ in grid.rows]
    commands: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    commands += [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if is_ruled else []
    for area in areas:
        cells[area.row][area.column] = Paragraph(_markup(area.text), style)
        if area.rows * area.columns > 1:
            corner = (area.column + area.columns - 1, area.row + area.rows - 1)
            commands.append(("SPAN", (area.column, area.row), corner))
    return Table(cells, colWidths=widths, style=commands)


def _widths(grid: Grid, areas: Iterable[Area]) -> tuple[float, list[float]]:
    """The size of the letters, and columns as wide as their longest cell; where that is too much, words are broken."""
    for size in (CELL_SIZE, 9.0, 8.0, 7.0):
        needed, least = [3.0 * size] * grid.width, [3.0 * size + 12] * grid.width
        for area in areas:
            if area.columns > 1:
                continue
            for line in area.text.split("\n"):
                width = pdfmetrics.stringWidth(line, FONT, size) + 14
                needed[area.column] = max(needed[area.column], width)
                if NUMBER.fullmatch(line):
                    least[area.column] = max(least[area.column], width)
        low, high = 0.0, max(needed)
        for _ in range(30):
            middle = (low + high) / 2
            total = sum(max(few, min(many, middle)) for few, many in zip(least, needed, strict=True))
            low, high = (middle, high) if total <= WIDTH else (low, middle)
        if sum(least) <= WIDTH:
            break
    return size, [max(few, min(many, low)) for few, many in zip(least, needed, strict=True)]


# --- scan


def scans(
    content: bytes, seed: int = 0, skew: float = 0.4, noise: float = 12, resolution: float = RESOLUTION
) -> list[bytes]:
    """Each page of a PDF as it comes out of a scanner: a little askew (degrees), with noise."""
    chance = random.Random(seed)
    images: list[bytes] = []
    document = pypdfium2.PdfDocument(content)
    for page in document:
        image = page.render(scale=resolution).to_pil().convert("L")
        angle = chance.uniform(-skew, skew)
        image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
        grain = Image.effect_noise(image.size, noise)
        image = ImageChops.add(image, grain, offset=-128)
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=80)
        images.append(buffer.getvalue())
    document.close()
    return images


def _bytes(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


pdfmetrics.registerFont(UnicodeCIDFont(FONT))
