"""The 抽取记录 is one page in A4 with all that it takes to draw again."""

import io
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from dashboard.exports.draw_record import draw_record
from dashboard.workbench.draws import Kept
from dashboard.workbench.sampling import METHODS, Plan, draw
from tests.dashboard.exports.office import needs_office, pages
from tests.dashboard.workbench.test_sampling import frame

SCOPE = "岳阳市君山区 2020 年度，全部部门"


def kept(method: str = "proportional", days: int = 22) -> Kept:
    units = frame(80)
    units[0] = replace(units[0], must_visit="群众举报\x07")
    units[1] = replace(units[1], excluded="正在巡察")
    drawn = draw(units, Plan(days=Decimal(days), seed="20261126-08-17-21", method=method))
    return Kept("2020-2", 2020, "snapshot-20261126T010203Z-7", "张三", "年度核查", datetime(2026, 11, 26, 1, 2), drawn)


def words(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    footers = [paragraph.text for section in document.sections for paragraph in section.footer.paragraphs]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells, *footers])


@pytest.mark.parametrize("method", METHODS)
def test_it_says_how_it_was_drawn_and_who_was(method: str) -> None:
    record = kept(method)
    said = words(docx.Document(io.BytesIO(draw_record(record, SCOPE))))

    for part in (
        "2020-2", "抽样框 80 个单位", "必查 1 个", "20261126-08-17-21", METHODS[method], record.draw.frame_digest[:16],
        "群众举报", "部门002（正在巡察）", "snapshot-20261126T010203Z-7", "风险提示，不是问题认定", "签字", "2026-11-26 09:02",
        "不足 20 个", "22 人天",
    ):  # fmt: skip
        assert part in said, part
    for one in record.draw.drawn:
        assert one.unit.department in said


def test_every_unit_has_its_arm_probability_weight_and_reason() -> None:
    record = kept()
    rows = [
        [cell.text for cell in row.cells]
        for row in docx.Document(io.BytesIO(draw_record(record, SCOPE))).tables[1].rows
    ]

    assert rows[0] == ["序号", "单位", "组别", "人天", "入样概率", "权重", "理由"]
    assert rows[1][1:3] == ["部门001", "必查"] and rows[1][4:6] == ["1", "1.00"]
    assert len(rows) == 1 + len(record.draw.drawn)
    randoms = [row for row in rows if row[2] == "随机"]
    assert randoms and all(float(row[4]) * float(row[5]) == pytest.approx(1, abs=0.01) for row in randoms)


def test_a_draw_without_a_random_arm() -> None:
    record = kept()
    drawn = draw(frame(10), replace(record.draw.plan, random_share=Decimal(0)))
    assert "没有随机组" in words(docx.Document(io.BytesIO(draw_record(replace(record, draw=drawn), SCOPE))))


def test_paper_is_a4_and_chinese_has_a_font_of_its_own() -> None:
    document = docx.Document(io.BytesIO(draw_record(kept(), SCOPE)))
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)  # type: ignore[union-attr]
    for paragraph in document.paragraphs:
        fonts = paragraph.style.element.rPr.rFonts  # type: ignore[union-attr]
        assert fonts.get(qn("w:eastAsia")) in ("宋体", "黑体")
        assert fonts.get(qn("w:eastAsiaTheme")) is None


@needs_office
@pytest.mark.parametrize("days", [22, 45])
def test_it_is_one_page(tmp_path: Path, days: int) -> None:
    path = tmp_path / "记录.docx"
    record = kept(days=days)
    path.write_bytes(draw_record(record, SCOPE))

    printed = pages(path, tmp_path / "pdf")
    assert len(printed) == 1, len(record.draw.drawn)
    assert "监督人" in printed[0] and "风险提示" in printed[0]
