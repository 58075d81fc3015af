"""PDFs: lines and pages joined, tables with and without lines, scans, broken files."""

import csv
import io
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib import colors, pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from loaders import accuracy, finders, readers, vocabulary
from loaders.models import Document
from loaders.readers import UnreadableError, _scan, pdf
from tests.loaders.reading import said
from tests.shared import GOLDEN, REPORTS, needs_shared

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24)
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=10, leading=12, wordWrap="CJK")
LEFT, RIGHT = 90, 505

Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, size: tuple[float, float] = A4, **options: object) -> bytes:
    """A PDF with pages drawn by hand."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, **options)  # type: ignore[arg-type]
    for page in pages:
        canvas.setFont(FONT, 12)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(*texts: str, left: float = LEFT, top: float = 760, step: float = 20) -> Draw:
    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            canvas.drawString(left, top - number * step, text)

    return draw


def composed(*flowables: Flowable, footer: str = "") -> bytes:
    """A PDF set by reportlab; `footer` takes the page's number."""
    buffer = io.BytesIO()

    def decorate(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(A4[0] / 2, 40, footer.format(document.page) if footer else "")

    document = SimpleDocTemplate(buffer, pagesize=A4, leftMargin=84, rightMargin=84)
    document.build(list(flowables), onFirstPage=decorate, onLaterPages=decorate)
    return buffer.getvalue()


def table(rows: Sequence[Sequence[str]], *style: tuple[object, ...], widths: Sequence[float] = ()) -> Table:
    """A ruled table; its cells wrap."""
    cells = [[Paragraph(text, CELL) for text in row] for row in rows]
    commands = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *style]
    return Table(cells, colWidths=list(widths) or None, style=commands)


