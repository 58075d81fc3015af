"""A Word document → paragraphs and tables in the order of the page; merged cells stand at every place they cover.

What a reader sees is read: text boxes and insertions; not deletions, hidden words, contents, headers and footers.
`Page` and `Cell` are how the readers of other formats lay out what they find.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from loaders import archives
from loaders.models import Passage
from loaders.readers import UnreadableError, txt

NAME = "Word 文档（.docx）"
MOST_CELLS = 100_000  # of one file, a merged cell counted at every place
WIDEST_SPAN = 200  # columns that one cell covers; Word itself stops at 63
# 一、基本信息   金额单位：万元   说明全年的话，有标点
HEADING = re.compile(rf"{txt.ENUMERATOR.pattern}|(?!其中){txt.KEYED.pattern}|.*{txt.PROSE.pattern}", re.S)
# 注：本表反映…   说明：1.…
NOTE = re.compile(r"\s*[（(]?(?:注|备注|说明|填表说明|填报说明)\s*\d?[：:、.]")

BLANKS = " \n\r\f\v\u3000\xa0"

Grid = list[list["Cell"]]
Block = str | Grid

# Elements whose children count as if they stood in its place
CLEAR = frozenset({
    "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "hyperlink", "fldSimple", "dir", "bdo", "ruby",
    "rubyBase",
})  # fmt: skip
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Boxes and ticks in the fonts Wingdings and Wingdings 2: 优☑ 良□
TICKS = {
    ("Wingdings 2", "F052"): "☑", ("Wingdings 2", "F050"): "√", ("Wingdings 2", "F0A3"): "□",
    ("Wingdings 2", "F051"): "☒", ("Wingdings 2", "F053"): "☒", ("Wingdings", "F0FE"): "☑",
    ("Wingdings", "F0FC"): "√", ("Wingdings", "F0A8"): "□", ("Wingdings", "F06F"): "□", ("Wingdings", "F0FD"): "☒",
}  # fmt: skip


@dataclass(eq=False, slots=True)
class Cell:
    """A table cell; one that covers several places is the same object at each of them."""

    blocks: list[Block] = field(default_factory=list)
    span: tuple[int, int] | None = None  # where it stands in the text, once it does

    @property
    def text(self) -> str:
        """Its words, one paragraph a line, without tables inside."""
        return "\n".join(block for block in self.blocks if isinstance(block, str)).strip()

    @property
    def is_filled(self) -> bool:
        return any(not isinstance(block, str) or block.strip() for block in self.blocks)


class Page:
    """A text that is being written, with the passages in it; or, over a given text, the passages alone."""

    def __init__(self, given: str | None = None) -> None:
        self._given = given
        self._pieces: list[str] = []
        self._passages: list[Passage] = []
        self._length = 0
        self._tables = 0
        self._run: list[tuple[int, int, str]] = []  # paragraphs since the last table

    def read(self) -> tuple[str, tuple[Passage, ...]]:
        """What readers give back."""
        self._end_run()
        return "".join(self._pieces) if self._given is None else self._given, tuple(self._passages)

    def add(self, block: Block) -> None:
        """A paragraph, or a table with the titles and notes that share its grid."""
        if isinstance(block, str):
            text = block.lstrip().rstrip(BLANKS)  # a tab at the end parts an empty cell
            if text.strip():
                self._run.append((*self._write(text), text))
                self._write("\n")
        elif _is_layout(block):
            for cell in _distinct(cell for row in block for cell in row):
                self._flow(cell)
        else:
            for part in _parts(block):
                if isinstance(part, Cell):
                    self._flow(part)
                else:
                    self._table(part)

    def _flow(self, cell: Cell) -> None:
        if cell.span is not None:
            start, end = cell.span
            self._end_run()
            self._paragraph(start, end, self._given[start:end] if self._given is not None else self._pieces[-1])
            return
        for block in cell.blocks:
            self.add(block)

    def _end_run(self) -> None:
        """Paragraphs one after another. Cells typed as such, between bars or one a line, become tables as in .txt."""
        run, self._run = self._run, []
        if not run:
            return
        origin = run[0][0]
        found = txt.structure("\n".join(text for *_, text in run))
        tall = {cell.table for cell in found if cell.row}  # a single row is a line set with tabs
        typed = [cell for cell in found if cell.table is not None and cell.table in tall]
        ends = {cell.table: cell.end + origin for cell in typed}
        numbers = {table: self._tables + index for index, table in enumerate(ends)}
        self._tables += len(numbers)
        cells = deque(typed)
        table_end = origin
        for start, end, text in run:
            is_typed = False
            while cells and cells[0].start + origin <= end:
                cell = cells.popleft()
                is_typed, table_end = True, ends[cell.table]
                place = {"start": cell.start + origin, "end": cell.end + origin, "table": numbers[cell.table]}
                self._passages.append(cell.model_copy(update=place))
            if not is_typed and start >= table_end:  # a rule between a typed table's rows is no paragraph
                self._paragraph(start, end, text)

    def _paragraph(self, start: int, end: int, text: str) -> None:
        """Lines broken by hand, as in a page copied from the web, are read like a text file's."""
        if start == end:
            return
        if "\n" not in text:
            self._passages.append(Passage(start=start, end=end))
            return
        first = self._tables
        for passage in txt.structure(text):
            moved = {"start": start + passage.start, "end": start + passage.end}
            if passage.table is not None:
                self._tables = first + passage.table + 1
                moved["table"] = self._tables - 1
            self._passages.append(passage.model_copy(update=moved))

    def _table(self, rows: Grid) -> None:
        self._end_run()
        width = max(len(row) for row in rows)
        if len(self._passages) + width * len(rows) > MOST_CELLS:
            raise UnreadableError(
                f"表格太大（超过 {MOST_CELLS} 个单元格），不像自评报告，像明细数据。请删去明细，只留汇总表再导入。"
            )
        number, self._tables = self._tables, self._tables + 1
        nested: list[Grid] = []
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell.span is None:
                    cell.span = self._write(cell.text)
                    self._write("\t")
                    nested += [block for block in cell.blocks if not isinstance(block, str)]
                start, end = cell.span
                self._passages.append(Passage(start=start, end=end, table=number, row=row, column=column))
            self._write("\n")
        for inner in nested:
            self.add(inner)

    def _write(self, text: str) -> tuple[int, int]:
        start = self._length
        if text and self._given is None:
            self._pieces.append(text)
            self._length += len(text)
        return start, self._length


