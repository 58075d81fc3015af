"""A spreadsheet that LibreOffice or WPS saved as .ods → the same as an openpyxl workbook: values, formulas, merges.

Only what somebody typed matters: formats are lost, but for percent, and so are remarks on cells and pictures.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

SUFFIX = "ods"
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
MOST_REPEATED = 1000  # that a cell or row with something in it is repeated; empty ones go to the end of the sheet

_OFFICE, _TABLE, _TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text")
)
_ROW, _CELL = f"{_TABLE}table-row", f"{_TABLE}table-cell"


def is_open_document(content: bytes) -> bool:
    """Whether it says of itself that it is such a spreadsheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.read("mimetype").strip() == MIMETYPE
    except (zipfile.BadZipFile, KeyError):
        return False


def workbook(content: bytes) -> Workbook:
    """The workbook. Raises what zipfile and lxml raise for a file that is damaged or locked by a password."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(archive.read("content.xml"), parser)
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in root.iterfind(f".//{_OFFICE}spreadsheet/{_TABLE}table"):
        _fill(book.create_sheet(table.get(f"{_TABLE}name", "")), table)
    return book


def _fill(page: Worksheet, table: etree._Element) -> None:
    number = 1
    for row in table.iter(_ROW):
        repeated = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        cells = list(_cells(row))
        for again in range(min(repeated, MOST_REPEATED) if cells else 0):
            for column, cell in cells:
                _write(page, number + again, column, cell)
        number += repeated


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Those with something in them, with the number of their column."""
    column = 1
    for cell in row:
        if not str(cell.tag).startswith(_TABLE):
            continue
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if cell.tag == _CELL and (cell.get(f"{_OFFICE}value-type") or _spans(cell) != (1, 1)):
            yield from ((column + again, cell) for again in range(min(repeated, MOST_REPEATED)))
        column += repeated


def _spans(cell: etree._Element) -> tuple[int, int]:
    """Rows and columns that it covers."""
    rows, columns = (int(cell.get(f"{_TABLE}number-{name}-spanned", "1")) for name in ("rows", "columns"))
    return rows, columns


def _write(page: Worksheet, row: int, column: int, given: etree._Element) -> None:
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)
    kind, value = given.get(f"{_OFFICE}value-type", ""), given.get(f"{_OFFICE}value", "")
    if formula := given.get(f"{_TABLE}formula"):
        cell.value = f"={formula.partition('=')[2]}"
    elif kind in ("float", "percentage", "currency"):
        number = float(value)
        cell.value = int(number) if number.is_integer() else number
        cell.number_format = "0.00%" if kind == "percentage" else "General"
    elif kind == "boolean":
        cell.value = given.get(f"{_OFFICE}boolean-value") == "true"
    elif kind == "date":
        cell.value = datetime.fromisoformat(given.get(f"{_OFFICE}date-value", ""))
    elif kind:
        cell.value = "\n".join(map(_words, given.iterfind(f"{_TEXT}p")))
        cell.data_type = "s"  # even where it begins like a formula
    rows, columns = _spans(given)
    if (rows, columns) != (1, 1):
        page.merge_cells(start_row=row, start_column=column, end_row=row + rows - 1, end_column=column + columns - 1)


def _words(element: etree._Element) -> str:
    """The text of a paragraph; several blanks, tabs and line breaks are elements of their own."""
    if element.tag == f"{_TEXT}s":
        own = " " * int(element.get(f"{_TEXT}c", "1"))
    else:
        own = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}.get(str(element.tag), element.text or "")
    return own + "".join(_words(child) + (child.tail or "") for child in element)
