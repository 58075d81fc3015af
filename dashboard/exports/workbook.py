"""A page as one Excel workbook: what it says of itself and its cards come in, bytes that Excel and WPS open go out.

The first sheet, 口径, says what the others mean; each card is a sheet. Numbers stay numbers; no cell becomes a formula.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dashboard import formats
from dashboard.contents import (
    AMOUNT,
    COUNT,
    DAY,
    MONEY,
    NUMBER,
    PER_HEAD,
    PERCENT,
    POINTS,
    STEP,
    YEAR,
    Basis,
    Field,
    Section,
)
from dashboard.exports.csv_table import DISCLAIMER, INVENTED
from dashboard.exports.formulas import FORMULA_STARTS

FONT = "微软雅黑"  # WPS and LibreOffice put their own sans-serif in its place where it is missing
WAN = Decimal(10_000)
FORMATS = {
    AMOUNT: "#,##0.00",  # 万元
    PER_HEAD: "#,##0.0000",
    PERCENT: "0.00%",
    POINTS: "0.0#",
    COUNT: "#,##0",
    NUMBER: "#,##0.##",
    STEP: "+0.00;-0.00;0.00",
    YEAR: "0",
    DAY: "yyyy-mm-dd",
}
SENTENCES = "依据原句"
CONTENTS = "口径"
NARROWEST, WIDEST, SENTENCE_WIDTH = 8, 36, 60
LONGEST_CELL = 32_767  # characters that a cell holds
LONGEST_TITLE = 31
LINE_HEIGHT, MOST_LINES = 15, 20  # points; a row is at most 409 of them high
MEASURED = 200  # rows that decide a column's width

# Characters that a sheet's name must not have: 决算/预算[1]
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")

_HEAD = PatternFill("solid", fgColor="1F5B8F")
_BAND = PatternFill("solid", fgColor="F3F6F9")
_LINE = Border(bottom=Side(style="thin", color="DFE4EA"))
_TOP = Alignment(vertical="top", horizontal="left", wrap_text=True, indent=1)
_RIGHT = Alignment(vertical="top", horizontal="right")


def workbook(basis: Basis, sections: Sequence[Section]) -> bytes:
    """The page as .xlsx."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = CONTENTS
    names = _names([section.card.title for section in sections])
    _contents(first, basis, sections, names)
    for section, name in zip(sections, names, strict=True):
        _card(book.create_sheet(name), basis, section)
    book.properties.title, book.properties.creator = basis.title, "对标"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _contents(sheet: Worksheet, basis: Basis, sections: Sequence[Section], names: Sequence[str]) -> None:
    """What the workbook is, of which data, and what the words on each sheet mean."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 92
    lines: list[tuple[str, str, bool]] = [
        (basis.title, "", True),
        ("提示", DISCLAIMER, False),
        *([("演示数据", f"{INVENTED}；其中的部门、报告和数字都不是真的", False)] if basis.is_demonstration else []),
        ("数据截至", basis.published, False),
        ("快照", basis.snapshot, False),
        ("再次打开", f"在仪表盘的网址后加 ?snapshot={basis.snapshot}", False),
        ("筛选", basis.chosen, False),
        ("金额单位", "万元；空白是报告里没有写明，不是零", False),
    ]
    for section, name in zip(sections, names, strict=True):
        lines.append((name, "", True))
        lines += [(title, words, False) for title, words in section.meanings]
        lines.append(("行数", f"{len(section.card.rows)} 行", False))
    for number, (title, words, is_heading) in enumerate(lines, start=1):
        left, right = sheet.cell(number, 1), sheet.cell(number, 2)
        _write(left, title)
        _write(right, words)
        left.alignment = right.alignment = _TOP
        left.font = Font(name=FONT, size=12 if is_heading else 10, bold=True)
        right.font = Font(name=FONT, size=10)
        if is_heading:
            left.fill = right.fill = _BAND
    _print_on_a4(sheet, basis, is_landscape=False)


def _card(sheet: Worksheet, basis: Basis, section: Section) -> None:
    """The rows of a card under frozen headings, with the sentences that state them in the last column."""
    fields = section.card.fields
    headings = [field.heading_in("万元") for field in fields] + ([SENTENCES] if section.sentences else [])
    for number, heading in enumerate(headings, start=1):
        cell = sheet.cell(1, number)
        _write(cell, heading)
        cell.font = Font(name=FONT, size=10, bold=True, color="FFFFFF")
        cell.fill = _HEAD
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    plain = Font(name=FONT, size=10)
    columns = [section.card.rows[field.column].tolist() for field in fields]
    for index in range(len(section.card.rows)):
        values = [_value(field, column[index]) for field, column in zip(fields, columns, strict=True)]
        for number, value in enumerate([*values, *section.sentences[index : index + 1]], start=1):
            cell = sheet.cell(index + 2, number)
            _write(cell, value)
            field = fields[number - 1] if number <= len(fields) else None
            cell.font, cell.border = plain, _LINE
            cell.alignment = _RIGHT if field is not None and field.is_number else _TOP
            if field is not None and field.kind in FORMATS:
                cell.number_format = FORMATS[field.kind]
    for number, heading in enumerate(headings, start=1):
        widest = max([_width(heading), *(_width(sheet.cell(row, number).value) for row in _measured(sheet))])
        limit = SENTENCE_WIDTH if heading == SENTENCES else WIDEST
        sheet.column_dimensions[get_column_letter(number)].width = min(max(widest + 2, NARROWEST), limit)
    for row in range(2, sheet.max_row + 1):  # a height of one's own: else only the first line of several would be seen
        lines = max(_lines(sheet, sheet.cell(row, number)) for number in range(1, len(headings) + 1))
        sheet.row_dimensions[row].height = LINE_HEIGHT * min(lines, MOST_LINES)
    sheet.freeze_panes = "B2"
    if len(section.card.rows):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(section.card.rows) + 1}"
    sheet.print_title_rows = "1:1"
    _print_on_a4(sheet, basis, is_landscape=True)


def _value(field: Field, value: Any) -> Any:
    """A number as a number in the unit of its heading, anything else as words; what is missing is an empty cell."""
    if formats.is_missing(value):
        return None
    if field.kind in MONEY:
        return Decimal(str(value)) / WAN
    if field.kind == PERCENT:
        return Decimal(str(value)) / 100
    if field.is_number or field.kind == YEAR:
        exact = Decimal(str(value))
        return int(exact) if exact == exact.to_integral_value() else exact
    return value if field.kind == DAY else str(value)


def _write(cell: Cell | Any, value: Any) -> None:
    """A value that stays what it is: words that begin like a formula are marked as words; control codes go."""
    if not isinstance(value, str):
        cell.value = value
        return
    words = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.value = words if len(words) <= LONGEST_CELL else f"{words[: LONGEST_CELL - 1]}…"
    cell.data_type = "s"
    if words.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def _lines(sheet: Worksheet, cell: Cell | Any) -> int:
    """How many lines a cell's words take in the width of its column."""
    if not isinstance(cell.value, str):
        return 1
    width = sheet.column_dimensions[cell.column_letter].width - 2
    return sum(max(1, ceil(_width(line) / width)) for line in cell.value.split("\n"))


