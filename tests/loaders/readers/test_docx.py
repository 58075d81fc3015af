"""Word documents: paragraphs and tables in order, merged cells, what is seen and what is not, files made to do harm."""

import time
import tracemalloc
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from loaders import finders, readers
from loaders.readers import UnreadableError
from tests.loaders.readers import samples
from tests.loaders.readers.samples import facts, paragraph, paragraphs, read, tables, td, tr, with_body, with_part
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


# --- what is seen on the page


def test_text_boxes_are_read_once_and_before_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('青岚市林业局')}{paragraph('自评报告')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"

    for drawing in (both, old):
        document = read(with_body(f"<w:p><w:r>{drawing}</w:r><w:r><w:t>正文。</w:t></w:r></w:p>"), ".docx")
        assert paragraphs(document) == ["青岚市林业局", "自评报告", "正文。"]


def test_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>自评得分</w:t></w:r><w:del><w:r><w:delText>95</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>96</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>分</w:t></w:r></w:moveTo></w:p><w:tbl>"
        + tr([td("项目"), td("分值")])
        + tr([td("删去"), td("1")], "<w:del/>")
        + tr([td("新增"), td("2")], "<w:ins/>")
        + "</w:tbl>"
    )
    document = read(with_body(body), ".docx")

    assert paragraphs(document) == ["自评得分96分"]
    assert tables(document) == [[["项目", "分值"], ["新增", "2"]]]


def test_signs_are_read_as_characters() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>单位：万元</w:t><w:tab/><w:t>2020</w:t>"
        "<w:noBreakHyphen/><w:t>1</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>优</w:t><w:sym w:font='Wingdings 2' w:char='F052'/><w:t>良</w:t>"
        "<w:sym w:font='Wingdings' w:char='F0A8'/></w:r></w:p>"
        "<w:p><w:r><w:t>一、概况</w:t><w:br/><w:t>支出90万元。</w:t></w:r></w:p>"
    )

    assert paragraphs(read(with_body(body), ".docx")) == ["单位：万元\t2020-1", "优☑良□", "一、概况", "支出90万元。"]


def test_hidden_words_and_instructions_are_not_read() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>可见</w:t>"
        "</w:r><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>DATE</w:instrText><w:fldChar w:fldCharType='separate'/>"
        "<w:t>2021年</w:t><w:fldChar w:fldCharType='end'/></w:r><w:hyperlink><w:r><w:t>附件</w:t></w:r></w:hyperlink>"
        "<w:ruby><w:rt><w:r><w:t>gong</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>公</w:t></w:r></w:rubyBase></w:ruby></w:p>"
    )

    assert paragraphs(read(with_body(body), ".docx")) == ["可见2021年附件公"]


def test_a_table_of_contents_is_no_text() -> None:
    begin = (
        "<w:fldChar w:fldCharType='begin'/><w:instrText> TOC \\o </w:instrText><w:fldChar w:fldCharType='separate'/>"
    )
    line = "<w:p><w:r>{}<w:t>一、自评得分</w:t><w:tab/><w:t>95</w:t>{}</w:r></w:p>"
    end = "<w:fldChar w:fldCharType='end'/>"
    gallery = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    heading = paragraph("一、自评得分")

    for contents in (
        line.format(begin, "") + line.format("", end),
        f"<w:sdt>{gallery}<w:sdtContent>{line.format('', '')}</w:sdtContent></w:sdt>",
    ):
        assert paragraphs(read(with_body(contents + heading), ".docx")) == ["一、自评得分"]
    # a field that never ends hides nothing
    assert paragraphs(read(with_body(line.format(begin, "") + heading), ".docx")) == [
        "一、自评得分\t95",
        "一、自评得分",
    ]


def test_formulas_are_read_on_one_line() -> None:
    fraction = "<m:f><m:fPr/><m:num><m:r><m:t>90</m:t></m:r></m:num><m:den><m:r><m:t>100</m:t></m:r></m:den></m:f>"
    body = f"<w:p><w:r><w:t>预算执行率=</w:t></w:r><m:oMath>{fraction}<m:r><m:t>×100%=90%</m:t></m:r></m:oMath></w:p>"

    assert paragraphs(read(with_body(body), ".docx")) == ["预算执行率=(90/100)×100%=90%"]


