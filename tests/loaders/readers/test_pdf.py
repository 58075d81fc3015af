"""PDF: prose over line and page ends, ruled tables, scans, and files that are no good."""

import io
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from loaders import finders, readers
from loaders.readers import UnreadableError
from tests.loaders.reading import said

FONT = "STSong-Light"
TITLE = "青岚市林业局2020年度部门整体支出绩效自评报告"


@pytest.fixture(scope="module", autouse=True)
def _font() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def pdf(path: Path, pages: list[list[str]], table: list[list[str]] | None = None, password: str = "") -> Path:
    """A file with lines of text on each page and a ruled table at the end of the last."""
    encryption = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(str(path), pagesize=A4, encrypt=encryption)
    for number, lines in enumerate(pages, start=1):
        canvas.setFont(FONT, 12)
        for index, line in enumerate(lines):
            canvas.drawString(72, 770 - 20 * index, line)
        if table and number == len(pages):
            grid = Table(table, colWidths=110)
            grid.setStyle([("GRID", (0, 0), (-1, -1), 0.8, "black"), ("FONTNAME", (0, 0), (-1, -1), FONT)])
            _, height = grid.wrap(400, 400)
            grid.drawOn(canvas, 72, 740 - 20 * len(lines) - height)
        canvas.drawCentredString(A4[0] / 2, 40, f"- {number} -")
        canvas.showPage()
    canvas.save()
    return path


def test_sentences_go_on_over_lines_and_pages(tmp_path: Path) -> None:
    first = [
        TITLE,
        "一、支出情况",
        "2020年我局实际支出90.00万元，其中基本支",
        "出50.60万元，项目支出39.40万元，“三公”经费支出决算为1.20",
    ]
    path = pdf(tmp_path / "报告.pdf", [first, ["万元。我局自评得分96分。"]])

    report = finders.find(readers.read(path))

    assert {said(fact) for fact in report.facts} == {
        "expenditure.actual = 90.00万元", "basic_expenditure.actual = 50.60万元", "project_expenditure.actual = 39.40万元",
        "three_public.actual = 1.20万元", "self_score.claimed = 96分",
    }  # fmt: skip
    assert {place.page for fact in report.facts for place in fact.places} == {1}  # the paragraph begins there


def test_a_ruled_table_is_a_table(tmp_path: Path) -> None:
    rows = [["项目", "预算数", "决算数"], ["公务接待费", "2.00", "1.50"], ["公务用车运行维护费", "3.00", "2.80"]]
    path = pdf(tmp_path / "报告.pdf", [[TITLE, "“三公”经费支出表（单位：万元）"]], rows)

    assert {said(fact) for fact in finders.find(readers.read(path)).facts} == {
        "official_reception.budget = 2.00万元", "official_reception.actual = 1.50万元",
        "vehicle_operation.budget = 3.00万元", "vehicle_operation.actual = 2.80万元",
    }  # fmt: skip


def test_a_file_that_is_cut_off_or_something_else_is_refused_by_name(tmp_path: Path) -> None:
    path = pdf(tmp_path / "报告.pdf", [[TITLE] * 20])
    whole = path.read_bytes()
    for content in (whole[: len(whole) // 3], b"%PDF-1.4\n", b"PK\x03\x04 not a pdf", b"<html></html>"):
        path.write_bytes(content)
        with pytest.raises(UnreadableError, match=r"报告\.pdf："):
            readers.read(path)


def test_a_file_with_a_password_says_so(tmp_path: Path) -> None:
    path = pdf(tmp_path / "加密.pdf", [[TITLE]], password="secret")

    with pytest.raises(UnreadableError, match="密码"):
        readers.read(path)


def test_a_file_without_pages_is_refused(tmp_path: Path) -> None:
    canvas = Canvas(buffer := io.BytesIO(), pagesize=A4)
    canvas.save()
    path = tmp_path / "空.pdf"
    path.write_bytes(buffer.getvalue().replace(b"/Count 1", b"/Count 0"))

    with pytest.raises(UnreadableError, match=r"空\.pdf："):
        readers.read(path)