def rectangle(rows: Sequence[dict[int, Cell]]) -> Grid:
    """Cells by column, with empty ones where a row has none."""
    width = max((max(row, default=-1) for row in rows), default=-1) + 1
    return [[row.get(column) or Cell() for column in range(width)] for row in rows]


def _distinct(cells: Iterator[Cell] | Sequence[Cell]) -> list[Cell]:
    return list({id(cell): cell for cell in cells}.values())


def _is_layout(rows: Grid) -> bool:
    """A frame around text, or a grid that only puts text and tables in their places."""
    cells = _distinct(cell for row in rows for cell in row)
    if sum(cell.is_filled for cell in cells) <= 1:
        return True
    if not any(isinstance(block, list) for cell in cells for block in cell.blocks):
        return False
    return not any(
        len(filled := _filled(row)) > 1
        and any(txt.CELL_NUMBER.fullmatch(cell.text) for cell in filled)
        and not any(isinstance(block, list) for cell in filled for block in cell.blocks)
        for row in rows
    )


def _filled(row: list[Cell]) -> list[Cell]:
    return [cell for cell in _distinct(row) if cell.is_filled]


def _parts(rows: Grid) -> Iterator[Cell | Grid]:
    """A grid as tables and what stands above, between and below them.

    部门整体支出绩效自评表         a title, over all columns
    填报单位：林业局 | 单位：万元   names with their values
    项目 | 预算数 | 决算数          the table
    注：…
    """
    table: Grid = []
    lines = _lines(rows)
    following: list[list[Cell]] = [[]]  # the next row with several cells in it
    for line in reversed(lines):
        following.append(line.cells if len(line.cells) > 1 else following[-1])
    for line, next_cells in zip(lines, reversed(following[:-1]), strict=True):
        begins = not table or line.is_after_gap
        if len(line.cells) == 1:
            text = line.cells[0].text
            is_caption = (
                (not table)
                or (line.is_wide and (not next_cells or _is_head(next_cells)))
                or (begins and (not next_cells or _is_head(next_cells) or bool(HEADING.match(text))))
                or (line is lines[-1] and bool(NOTE.match(text)))
            )
        else:
            is_caption = not table and all(txt.KEYED.match(cell.text) for cell in line.cells)
        if table and (is_caption or (line.is_after_gap and _is_head(line.cells))):
            yield _trimmed(table)
            table = []
        if is_caption:
            yield from line.cells
        else:
            table.append(line.row)
    if table:
        yield _trimmed(table)


