"""The 复核表 as a workbook and back: a sheet and its conventions come in, and what was filled in comes out.

Excel, WPS and LibreOffice may have saved it in between. Whatever is not as it was sent out is refused with the name of
the cell: guessing would put points on the wrong indicator.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from math import ceil
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exports import open_document
from dashboard.exports.csv_table import DISCLAIMER
from dashboard.workbench.conventions import Conventions
from dashboard.workbench.sampling import plain
from dashboard.workbench.sheets import (
    COLUMNS,
    EDITABLE,
    HEADER_ROW,
    IDENTITY,
    TITLE,
    Cell,
    Item,
    Sheet,
    check,
    clean,
    edited,
)
from dashboard.workbench.store import EntryError

FORMAT = "duibiao-review-sheet-1"
HIDDEN = "_对标"
GUIDE = "填表说明"
TOTAL = "合计"
LARGEST = 50 << 20  # bytes, unpacked
CLOSE = Decimal("0.01")  # percent
NUMBERS = ("full_points", "self_points", "review_points")
WIDTHS = (11, 13, 20, 9, 12, 7, 7, 13, 9, 13, 9, 9, 26)

_FIELDS = list(COLUMNS)
_LETTER = {name: get_column_letter(number) for number, name in enumerate(_FIELDS, start=1)}
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LINE = Side(style="thin", color="FF7F7F7F")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LOCKED, _OPEN, _HEAD = (PatternFill("solid", fgColor=color) for color in ("FFF2F2F2", "FFFFFFFF", "FFDCE6F1"))


class SheetError(EntryError):
    """A workbook cannot be taken back; the Chinese message names the sheet and the cell."""


@dataclass(frozen=True)
class Marking:
    """What a workbook says it is."""

    sheet: str
    version: int
    snapshot: str
    digest: str


def write(sheet: Sheet, conventions: Conventions) -> bytes:
    """The workbook of a sheet as it stands: to print in A4 and to fill in."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = TITLE
    _head(page, sheet)
    for item in sheet.items:
        _row(page, item, conventions)
    _total(page, sheet, conventions)
    _validate(page, sheet)
    _print(page)
    _explain(book.create_sheet(GUIDE), conventions)
    _mark(book.create_sheet(HIDDEN), sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def marking(content: bytes) -> Marking:
    """Which sheet a workbook is, and which version it was. Raises SheetError."""
    with _opened(content) as book:
        return _marking(book)


def read(content: bytes, sheet: Sheet, conventions: Conventions) -> dict[Cell, str]:
    """The cells that were filled in or changed since `sheet`, the version that `marking` names. Raises EntryError."""
    with _opened(content) as book:
        mark = _marking(book)
        if (mark.sheet, mark.version) != (sheet.sheet, sheet.version) or mark.digest != sheet.digest:
            raise SheetError(
                f"这个文件不是复核表 {sheet.sheet} 第 {sheet.version} 版，或隐藏的“{HIDDEN}”页被改过；请重新下载"
            )
        page = _page(book)
        _same_structure(page, sheet)
        found = {cell: clean(sheet, cell, words) for item in sheet.items for cell, words in _filled(page, item)}
        edits = {cell: words for cell, words in found.items() if words != sheet.value(cell)}
        becoming = edited(sheet, edits)
        check(becoming, {item.item for item in sheet.items}, conventions)
        _untouched(page, becoming, conventions)
    return edits


# --- out


def _head(page: Worksheet, sheet: Sheet) -> None:
    last = _LETTER[_FIELDS[-1]]
    title = f"{sheet.department} {sheet.fiscal_year} 年度部门整体支出绩效自评{TITLE}"
    number = f"复核表编号：{sheet.sheet}（第 {sheet.version} 版）　数据快照：{sheet.snapshot}"
    rules = f"白底的格子可以填写，灰底的已锁定；没有复核的留空，不要填 0。口径见“{GUIDE}”页。{DISCLAIMER}。"
    lines = (
        (title, Font(name="黑体", size=16), "center"),
        (number, Font(name="宋体", size=10), "left"),
        (rules, Font(name="宋体", size=10, color="FF7F7F7F"), "left"),
    )
    for row, (words, font, side) in enumerate(lines, start=1):
        page.merge_cells(f"A{row}:{last}{row}")
        cell = page.cell(row, 1)
        _say(cell, words)
        cell.font, cell.alignment = font, Alignment(horizontal=side, vertical="center", wrap_text=True)
    page.row_dimensions[1].height = 30
    page.row_dimensions[HEADER_ROW].height = 20
    for name, label in COLUMNS.items():
        cell = page[f"{_LETTER[name]}{HEADER_ROW}"]
        _say(cell, label)
        _dress(cell, _HEAD, Font(name="黑体", size=10))
        cell.alignment = _CENTRED
    page.freeze_panes = f"D{HEADER_ROW + 1}"


def _row(page: Worksheet, item: Item, conventions: Conventions) -> None:
    row = HEADER_ROW + item.item
    page.row_dimensions[row].height = _height(item)
    for name in _FIELDS:
        cell = page[f"{_LETTER[name]}{row}"]
        value = _deviation(row, conventions) if name == "deviation" else getattr(item, name)
        if name == "deviation":
            cell.value = value
        elif name in NUMBERS:
            cell.value = float(value) if value not in (None, "") else None
        elif value:
            _say(cell, value)
        _dress(cell, _OPEN if name in EDITABLE else _LOCKED, Font(name="宋体", size=10))
        cell.number_format = "0.00%" if name == "deviation" else "General" if name in NUMBERS else "@"
        cell.protection = Protection(locked=name not in EDITABLE)
        if name in (*NUMBERS, "deviation", "unit", "nature"):
            cell.alignment = _CENTRED


def _total(page: Worksheet, sheet: Sheet, conventions: Conventions) -> None:
    first, last = HEADER_ROW + 1, HEADER_ROW + len(sheet.items)
    for name in _FIELDS:
        cell = page[f"{_LETTER[name]}{last + 1}"]
        if name == "level1":
            cell.value = TOTAL
        elif name in NUMBERS:
            span = f"{_LETTER[name]}{first}:{_LETTER[name]}{last}"
            cell.value = f'=IF(COUNT({span})=0,"",SUM({span}))'
        elif name == "deviation":
            cell.value = _deviation_of_all(first, last, conventions)
            cell.number_format = "0.00%"
        _dress(cell, _LOCKED, Font(name="黑体", size=10))
        if name in (*NUMBERS, "deviation"):
            cell.alignment = _CENTRED


def _deviation(row: int, conventions: Conventions) -> str:
    given, reviewed, base = (f"{_LETTER[name]}{row}" for name in (*NUMBERS[1:], conventions.deviation.base))
    return f'=IF(OR({given}="",{reviewed}="",{base}="",{base}=0),"",({given}-{reviewed})/{base})'


def _deviation_of_all(first: int, last: int, conventions: Conventions) -> str:
    """Of the rows that have both points: a row that was not reviewed does not count as lost."""
    spans = {name: f"{_LETTER[name]}{first}:{_LETTER[name]}{last}" for name in NUMBERS}
    both = f"ISNUMBER({spans['self_points']})*ISNUMBER({spans['review_points']})"
    given, reviewed, base = (f"SUMPRODUCT({both},{spans[name]})" for name in (*NUMBERS[1:], conventions.deviation.base))
    return f'=IF({base}=0,"",({given}-{reviewed})/{base})'


def _height(item: Item) -> float:
    """Points that the longest cell of a row takes: programs differ in whether they work it out."""
    lines = 1
    for name, width in zip(_FIELDS, WIDTHS, strict=True):
        words = "" if name == "deviation" else str(getattr(item, name) or "")
        taken = (sum(2 if ord(letter) > 255 else 1 for letter in line) for line in words.split("\n"))
        lines = max(lines, sum(max(1, ceil(wide / (width - 1))) for wide in taken))
    return min(400, 14 * lines + 6)


def _validate(page: Worksheet, sheet: Sheet) -> None:
    for item in sheet.items:
        row = HEADER_ROW + item.item
        bounds = (
            {"operator": "greaterThanOrEqual", "formula1": "0"}
            if item.full_points is None
            else {"operator": "between", "formula1": "0", "formula2": f"${_LETTER['full_points']}${row}"}
        )
        rule = DataValidation(type="decimal", allow_blank=True, showErrorMessage=True, **bounds)  # type: ignore[arg-type]
        rule.errorTitle = "复核得分有误"
        rule.error = "请填 0 与权重之间的数；没有复核的留空。"
        rule.add(f"{_LETTER['review_points']}{row}")
        page.add_data_validation(rule)


def _print(page: Worksheet) -> None:
    for name, width in zip(_FIELDS, WIDTHS, strict=True):
        page.column_dimensions[_LETTER[name]].width = width
    _on_a4(page)
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    page.page_margins.left = page.page_margins.right = 0.4
    footer: Any = page.oddFooter
    footer.left.text = "复核人（签字）：　　　　　　被复核单位（签章）：　　　　　　日期："
    footer.right.text = "第 &P 页 共 &N 页"
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False


def _on_a4(page: Worksheet) -> None:
    """Landscape, as wide as the paper."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = int(page.PAPERSIZE_A4)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def _explain(page: Worksheet, conventions: Conventions) -> None:
    rows = [
        ("填写", "只填白底的格子。复核完成值写实际核到的数或情况；复核得分填数字，不超过权重；没有复核的留空。"),
        ("填写", "不要增删、移动或合并行列，不要改表头；可以用 Excel、WPS 或 LibreOffice 填，另存为 .xlsx 交回。"),
        ("偏离度", f"由程序计算。{conventions.deviation.reason}"),
    ]
    for one in conventions.conventions:
        rows.append((f"【{one.tag}】", f"{one.wording}（备注以【{one.tag}】开头即适用。{one.reason}）"))
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 16, 110
    _say(page["A1"], f"{GUIDE}（{conventions.label}）")
    page["A1"].font = Font(name="黑体", size=14)
    for number, pair in enumerate(rows, start=3):
        for column, words in enumerate(pair, start=1):
            cell = page.cell(number, column)
            _say(cell, words)
            cell.font = Font(name="宋体", size=10)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    _on_a4(page)
    page.protection.sheet = True


def _mark(page: Worksheet, sheet: Sheet) -> None:
    said = {
        "format": FORMAT,
        "sheet": sheet.sheet,
        "version": str(sheet.version),
        "snapshot": sheet.snapshot,
        "digest": sheet.digest,
        "items": json.dumps([item.item for item in sheet.items]),
    }
    for number, pair in enumerate(said.items(), start=1):
        for column, words in enumerate(pair, start=1):
            cell = page.cell(number, column)
            cell.number_format = "@"
            _say(cell, words)
    page.sheet_state = "hidden"
    page.protection.sheet = True


def _say(cell: Any, words: str) -> None:
    """Words are words, also where they begin with an equals sign."""
    cell.value = words
    cell.data_type = "s"


def _dress(cell: Any, fill: PatternFill, font: Font) -> None:
    cell.fill, cell.font, cell.border = fill, font, _BOX
    cell.alignment = Alignment(vertical="center", wrap_text=True)


# --- in


@contextmanager
def _opened(content: bytes) -> Iterator[Workbook]:
    """A workbook while it is read. Raises SheetError where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(member.file_size for member in archive.infolist())
        book = None if size > LARGEST else _loaded(content)
    except Exception as error:  # openpyxl raises whatever a broken part makes it raise
        raise SheetError(
            "这个文件不是 .xlsx 或 .ods 工作簿，或已损坏、加了密码；请在 Excel、WPS 或 LibreOffice 里另存为 .xlsx"
        ) from error
    if book is None:
        raise SheetError("文件过大，不像是复核表；没有读入")
    yield book
    book.close()


def _loaded(content: bytes) -> Workbook:
    return (
        open_document.workbook(content)
        if open_document.is_open_document(content)
        else load_workbook(io.BytesIO(content))
    )


def _marking(book: Workbook) -> Marking:
    if HIDDEN not in book.sheetnames:
        raise SheetError(
            f"工作簿里没有隐藏的“{HIDDEN}”页，认不出是哪一张复核表；请在下载的文件里填写，不要复制到新文件"
        )
    page = book[HIDDEN]
    said = {str(row[0]): str(row[1]) for row in page.iter_rows(min_col=1, max_col=2, values_only=True) if row[0]}
    try:
        if said["format"] != FORMAT:
            raise SheetError(f"「{HIDDEN}」B1 是“{said['format']}”，不是本程序的复核表；请重新下载")
        return Marking(said["sheet"], int(said["version"]), said["snapshot"], said["digest"])
    except (KeyError, ValueError) as error:
        raise SheetError(f"「{HIDDEN}」页被改过，认不出是哪一张复核表；请重新下载") from error


def _page(book: Workbook) -> Worksheet:
    if TITLE not in book.sheetnames:
        others = "、".join(f"“{name}”" for name in book.sheetnames if name not in (HIDDEN, GUIDE))
        raise SheetError(f"工作簿里没有“{TITLE}”页，只有{others or '别的页'}；请把页名改回“{TITLE}”")
    page = book[TITLE]
    if not isinstance(page, Worksheet):
        raise SheetError(f"“{TITLE}”是图表，不是表格；请重新下载")
    return page


def _same_structure(page: Worksheet, sheet: Sheet) -> None:
    _same_header(page)
    total = HEADER_ROW + len(sheet.items) + 1
    for span in page.merged_cells.ranges:
        if span.max_row >= HEADER_ROW:
            raise SheetError(f"「{TITLE}」{span.coord} 被合并了；请取消合并，每个指标占一行")
    for item in sheet.items:
        row = HEADER_ROW + item.item
        for name in IDENTITY:
            cell = page[f"{_LETTER[name]}{row}"]
            found, expected = _identity(cell, name in NUMBERS), sheet.value((item.item, name))
            if found != expected:
                raise SheetError(_moved(page, sheet, cell, found, expected))
    found = _identity(page[f"A{total}"], False)
    if found != TOTAL:
        raise SheetError(f"「{TITLE}」A{total} 应为“{TOTAL}”，现为“{found or '空'}”：行被增加、删除或移动了")
    for cells in page.iter_rows():
        for cell in cells:
            if cell.value is not None and (cell.row > total or cell.column > len(_FIELDS)):
                raise SheetError(f"「{TITLE}」{cell.coordinate} 在表格之外写了“{_brief(cell.value)}”；请写进备注后清空")


def _same_header(page: Worksheet) -> None:
    labels = list(COLUMNS.values())
    for name, label in COLUMNS.items():
        cell = page[f"{_LETTER[name]}{HEADER_ROW}"]
        found = _identity(cell, False)
        if found == label:
            continue
        for row in range(1, min(page.max_row, HEADER_ROW + 50) + 1):
            there = [_identity(page.cell(row, column), False) for column in range(1, len(labels) + 1)]
            if row != HEADER_ROW and there == labels:
                raise SheetError(f"「{TITLE}」的表头应在第 {HEADER_ROW} 行，现在从 A{row} 开始：上面的行被增加或删除了")
        raise SheetError(
            f"「{TITLE}」{cell.coordinate} 的表头应为“{label}”，现为“{found or '空'}”；请改回，列也不能增删或移动"
        )


def _moved(page: Worksheet, sheet: Sheet, cell: Any, found: str, expected: str) -> str:
    """Whether a row has gone, or one cell was changed."""
    label = COLUMNS[_FIELDS[cell.column - 1]]
    item = sheet.items[cell.row - HEADER_ROW - 1]
    others = {_identity(page[f"{_LETTER['level3']}{row}"], False) for row in range(HEADER_ROW + 1, page.max_row + 1)}
    if item.level3 not in others:
        return f"「{TITLE}」A{cell.row} 这一行应是“{item.level3}”，被删除或改名了；请恢复，或重新下载"
    if _identity(page[f"{_LETTER['level3']}{cell.row}"], False) != item.level3:
        return f"「{TITLE}」A{cell.row} 这一行应是“{item.level3}”，被移到了别处；请恢复原来的顺序"
    return (
        f"「{TITLE}」{cell.coordinate} 的{label}应为“{expected or '空'}”，现为“{found or '空'}”；"
        "这一列不能改，意见请写在备注"
    )


def _untouched(page: Worksheet, sheet: Sheet, conventions: Conventions) -> None:
    """The deviation is worked out anew; what somebody wrote over it would be lost."""
    for item in sheet.items:
        cell = page[f"{_LETTER['deviation']}{HEADER_ROW + item.item}"]
        if cell.data_type == "f" or cell.value in (None, ""):
            continue
        expected = conventions.deviation_pct(item.points)
        is_number = isinstance(cell.value, int | float) and expected is not None
        if not is_number or abs(_exact(cell.value) * 100 - (expected or 0)) > CLOSE:
            raise SheetError(
                f"「{TITLE}」{cell.coordinate} 的偏离度由程序计算，不能写“{_brief(cell.value)}”；请写在备注后清空"
            )


def _filled(page: Worksheet, item: Item) -> Iterator[tuple[Cell, str]]:
    for name in EDITABLE:
        cell = page[f"{_LETTER[name]}{HEADER_ROW + item.item}"]
        where = f"「{TITLE}」{cell.coordinate}"
        if cell.data_type == "f":
            raise SheetError(f"{where} 是公式“{_brief(cell.value)}”；请改为数值（复制后选择性粘贴为数值）")
        if cell.data_type == "e":
            raise SheetError(f"{where} 是错误值 {cell.value}；请改正")
        yield (item.item, name), _number(cell, where) if name in NUMBERS else _text(cell, where)


def _number(cell: Any, where: str) -> str:
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        kind = "日期" if isinstance(value, date | datetime) else "文本"
        raise SheetError(f"{where} 的复核得分是{kind}“{_brief(value)}”，不是数字；请改为数字格式后重新输入")
    if _is_percent(cell):
        raise SheetError(f"{where} 的复核得分是百分数 {plain(_exact(value) * 100)}%；请填分数")
    return plain(_exact(value))


def _text(cell: Any, where: str) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, int | float):
        return f"{plain(_exact(value) * 100)}%" if _is_percent(cell) else plain(_exact(value))
    return str(value)


def _identity(cell: Any, is_number: bool) -> str:
    value = cell.value
    if is_number and isinstance(value, int | float) and not isinstance(value, bool):
        return plain(_exact(value))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _exact(value: float) -> Decimal:
    """What was typed: the shortest number that is this float, to ten decimals at most."""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return round(number, 10) if -number.as_tuple().exponent > 10 else number  # type: ignore[operator]


def _is_percent(cell: Any) -> bool:
    return "%" in str(cell.number_format)


def _brief(value: object) -> str:
    words = str(value)
    return words if len(words) <= 20 else f"{words[:20]}…"
