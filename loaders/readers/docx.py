"""A Word document → paragraphs and tables in the order of the page; merged cells stand at every place they cover."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from loaders.models import Passage


def read(content: bytes) -> tuple[str, tuple[Passage, ...]]:
    """Paragraphs one a line; a table's rows one a line with tabs between cells. Raises UnreadableError."""
    from loaders.readers import UnreadableError

    try:
        document = docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, zipfile.BadZipFile, LxmlError, KeyError, ValueError) as error:
        raise UnreadableError("不是完好的 Word 文档（.docx）。请用 Word 或 WPS 打开并另存为 .docx 再导入。") from error
    pieces: list[str] = []
    passages: list[Passage] = []
    length = 0

    def write(text: str) -> tuple[int, int]:
        nonlocal length
        start = length
        pieces.append(text)
        length += len(text)
        return start, length

    for number, block in enumerate(document.iter_inner_content()):
        if isinstance(block, Paragraph):
            start, end = write(block.text)
            passages.append(Passage(start=start, end=end))
            write("\n")
            continue
        above: dict[int, tuple[int, int]] = {}
        for row, cells in enumerate(_rows(block)):
            for column, span, text in cells:
                start, end = above[column] if text is None and column in above else write(text or "")
                if text is not None:
                    write("\t")
                for covered in range(column, column + span):
                    above[covered] = (start, end)
                    passages.append(Passage(start=start, end=end, table=number, row=row, column=covered))
            write("\n")
    return "".join(pieces), tuple(passages)


def _rows(table: Table) -> Iterator[list[tuple[int, int, str | None]]]:
    """Per row: (column, columns covered, text); the text is None where the cell above continues."""
    for row in table._tbl.tr_lst:
        column = row.grid_before
        cells: list[tuple[int, int, str | None]] = []
        for cell in row.tc_lst:
            merge = cell.vMerge
            text = None if merge == "continue" else _text(cell)
            cells.append((column, cell.grid_span, text))
            column += cell.grid_span
        yield cells


def _text(cell: object) -> str:
    """The text of a cell, nested tables included, one paragraph a line."""
    paragraphs = cell.iter(qn("w:p"))  # type: ignore[attr-defined]
    return "\n".join("".join(node.text or "" for node in paragraph.iter(qn("w:t"))) for paragraph in paragraphs).strip()