def _trimmed(rows: Grid) -> Grid:
    """Without the columns that only other tables of the sheet use."""
    used = [column for column in range(len(rows[0])) if any(row[column].is_filled for row in rows)]
    return [[row[column] for column in used] for row in rows]


@dataclass(frozen=True)
class Line:
    """A row with something in it."""

    row: list[Cell]
    cells: list[Cell]  # each once, the empty ones left out
    is_after_gap: bool

    @property
    def is_wide(self) -> bool:
        """One cell over all columns."""
        return len(set(map(id, self.row))) == 1


def _lines(rows: Grid) -> list[Line]:
    lines: list[Line] = []
    is_after_gap = False
    for row in rows:
        cells = _filled(row)
        if cells:
            lines.append(Line(row, cells, is_after_gap))
        is_after_gap = not cells
    return lines


def _is_head(cells: list[Cell]) -> bool:
    return len(cells) > 1 and not any(txt.CELL_NUMBER.fullmatch(cell.text) for cell in cells)


# --- Word


def read(content: bytes) -> tuple[str, tuple[Passage, ...]]:
    """Paragraphs one a line; a table's rows one a line with tabs between cells. Raises UnreadableError."""
    if (found := archives.kind(content)) != ".docx":
        return archives.read_as(found, content, NAME)
    body = _body(content)
    walk = Walk()
    blocks = walk.blocks(body)
    if walk.fields:  # a field that never ends: what hid behind it was no table of contents
        blocks = Walk(skips_contents=False).blocks(body)
    page = Page()
    for block in blocks:
        page.add(block)
    return page.read()


def _body(content: bytes) -> Any:
    found = archives.parts(
        content,
        NAME,
        lambda name: name == "_rels/.rels" or (name.startswith("word/document") and name.endswith(".xml")),
    )
    name = "word/document.xml"
    if "_rels/.rels" in found:
        for relation in archives.xml(found["_rels/.rels"], NAME):
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                name = str(relation.get("Target", "")).lstrip("/")
    if name not in found:
        raise archives.broken(NAME)
    body = archives.xml(found[name], NAME).find("{*}body")
    if body is None:
        raise archives.broken(NAME)
    return body


