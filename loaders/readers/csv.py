"""A table of values with delimiters → the text as it is, its cells as passages; lines around a table as paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator

from loaders import archives
from loaders.models import Passage
from loaders.readers import UnreadableError, txt
from loaders.readers.docx import MOST_CELLS, Cell, Grid, Page

NAME = "CSV 表格"
DELIMITERS = "\t|;,"  # what is rarer inside cells comes first
SAMPLE = 20_000  # characters that tell the delimiter


def read(content: bytes) -> tuple[str, tuple[Passage, ...]]:
    """The text of UTF-8, UTF-16 or GB18030 bytes, with a passage for each cell. Raises UnreadableError."""
    if found := archives.kind(content):
        return archives.read_as(found, content, NAME)
    text = txt.decode(content)
    delimiter = _delimiter(text)
    if not delimiter:
        return text, txt.structure(text)
    page = Page(text)
    page.add(_grid(text, delimiter))
    return page.read()


def _delimiter(text: str) -> str:
    """The one that parts most lines into the same number of cells; none where the text is no table."""
    sample = text[:SAMPLE]
    best, agreed = "", 1
    for delimiter in DELIMITERS:
        widths = Counter(len(row) for row in _rows(sample, delimiter))
        lines = sum(count for width, count in widths.items() if width > 1 and count > 1)
        if lines > agreed:
            best, agreed = delimiter, lines
    return best


def _grid(text: str, delimiter: str) -> Grid:
    """Cells in a rectangle; columns that are empty throughout are left out."""
    rows: list[list[tuple[int, int]]] = []
    count = 0
    for row in _rows(text, delimiter):
        rows.append(row)
        count += len(row)
        if count > MOST_CELLS:
            raise UnreadableError(
                f"表格太大（超过 {MOST_CELLS} 个单元格），不像自评报告，像明细数据。请删去明细，只留汇总表再导入。"
            )
    used = sorted({column for row in rows for column, (start, end) in enumerate(row) if start < end})
    return [
        [
            Cell([text[start:end]], (start, end))
            for start, end in (row[column] if column < len(row) else (row[-1][1], row[-1][1]) for column in used)
        ]
        for row in rows
    ]


def _rows(text: str, delimiter: str) -> Iterator[list[tuple[int, int]]]:
    """Where each cell begins and ends, without its quotation marks and the blanks around it.

    "公务接待费
    （国内）",1.50,"0.83"
    """
    mark = re.escape(delimiter)
    cell = re.compile(
        rf'[^\S\r\n{mark}]*(?:"((?:[^"]|"")*+)"[^\S\r\n{mark}]*(?={mark}|\r|\n|\Z)|([^{mark}\r\n]*))(\r\n|[{mark}\r\n]|\Z)'
    )
    row: list[tuple[int, int]] = []
    position = 1 if text.startswith("\ufeff") else 0
    while position <= len(text):
        found = cell.match(text, position)
        assert found  # any character begins a cell
        group = 1 if found[1] is not None else 2
        start, end = found.span(group)
        body = text[start:end]
        start += len(body) - len(body.lstrip())
        row.append((start, max(start, end - (len(body) - len(body.rstrip())))))
        if found[3] != delimiter:
            yield row
            row = []
        if found.end() == len(text) and found[3] != delimiter:
            return
        position = found.end()
