"""Old Excel workbooks: the same as new ones; and what systems export under that name."""

import io

import pytest
import xlwt

from loaders.readers import UnreadableError
from tests.loaders.readers import samples
from tests.loaders.readers.samples import facts, needs_office, paragraphs, read, tables


def book(build: samples.Callable[[xlwt.Workbook], object]) -> bytes:
    written = xlwt.Workbook()
    build(written)
    file = io.BytesIO()
    written.save(file)
    return file.getvalue()


def test_a_report_in_an_old_workbook_gives_its_figures() -> None:
    assert facts(samples.old_workbook_report(), ".xls") == samples.FACTS
    assert paragraphs(read(samples.old_workbook_report(), ".xls"))[0] == "自评表"


def test_numbers_read_as_they_are_shown() -> None:
    def build(written: xlwt.Workbook) -> None:
        sheet = written.add_sheet("表")
        sheet.write(0, 0, "预算执行率")
        for column, (value, code) in enumerate(
            [
                (0.975609756, "0.00%"),
                (1234.5, "#,##0.00"),
                (44256, 'yyyy"年"m"月"d"日"'),
                (0.1 + 0.2, "General"),
                (12.5, '0.00"万元"'),
            ]
        ):
            sheet.write(0, column + 1, value, xlwt.easyxf(num_format_str=code))
        sheet.write(1, 0, "是")
        sheet.write(1, 1, True)

    assert tables(read(book(build), ".xls")) == [
        [["预算执行率", "97.56%", "1,234.50", "2021年3月1日", "0.3", "12.50万元"], ["是", "TRUE", "", "", "", ""]]
    ]


def test_merged_and_hidden_cells() -> None:
    def build(written: xlwt.Workbook) -> None:
        sheet = written.add_sheet("表")
        sheet.write_merge(0, 1, 0, 0, "项目")
        sheet.write_merge(0, 0, 1, 2, "经费")
        for row, cells in enumerate([["预算数", "决算数", "往年"], [2, 1.5, 9], [3, 4, 9]]):
            for column, value in enumerate(cells):
                sheet.write(row + 1, column + 1, value)
        sheet.write(2, 0, "接待费")
        sheet.write(3, 0, "旧")
        sheet.col(3).hidden = True
        sheet.row(3).hidden = True
        other = written.add_sheet("字典")
        other.write(0, 0, "x")
        other.visibility = 1

    document = read(book(build), ".xls")

    assert tables(document) == [[["项目", "经费", "经费"], ["项目", "预算数", "决算数"], ["接待费", "2", "1.5"]]]
    assert paragraphs(document) == ["表"]


@pytest.mark.parametrize(
    "content",
    [samples.workbook_report(), samples.page_report(), samples.values_report()],
    ids=["xlsx", "a page", "values"],
)
def test_what_systems_export_under_that_name(content: bytes) -> None:
    assert facts(content, ".xls") == samples.FACTS


@needs_office
def test_the_xml_of_excel_2003_is_read_through_libreoffice() -> None:
    namespace = "urn:schemas-microsoft-com:office:spreadsheet"
    lines = (
        f"<Cell><Data ss:Type='String'>{'</Data></Cell><Cell><Data ss:Type=String>'.join(row)}</Data></Cell>"
        for row in samples.ROWS
    )
    rows = "".join(f"<Row>{line}</Row>" for line in lines).replace("=String>", "='String'>")
    content = (
        f"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook xmlns='{namespace}' xmlns:ss='{namespace}'>"
        f"<Worksheet ss:Name='自评表'><Table>{rows}</Table></Worksheet></Workbook>"
    )

    assert tables(read(content.encode(), ".xls")) == [samples.ROWS]


# --- bad input


def test_a_workbook_with_a_password_is_refused() -> None:
    content = samples.old_workbook_report()
    place = content.index(b"\x5c\x00\x70\x00")  # who wrote it; read as: how it is encrypted

    with pytest.raises(UnreadableError, match=r"报告\.xls：加了打开密码"):
        read(content[:place] + b"\x2f" + content[place + 1 :], ".xls")


@pytest.mark.parametrize("size", [0.3, 0.6, 0.9])
def test_a_workbook_cut_off_is_refused(size: float) -> None:
    content = samples.old_workbook_report()

    with pytest.raises(UnreadableError, match=r"报告\.xls：不是完好的 Excel 表格"):
        read(content[: int(len(content) * size)], ".xls")


def test_bytes_that_are_nothing_are_refused() -> None:
    with pytest.raises(UnreadableError, match=r"报告\.xls：不是完好的 Excel 表格"):
        read(b"\x00\x01\x02\x03" * 100, ".xls")


def test_twenty_thousand_rows_are_refused() -> None:
    def build(written: xlwt.Workbook) -> None:
        sheet = written.add_sheet("明细")
        for row in range(20_000):
            for column in range(6):
                sheet.write(row, column, row)

    with pytest.raises(UnreadableError, match=r"报告\.xls：工作表“明细”太大"):
        read(book(build), ".xls")
