"""A Word document on A4: headings, words, tables and pictures come in, .docx that Word and WPS open goes out.

Every page names the snapshot at its foot and says 风险提示 at its head.
"""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from dashboard import formats
from dashboard.contents import Basis, Field, Section
from dashboard.exports import word
from dashboard.exports.csv_table import DISCLAIMER, INVENTED
from dashboard.exports.pictures import Picture

BODY, HEADING = word.BODY, word.HEAD
MUTED, BAND = RGBColor(0x5A, 0x67, 0x75), "EEF3F8"
MARGIN, WIDTH = 2.2, 16.6  # cm
WIDEST = 34  # halves of a Chinese character that a column asks for at most
HALF, CELL_MARGIN = 0.175, 0.45  # cm, of the letters in a table and beside them
LONGEST_QUOTE = 400  # characters of a sentence in a document; the workbook has all of it

# What a line break would tear apart: 1,159.19 · −142.42 · 96.25%
_RUN = re.compile(r"[^\u2e80-\uffff\s—]+")


class Document:
    """A document in the making; `bytes` ends it."""

    def __init__(self, basis: Basis) -> None:
        self._document = docx.Document()
        self._basis = basis
        page = self._document.sections[0]
        page.orientation, page.page_width, page.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(MARGIN)
        page.top_margin = page.bottom_margin = Cm(2)
        page.header_distance = page.footer_distance = Cm(1)
        for name, font, size in (
            ("Normal", BODY, 10.5),
            ("Title", HEADING, 20),
            ("Heading 1", HEADING, 14),
            ("Heading 2", HEADING, 12),
            ("List Bullet", BODY, 10.5),
        ):
            self._dress(name, font, size)
        self._frame()

    def title(self, text: str) -> None:
        """What this is, with the line that says as of when and of what."""
        self._document.add_paragraph(text, style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
        invented = f"{INVENTED}；" if self._basis.is_demonstration else ""
        about = self.words(f"{invented}{self._basis.as_of}；筛选：{self._basis.chosen}", is_muted=True)
        about.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def heading(self, text: str, level: int = 1) -> None:
        self._document.add_heading(text, level)

    def words(self, text: str, *, is_muted: bool = False) -> Paragraph:
        """A paragraph; a muted one is smaller and steps back."""
        paragraph = self._document.add_paragraph()
        run = paragraph.add_run(text)
        if is_muted:
            run.font.size, run.font.color.rgb = Pt(9), MUTED
        return paragraph

    def bullets(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._document.add_paragraph(line, style="List Bullet")

    def pairs(self, shown: Iterable[tuple[str, str]]) -> None:
        """Names and words beside one another."""
        self._table([], [list(pair) for pair in shown], [False, False], widths=[3.4, WIDTH - 3.4])

    def rows(self, section: Section, most: int, *, has_sentences: bool = False) -> None:
        """The first rows of a card as a table; how many there are in all is said."""
        card, fields = section.card, section.card.fields
        shown = card.rows.head(most)
        columns = [[_printed(field, value) for value in shown[field.column]] for field in fields]
        lines = [list(line) for line in zip(*columns, strict=True)]
        headings = [field.heading for field in fields]
        self._table(headings, lines, [field.is_number for field in fields])
        if len(card.rows) > most:
            self.words(f"共 {len(card.rows)} 行，这里列前 {most} 行；全部见同一页导出的 Excel。", is_muted=True)
        if has_sentences:
            self.quotes(section.sentences[:most])

    def quotes(self, sentences: Iterable[str]) -> None:
        """Sentences of the reports, each once."""
        said = [line for sentence in sentences for line in sentence.splitlines() if line.strip()]
        for line in dict.fromkeys(said):
            cut = line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]}……"
            paragraph = self.words(f"“{cut}”", is_muted=True)
            paragraph.paragraph_format.left_indent = Cm(0.6)

    def picture(self, picture: Picture, section: Section, highest: float = 12, rows: int = 8) -> None:
        """A picture with its words for those who cannot see it; where none could be drawn, why, and its rows."""
        if picture.png is None:
            self.words(picture.reason, is_muted=True)
            self.rows(section, rows)
            return
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        wide = min(WIDTH, highest * picture.width / picture.height)
        shape = paragraph.add_run().add_picture(BytesIO(picture.png), width=Cm(wide))
        about = shape._inline.docPr
        about.set("name", section.card.title)
        about.set("descr", section.card.alt or section.card.title)

    def bytes(self) -> bytes:
        self._document.core_properties.title = self._basis.title
        self._document.core_properties.author = "对标"
        self._document.core_properties.comments = self._basis.as_of
        return word.saved(self._document)

    def _dress(self, name: str, font: str, size: float) -> None:
        style: Any = self._document.styles[name]
        word.dress(style, font, size, HEADING if font == HEADING else word.LATIN)
        is_heading = font == HEADING
        style.font.bold = False
        style.paragraph_format.space_before = Pt(8 if is_heading else 0)
        style.paragraph_format.space_after = Pt(4 if is_heading else 3)
        style.paragraph_format.keep_with_next = is_heading

    def _frame(self) -> None:
        """Head and foot of every page."""
        page = self._document.sections[0]
        head, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
        invented = f"{INVENTED}；" if self._basis.is_demonstration else ""
        head.text = f"{invented}{DISCLAIMER}"
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run(f"{self._basis.as_of}　　第 ")
        _field(foot, "PAGE")
        foot.add_run(" 页，共 ")
        _field(foot, "NUMPAGES")
        foot.add_run(" 页")
        for run in (*head.runs, *foot.runs):
            run.font.size, run.font.color.rgb = Pt(9), MUTED

    def _table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        numbers: Sequence[bool],
        widths: Sequence[float] = (),
    ) -> None:
        columns = len(numbers)
        lines = [list(headings), *rows] if headings else [list(row) for row in rows]
        table: Any = self._document.add_table(len(lines), columns)
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        widths = widths or _widths(lines)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for index, (line, cells) in enumerate(zip(lines, (row.cells for row in table.rows), strict=True)):
            is_head = bool(headings) and index == 0
            for column, (text, cell) in enumerate(zip(line, cells, strict=True)):
                paragraph = cell.paragraphs[0]
                run = paragraph.add_run(text)
                run.font.size = Pt(9)
                paragraph.paragraph_format.space_after = Pt(1)
                if is_head or (not headings and column == 0):
                    word.shade(cell, BAND)
                if numbers[column] and not is_head:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                cell.width = Cm(widths[column])
        if headings:
            word.repeat(table.rows[0])
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)


