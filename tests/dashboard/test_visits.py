"""现场核查: from a drawn target to its pack, its sheet, and the outcome that the next snapshot knows."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
import streamlit as st
from duckdb import DuckDBPyConnection
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from dashboard import visiting
from dashboard import warehouse as snapshots
from dashboard.exports import review_sheet
from dashboard.workbench import choices, conventions, draws, sampling, sheets
from dashboard.workbench.sampling import Plan, Unit
from dashboard.workbench.store import Store, default_address, open_store
from loaders import publishing
from tests import factories
from tests.dashboard.conftest import Open, Publish, words

BODY = "广东省湛江市 市教育局"


@pytest.fixture
def drawn(warehouse: DuckDBPyConnection, publish: Publish, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """One department with a score sheet of two rows and one without, both drawn."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    for number, department in enumerate(("市教育局", "市民政局")):
        factories.body(warehouse, department)
        factories.report(warehouse, f"r{number}", department=department)
        factories.facts(warehouse, f"r{number}", {"expenditure.budget": "100", "expenditure.actual": "200"})
        factories.fact(warehouse, f"r{number}", "self_score", "claimed", "98")
    factories.score_item(warehouse, "r0", "5", level3="预算调整率")
    factories.score_item(warehouse, "r0", "4", level3="预算执行率")
    publish()
    store = open_store(default_address(folder))
    units = [
        Unit(f"广东省湛江市 {name}", name, f"r{number}", Decimal(1), Decimal(10 - number))
        for number, name in enumerate(("市教育局", "市民政局"))
    ]
    draw = sampling.draw(units, Plan(Decimal(2), "7", random_share=Decimal(0)))
    draws.keep(store, draw, 2020, "snapshot", "张三", "年度核查")
    return store


def press(page: AppTest, label: str, name: str) -> AppTest:
    page.text_input(f"{name}-author").set_value("王五")
    return next(button for button in page.button if button.label == label).click().run(timeout=120)


def test_a_target_gets_its_sheet_and_its_outcome_reaches_the_next_snapshot(
    drawn: Store, open_page: Open, folder: Path
) -> None:
    page = open_page("visits")
    assert "抽取 2020-1，广东省湛江市 2 个部门，抽中 2 个" in words(page) and "风险 市教育局 1 没有复核表" in words(
        page
    )
    press(page, "按评分表做复核表", "create")
    assert "复核表 2020-1" in words(page)
    sheet = sheets.load(drawn, "2020-1")
    assert [f"{item.level3} {item.self_points}" for item in sheet.items] == ["预算调整率 5", "预算执行率 4"]

    held = conventions.of(sheet.jurisdiction_code)
    sheets.save(drawn, "2020-1", 0, {(1, "review_points"): "1", (2, "review_points"): "2"}, "李四", held)
    page.run()
    assert "别人已存到第 1 版，您填的是第 0 版" in page.warning[0].value
    page.text_input("close-reviewer").set_value("李四")
    press(page, "定稿", "close")
    assert "复核表 2020-1 已定稿" in page.success[0].value
    page.button("publish-reviews").click().run(timeout=120)
    assert "已记下 3 条复核结果" in page.success[0].value, page.error
    st.cache_resource.clear()  # DuckDB opens a file in one way at a time
    with publishing.reading(folder) as connection:
        found = factories.row(connection, "core.review_outcomes")
    assert (found["department_id"], found["lost_points"], found["arm"]) == (BODY, 6, "risk")


def test_the_pack_holds_the_findings_with_their_sentences(drawn: Store, open_page: Open) -> None:
    page = open_page("visits", department="市教育局")
    labels = {getattr(button, "label", "") for button in page.get("download_button")}
    assert labels >= {"全部核查包 Word", "核查包 Word"}
    with snapshots.reading(snapshots.current()):
        (report,) = snapshots.records(snapshots.frame("core.filings", report_id="r0"))
        found = visiting.visit(report)
    assert (found.department, found.fiscal_year, found.source) == ("市教育局", 2020, "r0.txt")
    said = {lead.check_name: lead.quotations for lead in found.leads}
    assert said["spending_exceeds_budget"], "with the sentences to hold against"


def test_a_report_without_a_score_sheet_is_reviewed_as_a_whole(drawn: Store, open_page: Open) -> None:
    page = open_page("visits", department="市民政局")
    press(page, "按评分表做复核表", "create")
    assert "复核表只有总分一行" in words(page)
    sheet = sheets.load(drawn, "2020-1")
    assert [f"{item.self_points} / {item.full_points}" for item in sheet.items] == ["98 / 100"]
    content = review_sheet.write(sheet, conventions.of(sheet.jurisdiction_code))
    assert load_workbook(io.BytesIO(content)).sheetnames[0] == "复核表"


def test_in_blind_mode_nobody_sees_the_arm(drawn: Store, open_page: Open) -> None:
    choices.set_blind(drawn, True, "张三", "免得先入为主")
    shown = words(open_page("visits"))
    assert "盲评：不显示组别和优先分" in shown and "风险 市" not in shown


def test_a_draw_of_nobody_is_told(drawn: Store, open_page: Open) -> None:
    units = [Unit("广东省湛江市 市教育局", "市教育局", "r0", Decimal(5), Decimal(1))]
    draws.keep(drawn, sampling.draw(units, Plan(Decimal(1), "7")), 2020, "snapshot", "张三", "人天不够")
    assert "没有抽中的" in words(open_page("visits", draw="2020-2"))


@pytest.mark.usefixtures("folder")
def test_without_a_draw_the_page_says_where_to_begin(
    warehouse: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    factories.body(warehouse, "市教育局")
    factories.report(warehouse)
    publish()
    assert "请先在“核查选点”里抽取" in words(open_page("visits"))