def unruled(rows: Sequence[Sequence[str]], *style: tuple[object, ...], widths: Sequence[float] = ()) -> Table:
    cells = [[Paragraph(text, CELL) for text in row] for row in rows]
    return Table(cells, colWidths=list(widths) or None, style=[("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *style])


def read(content: bytes) -> Document:
    document = readers.read_content(content, "报告.pdf")
    text = document.text or ""
    assert all(0 <= passage.start <= passage.end <= len(text) and passage.page for passage in document.passages)
    return document


def paragraphs(document: Document) -> list[str]:
    text = document.text or ""
    return [text[passage.start : passage.end] for passage in document.passages if passage.table is None]


def tables(document: Document) -> list[list[list[str]]]:
    text = document.text or ""
    cells = [passage for passage in document.passages if passage.table is not None]
    return [
        [[text[cell.start : cell.end] for cell in row] for _, row in groupby(members, key=lambda passage: passage.row)]
        for _, members in groupby(cells, key=lambda passage: passage.table)
    ]


def facts(content: bytes) -> set[str]:
    report = finders.find(read(content))
    text = report.document.text or ""
    assert all(place.evidence == text[place.start : place.end] for fact in report.facts for place in fact.places)
    return {said(fact) for fact in report.facts}


# --- lines and paragraphs


def test_lines_broken_by_the_page_are_one_paragraph_though_a_number_is_broken() -> None:
    content = drawn(
        lines(
            "　　本年支出合计1,284.60万元，其中：基本支出9",
            "63.15万元、项目支出321.45万元。",
            "　　年末结转和结余100.00万元。",
            left=265,
        )
    )

    assert paragraphs(read(content)) == [
        "本年支出合计1,284.60万元，其中：基本支出963.15万元、项目支出321.45万元。",
        "年末结转和结余100.00万元。",
    ]


def test_a_paragraph_goes_on_over_pages_without_page_numbers_and_running_heads() -> None:
    sentence = "我局按照部门预算批复组织实施各项工作，"
    content = composed(
        *(Paragraph(f"（{number}）{sentence * 30}完成。", BODY) for number in "一二三四五六"), footer="- {} -"
    )

    document = read(content)

    assert paragraphs(document) == [f"（{number}）{sentence * 30}完成。" for number in "一二三四五六"]
    assert {passage.page for passage in document.passages} == {1, 2, 3}


@pytest.mark.parametrize("numbers", ["第{}页", "第 {} 页 共 3 页", "{}", "- {} -", "{}/3"])
def test_page_numbers_and_running_heads_are_no_text(numbers: str) -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(LEFT, 800, "青岚市林业局2020年度部门决算")
            canvas.drawString(LEFT, 700 - number, f"这是第{number}页的正文。")
            canvas.drawCentredString(297, 40, numbers.format(number))

        return draw

    assert paragraphs(read(drawn(page(1), page(2), page(3)))) == [f"这是第{number}页的正文。" for number in (1, 2, 3)]


def test_a_number_at_the_foot_of_a_page_is_not_its_number() -> None:
    content = drawn(lines("实有人数", "1,284", top=120, step=30))

    assert "1,284" in paragraphs(read(content))


def test_headings_and_signatures_stay_apart() -> None:
    content = composed(
        Paragraph("青岚市林业局2020年度部门整体支出绩效自评报告", BODY),
        Paragraph("一、部门概况", BODY),
        Paragraph("2020年我局实际支出90.00万元，" + "其中项目支出20.00万元，" * 4 + "自评得分96分。", BODY),
        Paragraph("青岚市林业局", BODY),
        Paragraph("2021年3月28日", BODY),
    )

    assert [len(paragraph) < 40 for paragraph in paragraphs(read(content))] == [True, True, False, True, True]


def test_words_are_read_the_way_they_are_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT + 60, 700, "支出90.00万元")  # printed before what stands left of it
        canvas.drawString(LEFT, 700, "本年实际")
        canvas.drawString(LEFT, 650, "⼈员编制⻓期空缺")
        for shift in (0, 0.3):  # bold by printing twice
            canvas.drawString(LEFT + shift, 600, "自评得分96分")
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFont(FONT, 60)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    assert paragraphs(read(drawn(draw))) == ["本年实际 支出90.00万元", "人员编制长期空缺", "自评得分96分"]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_held_upright(rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(rotation)
        canvas.translate(297, 421)
        canvas.rotate(rotation)
        canvas.drawString(-100, 50, "一、支出情况")
        canvas.drawString(-100, 20, "本年支出合计90.00万元。")

    assert paragraphs(read(drawn(draw))) == ["一、支出情况", "本年支出合计90.00万元。"]


def test_what_was_filled_into_a_form_is_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 700, "支出合计（万元）：")
        canvas.acroForm.textfield(value="90.00", x=LEFT + 130, y=695, width=80, height=20, fontName="Helvetica")

    assert "90.00" in (read(drawn(draw)).text or "")


# --- tables with lines


def test_merged_cells_stand_at_every_place_they_cover() -> None:
    content = composed(
        Paragraph("青岚市林业局2020年度部门整体支出绩效自评表", BODY),
        table(
            [
                ["机构名称", "支出合计（万元）", "其中：", ""],
                ["", "", "基本支出", "项目支出"],
                ["机关及二级机构汇总", "9.00", "5.00", "4.00"],
                ["1、机关", "9.00", "5.00", "4.00"],
            ],
            ("SPAN", (0, 0), (0, 1)),
            ("SPAN", (1, 0), (1, 1)),
            ("SPAN", (2, 0), (3, 0)),
            widths=[110, 100, 80, 80],
        ),
    )

    document = read(content)

    assert tables(document) == [
        [
            ["机构名称", "支出合计（万元）", "其中：", "其中："],
            ["机构名称", "支出合计（万元）", "基本支出", "项目支出"],
            ["机关及二级机构汇总", "9.00", "5.00", "4.00"],
            ["1、机关", "9.00", "5.00", "4.00"],
        ]
    ]
    heads = [passage for passage in document.passages if passage.row in (0, 1) and passage.column == 0]
    assert len({(head.start, head.end) for head in heads}) == 1
    assert {fact for fact in facts(content) if "[" not in fact} == {
        "expenditure.actual = 9.00万元", "basic_expenditure.actual = 5.00万元", "project_expenditure.actual = 4.00万元",
    }  # fmt: skip


def test_two_tables_side_by_side_are_one_grid() -> None:
    rows = [
        ["收入", "", "", "支出", "", ""],
        ["项目", "行次", "金额", "项目", "行次", "金额"],
        ["一、财政拨款收入", "1", "64.18", "一、一般公共服务支出", "32", "66.51"],
        ["本年收入合计", "27", "64.18", "本年支出合计", "58", "66.51"],
    ]
    content = composed(Paragraph("单位：万元", BODY), table(rows, ("SPAN", (0, 0), (2, 0)), ("SPAN", (3, 0), (5, 0))))

    document = read(content)

    assert paragraphs(document) == ["单位：万元"]
    assert tables(document) == [[["收入"] * 3 + ["支出"] * 3, *rows[1:]]]


def test_captions_inside_a_frame_part_its_tables() -> None:
    span = [("SPAN", (0, row), (3, row)) for row in (0, 3)]
    content = composed(
        table(
            [
                ["一、部门基本概况", "", "", ""],
                ["联系人", "梁某", "联系电话", "5120368"],
                ["人员编制", "46", "实有人数", "44"],
                ["年度支出情况（万元）", "", "", ""],
                ["机构名称", "支出合计", "基本支出", "项目支出"],
                ["机关及二级机构汇总", "9.00", "5.00", "4.00"],
            ],
            *span,
        )
    )

    document = read(content)

    assert paragraphs(document) == ["一、部门基本概况", "年度支出情况（万元）"]
    assert [len(grid) for grid in tables(document)] == [2, 2]
    assert "expenditure.actual@None = 9.00万元" in facts(content)


def test_a_number_broken_in_its_cell_is_one_and_two_above_one_another_are_two() -> None:
    content = composed(
        table([["项目", "金额", "人数"], ["公用经费", "1,234,5<br/>67.00", "12<br/>15"]], widths=[100, 54, 200])
    )

    assert tables(read(content)) == [[["项目", "金额", "人数"], ["公用经费", "1,234,567.00", "12\n15"]]]


def test_rows_without_a_line_between_them_are_rows() -> None:
    content = composed(
        Table(
            [
                ["项目", "预算数", "决算数"],
                ["公务接待费\n公务用车运行维护费\n合计", "1.50\n2.20\n3.70", "0.83\n1.96\n2.79"],
            ],
            style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), FONT, 10)],
        )
    )

    assert tables(read(content)) == [
        [
            ["项目", "预算数", "决算数"],
            ["公务接待费", "1.50", "0.83"],
            ["公务用车运行维护费", "2.20", "1.96"],
            ["合计", "3.70", "2.79"],
        ]
    ]


