"""A page → a Word document with real tables."""

import io

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from data.sample_city.page import Heading, Page, Paragraph, Table
from data.sample_city.writers._steady import steady

FONT = "宋体"
SIZES = (Pt(16), Pt(14), Pt(12), Pt(12))


def write(page: Page) -> bytes:
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name = FONT
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    for block in page.blocks:
        match block:
            case Heading(text, level):
                paragraph = document.add_paragraph()
                run = paragraph.add_run(text)
                run.bold, run.font.size = True, SIZES[level]
                if level == 0:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            case Paragraph(text, is_right):
                paragraph = document.add_paragraph(text)
                if is_right:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                else:
                    paragraph.paragraph_format.first_line_indent = Pt(24)
            case Table():
                _table(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return steady(buffer.getvalue())


def _table(document: Document, block: Table) -> None:
    table = document.add_table(rows=len(block.rows), cols=block.width, style="Table Grid")
    cells = [list(row.cells) for row in table.rows]
    for row, column, given in block.placed():
        cell = cells[row][column]
        if given.rows * given.columns > 1:
            cell = cell.merge(cells[row + given.rows - 1][column + given.columns - 1])
        cell.text = given.text
    document.add_paragraph()  # Word has one after every table
