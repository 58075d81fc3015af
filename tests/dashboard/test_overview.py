from urllib.parse import quote_plus

import pytest
from duckdb import DuckDBPyConnection

from dashboard import cards, charts
from tests import factories
from tests.dashboard.conftest import Open, Publish, markup, words

pytestmark = pytest.mark.usefixtures("published")


def test_a_year_is_said_in_a_few_numbers(open_page: Open) -> None:
    shown = words(open_page())
    assert "已报送 1 名册没有登记这个地区" in shown
    assert "支出合计 4,276.9万元 没有可比的上年数" in shown
    assert "预算执行率中位数 — 0 个部门可算，不足 5 个" in shown
    assert "“三公”经费合计 缺" in shown
    assert "自评满分 1 / 1 个部门 95 分及以上 1 个" in shown
    assert "疑点（高） 2 条 涉及 1 份报告" in shown
    assert "数据截至 2026-11-21 16:30（快照 snapshot-20261121T083001Z-1）" in shown


def test_at_most_seven_numbers_stand_at_the_top(open_page: Open) -> None:
    assert markup(open_page()).count('<div class="tile">') == 7


def test_the_latest_year_that_can_be_compared_goes_without_saying(open_page: Open) -> None:
    page = open_page()
    assert page.selectbox("filter-fiscal_year").value == "2020"
    assert page.selectbox("filter-fiscal_year").options == ["2021", "2020"], "years are not mixed"


def test_the_gravest_finding_is_a_headline_and_no_verdict(open_page: Open) -> None:
    shown = words(open_page())
    assert "先看这几条 风险提示，不是问题认定" in shown
    assert "1 个部门写明自评得分，1 个在 95 分及以上" in shown
    assert "市教育局：2020年收入合计预算前后不一：3830.11万元、3864.89万元（这份报告程度高的疑点共 2 条）" in shown


def test_few_departments_are_not_compared(open_page: Open) -> None:
    shown = words(open_page())
    assert "不足 5 个部门，不作比较" in shown
    assert "不足 5 个，不算" in shown


def test_five_departments_are_compared(told: DuckDBPyConnection, publish: Publish, open_page: Open) -> None:
    for number in range(5):
        factories.report(told, f"s{number}", department=f"{number}局", fiscal_year=2022)
        factories.fact(told, f"s{number}", "self_score", "claimed", "100", fiscal_year=2022)
    publish()
    page = open_page()
    assert page.selectbox("filter-fiscal_year").value == "2022"
    assert "自评满分 5 / 5 个部门 95 分及以上 5 个，占 100.00%" in words(page)
    assert "不足 5 个，不算" not in words(page)


def test_what_was_shown_is_not_drawn_again(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn, draw = [], charts.spending
    monkeypatch.setattr(charts, "spending", lambda *given, **named: drawn.append("once") or draw(*given, **named))
    cards._prepared.clear()
    assert words(open_page()) == words(open_page())
    assert drawn == ["once"]
    open_page(jurisdiction="广东省湛江市")
    assert drawn == ["once"] * 2, "another choice is another picture"


def test_who_has_not_filed_is_counted_and_named(told: DuckDBPyConnection, publish: Publish, open_page: Open) -> None:
    factories.body(told)
    factories.body(told, "市水利局")
    publish()
    page = open_page()
    assert "已报送 1 / 2 个部门" in words(page) and "未报送 1 个部门，点数字看名单" in words(page)
    assert "广东省湛江市 2 1 0 0 1 市水利局" in words(page)
    assert 'href="quality?fiscal_year=2020"' in markup(page)
    assert f'href="quality?jurisdiction={quote_plus("广东省湛江市")}&amp;fiscal_year=2020"' in markup(page)


def test_what_came_and_went_since_last_year_is_named(
    told: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    over = {"expenditure.adjusted_budget": "100", "expenditure.actual": "150"}
    within = {"expenditure.adjusted_budget": "100", "expenditure.actual": "98"}
    factories.departments(told, [over, within], fiscal_year=2021)
    factories.departments(told, [within, over], fiscal_year=2022)
    publish()
    page = open_page()
    shown = words(page)
    assert "支出超过预算 1 1 1 1局 1" in shown
    for year in (2021, 2022):
        assert f'href="findings?fiscal_year={year}&amp;check={quote_plus("支出超过预算")}"' in markup(page)
    assert "支出合计 248.0万元 比上年 0.00%（2 个部门可比）" in shown


def test_the_address_chooses_the_reports(open_page: Open) -> None:
    page = open_page(jurisdiction="未写明", fiscal_year="2021")
    assert page.selectbox("filter-jurisdiction").value == "未写明"
    assert "1 份报告归属待定，只列出、只检查，不参加比较" in words(page)
    assert "市民政局" in words(page)
    assert "市教育局" not in words(page)


def test_a_choice_without_reports_says_so(open_page: Open) -> None:
    assert "这个地区和年度没有报告" in words(open_page(jurisdiction="广东省湛江市", fiscal_year="2021"))


def test_every_number_opens_something(open_page: Open) -> None:
    pieces = markup(open_page())
    for reference in (
        "?evidence=figure~r1~2020~expenditure~~actual",
        "?evidence=rate~r1~2020~budget_completion_rate",
        "?evidence=finding~r1~conflicting_figures~revenue%2Fbudget%2F2020",
        "?evidence=figure~r1~2020~self_grade~~claimed",
        "?evidence=measure~self_score&amp;fiscal_year=2020",
        "?evidence=measure~expenditure&amp;fiscal_year=2020",
        "?evidence=reports&amp;fiscal_year=2020",
        "findings?severity=%E9%AB%98&amp;fiscal_year=2020",
    ):
        assert f'href="{reference}' in pieces, reference


def test_a_contradiction_is_not_called_missing(told: DuckDBPyConnection, publish: Publish, open_page: Open) -> None:
    factories.fact(told, "r1", "expenditure", "actual", "4000.00")
    publish()
    assert "4000.00万元 / 4276.91万元" in words(open_page())