def test_a_table_goes_on_over_pages_under_its_head() -> None:
    rows = [[f"2{number:04}", f"第{number}项支出", f"{number}.00"] for number in range(1, 81)]
    content = composed(table([["科目编码", "科目名称", "决算数"], *rows], widths=[80, 200, 80]), footer="{}")

    document = read(content)

    assert tables(document) == [[["科目编码", "科目名称", "决算数"], *rows]]
    assert {passage.page for passage in document.passages} == {1, 2, 3}


def test_a_row_that_the_page_breaks_is_one_row() -> None:
    words = "负责全县造林绿化和森林资源保护，" * 10
    filling = Paragraph("<br/>".join(["概况"] * 30), BODY)
    content = composed(filling, table([["联系人", "左某"], ["职能职责概述", words]], widths=[100, 150]))

    document = read(content)

    assert tables(document) == [[["联系人", "左某"], ["职能职责概述", words]]]


def test_a_head_alone_at_the_foot_of_a_page_is_not_joined_with_the_first_row() -> None:
    head = ["一级指标", "二级指标", "三级指标", "权重", "自评得分", "扣分原因及改进措施"]
    rows = [
        ["投入", "目标设定", "绩效目标合理性", "4", "4", ""],
        ["过程", "预算执行", "预算执行率", "10", "9.2", "进度慢"],
    ]
    filling = Paragraph("<br/>".join(["概况"] * 32), BODY)
    content = composed(filling, table([head, *rows], widths=[54, 54, 75, 44, 54, 64]))

    document = read(content)

    assert tables(document) == [[head, *rows]]
    assert {passage.page for passage in document.passages if passage.table == 0} == {1, 2}


