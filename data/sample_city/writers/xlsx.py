"""A page → a workbook of one sheet; numbers are numbers with a format."""

import io
import re
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from data.sample_city.page import Heading, Page, Paragraph, Table
from data.sample_city.writers._steady import steady

# 1,284.60   97.56%   -3.78
NUMBER = re.compile(r"(?P<number>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?)(?P<percent>%?)")
LINE = Side(style="thin")
BORDER = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
COLUMN, COLUMNS, LINE_HEIGHT = 16, 12, 16.0
WRAPPED = Alignment(wrap_text=True, vertical="center")


def write(page: Page) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for column in range(1, COLUMNS + 1):
        sheet.column_dimensions[get_column_letter(column)].width = COLUMN
    widest = max((block.width for block in page.blocks if isinstance(block, Table)), default=1)
    row = 1
    for block in page.blocks:
        if isinstance(block, Table):
            _table(sheet, block, row)
            row += len(block.rows) + 1
            continue
        cell = sheet.cell(row, 1, block.text)
        cell.alignment = Alignment(wrap_text=True, horizontal=_side(block))
        cell.font = Font(bold=isinstance(block, Heading))
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=widest)
        sheet.row_dimensions[row].height = _height(block.text, widest)
        row += 1
    buffer = io.BytesIO()
    book.save(buffer)
    return steady(buffer.getvalue())


def _side(block: Heading | Paragraph) -> str:
    if isinstance(block, Heading):
        return "center" if block.level == 0 else "left"
    return "right" if block.is_right else "left"


def _height(text: str, columns: int) -> float:
    """Merged cells do not grow with their text by themselves."""
    return LINE_HEIGHT * (1 + 2 * len(text) // (COLUMN * columns))


def _table(sheet: Any, table: Table, top: int) -> None:
    for row, cells in enumerate(table.rows):
        sheet.row_dimensions[top + row].height = max(_height(cell.text, cell.columns) for cell in cells)
    for row, column, given in table.placed():
        cell = sheet.cell(top + row, 1 + column)
        _fill(cell, given.text)
        cell.border, cell.alignment = BORDER, WRAPPED
        if given.rows * given.columns > 1:
            sheet.merge_cells(
                start_row=top + row,
                start_column=1 + column,
                end_row=top + row + given.rows - 1,
                end_column=column + given.columns,
            )


def _fill(cell: Any, text: str) -> None:
    found = NUMBER.fullmatch(text)
    if not found:
        cell.value = text or None
        return
    value = Decimal(found["number"].replace(",", ""))
    code = "#,##0" if "," in text else "0"
    code += "." + "0" * (len(found["fraction"]) - 1) if found["fraction"] else ""
    cell.value = value / 100 if found["percent"] else value
    cell.number_format = code + found["percent"]
