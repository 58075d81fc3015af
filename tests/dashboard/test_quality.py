from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from tests import factories
from tests.dashboard.conftest import Open, Publish, words


@pytest.fixture
def files(told: DuckDBPyConnection, publish: Publish) -> None:
    factories.file(told, "f1", source="教育局.docx", report_ids=["r1"])
    factories.file(
        told, "f2", source="民政局.pdf", status="to_settle", reason="没有识别出部门，没有找到数", report_ids=["r2"]
    )
    factories.file(
        told, "f3", source="坏<i>.pdf", status="failed", reason="读取超时（超过 120 秒），已停止", report_ids=[]
    )
    publish()


@pytest.mark.usefixtures("files")
def test_what_is_to_settle_stands_first_with_its_reason(open_page: Open) -> None:
    shown = words(open_page("quality"))
    assert "待核对文件 1" in shown and "失败文件 1" in shown and "已入库文件 1" in shown
    assert "民政局.pdf 市民政局 2021年度 没有识别出部门，没有找到数 2026-11-21 16:00" in shown
    assert "坏" not in shown


@pytest.mark.usefixtures("files")
def test_what_failed_says_why_and_how_to_try_again(open_page: Open) -> None:
    page = open_page("quality", status="失败")
    assert "坏<i>.pdf" in words(page) and "读取超时（超过 120 秒），已停止" in words(page)
    assert [button.label for button in page.button] == ["载入", "重试失败的文件"]


@pytest.mark.usefixtures("files")
def test_what_was_loaded_opens_its_department(open_page: Open) -> None:
    page = open_page("quality")
    page.segmented_control("filter-status").set_value("已入库").run()
    assert "教育局.docx 市教育局 2020年度" in words(page)
    assert [button.label for button in page.button] == ["载入"], "there is nothing to try again"


@pytest.mark.usefixtures("published")
def test_a_warehouse_without_files_says_so(open_page: Open) -> None:
    assert "没有文件的读取记录" in words(open_page("quality"))


def test_with_nothing_to_settle_what_failed_stands_first(
    told: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    factories.file(told, "f3", source="坏.pdf", status="failed", reason="读取超时", report_ids=[])
    publish()
    page = open_page("quality")
    assert "失败 1 个" in words(page)
    page.segmented_control("filter-status").set_value("待核对").run()
    assert "没有待核对的文件" in words(page)


def test_how_accurate_the_extraction_is_stands_there_measure_by_measure(
    told: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    factories.file(told)
    rows = [["甲集", "", 2, 400, 399, 398, date(2026, 11, 25)], ["甲集", "revenue", 2, 3, 0, 0, date(2026, 11, 25)]]
    told.executemany("insert into raw.accuracy values (?, ?, ?, ?, ?, ?, ?)", rows)
    publish()
    shown = words(open_page("quality"))
    assert "甲集 2 400 399 398 99.75% 99.50% 2026-11-25" in shown
    assert "甲集 收入合计 3 0 0 — 0.00%" in shown


def test_who_has_not_filed_is_listed_by_place_and_year(
    told: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    for name in ("市教育局", "市水利局", "市林业局"):
        factories.body(told, name)
    factories.report(told, "later", fiscal_year=2022)
    factories.file(told, "f4", source="市林业局2020.doc", status="failed", reason="文件已加密", report_ids=[])
    publish()
    shown = words(open_page("quality"))
    assert "没有报送的 4 个" in shown
    assert "广东省湛江市 2022 市水利局 没有报" in shown
    assert "广东省湛江市 2020 市林业局 文件读不出来 市林业局2020.doc：文件已加密" in shown
    one = words(open_page("quality", jurisdiction="广东省湛江市", fiscal_year="2022"))
    assert "没有报送的 2 个" in one


@pytest.mark.usefixtures("published")
def test_without_a_roster_nobody_is_said_to_be_missing(open_page: Open) -> None:
    assert "不知道谁该报而没有报" in words(open_page("quality"))


@pytest.mark.usefixtures("files")
def test_every_table_can_be_taken_along_with_names_masked(open_page: Open) -> None:
    page = open_page("quality")
    labels = [button.label for button in page.get("download_button")]
    assert labels.count("CSV") == 1 and "整页 Excel" in labels
    assert not page.checkbox("names-kept").value