def test_open_sides_dashes_and_one_path_are_lines_too() -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for y in (600, 620, 640, 660):  # no lines at the sides
            path.moveTo(LEFT, y)
            path.lineTo(LEFT + 300, y)
        for x in (LEFT + 120, LEFT + 200):
            path.moveTo(x, 600)
            path.lineTo(x, 660)
        canvas.setDash(2, 1)
        canvas.drawPath(path)
        for y, row in zip(
            (645, 625, 605), (["项目", "预算数", "决算数"], ["会议费", "2", ""], ["培训费", "", "1"]), strict=True
        ):
            for x, text in zip((0, 120, 200), row, strict=True):
                canvas.drawString(LEFT + x + 5, y, text)

    assert tables(read(drawn(draw))) == [[["项目", "预算数", "决算数"], ["会议费", "2", ""], ["培训费", "", "1"]]]


def test_level_lines_alone_leave_the_columns_to_the_words() -> None:
    def draw(canvas: Canvas) -> None:
        rows = [["项目", "预算数", "决算数"], ["会议费", "2.00", "1.50"], ["培训费", "3.00", "2.50"]]
        for number, row in enumerate(rows):
            for x, text in zip((LEFT, LEFT + 150, LEFT + 250), row, strict=True):
                canvas.drawString(x, 700 - 20 * number, text)
        for y in (715, 695, 655):
            canvas.line(LEFT, y, LEFT + 320, y)

    assert tables(read(drawn(draw))) == [
        [["项目", "预算数", "决算数"], ["会议费", "2.00", "1.50"], ["培训费", "3.00", "2.50"]]
    ]


def test_a_word_printed_beyond_its_cell_stays_in_it() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([LEFT, LEFT + 80, LEFT + 160], [660, 680, 700])
        canvas.drawString(LEFT + 2, 685, "十八、自然资源海洋气象等支出")
        canvas.drawString(LEFT + 2, 665, "会议费")
        canvas.drawString(LEFT + 110, 665, "1.50")

    assert tables(read(drawn(draw))) == [[["十八、自然资源海洋气象等支出", ""], ["会议费", "1.50"]]]


def test_the_title_that_a_table_repeats_on_every_page_is_kept_once() -> None:
    def page(first: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.drawCentredString(297, 770, "“三公”经费支出决算表")
            canvas.grid([LEFT, 250, 350], [600, 620, 640])
            for row in range(2):
                canvas.drawString(LEFT + 5, 625 - 20 * row, f"第{first + row}项")
                canvas.drawString(255, 625 - 20 * row, f"{first + row}.00")

        return draw

    document = read(drawn(page(1), page(3), page(5)))

    assert paragraphs(document) == ["“三公”经费支出决算表"]
    assert tables(document) == [[[f"第{number}项", f"{number}.00"] for number in range(1, 7)]]


def test_a_frame_an_underline_and_a_single_box_are_no_tables() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 60, 475, 722)
        canvas.line(LEFT, 697, LEFT + 100, 697)
        canvas.rect(LEFT - 5, 640, 200, 30)
        canvas.drawString(LEFT, 700, "自评得分96分。")
        canvas.drawString(LEFT, 650, "等次：优")

    document = read(drawn(draw))

    assert paragraphs(document) == ["自评得分96分。", "等次：优"]
    assert tables(document) == []