class Walk:
    """A document's elements in their order, and the fields that are open."""

    def __init__(self, skips_contents: bool = True) -> None:
        self.skips_contents = skips_contents
        self.fields: list[str] = []  # the instructions of open fields

    def blocks(self, parent: Any) -> list[Block]:
        """Paragraphs and tables; the text boxes of a paragraph stand before it."""
        found: list[Block] = []
        for element in parent:
            name = _name(element)
            if name == "p":
                boxes: list[Block] = []
                text = "".join(self._words(element, boxes))
                found += [*boxes, text] if text.strip() else boxes
            elif name == "tbl":
                found.append(self._table(element))
            elif name == "AlternateContent":
                found += self.blocks(_chosen(element))
            elif name in CLEAR and not (self.skips_contents and _is_contents(element)):
                found += self.blocks(element)
        return found

    def _words(self, parent: Any, boxes: list[Block]) -> Iterator[str]:
        for element in parent:
            name = _name(element)
            if name == "t":
                if not self._is_in_contents:
                    yield element.text or ""
            elif name == "r":
                if not _is_hidden(element):
                    yield from self._words(element, boxes)
            elif name in SIGNS:
                if not self._is_in_contents:
                    yield SIGNS[name]
            elif name in ("fldChar", "instrText"):
                self._field(name, element)
            elif name == "sym":
                yield TICKS.get((_value(element, "font"), _value(element, "char").upper()), "")
            elif name == "f":  # of a formula
                yield from self._fraction(element, boxes)
            elif name in ("drawing", "pict", "object"):
                self._boxes(element, boxes)
            elif name == "AlternateContent":
                yield from self._words(_chosen(element), boxes)
            elif name in CLEAR or (name and element.tag.endswith(f"/math}}{name}")):
                yield from self._words(element, boxes)

    @property
    def _is_in_contents(self) -> bool:
        return self.skips_contents and any(field.strip().upper().startswith("TOC") for field in self.fields)

    def _field(self, name: str, element: Any) -> None:
        if name == "instrText":
            if self.fields:
                self.fields[-1] += element.text or ""
        elif _value(element, "fldCharType") == "begin":
            self.fields.append("")
        elif _value(element, "fldCharType") == "end" and self.fields:
            self.fields.pop()

    def _fraction(self, element: Any, boxes: list[Block]) -> Iterator[str]:
        """(90/100) of a formula, whose parts stand above one another on the page."""
        halves = ("".join(self._words(half, boxes)) for half in element if _name(half) in ("num", "den"))
        yield f"({'/'.join(halves)})"

    def _boxes(self, parent: Any, boxes: list[Block]) -> None:
        for element in parent:
            if _name(element) == "txbxContent":
                boxes += self.blocks(element)
            elif _name(element) == "AlternateContent":
                self._boxes(_chosen(element), boxes)
            else:
                self._boxes(element, boxes)

    def _table(self, table: Any) -> Grid:
        rows: list[dict[int, Cell]] = []
        count = 0
        for element in _members(table, "tr"):
            properties = element.find("{*}trPr")
            if properties is not None and properties.find("{*}del") is not None:
                continue
            column = _number(properties, "gridBefore", 0)
            above = rows[-1] if rows else {}
            row: dict[int, Cell] = {}
            for member in _members(element, "tc"):
                said = member.find("{*}tcPr")
                span = _number(said, "gridSpan", 1)
                if _merge(said, "vMerge") == "continue" and column in above:
                    cell = above[column]
                elif _merge(said, "hMerge") == "continue" and column - 1 in row:
                    cell = row[column - 1]
                else:
                    cell = Cell(self.blocks(member))
                row.update(dict.fromkeys(range(column, column + span), cell))
                column += span
            rows.append(row)
            count += len(row)
            if count > MOST_CELLS:
                raise UnreadableError(f"表格太大（超过 {MOST_CELLS} 个单元格），不像自评报告。请只留汇总表再导入。")
        return rectangle(rows)


def _name(element: Any) -> str:
    """The element's name without its namespace; Word's strict and usual formats differ only in that."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _members(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table, cells of a row, those in content controls too."""
    for element in parent:
        if _name(element) == name:
            yield element
        elif _name(element) in CLEAR:
            yield from _members(element, name)


def _chosen(element: Any) -> Any:
    """The first of several ways to draw the same."""
    choice = element.find("{*}Choice")
    return (
        choice if choice is not None else element.find("{*}Fallback") if element.find("{*}Fallback") is not None else ()
    )


def _value(element: Any, attribute: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == attribute), "")


def _number(properties: Any, name: str, default: int) -> int:
    element = None if properties is None else properties.find(f"{{*}}{name}")
    written = "" if element is None else _value(element, "val")
    return min(int(written), WIDEST_SPAN) if written.isascii() and written.isdigit() else default


def _merge(properties: Any, name: str) -> str:
    element = None if properties is None else properties.find(f"{{*}}{name}")
    return "" if element is None else _value(element, "val") or "continue"


def _is_hidden(run: Any) -> bool:
    properties = run.find("{*}rPr")
    hidden = None if properties is None else properties.find("{*}vanish")
    return hidden is not None and _value(hidden, "val") not in ("0", "false", "off")


def _is_contents(element: Any) -> bool:
    """A table of contents: headings and page numbers, which would pass for figures."""
    gallery = element.find("{*}sdtPr/{*}docPartObj/{*}docPartGallery")
    return gallery is not None and _value(gallery, "val") == "Table of Contents"
