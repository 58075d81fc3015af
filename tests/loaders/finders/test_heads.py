"""Heads: merged cells of a real table, several lines, two tables side by side."""

from loaders import finders
from loaders.finders.grids import Cell, Row
from loaders.finders.heads import Head, is_head, is_ruler
from loaders.models import Document, Passage
from tests.loaders.reading import TITLE, said


def facts(rows: list[list[str]], caption: str = "单位：万元") -> set[str]:
    """The facts of a table as a document has it: equal neighbours in a row, "<" and "^" are merged cells."""
    text, passages = TITLE + caption + "\n", [Passage(start=0, end=len(TITLE) - 2)]
    passages.append(Passage(start=len(TITLE), end=len(text) - 1))
    placed: dict[tuple[int, int], tuple[int, int]] = {}
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell == "<":
                span = placed[row, column - 1]
            elif cell == "^":
                span = placed[row - 1, column]
            else:
                span = len(text), len(text) + len(cell)
                text += cell + "\n"
            placed[row, column] = span
            passages.append(Passage(start=span[0], end=span[1], table=0, row=row, column=column))
    return {said(fact) for fact in finders.find(Document(source="表.docx", text=text, passages=tuple(passages))).facts}


def cells(texts: list[str]) -> Row:
    return [Cell(Passage(start=10 * i, end=10 * i + len(text)), text) for i, text in enumerate(texts)]


def test_merged_heads_of_a_document_are_read() -> None:
    found = facts(
        [
            ["项目", "预算数", "<", "决算数", "<"],
            ["^", "小计", "财政拨款", "小计", "财政拨款"],
            ["基本支出", "60.00", "50.00", "58.00", "49.00"],
        ]
    )

    assert found == {"basic_expenditure.budget = 60.00万元", "basic_expenditure.actual = 58.00万元"}


def test_a_number_merged_over_two_stages_is_neither_of_them() -> None:
    assert facts([["项目", "预算数", "决算数"], ["公务接待费", "3.00", "<"]]) == set()


def test_a_title_merged_over_the_table_names_its_topic_and_unit() -> None:
    rows = [["“三公”经费（元）", "<", "<"], ["项目", "预算数", "决算数"], ["合计", "300", "200"]]

    assert facts(rows, caption="表1") == {"three_public.budget = 300元", "three_public.actual = 200元"}


def test_names_in_merged_cells_go_on_in_the_rows_below() -> None:
    rows = [
        ["项目", "<", "决算数"],
        ["公务用车购置及运行维护费", "小计", "5.00"],
        ["^", "购置", "0"],
        ["^", "运行", "5.00"],
    ]

    assert facts(rows) == {
        "vehicle.actual = 5.00万元", "vehicle_purchase.actual = 0万元", "vehicle_operation.actual = 5.00万元",
    }  # fmt: skip


def test_two_tables_side_by_side_have_their_own_names_and_totals() -> None:
    rows = [
        ["收入", "<", "支出", "<"],
        ["项目", "决算数", "项目", "决算数"],
        ["本年收入合计", "9.00", "本年支出合计", "8.00"],
        ["年初结转和结余", "1.00", "年末结转和结余", "2.00"],
        ["总计", "10.00", "总计", "10.00"],
    ]

    assert facts(rows) == {
        "revenue.actual = 9.00万元", "expenditure.actual = 8.00万元", "carryover.opening = 1.00万元", "carryover.closing = 2.00万元",
        "revenue_grand_total.actual = 10.00万元", "expenditure_grand_total.actual = 10.00万元",
    }  # fmt: skip


def test_columns_with_the_same_head_say_nothing() -> None:
    assert facts([["项目", "决算数", "决算数"], ["公务接待费", "3.00", "2.00"]]) == set()


def test_a_row_of_words_among_names_is_no_head() -> None:
    head = Head([cells(["项目", "决算数", "备注"])])

    assert is_head(cells(["项目", "预算数", "决算数"]), [], head)
    assert not is_head(cells(["公务接待费", "", "未发生"]), [], head)
    assert not is_head(cells(["公务接待费", "1.00", ""]), [], head)


def test_a_line_of_column_numbers_is_no_row() -> None:
    assert is_ruler(cells(["栏次", "1", "2", "3"]))
    assert is_ruler(cells(["1", "2", "3=1-2"]))
    assert not is_ruler(cells(["在职人数", "12", "13"]))
