"""The workbook, opened again with another program's eyes."""

from io import BytesIO
from typing import Any

import pandas as pd
from openpyxl import Workbook, load_workbook

from dashboard.contents import AMOUNT, DEPARTMENT, NUMBER, PERCENT, POINTS, QUOTE, YEAR, Basis, Card, Field, Section
from dashboard.exports.workbook import workbook

BASIS = Basis(
    "三公经费",
    "snapshot-20261121T083001Z-1",
    "2026-11-21 16:30",
    {"地区": "湛江市", "年度": "2020"},
    is_demonstration=True,
)
FIELDS = [
    Field("部门", "department", DEPARTMENT),
    Field("年度", "fiscal_year", YEAR),
    Field("决算", "actual_yuan", AMOUNT),
    Field("控制率", "control_rate_pct", PERCENT),
    Field("得分", "score", POINTS),
    Field("同组", "peers", NUMBER),
    Field("说明", "detail", QUOTE),
]
ROWS = pd.DataFrame(
    {
        "department": ["市教育局", "=cmd|' /C calc'!A0"],
        "fiscal_year": [2020, 2020],
        "actual_yuan": [42769100.0, None],
        "control_rate_pct": [97.0239, None],
        "score": [99.5, 100.0],
        "peers": [12, 12],
        "detail": ["+1+1", "\t=1\x00坏字符"],
    }
)
SENTENCES = ["@决算为4276.91万元", "-没有写明"]


def opened(*titles: str, rows: pd.DataFrame = ROWS) -> Workbook:
    cards = [Card(f"card{number}", title, rows, FIELDS) for number, title in enumerate(titles)]
    meanings = [("三公经费", "三项合计"), ("不在其中", "2 个部门，缺 0 个")]
    content = workbook(BASIS, [Section(card, meanings, SENTENCES[: len(rows)]) for card in cards])
    return load_workbook(BytesIO(content))


def rows_of(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_first_sheet_says_what_the_others_mean() -> None:
    book = opened("预算与决算")
    assert book.sheetnames == ["口径", "预算与决算"]
    said = "\n".join(f"{left}：{right}" for left, right in rows_of(book["口径"]))
    for words in (
        "提示：风险提示，不是问题认定",
        "演示数据：演示数据，纯属虚构",
        "快照：snapshot-20261121T083001Z-1",
        "再次打开：在仪表盘的网址后加 ?snapshot=snapshot-20261121T083001Z-1",
        "筛选：地区：湛江市；年度：2020",
        "三公经费：三项合计",
        "不在其中：2 个部门，缺 0 个",
    ):
        assert words in said


def test_numbers_stay_numbers_in_the_unit_of_their_heading() -> None:
    head, first, second = rows_of(opened("表")["表"])
    assert head == ["部门", "年度", "决算（万元）", "控制率（%）", "得分（分）", "同组", "说明", "依据原句"]
    assert first[1:6] == [2020, 4276.91, 0.970239, 99.5, 12]
    assert second[2:4] == [None, None], "missing is empty, never zero"
    sheet = opened("表")["表"]
    assert [sheet.cell(2, column).number_format for column in (3, 4)] == ["#,##0.00", "0.00%"]


def test_no_cell_can_become_a_formula() -> None:
    sheet = opened("表")["表"]
    suspicious = [
        cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith(("=", "+", "-", "@", "\t"))
    ]
    assert len(suspicious) == 5
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in suspicious)
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type in ("f", "e")]


def test_every_sheet_can_be_read_and_printed() -> None:
    sheet = opened("表")["表"]
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == "A1:H3"
    assert sheet.page_setup.paperSize == 9 and sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth == 1 and sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"
    assert "snapshot-20261121T083001Z-1" in sheet.oddFooter.left.text
    assert all(8 <= sheet.column_dimensions[letter].width <= 60 for letter in "ABCDEFGH")


def test_sheets_have_names_that_excel_admits() -> None:
    titles = ["决算/预算[1]", "一" * 40, "一" * 40, "口径", "决算/预算[1]"]
    names = opened(*titles).sheetnames
    assert len({name.lower() for name in names}) == 6
    assert all(len(name) <= 31 and not set(name) & set("\\/*?:[]") for name in names)


def test_no_rows_are_no_error() -> None:
    assert rows_of(opened("空", rows=ROWS.head(0))["空"])[0][:2] == ["部门", "年度"]


def test_a_row_is_as_high_as_its_words() -> None:
    rows = ROWS.assign(detail=["一句", "很长的一句话。" * 30])
    sheet = opened("说明", rows=rows)["说明"]
    short, long = (sheet.row_dimensions[row].height for row in (2, 3))
    assert short == 15 and long > 5 * short
