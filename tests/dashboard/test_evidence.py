from html import unescape

import pytest
from duckdb import DuckDBPyConnection

from dashboard import evidence
from dashboard.evidence import Span
from tests import factories
from tests.dashboard.conftest import TEXT, Open, Publish, markup, words

SPENT = "figure~r1~2020~expenditure~~actual"


pytestmark = pytest.mark.usefixtures("published")


def test_a_figure_stands_highlighted_in_its_paragraph(open_page: Open) -> None:
    page = open_page(evidence=SPENT)
    assert "市教育局2020年支出预算为3830.11万元，<mark>决算总支出为4276.91万元</mark>。" in markup(page)
    assert "来源文件 r1.txt" in words(page)
    assert "构成：基本支出 + 项目支出" in words(page)


def test_the_text_of_a_report_cannot_become_markup(open_page: Open) -> None:
    assert "&lt;待核&gt;" in markup(open_page(evidence="figure~r1~2020~revenue~~budget"))


def test_two_contradicting_sentences_are_both_marked(open_page: Open) -> None:
    page = open_page(evidence="figure~r1~2020~revenue~~budget")
    assert markup(page).count("<mark>") == 2
    assert "3830.11万元 / 3864.89万元" in words(page)


def test_the_whole_text_is_one_toggle_away(open_page: Open) -> None:
    page = open_page(evidence=SPENT)
    page.toggle("whole_text").set_value(True).run()
    whole = next(html.value for html in page.html if "data-scroll" in html.value)
    assert unescape(whole).replace("<mark>", "").replace("</mark>", "").endswith(f"{TEXT}</div>")


def test_without_the_text_the_phrase_stands_alone_and_says_so(open_page: Open) -> None:
    page = open_page(evidence="figure~r2~2021~self_score~~claimed")
    assert "<mark>self_score 98</mark>" in markup(page)
    assert "未随数据提供全文" in words(page)
    assert not page.toggle


def test_a_rate_shows_claim_formula_and_arithmetic(open_page: Open) -> None:
    shown = words(open_page(evidence="rate~r1~2020~budget_completion_rate"))
    assert "自报 111.67%" in shown
    assert "算式 4276.91万元 ÷ 3830.11万元" in shown
    assert "相差 0.00 个百分点" in shown


def test_a_finding_says_what_is_checked(open_page: Open) -> None:
    shown = words(open_page(evidence="finding~r1~spending_exceeds_budget~expenditure/2020"))
    assert "支出大于调整预算；没有写调整预算的，大于年初预算" in shown
    assert "<mark>" in markup(open_page(evidence="finding~r1~spending_exceeds_budget~expenditure/2020"))


def test_what_has_no_number_has_its_sentence_too(open_page: Open) -> None:
    page = open_page(evidence="figure~r1~2020~three_public~~")
    assert "<mark>“三公”经费统一反映在市机关事务管理局</mark>" in markup(page)


def test_a_count_opens_what_it_counts(open_page: Open) -> None:
    assert "市教育局 2020年自评得分 100分 自评分数为100分" in words(open_page(evidence="measure~self_score"))
    assert "市民政局 未写明地区 2021年度 未写明 r2.txt 1 只有原句" in words(open_page(evidence="reports"))
    assert "市教育局 2020年自评得分" not in words(open_page(evidence="measure~self_score", fiscal_year="2021"))


@pytest.mark.parametrize(
    "wanted", ["figure", "figure~r1~x~y~z~q", "figure~r9~2020~expenditure~~actual", "nothing~1", "~", "rate~r1~~x"]
)
def test_a_broken_link_is_no_error(open_page: Open, wanted: str) -> None:
    assert "找不到这条依据" in words(open_page(evidence=wanted))


def test_a_reference_is_the_key_of_a_row() -> None:
    row = {"report_id": "r1", "fiscal_year": None, "measure": "expenditure", "breakdown": "", "stage": "actual"}
    assert evidence.reference("figure", row) == "figure~r1~~expenditure~~actual"


def test_an_excerpt_ends_at_lines_and_cuts_long_ones_at_sentences() -> None:
    text = f"第一行\n{'甲' * 100}\n目标句\n{'乙' * 100}\n末行"
    start = text.index("目标句")
    window = evidence.excerpt(text, Span(start, start + 3))
    assert text[window.start : window.end] == f"{'甲' * 100}\n目标句\n{'乙' * 100}"
    long = f"{'甲' * 300}。{'乙' * 100}目标句{'丙' * 50}。{'丁' * 400}"
    start = long.index("目标句")
    window = evidence.excerpt(long, Span(start, start + 3))
    assert long[window.start : window.end] == f"{'乙' * 100}目标句{'丙' * 50}。"


def test_overlapping_phrases_are_one_mark() -> None:
    assert (
        evidence.highlighted("0123456789", [Span(4, 7), Span(2, 5), Span(8, 9)])
        == "01<mark>23456</mark>7<mark>8</mark>9"
    )


def test_a_table_cell_a_line_reads_as_a_row(told: DuckDBPyConnection, publish: Publish, open_page: Open) -> None:
    factories.report(told, "r3", text="\n\t收入合计\n\t1,166.19\n\n\t支出合计\n\t0\n")
    fact = factories.fact(told, "r3", "revenue", "actual", "1166.19")
    told.execute("update raw.places set start_offset = 2, end_offset = 16 where fact_id = $1", [fact])
    publish()
    page = open_page(evidence="figure~r3~2020~revenue~~actual")
    assert "<mark>收入合计 │ 1,166.19</mark> │ 支出合计 │ 0" in markup(page)
