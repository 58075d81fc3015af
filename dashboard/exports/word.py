"""Word documents in A4 with Chinese fonts: words and rows come in, paragraphs and tables go out."""

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from dashboard.workbench.sheets import tidy

BODY, HEAD, LATIN = "宋体", "黑体", "Times New Roman"
GREY = RGBColor(0x7F, 0x7F, 0x7F)


def blank(size: float = 10.5, margin_cm: float = 2.0, *, footer: str = "") -> Document:
    """An empty A4 document; its footer stands on every page."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(margin_cm)
    section.top_margin = section.bottom_margin = Cm(margin_cm)
    section.footer_distance = Cm(0.8)
    for name, font, points in (
        ("Normal", BODY, size),
        ("Title", HEAD, size + 6),
        ("Heading 1", HEAD, size + 2.5),
        ("Heading 2", HEAD, size + 1),
        ("Table Grid", BODY, size),
    ):
        style = document.styles[name]
        dress(style, font, points)
        style.font.bold = None
        if isinstance(style, ParagraphStyle):
            style.paragraph_format.space_before = Pt(0 if name == "Normal" else 6)
            style.paragraph_format.space_after = Pt(2 if name == "Normal" else 4)
    if footer:
        write(section.footer.paragraphs[0], footer, size=8, color=GREY).alignment = WD_ALIGN_PARAGRAPH.CENTER
    return document


def title(document: Document, words: str) -> Paragraph:
    paragraph = document.add_paragraph(style="Title")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return write(paragraph, words)


def heading(document: Document, words: str, level: int = 1) -> Paragraph:
    return write(document.add_paragraph(style=f"Heading {level}"), words)


def paragraph(
    document: Document, words: str, *, is_bold: bool = False, color: RGBColor | None = None, indent_cm: float = 0
) -> Paragraph:
    made = write(document.add_paragraph(), words, is_bold=is_bold, color=color)
    made.paragraph_format.left_indent = Cm(indent_cm)
    return made


def signatures(document: Document, *names: str) -> None:
    """A line to sign on for each."""
    document.add_paragraph()
    gap = "　" * (40 // len(names) - 5)
    paragraph(document, gap.join(f"{name}：" for name in names))


def table(
    document: Document,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths_cm: Sequence[float],
    size: float | None = None,
) -> None:
    """With a first row that is repeated on every page."""
    made = document.add_table(rows=0, cols=len(headings), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, width in zip(made.columns, widths_cm, strict=True):
        column.width = Cm(width)
    for number, row in enumerate((headings, *rows)):
        cells = made.add_row().cells
        for cell, words, width in zip(cells, row, widths_cm, strict=True):
            cell.width = Cm(width)
            write(cell.paragraphs[0], words, is_bold=number == 0, size=size)
            if number == 0:
                shade(cell, "EDEDED")
    repeat(made.rows[0])


def write(
    paragraph: Paragraph,
    words: str,
    *,
    is_bold: bool = False,
    size: float | None = None,
    color: RGBColor | None = None,
) -> Paragraph:
    run = paragraph.add_run(tidy(words))
    run.bold = is_bold or None
    if size is not None:
        run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = color
    return paragraph


def saved(document: Document) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def dress(style: Any, font: str, points: float, latin: str = LATIN) -> None:
    """Latin letters and Chinese characters have fonts of their own in Word; themes would override both."""
    style.font.size, style.font.name = Pt(points), latin
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    fonts.set(qn("w:eastAsia"), font)
    language = OxmlElement("w:lang")  # else punctuation may be drawn as it is elsewhere
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    style.element.get_or_add_rPr().append(language)
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def shade(cell: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def repeat(row: Any) -> None:
    """The row stands again on every page that its table runs over."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