def _printed(field: Field, value: Any) -> str:
    """A value in words; a number that is missing says so, words that are not there leave the cell empty."""
    return field.said(value) or (formats.MISSING if field.is_number else "")


def _field(paragraph: Paragraph, code: str) -> None:
    """A field that Word fills in by itself: PAGE, NUMPAGES."""
    for kind, text in (("begin", ""), ("instrText", code), ("separate", ""), ("t", "1"), ("end", "")):
        part = OxmlElement(f"w:{kind}" if text else "w:fldChar")
        if text:
            part.text = text
        else:
            part.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(part)


def _widths(lines: Sequence[Sequence[str]]) -> list[float]:
    """Columns as wide as their words ask for, together as wide as the page; no number is broken for what is long."""
    columns = [list(column) for column in zip(*lines, strict=True)]
    asked = [CELL_MARGIN + HALF * min(max(map(_halves, column)), WIDEST) for column in columns]
    least = [
        CELL_MARGIN
        + HALF * max([4, *(len(run) + run.count(formats.MINUS) for text in column for run in _RUN.findall(text))])
        for column in columns
    ]
    room, wanted = WIDTH - sum(least), [max(most - few, 0.1) for most, few in zip(asked, least, strict=True)]
    if room < 0:
        return [WIDTH * width / sum(least) for width in least]
    return [few + room * more / sum(wanted) for few, more in zip(least, wanted, strict=True)]


def _halves(text: str) -> int:
    """How wide words are, in halves of a Chinese character."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
