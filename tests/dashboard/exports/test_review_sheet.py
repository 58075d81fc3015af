"""The 复核表 goes out as a workbook and comes back without loss, and nothing else comes back."""

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exports import open_document, review_sheet
from dashboard.exports.review_sheet import GUIDE, HIDDEN
from dashboard.workbench import conventions, sheets
from dashboard.workbench.sheets import COLUMNS, EDITABLE, HEADER_ROW, TITLE, Sheet
from dashboard.workbench.store import EntryError
from tests.dashboard.exports.office import converted, needs_office, pages
from tests.dashboard.workbench.test_sheets import ITEMS, SHEET

COMMON = conventions.of("")
MADE = replace(SHEET, sheet="2020-1", version=3)
FILLED = {
    "J5": "98.5%", "K5": 4.5, "M5": "超编 1 人，=见底稿\n第二行", "J6": "97.02", "K6": 7.25, "D7": "定量",
    "K7": 0, "M7": "【无佐证】台账缺失", "K8": 6.1, "J9": "不详", "M9": "+1 <&> \"引号\" 𠮷",
}  # fmt: skip
EDITS = {
    (1, "review_value"): "98.5%", (1, "review_points"): "4.5", (1, "remark"): "超编 1 人，=见底稿\n第二行",
    (2, "review_value"): "97.02", (2, "review_points"): "7.25", (3, "nature"): "定量", (3, "review_points"): "0",
    (3, "remark"): "【无佐证】台账缺失", (4, "review_points"): "6.1", (5, "review_value"): "不详",
    (5, "remark"): "+1 <&> \"引号\" 𠮷",
}  # fmt: skip


def changed(change: Callable[[Workbook, Worksheet], object], sheet: Sheet = MADE) -> bytes:
    """The workbook as somebody saved it with a change."""
    book = openpyxl.load_workbook(io.BytesIO(review_sheet.write(sheet, COMMON)))
    page = book[TITLE]
    assert isinstance(page, Worksheet)
    change(book, page)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def fill(_: Workbook, page: Worksheet) -> None:
    for place, value in FILLED.items():
        page[place] = value


def read(content: bytes, sheet: Sheet = MADE) -> dict[tuple[int, str], str]:
    return review_sheet.read(content, sheet, COMMON)


def test_it_has_the_thirteen_columns_and_the_items(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(review_sheet.write(MADE, COMMON)))
    page = book[TITLE]
    assert isinstance(page, Worksheet)
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=HEADER_ROW, max_col=13)]

    assert rows[0] == list(COLUMNS.values()) and len(rows[0]) == 13
    assert rows[1][:9] == ["投入", "预算配置", "在职人员控制率", "定量", "≤100", "%", 5, "98.5", 5]
    assert rows[4][6] is None, "a maximum that is not printed is missing, not 0"
    assert rows[6][0] == "合计"
    assert page["C7"].data_type == "s", "words that begin with = are words"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert book[HIDDEN].sheet_state == "hidden"
    assert not any("both" in str(cell.value) or "风险＋" in str(cell.value) for row in page for cell in row), "blind"


def test_what_identifies_a_row_is_locked_and_the_rest_is_open() -> None:
    page = openpyxl.load_workbook(io.BytesIO(review_sheet.write(MADE, COMMON)))[TITLE]
    assert page.protection.sheet
    for letter, name in zip("ABCDEFGHIJKLM", COLUMNS, strict=True):
        assert page[f"{letter}5"].protection.locked == (name not in EDITABLE)
    rules = {
        str(rule.sqref): (rule.operator, rule.formula1, rule.formula2) for rule in page.data_validations.dataValidation
    }
    assert rules["K5"] == ("between", "0", "$G$5")
    assert rules["K8"] == ("greaterThanOrEqual", "0", None)


def test_the_conventions_stand_on_a_page_of_their_own() -> None:
    book = openpyxl.load_workbook(io.BytesIO(review_sheet.write(MADE, COMMON)))
    words = " ".join(str(cell.value) for row in book[GUIDE] for cell in row)
    assert "【无佐证】" in words and "计 0 分" in words


