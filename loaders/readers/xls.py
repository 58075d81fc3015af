"""An old Excel workbook (.xls, or .et of WPS) → the same as .xlsx: visible cells, numbers as the sheet shows them."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlrd
from xlrd.biffh import XLRDError

from loaders import archives
from loaders.models import Passage
from loaders.readers import UnreadableError, csv, doc, xlsx
from loaders.readers.xlsx import BUILT_IN, Sheet, lay_out, shown

NAME = "Excel 表格（.xls）"
BEFORE_OLE = b"\x09"  # how workbooks began before Excel 5
TEXT, NUMBER, DATE, BOOLEAN, ERROR = 1, 2, 3, 4, 5  # what xlrd calls cells


def read(content: bytes) -> tuple[str, tuple[Passage, ...]]:
    """Every visible sheet. Raises UnreadableError."""
    if (found := archives.kind(content)) == archives.SHEET_XML:
        return xlsx.read(doc.converted(content, ".xml", ".xlsx"))
    if not found and not content.startswith(BEFORE_OLE):
        return doc.plain(content, csv.read, NAME)
    if found == archives.UNKNOWN_OLE:
        raise archives.broken(NAME)
    if found and found != ".xls":
        return archives.read_as(found, content, NAME)
    with Path(os.devnull).open("w") as log:
        try:
            book = xlrd.open_workbook(
                file_contents=content, formatting_info=True, on_demand=True, ragged_rows=True, logfile=log,
                ignore_workbook_corruption=True,
            )  # fmt: skip
            return lay_out(_sheets(book))
        except UnreadableError:
            raise
        except XLRDError as error:
            if "encrypted" in str(error):
                raise archives.encrypted() from error
            raise archives.broken(NAME) from error
        except Exception as error:  # xlrd trusts the file: a damaged one breaks it in any way
            raise archives.broken(NAME) from error


def _sheets(book: xlrd.Book) -> Iterator[Sheet]:
    for index, name in enumerate(book.sheet_names()):
        page = book.sheet_by_index(index)
        if page.visibility:
            book.unload_sheet(index)
            continue
        sheet = Sheet(name)
        sheet.merges = [(top, bottom - 1, left, right - 1) for top, bottom, left, right in page.merged_cells]
        sheet.hidden_columns = [(column, column) for column, said in page.colinfo_map.items() if said.hidden]
        sheet.hidden_rows = {row for row, said in page.rowinfo_map.items() if said.hidden}
        for row in range(page.nrows):
            for column in range(page.row_len(row)):
                sheet.put(row, column, _shown(book, page, row, column))
        book.unload_sheet(index)
        yield sheet


def _shown(book: xlrd.Book, page: Any, row: int, column: int) -> str:
    kind, value = page.cell_type(row, column), page.cell_value(row, column)
    if kind == TEXT:
        return str(value)
    if kind in (NUMBER, DATE):
        if not value and not page.show_zero_values:
            return ""
        key = book.xf_list[page.cell_xf_index(row, column)].format_key
        code = BUILT_IN[key] if key in BUILT_IN else book.format_map[key].format_str
        return shown(value, code, bool(book.datemode))
    if kind == BOOLEAN:
        return "TRUE" if value else "FALSE"
    return str(xlrd.error_text_from_code.get(value, "")) if kind == ERROR else ""
