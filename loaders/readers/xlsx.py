"""An Excel workbook → every visible sheet: its name, what stands around its tables, its tables.

Numbers read as the sheet shows them (97.56% is stored as 0.975609756…). Hidden sheets, rows and columns are not read:
they hold last year's figures and lists to choose from, and nobody who looks at the report sees them.
`shown` and `Sheet` serve .xls too.
"""

import io
import posixpath
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

from lxml import etree

from loaders import archives
from loaders.models import Passage
from loaders.readers import UnreadableError
from loaders.readers.docx import MOST_CELLS, Cell, Page, rectangle

NAME = "Excel 表格（.xlsx）"
# Built-in formats by number, as Chinese Excel shows them (ECMA-376 18.8.30)
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
# "万元"   \-   _)   * (fill)   [Red]   [$¥-804]   [>=10000]   [h]   yyyy   0.00
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.?|\*.?|\[\$[^\]]*\]|\[(?P<lapse>h+|m+|s+)\]|\[(?P<condition>[<>=][^\]]*)\]'
    r"|\[[^\]]*\]|a{3,4}(?!/)|(?P<general>General|G/通用格式)|(?P<noon>AM/PM|A/P|上午/下午)|(?P<date>y+|m+|d+|h+|s+)"
    r"|(?P<digits>[0#?][0#?,.]*|[.][0#?]+)|(?P<power>E[+-]\d+)|(?P<other>.)",
    re.S | re.I,
)
# C12
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
WIDEST = 16_384  # columns of a sheet
TALLEST_GAP = 200  # rows looked at between two that are filled


# --- numbers as they are shown


def shown(value: float | str, code: str, is_1904: bool = False) -> str:
    """A stored number in its format: shown(0.97561, "0.00%") is "97.56%". What no format decides keeps 15 digits."""
    try:
        number = Decimal(format(float(value), ".15g"))
        sections = _sections(code or "General")
        section = sections[0]
        if number < 0 and len(sections) > 1:
            section = sections[1]
        if number == 0 and len(sections) > 2 and (not sections[2] or _shows_digits(sections[2])):
            section = sections[2]  # else a dash for zero stands for zero
        if not section:
            return ""  # 0.00;-0.00; hides zeros
        if _has(section, "date", "lapse"):
            return _date(number, section, is_1904)
        return _number(number, section)
    except (ValueError, ArithmeticError):  # nan, infinity, a year 10,000
        return str(value)


Section = tuple[tuple[str, str], ...]


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    """Positive; negative; zero: each as kinds of tokens with their text."""
    sections: list[list[tuple[str, str]]] = [[]]
    for match in TOKEN.finditer(code[:500]):
        kind = match.lastgroup
        if kind == "other" and match[0] == ";":
            sections.append([])
        elif kind in ("quoted", "escaped"):
            sections[-1].append(("text", match[kind]))
        elif kind:
            sections[-1].append((kind, match[0]))
    return tuple(map(tuple, sections))


def _has(section: Section, *kinds: str) -> bool:
    return any(kind in kinds for kind, _ in section)


def _shows_digits(section: Section) -> bool:
    """Whether zero is seen as a number: "-"?? shows a dash."""
    return _has(section, "general") or any(kind == "digits" and "0" in text for kind, text in section)


def _number(number: Decimal, section: Section) -> str:
    patterns = [text for kind, text in section if kind == "digits"]
    others = {text for kind, text in section if kind == "other"}
    # 0!.0,"万" moves the point, # ?/? makes fractions: then the number itself is surer than its looks
    if _has(section, "condition", "power") or len(patterns) > 1 or others & {"!", "/"}:
        return f"{number:f}"
    body = f"{abs(number):f}"
    if patterns:
        percents = sum(text == "%" for kind, text in section if kind == "other")
        body = _digits(abs(number) * 100**percents, patterns[0])
    written: list[str] = []
    for kind, text in section:
        if kind in ("digits", "general"):
            written.append(body)
        elif kind == "text" or kind == "other":
            written.append(re.sub(r"[-+()@¥￥$]", "", text))
    sign = "-" if number < 0 and body.strip("0.,") else ""  # some formats say it by a colour
    return sign + ("".join(written) if patterns or _has(section, "general") else body).strip()


