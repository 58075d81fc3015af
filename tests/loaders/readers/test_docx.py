"""Word documents: paragraphs and tables in order, merged cells, broken files."""

from decimal import Decimal
from pathlib import Path

import docx
import pytest

from loaders import finders, readers
from loaders.readers import UnreadableError
from tests.loaders.reading import said


def test_paragraphs_and_tables_are_read_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("青岚市林业局2020年度部门整体支出绩效自评报告")
    document.add_paragraph("2020年我局实际支出90.00万元。")
    table = document.add_table(rows=3, cols=3)
    for row, cells in enumerate(
        [["“三公”经费（万元）", "预算数", "决算数"], ["公务接待费", "2.00", "1.50"], ["合计", "2.00", "1.50"]]
    ):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_paragraph("我局自评得分96分。")
    document.save(str(tmp_path / "报告.docx"))

    report = finders.find(readers.read(tmp_path / "报告.docx"))

    assert report.department == "青岚市林业局"
    assert {said(fact) for fact in report.facts} == {
        "expenditure.actual = 90.00万元", "official_reception.budget = 2.00万元", "official_reception.actual = 1.50万元",
        "three_public.budget = 2.00万元", "three_public.actual = 1.50万元", "self_score.claimed = 96分",
    }  # fmt: skip
    text = report.document.text or ""
    assert all(place.evidence == text[place.start : place.end] for fact in report.facts for place in fact.places)


def test_merged_cells_stand_at_every_place_they_cover(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("青岚市林业局2020年度部门整体支出绩效自评表")
    table = document.add_table(rows=4, cols=4)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "机构名称"
    table.cell(0, 1).merge(table.cell(1, 1)).text = "支出合计（万元）"
    table.cell(0, 2).merge(table.cell(0, 3)).text = "其中："
    for (row, column), text in {
        (1, 2): "基本支出",
        (1, 3): "项目支出",
        (2, 0): "机关及二级机构汇总",
        (2, 1): "9.00",
        (2, 2): "5.00",
        (2, 3): "4.00",
        (3, 0): "1、机关",
        (3, 1): "9.00",
        (3, 2): "5.00",
        (3, 3): "4.00",
    }.items():
        table.cell(row, column).text = text
    document.save(str(tmp_path / "报告.docx"))

    report = finders.find(readers.read(tmp_path / "报告.docx"))

    assert {said(fact) for fact in report.facts if not fact.breakdown} == {
        "expenditure.actual = 9.00万元",
        "basic_expenditure.actual = 5.00万元",
        "project_expenditure.actual = 4.00万元",
    }
    assert {said(fact) for fact in report.facts if fact.breakdown} == {
        "expenditure[own].actual = 9.00万元",
        "basic_expenditure[own].actual = 5.00万元",
        "project_expenditure[own].actual = 4.00万元",
    }


@pytest.mark.parametrize("content", [b"not a zip", b"PK\x03\x04broken"])
def test_a_file_that_is_no_word_document_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "坏.docx"
    path.write_bytes(content)

    with pytest.raises(UnreadableError, match=r"坏\.docx：不是完好的 Word 文档"):
        readers.read(path)


def test_points_merged_over_rows_count_once(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("青岚市林业局2020年度部门整体支出绩效自评表")
    table = document.add_table(rows=4, cols=3)
    rows = [["三级指标", "分值", "自评得分"], ["经济效益", "15", "5"], ["社会效益", "", "10"], ["总分", "15", "15"]]
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(1, 1).merge(table.cell(2, 1)).text = "15"
    document.save(str(tmp_path / "报告.docx"))

    items = finders.find(readers.read(tmp_path / "报告.docx")).score_items

    assert [(item.full_points, item.merged_points) for item in items] == [(None, Decimal(15)), (None, None)]