def _measured(sheet: Worksheet) -> range:
    return range(2, min(sheet.max_row, MEASURED) + 1)


def _width(value: Any) -> int:
    """Columns that a value takes: a Chinese character is as wide as two digits."""
    if isinstance(value, Decimal | float):
        return len(f"{value:,.2f}")
    lines = str("" if value is None else value).splitlines() or [""]
    return max(sum(2 if ord(character) > 0x2E7F else 1 for character in line) for line in lines)


def _names(titles: Sequence[str]) -> list[str]:
    """Names of sheets: allowed, short enough, none twice."""
    found = [CONTENTS]
    for title in titles:
        plain = _FORBIDDEN.sub("_", title).strip("'") or "表"
        name, again = plain[:LONGEST_TITLE], 1
        while name.lower() in {other.lower() for other in found}:
            again += 1
            name = f"{plain[: LONGEST_TITLE - 4]}（{again}）"
        found.append(name)
    return found[1:]


def _print_on_a4(sheet: Worksheet, basis: Basis, *, is_landscape: bool) -> None:
    """One page wide, with what it is and of which data at the foot of every page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE if is_landscape else sheet.ORIENTATION_PORTRAIT
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    invented = f"{INVENTED}；" if basis.is_demonstration else ""
    head, foot = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
    assert head is not None and foot is not None  # openpyxl makes them with the sheet
    head.left.text = f"{basis.title} · {sheet.title}".replace("&", "&&")
    foot.left.text = f"{invented}{DISCLAIMER}；{basis.as_of}".replace("&", "&&")
    foot.right.text = "第 &P 页，共 &N 页"