def _digits(number: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.partition(".")
    thousands = len(pattern) - len(pattern.rstrip(","))
    fraction = fraction.replace(",", "")
    exact = (number / Decimal(1000) ** thousands).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    digits, _, places = f"{exact:f}".partition(".")
    digits = digits.zfill(whole.count("0"))
    if "," in whole.rstrip(","):
        digits = f"{int(digits):,}"
    sure = len(fraction.rstrip("#?"))
    places = places[:sure] + places[sure:].rstrip("0")
    return f"{digits}.{places}" if places else digits


def _date(number: Decimal, section: Section, is_1904: bool) -> str:
    if number < 0:
        return f"{number:f}"
    days = number + 1462 if is_1904 else number if number >= 60 else number + 1  # Excel's 1900 is a leap year
    moment = datetime(1899, 12, 30) + timedelta(seconds=int((days * 86400).to_integral_value(ROUND_HALF_UP)))
    dates = [text.lower() for kind, text in section if kind == "date"]
    if any(len(text) > 2 and text[0] in "md" for text in dates):  # the system's long date
        return f"{moment.year}年{moment.month}月{moment.day}日"
    written: list[str] = []
    index = -1
    for kind, text in section:
        if kind == "date":
            index += 1
            above, below = dates[index - 1][0] if index else "", "".join(dates[index + 1 : index + 2])[:1]
            is_minute = above == "h" or below == "s" or _has(section, "lapse")
            written.append(_moment(moment, text.lower(), is_minute, _has(section, "noon")))
        elif kind == "noon":
            written.append("上午" if moment.hour < 12 else "下午")
        elif kind == "lapse":
            written.append(str(int(number * 24)))
        elif kind == "text" or (kind == "other" and text != "@"):
            written.append(text)
    return "".join(written).strip()


def _moment(moment: datetime, unit: str, is_minute: bool, is_halved: bool) -> str:
    if unit[0] == "y":
        return f"{moment.year:04}" if len(unit) > 2 else f"{moment.year % 100:02}"
    hour = (moment.hour - 1) % 12 + 1 if is_halved else moment.hour
    month = moment.minute if is_minute else moment.month
    part = {"m": month, "d": moment.day, "h": hour, "s": moment.second}[unit[0]]
    return f"{part:02}" if len(unit) > 1 else str(part)


# --- a sheet, of whatever format


@dataclass
class Sheet:
    """The visible cells of a sheet, by row and column."""

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # first row, last row, first and last column
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    count: int = 0

    def put(self, row: int, column: int, text: str) -> None:
        if text.strip():
            self.rows.setdefault(row, {})[column] = text
            self.count += 1
            if self.count > MOST_CELLS:
                raise self.too_large()

    def too_large(self) -> UnreadableError:
        return UnreadableError(
            f"工作表“{self.name}”太大（超过 {MOST_CELLS} 个单元格），不像自评报告，像明细数据。"
            "请删去这张工作表，只留报告和汇总表再导入。"
        )


def lay_out(sheets: Iterable[Sheet]) -> tuple[str, tuple[Passage, ...]]:
    """The text and the passages of a workbook. Raises UnreadableError."""
    page = Page()
    for sheet in sheets:
        grid = _grid(sheet)
        if grid:
            page.add(sheet.name)
            page.add(grid)
    return page.read()


def _grid(sheet: Sheet) -> list[list[Cell]]:
    """Rows and columns with something in them; an empty row between tables is kept as one."""
    hidden = {column for first, last in sheet.hidden_columns for column in range(first, last + 1)}
    kept_rows = sorted(row for row in sheet.rows if row not in sheet.hidden_rows)
    kept_columns = sorted({column for row in kept_rows for column in sheet.rows[row]} - hidden)
    if len(kept_rows) * len(kept_columns) > MOST_CELLS:
        raise sheet.too_large()
    places = {column: index for index, column in enumerate(kept_columns)}
    grid = {
        row: {places[column]: Cell([text]) for column, text in sheet.rows[row].items() if column in places}
        for row in kept_rows
    }
    continued = _merge(sheet, grid, kept_rows, kept_columns)
    rows: list[dict[int, Cell]] = []
    for above, row in pairwise([-1, *kept_rows]):
        between = range(above + 1, min(row, above + TALLEST_GAP))
        if rows and any(gap not in sheet.hidden_rows and gap not in continued for gap in between):
            rows.append({})
        rows.append(grid[row])
    return rectangle(rows)


def _merge(sheet: Sheet, grid: dict[int, dict[int, Cell]], rows: list[int], columns: list[int]) -> set[int]:
    """Put merged cells at every place they cover; the rows that only continue cells above."""
    continued: set[int] = set()
    area = 0
    for first_row, last_row, first, last in sheet.merges:
        text = sheet.rows.get(first_row, {}).get(first)
        covered_rows, covered = _between(rows, first_row, last_row), _between(columns, first, last)
        area += len(covered_rows) * len(covered)
        if area > MOST_CELLS:  # cells overlap
            raise archives.broken(NAME)
        cell = Cell([text] if text else [])  # seen, too, where only its first row is hidden
        left = bisect_left(columns, first)
        for row in covered_rows:
            grid[row].update(dict.fromkeys(range(left, left + len(covered)), cell))
        if text:
            continued.update(range(first_row + 1, min(last_row, first_row + TALLEST_GAP) + 1))
    return continued


def _between(places: list[int], first: int, last: int) -> list[int]:
    return places[bisect_left(places, first) : bisect_right(places, last)]


# --- .xlsx


def read(content: bytes) -> tuple[str, tuple[Passage, ...]]:
    """Every visible sheet. Raises UnreadableError."""
    if (found := archives.kind(content)) != ".xlsx":
        return archives.read_as(found, content, NAME)
    return lay_out(Workbook(content).sheets())


class Workbook:
    """The parts of a workbook that its visible cells need."""

    def __init__(self, content: bytes) -> None:
        self._parts = archives.parts(
            content, NAME, lambda name: name.endswith((".xml", ".rels")) and "/media/" not in name
        )
        self._name = self._main()
        self._root = archives.xml(self._parts[self._name], NAME)
        self._targets = self._relations(self._name)
        self._strings = [_text(item) for item in self._xml("sharedStrings")]
        self._codes = self._formats()
        setting = self._root.find("{*}workbookPr")
        self._is_1904 = setting is not None and setting.get("date1904") in ("1", "true")

    def sheets(self) -> Iterable[Sheet]:
        for said in self._root.iterfind("{*}sheets/{*}sheet"):
            identity = next((value for key, value in said.attrib.items() if key.endswith("}id")), "")
            kind, target = self._targets.get(identity, ("", ""))
            name = said.get("name", "")
            if said.get("state", "visible") == "visible" and kind == "worksheet":
                if target not in self._parts:
                    raise archives.broken(NAME)
                yield self._sheet(name, self._parts[target])

    def _main(self) -> str:
        """The workbook's own part."""
        names = [target for kind, target in self._relations("").values() if kind == "officeDocument"]
        name = next(iter(names), "xl/workbook.xml")
        if name not in self._parts:
            raise archives.broken(NAME)
        return name

    def _relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Kind and target of each relation of a part, by its id."""
        folder, file = posixpath.split(name)
        said = self._parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = archives.xml(said, NAME) if said else ()
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
            )
            for relation in found
        }

    def _xml(self, kind: str) -> Any:
        found = [target for said, target in self._targets.values() if said == kind and target in self._parts]
        return archives.xml(self._parts[found[0]], NAME) if found else ()

    def _formats(self) -> list[str]:
        """The format of each cell style."""
        styles = self._xml("styles")
        if not len(styles):
            return []
        own = {item.get("numFmtId"): item.get("formatCode", "") for item in styles.iterfind("{*}numFmts/{*}numFmt")}
        numbers = [item.get("numFmtId", "0") for item in styles.iterfind("{*}cellXfs/{*}xf")]
        return [
            own.get(number) or BUILT_IN.get(int(number) if number.isdigit() else 0, "General") for number in numbers
        ]

    def _sheet(self, name: str, content: bytes) -> Sheet:
        sheet = Sheet(name)
        shows_zeros = True
        row = -1
        tags = [f"{{*}}{tag}" for tag in ("sheetView", "col", "row", "mergeCell")]
        try:
            for _, element in etree.iterparse(
                io.BytesIO(content), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
            ):
                archives.refuse_declarations(element)
                kind = element.tag.rpartition("}")[2]
                if kind == "row":
                    row = int(element.get("r") or row + 2) - 1
                    if element.get("hidden") in ("1", "true"):
                        sheet.hidden_rows.add(row)
                    else:
                        self._row(sheet, row, element, shows_zeros)
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
                elif kind == "sheetView":
                    shows_zeros = element.get("showZeros") not in ("0", "false")
                elif kind == "col" and element.get("hidden") in ("1", "true"):
                    sheet.hidden_columns.append((int(element.get("min")) - 1, min(int(element.get("max")), WIDEST) - 1))
                elif kind == "mergeCell":
                    first, _, last = element.get("ref", "").partition(":")
                    (top, left), (bottom, right) = _place(first), _place(last or first)
                    sheet.merges.append((top, bottom, left, right))
        except UnreadableError:
            raise
        except (etree.LxmlError, ValueError, TypeError) as error:
            raise archives.broken(NAME) from error
        return sheet

    def _row(self, sheet: Sheet, row: int, element: Any, shows_zeros: bool) -> None:
        column = -1
        for cell in element:
            reference = cell.get("r")
            column = _place(reference)[1] if reference else column + 1
            kind = cell.get("t", "n")
            formula, value = cell.find("{*}f"), cell.find("{*}v")
            written = value.text or "" if value is not None else ""
            if kind == "s":
                text = self._strings[int(written)] if written.isdigit() and int(written) < len(self._strings) else ""
            elif kind == "inlineStr":
                text = "".join(_text(part) for part in cell.iterfind("{*}is"))
            elif kind == "n" and written:
                style = cell.get("s", "0")
                code = self._codes[int(style)] if style.isdigit() and int(style) < len(self._codes) else "General"
                text = shown(written, code, self._is_1904) if shows_zeros or float(written) else ""
            elif kind == "b":
                text = "TRUE" if written == "1" else "FALSE"
            else:
                text = written
            if formula is not None and not written and kind != "str":
                raise UnreadableError(
                    f"工作表“{sheet.name}”里的公式没有计算结果（如 {reference or '第一个公式'}）。"
                    "请用 Excel 或 WPS 打开、保存一次，再导入。"
                )
            sheet.put(row, column, text)


def _text(item: Any) -> str:
    """The words of a string with their formats, without the readings printed above Chinese characters."""
    words = (part.text or "" for part in item.iter("{*}t") if not part.getparent().tag.endswith("}rPh"))
    return ESCAPE.sub(_unescaped, "".join(words))


def _unescaped(found: re.Match[str]) -> str:
    """_x000A_ is a line break; halves of characters and other control characters are nothing."""
    character = chr(int(found[1], 16))
    return character if character.isprintable() or character in "\n\t" else ""


def _place(reference: str) -> tuple[int, int]:
    """Row and column from 0: C12 is (11, 2). Raises ValueError."""
    found = REFERENCE.fullmatch(reference.replace("$", ""))
    if not found:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, min(column, WIDEST) - 1
