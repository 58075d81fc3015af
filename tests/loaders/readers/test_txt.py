"""Plain text: encodings, paragraphs broken by a page's width, tables."""

from pathlib import Path

import pytest

from loaders import readers
from loaders.models import Document
from loaders.readers import UnreadableError


def read(tmp_path: Path, content: bytes) -> Document:
    path = tmp_path / "报告.txt"
    path.write_bytes(content)
    return readers.read(path)


def paragraphs(document: Document) -> list[str]:
    text = document.text or ""
    return [text[passage.start : passage.end] for passage in document.passages if passage.table is None]


def rows(document: Document) -> list[list[str]]:
    grid: dict[tuple[int, int], list[str]] = {}
    for passage in document.passages:
        if passage.table is not None and passage.row is not None and document.text is not None:
            grid.setdefault((passage.table, passage.row), []).append(document.text[passage.start : passage.end])
    return list(grid.values())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_of_chinese_text_files(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, "支出合计一万元，详见附表。".encode(encoding)).text == "支出合计一万元，详见附表。"


def test_bytes_that_are_no_text_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"报告\.txt：不是文本文件"):
        read(tmp_path, b"\x00\x01\x02\xff\xfe\x00\x81")


def test_an_empty_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"报告\.txt：文件是空的"):
        read(tmp_path, b"")
    with pytest.raises(UnreadableError, match=r"报告\.txt：里面没有文字"):
        read(tmp_path, b" \n\t\n")


def test_an_unknown_suffix_is_refused_with_what_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "报告.ofd"
    path.write_bytes(b"x")

    with pytest.raises(UnreadableError, match=r"报告\.ofd：不认识的文件类型.*\.docx、.*\.txt"):
        readers.read(path)


def test_lines_broken_by_the_page_are_one_paragraph(tmp_path: Path) -> None:
    text = "一、支出情况\n本年支出合计 71.84 万元，其中：基本支\n出 50.60 万元。\n二、人员情况\n在职 5 人。\n"

    assert paragraphs(read(tmp_path, text.encode())) == [
        "一、支出情况",
        "本年支出合计 71.84 万元，其中：基本支\n出 50.60 万元。",
        "二、人员情况",
        "在职 5 人。",
    ]


def test_a_header_of_several_rows_is_spread_over_its_columns(tmp_path: Path) -> None:
    text = "\t机构\n\t支出合计\n\t其中：\n\n\t\n\t\n\t基本支出\n\t项目支出\n\n\t汇总\n\t3\n\t1\n\t2\n"

    assert rows(read(tmp_path, text.encode())) == [
        ["机构", "支出合计", "其中：", "其中："],
        ["机构", "支出合计", "基本支出", "项目支出"],
        ["汇总", "3", "1", "2"],
    ]


def test_cells_between_bars_keep_their_blanks(tmp_path: Path) -> None:
    assert rows(read(tmp_path, "项目 | 预算数 | 决算数 |\n公务用车购置费 |  |  |\n".encode())) == [
        ["项目", "预算数", "决算数"],
        ["公务用车购置费", "", ""],
    ]


def test_cells_one_a_line_are_a_table_of_one_column(tmp_path: Path) -> None:
    text = "支出表\n\n项目\n\n决算数\n\n合计\n\n38.72\n\n公务接待费\n\n8.57\n"

    assert rows(read(tmp_path, text.encode())) == [
        ["支出表"], ["项目"], ["决算数"], ["合计"], ["38.72"], ["公务接待费"], ["8.57"],
    ]  # fmt: skip


def test_names_with_their_values_below_are_cells(tmp_path: Path) -> None:
    text = "我局自评情况如下。\n自评得分\n97\n评价等次\n优\n"

    assert rows(read(tmp_path, text.encode())) == [["自评得分"], ["97"], ["评价等次"], ["优"]]


def test_lines_that_begin_with_an_empty_cell_belong_to_their_table(tmp_path: Path) -> None:
    text = "编制数\t实有数\t控制率\n\t27\t93.10%\n"

    assert rows(read(tmp_path, text.encode())) == [["编制数", "实有数", "控制率"], ["", "27", "93.10%"]]


def test_drawn_lines_part_cells(tmp_path: Path) -> None:
    text = "┌──────┬────┐\n│项目│决算数│\n├──────┼────┤\n│公务接待费│0.83│\n└──────┴────┘\n"

    assert rows(read(tmp_path, text.encode())) == [["项目", "决算数"], ["公务接待费", "0.83"]]