# --- tables without lines


def test_columns_without_lines_are_a_table() -> None:
    rows = [
        ["项目", "预算数（万元）", "决算数（万元）"],
        ["公务接待费", "1.50", "0.83"],
        ["公务用车运行维护费", "2.20", "1.96"],
        ["公务用车购置费", "", ""],
        ["合计", "3.70", "2.79"],
    ]
    content = composed(
        Paragraph("砚溪区工商业联合会2020年度“三公”经费公开表", BODY),
        unruled(rows, ("ALIGN", (1, 0), (-1, -1), "RIGHT"), widths=[120, 100, 100]),
        Paragraph("备注：本会2020年不涉及政府采购。", BODY),
    )

    document = read(content)

    assert tables(document) == [rows]
    assert len(paragraphs(document)) == 2
    assert "official_reception.actual = 0.83万元" in facts(content)


def test_a_label_over_two_lines_stands_around_its_number() -> None:
    content = composed(
        unruled(
            [
                ["项目", "决算数"],
                ["公务接待费", "1.00"],
                ["机关事业单位基本养老保险缴费支出", "2.00"],
                ["会议费", "3.00"],
            ],
            widths=[112, 80],
        )
    )

    assert tables(read(content)) == [
        [["项目", "决算数"], ["公务接待费", "1.00"], ["机关事业单位基本养老保险缴费支出", "2.00"], ["会议费", "3.00"]]
    ]


def test_heads_over_several_columns_and_columns_without_numbers() -> None:
    def draw(canvas: Canvas) -> None:
        places = {
            720: [(160, "收入合计"), (245, "其中：财政拨款与其他")],
            700: [(90, "机构名称"), (240, "上年结转"), (320, "其他收入"), (400, "备注")],
            680: [(90, "机关汇总"), (160, "18.00"), (240, "8.00"), (320, "10.00")],
            660: [(90, "1、机关"), (160, "18.00"), (240, "8.00"), (320, "10.00")],
        }
        for y, row in places.items():
            for x, text in row:
                canvas.drawString(x, y, text)

    grid = tables(read(drawn(draw)))[0]

    assert grid[-3:] == [
        ["机构名称", "收入合计", "上年结转", "其他收入", "备注"],
        ["机关汇总", "18.00", "8.00", "10.00", ""],
        ["1、机关", "18.00", "8.00", "10.00", ""],
    ]
    assert grid[0][2] == grid[0][3] == "其中：财政拨款与其他"


def test_another_header_begins_another_table() -> None:
    content = composed(
        unruled(
            [["项目", "预算数", "决算数"], ["公务接待费", "1.50", "0.83"], ["合计", "3.70", "2.79"]],
            widths=[120, 80, 80],
        ),
        unruled([["其他经费", "实际支出"], ["会议费", "1.20"], ["培训费", "0.60"]], widths=[120, 80]),
    )

    assert [grid[0] for grid in tables(read(content))] == [["项目", "预算数", "决算数"], ["其他经费", "实际支出"]]


