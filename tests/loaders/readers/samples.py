"""One small report in every format, and what is read from a file's bytes."""

import io
import os
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
import xlwt

from loaders import archives, finders, readers
from loaders.models import Document, Report
from loaders.readers import UnreadableError, doc
from tests.loaders.reading import said

TITLE = "青岚市林业局2020年度部门整体支出绩效自评报告"
SENTENCE = "2020年我局实际支出90.00万元，预算执行率为97.56%。"
ROWS = [["“三公”经费（万元）", "预算数", "决算数"], ["公务接待费", "2.00", "1.50"], ["合计", "2.00", "1.50"]]
FACTS = {
    "expenditure.actual = 90.00万元", "budget_execution_rate.claimed = 97.56%", "official_reception.budget = 2.00万元",
    "official_reception.actual = 1.50万元", "three_public.budget = 2.00万元", "three_public.actual = 1.50万元",
}  # fmt: skip

needs_office = pytest.mark.skipif(
    doc.program() is None and os.environ.get("CI") != "true",
    reason="needs LibreOffice: apt install libreoffice-writer-nogui",
)


def read(content: bytes, suffix: str) -> Document:
    return readers.read_content(content, f"报告{suffix}")


def report(content: bytes, suffix: str) -> Report:
    """What is found in a file; every place is checked against the text it was read as."""
    found = finders.find(read(content, suffix))
    text = found.document.text or ""
    assert all(place.evidence == text[place.start : place.end] for fact in found.facts for place in fact.places)
    return found


def facts(content: bytes, suffix: str) -> set[str]:
    return {said(fact) for fact in report(content, suffix).facts}


def paragraphs(document: Document) -> list[str]:
    text = document.text or ""
    return [text[passage.start : passage.end] for passage in document.passages if passage.table is None]


def tables(document: Document) -> list[list[list[str]]]:
    """The cells of each table, row by row."""
    text = document.text or ""
    found: dict[int, dict[int, list[str]]] = {}
    for passage in document.passages:
        if passage.table is not None and passage.row is not None:
            row = found.setdefault(passage.table, {}).setdefault(passage.row, [])
            assert len(row) == passage.column
            row.append(text[passage.start : passage.end])
    return [list(rows.values()) for rows in found.values()]


def word(build: Callable[[docx.document.Document], object]) -> bytes:
    document = docx.Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_report() -> bytes:
    def build(document: docx.document.Document) -> None:
        document.add_paragraph(TITLE)
        document.add_paragraph(SENTENCE)
        table = document.add_table(rows=3, cols=3)
        for row, cells in enumerate(ROWS):
            for column, text in enumerate(cells):
                table.cell(row, column).text = text
        document.add_paragraph()

    return word(build)


def workbook(build: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.Workbook()
    build(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook_report() -> bytes:
    def build(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.title = "自评表"
        sheet.append([TITLE])
        sheet.append([SENTENCE])
        sheet.append([])
        for row in ROWS:
            sheet.append([float(cell) if cell[0].isdigit() else cell for cell in row])
        for row in sheet.iter_rows(min_row=5, min_col=2):
            for cell in row:
                cell.number_format = "0.00"

    return workbook(build)


def old_workbook_report() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("自评表")
    money = xlwt.easyxf(num_format_str="0.00")
    for number, cells in enumerate([[TITLE], [SENTENCE], [], *ROWS]):
        for column, text in enumerate(cells):
            if text[0].isdigit() and number > 3:
                sheet.write(number, column, float(text), money)
            else:
                sheet.write(number, column, text)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def page_report(charset: str = "gb2312") -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    page = f"<html><head><meta charset={charset}><title>首页</title></head><body><h1>{TITLE}</h1><p>{SENTENCE}</p>"
    return f"{page}<table>{rows}</table></body></html>".encode("gb18030" if charset == "gb2312" else charset)


def values_report() -> bytes:
    return "\n".join([TITLE, SENTENCE, "", *(",".join(row) for row in ROWS)]).encode("gb18030")


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return file.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def members(
    content: bytes, source: str, suffixes: Collection[str] = (), budget: archives.Budget | None = None
) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """The files in a .zip, as worker processes unpack them: each from the archive on the disk, by its place in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "收件.zip")
        path.write_bytes(content)
        with path.open("rb") as file:
            for name, found in archives.listing(file, source, suffixes, budget):
                if isinstance(found, UnreadableError):
                    yield name, found
                    continue
                try:
                    yield name, archives.member(path, found)
                except UnreadableError as error:
                    yield name, error


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A package with one part changed."""
    members = unzipped(content)
    return zipped(members | {name: change(members[name])})


def with_body(xml: str) -> bytes:
    """A Word document of these paragraphs and tables, as Word writes them."""
    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    part = f"<w:document {names}><w:body>{xml}</w:body></w:document>".encode()
    return with_part(word(lambda document: document), "word/document.xml", lambda _: part)


def paragraph(*texts: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{text}</w:t></w:r>' for text in texts)}</w:p>"


def td(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def tr(cells: Sequence[str], properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"
