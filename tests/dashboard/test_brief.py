"""The brief, opened again with python-docx."""

import shutil
import subprocess
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from dashboard import charts
from dashboard.contents import AMOUNT, DEPARTMENT, YEAR, Basis, Card, Field, Section
from dashboard.exports import pictures
from dashboard.exports.brief import brief

BASIS = Basis("预算执行", "snapshot-20261121T083001Z-1", "2026-11-21 16:30", {"地区": "湛江市"}, is_demonstration=True)
ROWS = pd.DataFrame(
    {
        "department": [f"市第{number}局" for number in range(9)],
        "fiscal_year": 2020,
        "budget_yuan": 3.9e7,
        "adjusted_budget_yuan": 4e7,
        "actual_yuan": [42769100.0, None, *[4e7] * 7],
    }
)
FIELDS = [
    Field("部门", "department", DEPARTMENT),
    Field("年度", "fiscal_year", YEAR),
    Field("决算支出", "actual_yuan", AMOUNT),
]
POINTS = ["9 个部门里 1 个没有写明决算支出。", "执行率最低的是市第3局。"]
# The smallest PNG there is.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea735c0b30000000049454e44ae426082"
)


def sections(*, has_figure: bool = True) -> list[Section]:
    figure = charts.spending(ROWS) if has_figure else None
    titles = ("支出与预算", "各年执行率", "别的")
    cards = [Card(f"card{n}", title, ROWS, FIELDS, figure=figure, alt=f"{title}的图") for n, title in enumerate(titles)]
    sentences = [f"市第{number}局决算总支出为4276.91万元" for number in range(9)]
    return [Section(card, [("支出合计", "本年全部支出")], sentences) for card in cards]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every picture is a dot, drawn at once."""

    def draw(figures: Sequence[Any], width: int, highest: int = 0) -> list[pictures.Picture]:
        return [pictures.Picture(DOT, width, 300) for _ in figures]

    monkeypatch.setattr(pictures, "draw", draw)


def words(document: Any) -> str:
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])


@pytest.mark.usefixtures("drawn")
def test_it_says_what_it_is_of_which_data_and_that_it_is_no_verdict() -> None:
    document = Document(BytesIO(brief(BASIS, sections(), POINTS)))
    said = words(document)
    assert "预算执行简报" in said and all(point in said for point in POINTS)
    assert (
        "演示数据，纯属虚构；数据截至 2026-11-21 16:30（快照 snapshot-20261121T083001Z-1）；筛选：地区：湛江市" in said
    )
    page = document.sections[0]
    assert "风险提示，不是问题认定" in page.header.paragraphs[0].text
    assert "snapshot-20261121T083001Z-1" in page.footer.paragraphs[0].text


@pytest.mark.usefixtures("drawn")
def test_it_is_a4_in_chinese_fonts_with_page_numbers() -> None:
    document = Document(BytesIO(brief(BASIS, sections(), POINTS)))
    page = document.sections[0]
    assert abs(page.page_width - Cm(21)) < 1000 and abs(page.page_height - Cm(29.7)) < 1000
    for style in ("Normal", "Title", "Heading 1", "List Bullet"):
        fonts = document.styles[style].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) in ("宋体", "黑体")
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    codes = [node.text for node in page.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


@pytest.mark.usefixtures("drawn")
def test_pictures_are_said_in_words_and_headings_lead_to_them() -> None:
    document = Document(BytesIO(brief(BASIS, sections(), POINTS)))
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == [
        "支出与预算的图",
        "各年执行率的图",
    ]
    headings = [line.text for line in document.paragraphs if line.style.name == "Heading 2"]
    assert headings == ["支出与预算", "各年执行率"]


def test_without_a_browser_the_rows_stand_in_the_pictures_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "browser", lambda: None)
    document = Document(BytesIO(brief(BASIS, sections(), POINTS)))
    said = words(document)
    assert "本机没有找到 Chrome、Edge 或 Chromium，图画不出来；这里改列图中的数" in said
    assert "4,276.91万元" in said and "共 9 行，这里列前 5 行" in said
    assert not document.inline_shapes
    assert document.tables[0].rows[1 + 1].cells[2].text == "缺", "missing is not zero"


@pytest.mark.browser
@pytest.mark.skipif(not (shutil.which("soffice") and pictures.browser()), reason="no LibreOffice or no browser here")
def test_it_is_one_page(tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(brief(BASIS, sections(), POINTS * 2))
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", tmp_path, tmp_path / "brief.docx"], check=True, capture_output=True, timeout=120
    )
    assert len(pypdfium2.PdfDocument(tmp_path / "brief.pdf")) == 1