@pytest.mark.parametrize("leader", ["  ", "……………", "......"])
def test_a_table_of_contents_is_no_table(leader: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(280, 760, "目 录")
        for number, text in enumerate(
            ["一、收入支出决算总表", "二、“三公”经费支出", "三、公务接待费", "四、年末结转和结余"]
        ):
            canvas.drawString(LEFT, 720 - 20 * number, text + leader)
            canvas.drawRightString(RIGHT, 720 - 20 * number, str(number + 3))

    content = drawn(draw, lines("青岚市林业局2020年度部门决算", "单位：万元"))

    assert tables(read(content)) == []
    assert facts(content) == set()


def test_prose_with_wide_gaps_is_prose() -> None:
    content = drawn(
        lines(
            "2020年　　支出　　90.00　　万元，其中基本支出　　50.00　　万元，",
            "项目支出　　40.00　　万元，比上年　　增加　　5.00　　万元。",
        )
    )

    assert tables(read(content)) == []


def test_cells_that_were_typed_as_text_are_cells() -> None:
    barred = drawn(
        lines("项目 | 预算数 | 决算数 |", "--- | --- | --- |", "公务接待费 | 1.50 | 0.83 |", "会议费 |  |  |")
    )
    flat = drawn(lines("支出表", "项目", "预算数", "决算数", "合计", "46.00", "38.72", "公务接待费", "12.00", "8.57"))

    assert tables(read(barred)) == [[["项目", "预算数", "决算数"], ["公务接待费", "1.50", "0.83"], ["会议费", "", ""]]]
    one_a_line = ["支出表", "项目", "预算数", "决算数", "合计", "46.00", "38.72", "公务接待费", "12.00", "8.57"]
    assert tables(read(flat)) == [[[cell] for cell in one_a_line]]


# --- the real one

# What people checked against the pages, beyond the labels.
TRUE_BEYOND_LABELS = {
    ("basic_expenditure_share", "claimed", "55.10"),  # page 20
    ("project_expenditure_share", "claimed", "44.90"),  # page 20
    ("fiscal_appropriation", "actual", "9746.50"),  # page 7
    ("three_public_change_rate", "claimed", "-27.78"),  # page 25
    ("operating_expenditure", "actual", "142.80"),  # page 27: 机关运行经费, an alias in measures.csv
    ("wages_and_benefits", "actual", "4816.14"),  # page 16, with the next five
    ("goods_and_services", "actual", "440.90"),
    ("individual_and_family_subsidy", "actual", "67.96"),
    ("capital_expenditure", "actual", "39.76"),
    ("meeting_expense", "actual", "0.00"),
    ("training_expense", "actual", "1.21"),
}


@needs_shared
def test_the_real_final_accounts_are_read_whole_and_true() -> None:
    path = REPORTS / "final_accounts" / "putuo_planning_2024.pdf"
    with (GOLDEN / "final_accounts.csv").open(encoding="utf-8-sig", newline="") as file:
        labels = list(csv.DictReader(file))

    found = accuracy.rows(finders.find(readers.read(path)))
    answer = accuracy.compare(labels, found, vocabulary.load().units)

    assert [str(difference.key) for difference in answer.differences if difference.is_missed] == []
    wrong = {(row["measure"], row["stage"], row["value"]) for row in found} - TRUE_BEYOND_LABELS
    assert wrong <= {(row["measure"], row["stage"], row["value"]) for row in labels} | {
        (row["measure"], row["stage"], row["value"] + ".00") for row in labels
    }


@needs_shared
def test_a_page_of_text_costs_milliseconds() -> None:
    content = (REPORTS / "final_accounts" / "putuo_planning_2024.pdf").read_bytes()
    pdf.read(content)

    begun = time.perf_counter()
    pdf.read(content)

    assert (time.perf_counter() - begun) / 30 < 0.05  # about 5 ms on an idle core


# --- files that cannot be read

SMALL = drawn(lines("青岚市林业局2020年度部门决算", "2020年我局实际支出90.00万元。"))


@pytest.fixture
def without_recognition(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(_scan, "is_installed", lambda: False)
    yield


def image_page(canvas: Canvas) -> None:
    canvas.drawInlineImage(_gradient(), 0, 0, *A4)


def _gradient() -> object:
    from PIL import Image

    return Image.linear_gradient("L").resize((200, 280)).convert("RGB")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04rest of a Word document", "不是 PDF 文件"),
        (b"Rar!\x1a\x07\x00", "其实是 RAR 压缩包"),
        ("青岚市林业局".encode(), "不是 PDF 文件"),
        (SMALL[: len(SMALL) // 2], "PDF 不完整"),
        (b"%PDF-1.7\n%%EOF", "PDF 已损坏"),
        (drawn(lines("支出"), encrypt=pdfencrypt.StandardEncryption("secret")), "PDF 设有打开密码"),
    ],
    ids=["zip", "rar", "text", "truncated", "hollow", "encrypted"],
)
def test_what_is_no_whole_open_pdf_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=f"^报告.pdf：.*{reason}.*请"):
        read(content)


def test_a_password_for_the_owner_alone_does_not_lock() -> None:
    encryption = pdfencrypt.StandardEncryption("", ownerPassword="secret", canCopy=0)

    assert paragraphs(read(drawn(lines("支出90.00万元"), encrypt=encryption))) == ["支出90.00万元"]


def test_a_pdf_without_pages_is_refused() -> None:
    content = re.sub(rb"/Count 1 /Kids \[ (\d+ 0 R) \]", rb"/Count 0 /Kids [       ]", SMALL)
    assert content != SMALL

    with pytest.raises(UnreadableError, match="没有页面"):
        read(content)


def test_a_wrong_table_of_references_is_rebuilt() -> None:
    at = SMALL.rindex(b"startxref")
    content = SMALL[:at] + b"startxref\n7\n%%EOF\n"

    assert paragraphs(read(content))[1] == "2020年我局实际支出90.00万元。"


def test_scripts_are_left_alone() -> None:
    script = b"<< /S /JavaScript /JS (app.alert(1); while (true) {}) >>"
    at = SMALL.index(b"/Type /Catalog")
    content = SMALL[:at] + b"/OpenAction " + script + b" " + SMALL[at:]

    assert paragraphs(read(content))[1] == "2020年我局实际支出90.00万元。"


@pytest.mark.usefixtures("without_recognition")
def test_a_page_of_any_size_is_read_in_bounded_time() -> None:
    begun = time.monotonic()
    assert paragraphs(read(drawn(lines("支出90.00万元"), size=(1e7, 1e7)))) == ["支出90.00万元"]

    with pytest.raises(UnreadableError, match="第 1 页"):
        read(drawn(lambda canvas: canvas.drawInlineImage(_gradient(), 0, 0, 1e6, 1e6), size=(1e6, 1e6)))
    assert time.monotonic() - begun < 10


def test_ten_thousand_pages_are_too_many_and_two_thousand_empty_ones_say_nothing() -> None:
    begun = time.monotonic()
    with pytest.raises(UnreadableError, match=r"10000 页.*请拆成几个文件"):
        read(drawn(*[lambda canvas: None] * 10_000))
    with pytest.raises(UnreadableError, match="没有文字"):
        read(drawn(*[lambda canvas: None] * 2_000))
    assert time.monotonic() - begun < 60


def test_a_drawing_of_many_lines_is_read_in_bounded_time() -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for step in range(900):
            path.moveTo(0, step * 0.9)
            path.lineTo(595, step * 0.9)
            path.moveTo(step * 0.6, 0)
            path.lineTo(step * 0.6, 842)
        canvas.drawPath(path)
        canvas.drawString(LEFT, 700, "支出90.00万元")

    begun = time.monotonic()
    assert "90.00万元" in (read(drawn(draw)).text or "")
    assert time.monotonic() - begun < 10


@pytest.mark.usefixtures("without_recognition")
def test_a_scan_says_what_is_missing() -> None:
    with pytest.raises(UnreadableError, match=r"报告\.pdf：第 2 页是扫描图像.*pip install 'duibiao\[ocr\]'"):
        read(drawn(lines("支出90.00万元"), image_page))


@pytest.mark.usefixtures("without_recognition")
def test_a_font_without_a_map_is_a_scan() -> None:
    with pytest.raises(UnreadableError, match="第 1 页是扫描图像，或字体没有文字编码"):
        read(drawn(lines("\ue001\ue002\ue003\ue004\ue005\ue006")))


@pytest.mark.usefixtures("without_recognition")
def test_a_picture_beside_text_needs_no_recognition() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(_gradient(), 0, 0, *A4)
        canvas.drawString(LEFT, 700, "青岚市林业局2020年度部门决算")

    assert paragraphs(read(drawn(draw))) == ["青岚市林业局2020年度部门决算"]


@pytest.mark.usefixtures("without_recognition")
def test_the_text_behind_a_scan_is_doubtful() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(_gradient(), 0, 0, *A4)
        text = canvas.beginText(LEFT, 700)
        text.setTextRenderMode(3)
        text.textLine("青岚市林业局2020年度部门决算，支出90.00万元")
        canvas.drawText(text)

    assert [passage.confidence for passage in read(drawn(draw)).passages] == [0.5]


def test_too_many_scans_are_refused_before_any_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_scan, "is_installed", lambda: True)
    with pytest.raises(UnreadableError, match="有 101 页是扫描图像，超过 100 页"):
        read(drawn(*[image_page] * 101))