def test_content_controls_are_looked_into() -> None:
    controlled = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = (
        controlled.format(paragraph("青岚市林业局"))
        + "<w:p><w:sdt><w:sdtContent><w:r><w:t>自评报告</w:t></w:r></w:sdtContent></w:sdt></w:p><w:tbl>"
        + tr([td("项目"), td("决算数")])
        + controlled.format(tr([td("接待费"), controlled.format(td("1.50"))]))
        + "</w:tbl>"
    )
    document = read(with_body(body), ".docx")

    assert paragraphs(document) == ["青岚市林业局", "自评报告"]
    assert tables(document) == [[["项目", "决算数"], ["接待费", "1.50"]]]


def test_cells_merged_and_left_out() -> None:
    body = (
        "<w:tbl>"
        + tr([td("项目", "<w:vMerge w:val='restart'/>"), td("经费", "<w:gridSpan w:val='2'/>")])
        + tr([td("藏", "<w:vMerge/>"), td("预算数"), td("决算数")])
        + tr([td("2"), td("1.5")], "<w:gridBefore w:val='1'/>")
        + tr([td("接待费"), td("3", "<w:hMerge w:val='restart'/>"), td("", "<w:hMerge/>")])
        + "</w:tbl>"
    )

    assert tables(read(with_body(body), ".docx")) == [
        [["项目", "经费", "经费"], ["项目", "预算数", "决算数"], ["", "2", "1.5"], ["接待费", "3", "3"]]
    ]


def test_a_frame_around_the_text_is_no_table() -> None:
    inner = "<w:tbl>" + tr([td("项目"), td("决算数")]) + tr([td("接待费"), td("1.50")]) + "</w:tbl>"
    framed = f"<w:tc>{paragraph('标题')}{paragraph('正文。')}{inner}{paragraph('落款')}</w:tc>"
    document = read(with_body(f"<w:tbl>{tr([framed])}</w:tbl>"), ".docx")

    assert paragraphs(document) == ["标题", "正文。", "落款"]
    assert tables(document) == [[["项目", "决算数"], ["接待费", "1.50"]]]


def test_titles_and_notes_in_a_table_stand_outside_it() -> None:
    wide = "<w:gridSpan w:val='2'/>"
    body = (
        "<w:tbl>"
        + tr([td("“三公”经费支出表", wide)])
        + tr([td("填报单位：林业局"), td("单位：元")])
        + tr([td("项目"), td("决算数")])
        + tr([td("公务接待费"), td("15000.00")])
        + tr([td("注：不含下属单位", wide)])
        + "</w:tbl>"
    )

    assert paragraphs(read(with_body(paragraph("2020年度") + body), ".docx"))[1:] == [
        "“三公”经费支出表", "填报单位：林业局", "单位：元", "注：不含下属单位"
    ]  # fmt: skip
    assert "official_reception.actual = 15000.00元" in facts(with_body(paragraph("2020年度") + body), ".docx")


