"""Values with delimiters: encodings, delimiters, quoted cells, lines around a table."""

import pytest

from loaders.readers import UnreadableError
from tests.loaders.readers import samples
from tests.loaders.readers.samples import facts, paragraphs, read, tables


def test_a_report_of_values_gives_its_figures() -> None:
    assert facts(samples.values_report(), ".csv") == samples.FACTS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in samples.ROWS)
    document = read(text.encode(encoding), ".csv")

    assert tables(document) == [samples.ROWS]
    assert document.text == text


def test_a_quoted_cell_keeps_its_line_breaks_and_delimiters() -> None:
    text = '项目,预算数,决算数\r\n"公务接待费\r\n（国内,含外事）","1,200.50", 0.83 \r\n"说""明""",,\r\n合计,1,2\r\n'
    document = read(text.encode(), ".csv")

    assert document.text == text
    assert tables(document) == [
        [
            ["项目", "预算数", "决算数"],
            ["公务接待费\r\n（国内,含外事）", "1,200.50", "0.83"],
            ['说""明""', "", ""],
            ["合计", "1", "2"],
        ]
    ]


def test_thousands_separators_are_no_delimiters() -> None:
    document = read("项目\t预算数\n接待费\t1,200\n会议费\t2,300\n".encode(), ".csv")

    assert tables(document) == [[["项目", "预算数"], ["接待费", "1,200"], ["会议费", "2,300"]]]


def test_titles_and_notes_stand_outside_the_table() -> None:
    text = "部门整体支出绩效自评表,,\n填报单位：林业局,,单位：万元\n项目,预算数,决算数\n公务接待费,2,\n注：不含下属单位,,\n"
    document = read(text.encode(), ".csv")

    assert paragraphs(document) == ["部门整体支出绩效自评表", "填报单位：林业局", "单位：万元", "注：不含下属单位"]
    assert tables(document) == [[["项目", "预算数", "决算数"], ["公务接待费", "2", ""]]]


def test_a_file_without_delimiters_is_read_as_text() -> None:
    assert paragraphs(read("第一段。\n第二段。".encode(), ".csv")) == ["第一段。", "第二段。"]


def test_a_workbook_called_csv_is_read_as_what_it_is() -> None:
    assert facts(samples.workbook_report(), ".csv") == samples.FACTS


def test_a_quotation_mark_that_never_closes_costs_one_cell() -> None:
    document = read('项目,预算数\n"接待费,2\n会议费,3\n'.encode(), ".csv")

    assert tables(document) == [[["项目", "预算数"], ['"接待费', "2"], ["会议费", "3"]]]


def test_twenty_thousand_rows_are_refused_in_time() -> None:
    with pytest.raises(UnreadableError, match=r"报告\.csv：表格太大"):
        read(b"1,2,3,4,5,6,7,8,9,10\n" * 20_000, ".csv")
    with pytest.raises(UnreadableError, match=r"报告\.csv：不是文本文件"):
        read(b"\x00\x01,\x02\n\x00\x03,\x04", ".csv")
