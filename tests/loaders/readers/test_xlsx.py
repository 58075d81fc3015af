"""Excel workbooks: numbers as they are shown, merged cells, what is hidden, several sheets, files made to do harm."""

import datetime
import io
import re
import resource
import time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import numbers

from loaders.readers import UnreadableError
from loaders.readers.xlsx import shown
from tests.loaders.readers import samples
from tests.loaders.readers.samples import facts, paragraphs, read, report, tables, with_part, workbook


def test_a_report_in_a_workbook_gives_its_figures() -> None:
    found = report(samples.workbook_report(), ".xlsx")

    assert facts(samples.workbook_report(), ".xlsx") == samples.FACTS
    assert found.department == "青岚市林业局"
    assert paragraphs(found.document) == ["自评表", samples.TITLE, samples.SENTENCE]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, "0.00", "1234.50"),
        (1234.5000000001, "0.00", "1234.50"),
        (1234.5, "#,##0.00", "1,234.50"),
        (0.1 + 0.2, "General", "0.3"),
        (12345678.25, "General", "12345678.25"),
        (0.975609756, "0.00%", "97.56%"),
        (1, "0%", "100%"),
        (2.675, "0.00", "2.68"),
        (0.125, "0.00", "0.13"),
        (12.5, '0.00"万元"', "12.50万元"),
        (12.5, '0.00\\ "万元"', "12.50 万元"),
        (12.5, "0.##", "12.5"),
        (12, "0.##", "12"),
        (12, "G/通用格式", "12"),
        (12, 'G/通用格式"人"', "12人"),
        (-1.5, "0.00", "-1.50"),
        (-1.5, "0.00_);[Red]\\(0.00\\)", "-1.50"),
        (-1.5, "0.00_ ;[Red]0.00\\ ", "-1.50"),
        (-0.001, "0.00", "0.00"),
        (1234.5, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
        (0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0.00"),
        (0, "0.00;-0.00;;@", ""),
        (5, ";;;", ""),
        (1234.5, "[$¥-804]#,##0.00", "1,234.50"),
        (1234.5, '"¥"#,##0.00;\\-"¥"#,##0.00', "1,234.50"),
        (12345678, "#,##0,", "12,346"),
        (12345, '0!.0,"万"', "12345"),
        (12345, '[>=10000]0.0,"千";0', "12345"),
        (0.5, "# ?/?", "0.5"),
        (1e20, "General", "100000000000000000000"),
        (1e300, "0.00", "1e+300"),
        (10101, "000000", "010101"),
        (44256, "yyyy/m/d", "2021/3/1"),
        (44256, 'yyyy"年"m"月"d"日"', "2021年3月1日"),
        (44256, "yyyy-mm-dd", "2021-03-01"),
        (44256, '[$-804]yyyy"年"m"月"d"日";@', "2021年3月1日"),
        (44256, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2021年3月1日"),
        (44256.5, "yyyy-mm-dd hh:mm:ss", "2021-03-01 12:00:00"),
        (44256.75, "h:mm AM/PM", "6:00 下午"),
        (1.5, "[h]:mm", "36:00"),
        (3e6, "yyyy-mm-dd", "3000000.0"),
        ("nan", "0.00", "nan"),
    ],
)
def test_a_number_reads_as_it_is_shown(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    assert shown(42794, "yyyy-mm-dd", is_1904=True) == shown(44256, "yyyy-mm-dd") == "2021-03-01"
    assert shown(1, "yyyy-mm-dd") == "1900-01-01"


def test_percentages_and_dates_in_cells() -> None:
    def build(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.append(["指标", "完成率", "日期", "金额"])
        sheet.append(["预算执行率", 0.975609756, datetime.date(2021, 3, 1), 1234.5])
        sheet["B2"].number_format = numbers.FORMAT_PERCENTAGE_00
        sheet["C2"].number_format = 'yyyy"年"m"月"d"日"'
        sheet["D2"].number_format = "#,##0.00"

    assert tables(read(workbook(build), ".xlsx"))[0][1] == ["预算执行率", "97.56%", "2021年3月1日", "1,234.50"]


def test_merged_cells_stand_at_every_place_they_cover() -> None:
    def build(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for cells in [
            ["青岚市林业局2020年度部门整体支出绩效自评表"], ["机构名称", "支出合计（万元）", "其中：", None],
            [None, None, "基本支出", "项目支出"], ["机关及二级机构汇总", 9, 5, 4], ["1、机关", 9, 5, 4],
        ]:  # fmt: skip
            sheet.append(cells)
        for area in ("A1:D1", "A2:A3", "B2:B3", "C2:D2"):
            sheet.merge_cells(area)

    content = workbook(build)

    assert paragraphs(read(content, ".xlsx")) == ["Sheet", "青岚市林业局2020年度部门整体支出绩效自评表"]
    assert tables(read(content, ".xlsx"))[0][:2] == [
        ["机构名称", "支出合计（万元）", "其中：", "其中："], ["机构名称", "支出合计（万元）", "基本支出", "项目支出"],
    ]  # fmt: skip
    assert {
        "expenditure.actual = 9万元", "basic_expenditure.actual = 5万元", "project_expenditure[own].actual = 4万元"
    } <= facts(content, ".xlsx")  # fmt: skip


def test_every_visible_sheet_is_read_and_nothing_hidden() -> None:
    def build(book: openpyxl.Workbook) -> None:
        for name, state in [("收入", "visible"), ("字典", "hidden"), ("旧表", "veryHidden"), ("支出", "visible")]:
            sheet = book.create_sheet(name)
            sheet.sheet_state = state
            for cells in [
                ["项目", "预算数", "往年", "决算数"],
                [name, 1, 5, 2],
                ["隐藏行", 3, 5, 4],
                ["合计", 4, 5, 6],
            ]:
                sheet.append(cells)
            sheet.column_dimensions["C"].hidden = True
            sheet.row_dimensions[3].hidden = True
        del book["Sheet"]

    document = read(workbook(build), ".xlsx")

    assert paragraphs(document) == ["收入", "支出"]
    assert tables(document) == [
        [["项目", "预算数", "决算数"], [name, "1", "2"], ["合计", "4", "6"]] for name in ("收入", "支出")
    ]


def test_empty_rows_and_columns_are_left_out_and_part_tables() -> None:
    def build(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for place, value in {
            "C3": "表一", "C5": "项目", "E5": "预算数", "C6": "接待费", "E6": 2, "C9": "二、人员情况", "C11": "编制数",
            "D11": 11, "C12": "实有人数", "D12": 10, "C14": "注：含借调人员。",
        }.items():  # fmt: skip
            sheet[place] = value

    document = read(workbook(build), ".xlsx")

    assert tables(document) == [[["项目", "预算数"], ["接待费", "2"]], [["编制数", "11"], ["实有人数", "10"]]]
    assert paragraphs(document) == ["Sheet", "表一", "二、人员情况", "注：含借调人员。"]


def test_an_empty_row_inside_a_table_parts_nothing() -> None:
    def build(book: openpyxl.Workbook) -> None:
        for cells in [["项目", "预算数"], ["接待费", 2], [], ["会议费", None], ["培训费", 3]]:
            book.active.append(cells)

    assert tables(read(workbook(build), ".xlsx")) == [
        [["项目", "预算数"], ["接待费", "2"], ["会议费", ""], ["培训费", "3"]]
    ]


def test_formulas_read_as_their_results_and_are_refused_without() -> None:
    def build(book: openpyxl.Workbook) -> None:
        book.active.append(["接待费", 2, 3])
        book.active.append(["合计", "=B1", "=C1"])

    content = workbook(build)
    calculated = with_part(
        content, "xl/worksheets/sheet1.xml", lambda part: re.sub(rb"(<f>[^<]*</f>)<v ?/?>(</v>)?", rb"\1<v>2</v>", part)
    )

    assert tables(read(calculated, ".xlsx")) == [[["接待费", "2", "3"], ["合计", "2", "2"]]]
    with pytest.raises(UnreadableError, match=r"报告\.xlsx：工作表“Sheet”里的公式没有计算结果（如 B2）"):
        read(content, ".xlsx")


def test_zeros_that_a_sheet_does_not_show_are_not_read() -> None:
    def build(book: openpyxl.Workbook) -> None:
        book.active.append(["项目", "预算数"])
        book.active.append(["接待费", 0])
        book.active.sheet_view.showZeros = False

    assert tables(read(workbook(build), ".xlsx")) == [[["项目", "预算数"], ["接待费", ""]]]


def package(rows: str, strings: str = "") -> bytes:
    """A workbook as other programs write it: with their own names of parts, absolute targets, cells without places."""
    main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f"<Relationship Id='%s' Type='{office}/%s' Target='%s'/>"
    relations = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>%s</Relationships>"
    parts = {
        "_rels/.rels": relations % (relation % ("r", "officeDocument", "/xl/book.xml")),
        "xl/book.xml": f"<workbook {main} xmlns:r='{office}'><sheets><sheet name='一' r:id='a'/></sheets></workbook>",
        "xl/_rels/book.xml.rels": relations
        % (relation % ("a", "worksheet", "/xl/one.xml") + relation % ("b", "sharedStrings", "words.xml")),
        "xl/one.xml": f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>",
        "xl/words.xml": f"<sst {main}>{strings}</sst>",
    }
    return samples.zipped({name: text.encode() for name, text in parts.items()})


def test_workbooks_of_other_programs_are_read() -> None:
    rows = "".join(
        f"<row><c t='inlineStr'><is><t>{name}</t></is></c><c><v>2</v></c></row>" for name in ("接待费", "会议费")
    )

    assert tables(read(package(rows), ".xlsx")) == [[["接待费", "2"], ["会议费", "2"]]]


def test_only_words_are_read_of_rich_text() -> None:
    strings = (
        "<si><r><t>公务</t></r><r><rPr><b/></rPr><t>接_x000A_待费</t></r><rPh sb='0' eb='1'><t>gong</t></rPh></si>"
        "<si><t>预算_xD83D_数</t></si>"
    )

    assert tables(read(package("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>", strings), ".xlsx")) == [
        [["公务接\n待费", "预算数"]]
    ]


def test_an_old_workbook_called_xlsx_is_read_as_what_it_is() -> None:
    assert facts(samples.old_workbook_report(), ".xlsx") == samples.FACTS


# --- bad input


def test_twenty_thousand_rows_are_refused_in_time_and_memory() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("明细")
    for number in range(20_000):
        sheet.append([f"项目{number}", *(number * 1.37 + column for column in range(9))])
    content = io.BytesIO()
    book.save(content)
    begun, used = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(UnreadableError, match=r"报告\.xlsx：工作表“明细”太大"):
        read(content.getvalue(), ".xlsx")

    assert time.monotonic() - begun < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used < 300_000


def test_a_few_thousand_rows_are_read() -> None:
    def build(book: openpyxl.Workbook) -> None:
        for number in range(3000):
            book.active.append([f"项目{number}", number])

    assert len(tables(read(workbook(build), ".xlsx"))[0]) == 3000


def test_cells_at_the_ends_of_a_sheet_cost_no_memory() -> None:
    def build(book: openpyxl.Workbook) -> None:
        book.active["A1"], book.active["B1"], book.active["XFD1048576"] = "接待费", 2, "尾"

    merge = b"</sheetData><mergeCells><mergeCell ref='A1:A1048576'/></mergeCells>"
    content = with_part(workbook(build), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", merge))
    begun = time.monotonic()
    document = read(content, ".xlsx")

    assert tables(document) == [[["接待费", "2", ""], ["接待费", "", "尾"]]]
    assert time.monotonic() - begun < 5


def test_a_bomb_is_refused_unread() -> None:
    content = samples.zipped(
        samples.unzipped(samples.workbook_report()) | {"xl/worksheets/sheet1.xml": b" " * (65 << 20)}
    )
    begun = time.monotonic()

    with pytest.raises(UnreadableError, match=r"报告\.xlsx：解压后大得异常"):
        read(content, ".xlsx")
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("part", ["xl/book.xml", "xl/words.xml", "xl/one.xml", "_rels/.rels"])
def test_entities_are_refused(part: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    declared = f"<!DOCTYPE x [<!ENTITY y SYSTEM '{(tmp_path / 'secret').as_uri()}'>]>".encode()
    content = with_part(package("<row><c><v>1</v></c></row>"), part, lambda xml: declared + xml)

    with pytest.raises(UnreadableError, match=r"报告\.xlsx：里面有 XML 实体声明"):
        read(content, ".xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_damaged_parts_are_refused(part: str) -> None:
    content = samples.workbook_report()

    for damaged in (with_part(content, part, lambda xml: xml[:-40]), content[: len(content) // 2], b"PK\x03\x04"):
        with pytest.raises(UnreadableError, match=r"报告\.xlsx：不是完好的 Excel 表格"):
            read(damaged, ".xlsx")


def test_cells_merged_over_one_another_are_refused() -> None:
    content = with_part(
        samples.workbook_report(),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b"</sheetData>", b"</sheetData><mergeCells>" + b"<mergeCell ref='A1:C9'/>" * 20_000 + b"</mergeCells>"
        ),
    )

    with pytest.raises(UnreadableError, match="不是完好的 Excel 表格"):
        read(content, ".xlsx")


def test_macros_are_not_looked_at() -> None:
    content = samples.zipped(samples.unzipped(samples.workbook_report()) | {"xl/vbaProject.bin": b"Sub Auto_Open()"})

    assert facts(content, ".xlsx") == samples.FACTS


def test_an_empty_cell_merged_over_columns_is_one() -> None:
    def build(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for row in [["三级指标", "分值", "得分"], ["办结率", 10, 10], ["自评等级"]]:
            sheet.append(row)
        sheet.merge_cells("B3:C3")

    document = read(workbook(build), ".xlsx")

    last = [passage.start for passage in document.passages if passage.row == 2]
    assert len(last) == 3 and len(set(last)) == 2