def test_documents_of_other_programs_are_read() -> None:
    """Strict Open XML, relations that lead nowhere, a main part of another name."""
    members = samples.unzipped(samples.word_report())
    strict = {
        name: content.replace(b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(b"schemas.openxmlformats.org/officeDocument/2006/relationships", b"purl.oclc.org/ooxml/officeDocument/relationships")
        for name, content in members.items()
    }  # fmt: skip
    renamed = members | {"word/document2.xml": members["word/document.xml"]}
    renamed["_rels/.rels"] = members["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")
    del renamed["word/document.xml"], renamed["word/styles.xml"]

    for variant in (strict, renamed):
        assert facts(samples.zipped(variant), ".docx") == samples.FACTS


@pytest.mark.parametrize("content", [samples.page_report(), samples.workbook_report()], ids=["a page", "a workbook"])
def test_another_format_under_this_name_is_read_as_what_it_is(content: bytes) -> None:
    assert facts(content, ".docx") == samples.FACTS


# --- bad input


def refused(content: bytes, reason: str, seconds: float = 2, megabytes: int = 50) -> None:
    tracemalloc.start()
    begun = time.monotonic()
    with pytest.raises(UnreadableError, match=rf"报告\.docx：{reason}"):
        read(content, ".docx")
    assert time.monotonic() - begun < seconds
    assert tracemalloc.get_traced_memory()[1] < megabytes << 20
    tracemalloc.stop()


def test_bombs_are_refused_unread() -> None:
    bomb = b"<w:p/>" * (12 << 20)
    refused(with_part(samples.word_report(), "word/document.xml", lambda _: bomb), "解压后大得异常")
    refused(with_part(samples.word_report(), "word/document.xml", lambda _: bomb[: 5 << 20]), "解压后大得异常")


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(with_part(samples.word_report(), "word/document.xml", lambda _: b" " * (60 << 20)))
    size = (60 << 20).to_bytes(4, "little")
    place = content.find(size)
    while place >= 0:
        content[place : place + 4] = (1000).to_bytes(4, "little")
        place = content.find(size)

    refused(bytes(content), "不是完好的 Word 文档")


@pytest.mark.parametrize(
    "declared", ["<!ENTITY y SYSTEM '{}'>", "<!ENTITY y 'yyyyyyyy'><!ENTITY z '&y;&y;&y;&y;&y;&y;'>"]
)
def test_entities_are_refused(declared: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    doctype = f"<!DOCTYPE x [{declared.format((tmp_path / 'secret').as_uri())}]>".encode()
    content = with_part(with_body(paragraph("&y;")), "word/document.xml", lambda xml: doctype + xml)

    refused(content, "里面有 XML 实体声明")
    refused(with_part(samples.word_report(), "_rels/.rels", lambda xml: doctype + b"<r/>"), "里面有 XML 实体声明")


def test_a_document_cut_off_is_refused() -> None:
    content = samples.word_report()

    for size in (30, 1000, len(content) // 2, len(content) - 30):
        refused(content[:size], "不是完好的 Word 文档")
    refused(with_part(content, "word/document.xml", lambda xml: xml[:-20]), "不是完好的 Word 文档")


def test_a_document_with_a_password_is_refused() -> None:
    name = "EncryptedPackage\0".encode("utf-16-le")
    entry = name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + bytes(62)

    refused(bytes.fromhex("D0CF11E0A1B11AE1").ljust(1024, b"\0") + entry, "加了打开密码")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (samples.zipped({"报告.txt": b"x"}), "后缀与内容不符：其实是 ZIP 压缩包。请解压"),
        (b"Rar!\x1a\x07\x00", "后缀与内容不符：其实是 RAR 压缩包。请解压"),
        (samples.zipped({"OFD.xml": b"<x/>"}), "后缀与内容不符：其实是 OFD 版式文件。请用相应的程序打开，另存为"),
    ],
)
def test_another_thing_under_this_name_is_called_by_its_own(content: bytes, reason: str) -> None:
    refused(content, reason)


def test_cells_without_end_cost_no_memory() -> None:
    wide = td("", "<w:gridSpan w:val='999999999'/>")

    refused(with_body(f"<w:tbl>{tr([wide] * 50) * 50}</w:tbl>"), "表格太大")


def test_macros_are_not_looked_at() -> None:
    content = samples.zipped(samples.unzipped(samples.word_report()) | {"word/vbaProject.bin": b"Sub AutoOpen()"})

    assert facts(content, ".docx") == samples.FACTS


def test_cells_typed_as_paragraphs_are_cells() -> None:
    lines = ["“三公”经费（万元） | 预算数 | 决算数", "公务接待费 | 2.00 | 1.50", "合计 | 2.00 | 1.50"]
    body = [paragraph(line) for line in (samples.TITLE, samples.SENTENCE, *lines, "一、说明")]

    assert facts(with_body("".join(body)), ".docx") == samples.FACTS
    document = read(with_body("".join(body)), ".docx")
    assert len(tables(document)) == 1
    assert paragraphs(document) == [samples.TITLE, samples.SENTENCE, "一、说明"]


def test_what_reaches_to_the_edge_of_a_table_stands_under_no_head() -> None:
    span = "<w:gridSpan w:val='{}'/>"
    rows = [
        tr([td("一级指标"), td("三级指标"), td("分值"), td("自评得分")]),
        tr([td("产出指标", span.format(4))]),  # a title between rows
        tr([td("产出"), td("办结率"), td("50"), td("48")]),
        tr([td("合计"), td("100"), td("96", span.format(2))]),
        tr([td("年末在职人数"), td("21", span.format(3))]),
        tr([td("评价等次"), td("优", span.format(3))]),
        tr([td(""), td("", span.format(3))]),
    ]

    found = facts(with_body(f"{paragraph(samples.TITLE)}<w:tbl>{''.join(rows)}</w:tbl>"), ".docx")

    assert found == {"self_score.claimed = 96分", "self_grade.claimed = 优", "staff_on_post.actual = 21人"}