def test_an_untouched_workbook_has_no_edits() -> None:
    content = review_sheet.write(MADE, COMMON)

    mark = review_sheet.marking(content)
    assert (mark.sheet, mark.version, mark.snapshot) == ("2020-1", 3, MADE.snapshot)
    assert read(content) == read(changed(lambda *_: None)) == {}


def test_what_was_filled_in_comes_back() -> None:
    assert read(changed(fill)) == EDITS


def test_what_was_filled_in_before_is_written_and_can_be_cleared() -> None:
    sheet = sheets.edited(MADE, EDITS)

    assert read(review_sheet.write(sheet, COMMON), sheet) == {}
    content = changed(lambda _, page: page.__setitem__("K5", None), sheet)
    assert read(content, sheet) == {(1, "review_points"): ""}


@needs_office
@pytest.mark.parametrize("through", ["ods", "xls"])
def test_nothing_is_lost_through_libreoffice(tmp_path: Path, through: str) -> None:
    path = tmp_path / "复核表.xlsx"
    path.write_bytes(changed(fill))
    other = converted(path, through, tmp_path / "other")
    back = converted(other, "xlsx", tmp_path / "back")

    for content in [back.read_bytes(), *([other.read_bytes()] if through == open_document.SUFFIX else [])]:
        mark = review_sheet.marking(content)
        assert (mark.sheet, mark.version) == ("2020-1", 3)
        assert read(content) == EDITS
    assert read(converted(path, "xlsx", tmp_path / "again").read_bytes()) == EDITS


@needs_office
def test_it_prints_on_one_page_and_works_out_the_deviation(tmp_path: Path) -> None:
    path = tmp_path / "复核表.xlsx"
    path.write_bytes(changed(fill))

    printed = pages(path, tmp_path / "pdf")
    assert len(printed) == 2, "the sheet and the conventions"
    assert "10.00%" in printed[0] and "在职人员控制率" in printed[0]
    assert "23.70%" in printed[0], "of the rows with both points: (5 + 7.5 + 2.9 - 4.5 - 7.25 - 0) / 15.4"


def merge(_: Workbook, page: Worksheet) -> None:
    page.merge_cells("K5:K6")


def put(place: str, value: Any, number_format: str = "") -> Callable[[Workbook, Worksheet], None]:
    def change(_: Workbook, page: Worksheet) -> None:
        page[place] = value
        if number_format:
            page[place].number_format = number_format

    return change


def drop_sheet(name: str) -> Callable[[Workbook, Worksheet], None]:
    return lambda book, _: book.remove(book[name])


def rename(book: Workbook, page: Worksheet) -> None:
    page.title = "Sheet1"


def swap(_: Workbook, page: Worksheet) -> None:
    for letter in "ABCGI":
        page[f"{letter}5"].value, page[f"{letter}6"].value = page[f"{letter}6"].value, page[f"{letter}5"].value


