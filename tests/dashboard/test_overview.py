import pytest
from duckdb import DuckDBPyConnection

from tests import factories
from tests.dashboard.conftest import Open, Publish, markup, words

pytestmark = pytest.mark.usefixtures("published")


def test_what_is_loaded_is_said_at_once(open_page: Open) -> None:
    shown = words(open_page())
    assert "已载入报告 2 份 2020—2021 年度" in shown
    assert "部门 2 个 1 个地区，另有 1 份未写明" in shown
    assert "自评满分 1 / 1 份" in shown
    assert "1 份报告归属待定，只列出、只检查，不参加比较" in shown
    assert "数据截至 2026-11-21 16:30（快照 snapshot-20261121T083001Z-1）" in shown


def test_the_gravest_findings_come_first_and_are_no_verdict(open_page: Open) -> None:
    shown = words(open_page())
    assert "先看这几条 风险提示，不是问题认定 高 市教育局" in shown
    assert "2020年支出合计决算 4276.91万元，超过2020年支出合计预算 3830.11万元" in shown


def test_few_departments_are_not_compared(open_page: Open) -> None:
    shown = words(open_page())
    assert "不足 5 个部门，不作比较" in shown
    assert "不足 5 个，不算" in shown


def test_five_departments_are_compared(told: DuckDBPyConnection, publish: Publish, open_page: Open) -> None:
    for number in range(5):
        factories.report(told, f"s{number}", department=f"{number}局", fiscal_year=2022)
        factories.fact(told, f"s{number}", "self_score", "claimed", "100", fiscal_year=2022)
    publish()
    shown = words(open_page(fiscal_year="2022"))
    assert "不足 5 个，不算" not in shown
    assert "100.00%" in shown


def test_the_address_chooses_the_reports(open_page: Open) -> None:
    page = open_page(jurisdiction="未写明", fiscal_year="2021")
    assert page.selectbox("filter-jurisdiction").value == "未写明"
    assert "市民政局" in words(page)
    assert "市教育局" not in words(page)


def test_a_choice_without_reports_says_so(open_page: Open) -> None:
    assert "这个地区和年度没有报告" in words(open_page(jurisdiction="广东省湛江市", fiscal_year="2021"))


def test_every_number_opens_something(open_page: Open) -> None:
    pieces = markup(open_page())
    for reference in (
        "?evidence=figure~r1~2020~expenditure~~actual",
        "?evidence=rate~r1~2020~budget_completion_rate",
        "?evidence=finding~r1~spending_exceeds_budget~expenditure%2F2020",
        "?evidence=figure~r1~2020~self_grade~~claimed",
        "?evidence=measure~self_score",
        "?evidence=reports",
        "findings?severity=%E9%AB%98",
    ):
        assert f'href="{reference}' in pieces


def test_a_contradiction_is_not_called_missing(told: DuckDBPyConnection, publish: Publish, open_page: Open) -> None:
    factories.fact(told, "r1", "expenditure", "actual", "4000.00")
    publish()
    assert "4000.00万元 / 4276.91万元" in words(open_page())
