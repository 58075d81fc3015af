"""What a person settles on the page goes through the command line and stands on the next snapshot."""

from pathlib import Path

import pytest
import streamlit as st
from duckdb import DuckDBPyConnection
from streamlit.testing.v1 import AppTest

from loaders import publishing
from tests import factories
from tests.dashboard.conftest import Open, Publish, words


@pytest.fixture
def waiting(told: DuckDBPyConnection, publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that nobody knows, and a figure recognised in a picture."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    for department in ("市教育局", "市民政局"):
        factories.body(told, department)
    factories.fact(told, "r1", "official_reception", "actual", "2.50", recognition=0.93, fact_id="scan")
    publish()


def published_row(folder: Path, view: str, **where: object) -> dict[str, object]:
    """A row of the snapshot that is published now."""
    st.cache_resource.clear()  # DuckDB opens a file in one way at a time
    with publishing.reading(folder) as connection:
        return factories.row(connection, view, **where)


def signed(page: AppTest, name: str) -> AppTest:
    page.text_input(f"{name}-author").set_value("王五").run()
    return page


@pytest.mark.usefixtures("waiting")
def test_a_report_without_a_home_says_why_and_is_given_one(open_page: Open, folder: Path) -> None:
    page = open_page("settling")
    shown = words(page)
    assert "归属待定的报告 1 份" in shown and "市民政局 未写明地区 2021年度 名册里没有“市民政局” r2.txt" in shown

    page.selectbox("settle-body").set_value("广东省湛江市 市民政局")
    page.text_input("settle-author").set_value("王五")
    next(button for button in page.button if button.label == "记下归属").click().run(timeout=60)
    assert [success.value for success in page.success] == ["已记下 1 条更正"]
    assert "每份报告都认得出部门和年度" in words(page)
    found = published_row(folder, "staging.reports", report_id="r2")
    assert (found["is_resolved"], found["jurisdiction"], found["settled_by"]) == (True, "广东省湛江市", "王五")


@pytest.mark.usefixtures("waiting")
def test_recognised_figures_count_once_they_are_ticked_and_signed(open_page: Open, folder: Path) -> None:
    page = open_page("settling", task="识别待确认")
    assert "待确认的数 1 个" in words(page)
    save = next(button for button in page.button if button.label == "记下核对结果")
    save.click().run()
    assert "没有勾选" in page.warning[0].value
    page.checkbox("confirm-all").check().run()
    next(button for button in page.button if button.label == "记下核对结果").click().run()
    assert "请写明更正人和理由" in page.warning[0].value
    signed(page, "confirm")
    next(button for button in page.button if button.label == "记下核对结果").click().run(timeout=60)
    assert "没有等待确认的数" in words(page)
    assert published_row(folder, "core.figures", measure="official_reception")["value"] == 25_000
    assert published_row(folder, "core.amendments")["field_name"] == "确认无误"


@pytest.mark.usefixtures("waiting")
def test_a_figure_is_corrected_where_its_sentence_is_shown(open_page: Open, folder: Path) -> None:
    page = open_page("department", department="市教育局", evidence="figure~r1~2020~expenditure~~actual")
    assert "明确 2020年支出合计决算 4276.91万元 数字、单位、年度都写在一起" in words(page)
    next(field for field in page.text_input if field.label == "数值应为").set_value("4267.91")
    page.text_input("amend-author").set_value("王五")
    next(button for button in page.button if button.label == "记下").click().run(timeout=60)
    shown = words(page)
    assert "已更正 2020年支出合计决算 4267.91万元 王五：核对原文；原读作 4276.91万元" in shown
    log = words(open_page("settling", task="更正记录"))
    assert "王五 市教育局 2020年度 2020年支出合计决算 数值 4276.91 4267.91 核对原文" in log


@pytest.mark.usefixtures("published")
def test_with_nothing_corrected_the_log_says_so(open_page: Open) -> None:
    assert "还没有人更正过什么" in words(open_page("settling", task="更正记录"))