def hidden(place: str, value: str) -> Callable[[Workbook, Worksheet], None]:
    return lambda book, _: book[HIDDEN].__setitem__(place, value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda _, page: page.delete_rows(7), r"「复核表」A7 这一行应是“=固定资产利用率”，被删除或改名"),
        (lambda _, page: page.delete_rows(9), r"「复核表」A9 这一行应是“服务对象满意度”，被删除"),
        (lambda _, page: page.insert_rows(6), r"「复核表」A6 这一行应是“预算完成率”，被移到了别处"),
        (swap, r"「复核表」A5 这一行应是“在职人员控制率”，被移到了别处"),
        (lambda _, page: page.insert_rows(1), r"「复核表」的表头应在第 4 行，现在从 A5 开始"),
        (lambda _, page: page.delete_cols(4), r"「复核表」D4 的表头应为“指标性质”，现为“指标值”"),
        (put("M4", "说明"), r"「复核表」M4 的表头应为“备注”，现为“说明”"),
        (put("K4", None), r"「复核表」K4 的表头应为“复核得分”，现为“空”"),
        (put("G5", 6), r"「复核表」G5 的权重应为“5”，现为“6”"),
        (put("I9", 9.5), r"「复核表」I9 的自评得分应为“10”，现为“9.5”"),
        (put("A6", "产出"), r"「复核表」A6 的一级指标应为“过程”，现为“产出”"),
        (put("K6", "7.5"), r"「复核表」K6 的复核得分是文本“7.5”，不是数字"),
        (put("K6", "未查"), r"「复核表」K6 的复核得分是文本“未查”"),
        (put("K6", 0.9, "0%"), r"「复核表」K6 的复核得分是百分数 90%"),
        (put("K6", True), r"「复核表」K6 的复核得分是文本"),
        (put("K6", "=7+0.5"), r"「复核表」K6 是公式“=7\+0.5”"),
        (put("M6", "=A1"), r"「复核表」M6 是公式"),
        (put("K6", "#N/A"), r"「复核表」K6 是错误值 #N/A"),
        (put("K6", 7.6), r"「复核表」K6（预算完成率·复核得分） 是 7.6，超过了权重 7.5 分"),
        (put("K6", -1), r"「复核表」K6.*小于 0"),
        (put("K6", 7.123), r"「复核表」K6.*整数倍"),
        (put("M6", "【随便】"), r"「复核表」M6.*【随便】"),
        (put("L6", 0.5), r"「复核表」L6 的偏离度由程序计算，不能写“0.5”"),
        (put("L6", "偏高"), r"「复核表」L6 的偏离度由程序计算"),
        (put("N6", "另见"), r"「复核表」N6 在表格之外写了“另见”"),
        (put("B12", "组长意见"), r"「复核表」B12 在表格之外写了“组长意见”"),
        (merge, r"「复核表」K5:K6 被合并了"),
        (rename, r"没有“复核表”页，只有“Sheet1”"),
        (drop_sheet(HIDDEN), r"没有隐藏的“_对标”页"),
        (hidden("B2", "2020-2"), r"不是复核表 2020-1 第 3 版"),
        (hidden("B3", "2"), r"不是复核表 2020-1 第 3 版"),
        (hidden("B3", "三"), r"页被改过"),
        (hidden("B5", "0" * 64), r"不是复核表 2020-1 第 3 版"),
        (hidden("B1", "other"), r"「_对标」B1"),
    ],
)  # fmt: skip
def test_a_changed_structure_is_told_in_chinese_with_sheet_and_cell(
    change: Callable[[Workbook, Worksheet], object], words: str
) -> None:
    with pytest.raises(EntryError, match=words):
        read(changed(change))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "不是工作簿".encode(), b"\xd0\xcf\x11\xe0" * 200])
def test_something_else_is_not_a_workbook(content: bytes) -> None:
    with pytest.raises(EntryError, match=r"不是 \.xlsx 或 \.ods 工作簿"):
        review_sheet.marking(content)


def test_values_typed_as_other_types_are_words() -> None:
    content = changed(put("J6", 0.9702, "0.00%"))
    assert read(content) == {(2, "review_value"): "97.02%"}
    assert read(changed(put("J6", 4276.91, "General"))) == {(2, "review_value"): "4276.91"}


def test_points_come_back_as_they_were_typed() -> None:
    for value in (0.1 + 0.2, 1.1, 2.675, 7.5, 3):
        exact = Decimal(repr(round(value, 10)))
        if exact % Decimal("0.01") == 0:
            assert Decimal(read(changed(put("K6", value)))[2, "review_points"]) == exact


def test_a_sheet_of_another_report_is_refused() -> None:
    other = replace(MADE, items=(*ITEMS[:4], replace(ITEMS[4], full_points=Decimal(9))))
    with pytest.raises(EntryError, match="不是复核表 2020-1"):
        read(review_sheet.write(other, COMMON))
