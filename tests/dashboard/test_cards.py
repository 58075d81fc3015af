"""A card on a page and on its way out."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pandas import DataFrame
from streamlit.testing.v1 import AppTest

from dashboard import cards, warehouse
from dashboard.contents import AMOUNT, COUNT, DEPARTMENT, PERCENT, QUOTE, YEAR, Card, Field
from dashboard.exports.workbook import workbook
from dashboard.filters import Choice
from dashboard.warehouse import Snapshot
from tests.dashboard.conftest import Open, markup, words

FIELDS = [
    Field("部门", "department", DEPARTMENT),
    Field("年度", "fiscal_year", YEAR),
    Field("决算", "actual_yuan", AMOUNT, ("figure", "expenditure", "actual")),
    Field("完成率", "completion_rate_pct", PERCENT, ("rate", "budget_completion_rate"), missing="算不出来"),
    Field("说明", "detail", QUOTE),
]


@pytest.fixture
def snapshot(published: Path) -> Snapshot:
    return warehouse.current()


def card(**changed: object) -> Card:
    rows = warehouse.frame("benchmarks.budget_execution", order=["department"])
    rows = rows.assign(detail="联系人：张三，电话13800138000", **changed)
    return Card(
        "spending", "支出", rows, FIELDS, "benchmarks.budget_execution", measures=["expenditure"], counted="actual_yuan",
        excluded="只有本级的报告",
    )  # fmt: skip


def test_persons_are_masked_on_the_way_out_unless_they_are_kept(snapshot: Snapshot) -> None:
    with warehouse.reading(snapshot):
        assert cards.section(card()).card.rows["detail"].tolist() == ["联系人：〔姓名〕，电话〔电话〕"]
        assert "张三" in cards.section(card(), is_kept=True).card.rows["detail"][0]


def test_a_number_goes_to_what_it_counts_and_few_rows_are_not_folded() -> None:
    rows = DataFrame({"label": list("abcde"), "entries": [5, 4, 3, 2, 1], "address": ["findings?check=a", *"bcde"]})
    fields = [Field("检查", "label"), Field("条数", "entries", COUNT, ("page", "address"))]
    table = cards._table(Card("counts", "条数", rows, fields, shown=3))
    assert '<a class="figure" href="findings?check=a"' in table and ">5</a>" in table
    assert "其余" not in table
    assert "其余 3 行" in cards._table(Card("counts", "条数", rows, fields, shown=2))


def test_a_row_brings_the_sentences_that_state_it(snapshot: Snapshot) -> None:
    with warehouse.reading(snapshot):
        (sentences,) = cards.section(card()).sentences
    assert "决算总支出为4276.91万元" in sentences and "支出预算为3830.11万元" in sentences


def test_the_workbook_of_a_card_agrees_with_its_view_and_explains_itself(snapshot: Snapshot) -> None:
    with warehouse.reading(snapshot):
        basis = cards.basis("预算执行", Choice("广东省湛江市"))
        book = load_workbook(BytesIO(workbook(basis, [cards.section(card())])))
    head, first = ([cell.value for cell in row] for row in book["支出"].iter_rows())
    assert head[:4] == ["部门", "年度", "决算（万元）", "完成率（%）"]
    assert first[:3] == ["市教育局", 2020, 4276.91]
    assert float(first[3]) == pytest.approx(1.1166546)
    said = "\n".join(str(cell.value) for row in book["口径"].iter_rows() for cell in row)
    assert "每份报告的决算支出，分别除以调整预算、年初预算和可用资金" in said
    assert "构成：基本支出 + 项目支出" in said
    assert "1 个部门，缺 0 个；只有本级的报告；归属待定的报告不参加比较" in said
    assert f"?snapshot={snapshot.name}" in said and "地区：广东省湛江市" in said


def test_the_csv_names_its_snapshot_and_its_units(snapshot: Snapshot) -> None:
    text = cards._made(snapshot, cards_basis(snapshot), [in_snapshot(snapshot)], False, cards._as_csv).decode(
        "utf-8-sig"
    )
    head, line, *_ = text.splitlines()
    assert head == "部门,年度,决算（元）,完成率（%）,说明,依据原句,快照,提示"
    assert line.startswith("市教育局,2020,42769100.0,111.66")
    assert snapshot.name in text and "风险提示，不是问题认定" in text


def in_snapshot(snapshot: Snapshot) -> Card:
    with warehouse.reading(snapshot):
        return card()


def cards_basis(snapshot: Snapshot) -> object:
    with warehouse.reading(snapshot):
        return cards.basis("支出", Choice())


@pytest.mark.usefixtures("published")
def test_every_card_says_its_basis_and_who_is_missing(open_page: Open) -> None:
    shown = words(open_page())
    assert "预算执行 ：每份报告的决算支出" in shown
    assert "不在其中 ：1 个部门，缺 0 个；归属待定的报告不参加比较" in shown
    assert "筛选 ：年度 2020" in shown
    assert "1 行；1 个部门，缺 0 个" in shown


@pytest.mark.usefixtures("published")
def test_every_card_and_the_page_can_be_taken_along(open_page: Open) -> None:
    page = open_page()
    labels = [button.label for button in page.get("download_button")]
    assert labels.count("CSV") == labels.count("Excel") == 2
    assert "整页 Excel" in labels and "一页简报 Word" in labels
    assert markup(page).count('data-picture="svg"') == 2
    assert not page.checkbox("names-kept").value, "names are masked until somebody asks for them"


def shown_table(count: int) -> AppTest:
    """A card with so many rows and no picture."""

    def script(count: int) -> None:
        from pandas import DataFrame

        from dashboard import cards
        from dashboard.contents import Card, Field
        from dashboard.filters import Choice

        rows = DataFrame({"name": [f"<b>第{number}</b>" for number in range(count)]})
        cards.show(Card("list", "名单", rows, [Field("名称", "name")]), Choice())

    return AppTest.from_function(script, args=(count,), default_timeout=30).run()


@pytest.mark.usefixtures("published")
def test_rows_beyond_a_screen_are_folded_and_words_are_no_markup() -> None:
    page = shown_table(30)
    assert "其余 18 行" in words(page)
    assert "&lt;b&gt;第29&lt;/b&gt;" in markup(page)


@pytest.mark.usefixtures("published")
def test_a_card_without_rows_says_so() -> None:
    page = shown_table(0)
    assert page.info[0].value == "没有符合这些条件的数。缺的不补，也不当作零。"
    assert not page.get("download_button")


@pytest.mark.usefixtures("published")
def test_very_many_rows_are_in_the_exports_only() -> None:
    assert "这里列到第 100 行，导出的表里有全部" in words(shown_table(500))