def test_recognition_stops_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_scan, "is_installed", lambda: True)
    monkeypatch.setattr(_scan, "LONGEST", -1.0)
    with pytest.raises(UnreadableError, match=r"文字识别超过.*停在第 1 页"):
        read(drawn(image_page))


TABLE = composed(
    table([["项目", "决算数"], ["公务接待费", "1.50"], ["会议费", "2.00"]]), Paragraph("支出90.00万元。", BODY)
)


@pytest.mark.usefixtures("without_recognition")
@settings(max_examples=150, deadline=2_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(TABLE) - 1),
            st.integers(0, 30),
            st.one_of(
                st.binary(max_size=8), st.sampled_from([b"0", b"-1", b"999999999", b"<<", b">>", b"endobj", b"1e9"])
            ),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_damage_is_a_reason_or_a_result(damages: list[tuple[int, int, bytes]]) -> None:
    content = TABLE
    for at, length, put in damages:
        content = content[:at] + put + content[at + length :]

    try:
        text, passages = pdf.read(content)
    except UnreadableError:
        return
    assert all(0 <= passage.start <= passage.end <= len(text) and passage.page for passage in passages)


# --- scans

needs_recognition = pytest.mark.skipif(
    not (_scan.is_installed() and Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists())
    and os.environ.get("CI") != "true",
    reason="needs rapidocr, onnxruntime and fonts-noto-cjk",
)


@needs_recognition
def test_only_pages_without_text_are_recognised() -> None:
    from tests.loaders.readers.test_png import ROWS, page

    def scan(canvas: Canvas) -> None:
        canvas.drawInlineImage(page(height=1754), 0, 0, *A4)

    document = read(drawn(lines("青岚市林业局2020年度部门整体支出绩效自评报告"), scan))

    assert tables(document) == [ROWS]
    by_page = {number: [passage for passage in document.passages if passage.page == number] for number in (1, 2)}
    assert [passage.confidence for passage in by_page[1]] == [None]
    assert all(passage.confidence for passage in by_page[2] if passage.end > passage.start)


def test_notes_between_a_head_and_its_rows_part_nothing() -> None:
    rows = [
        ["资金类别", "年初预算数", "全年执行数"], ["（上年结转并入）", "", ""], ["（保留两位小数）", "", ""], ["总额", "238.10", "262.45"],
    ]  # fmt: skip
    content = composed(table(rows, ("SPAN", (0, 1), (-1, 1)), ("SPAN", (0, 2), (-1, 2)), widths=[120, 120, 120]))

    (found,) = tables(read(content))

    assert [found[0], found[-1]] == [rows[0], rows[-1]]


def test_names_broken_around_their_numbers_are_names_without_lines_too() -> None:
    rows = [
        ["项目", "行次", "金额", "说明"],
        ["一、一般公共预算财政拨款收入", "1", "2,764.18", "含追加的经费"],
        ["二、政府性基金预算财政拨款收入", "2", "18.00", "年中下达经费"],
        ["本年收入合计", "27", "2,782.18", ""],
    ]
    content = composed(unruled(rows, widths=[100, 60, 80, 52]))

    assert tables(read(content)) == [rows]
