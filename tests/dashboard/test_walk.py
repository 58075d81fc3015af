"""The pages in a real browser: open, click a number, see the highlighted sentence; load, and see the page follow."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from duckdb import DuckDBPyConnection
from openpyxl import load_workbook

from tests import factories
from tests.dashboard.browsing import serving, tab_at
from tests.dashboard.conftest import Publish

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(told_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on the two reports of `tell`."""
    with serving(told_folder, tmp_path_factory.mktemp("server") / "log") as found:
        yield found


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    with tab_at(browser, address) as tab:
        yield tab


@pytest.fixture
def loadable_page(
    browser: Any, told: DuckDBPyConnection, publish: Publish, folder: Path, tmp_path: Path
) -> Iterator[Any]:
    """A tab on a warehouse of the test's own."""
    publish()
    with serving(folder, tmp_path / "log") as found, tab_at(browser, found) as tab:
        yield tab


def click_mark(page: Any, point: Any) -> None:
    """Go near, onto the mark, and click: plotly.js must have seen the pointer come."""
    point.wait_for()
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 20, y - 8)
    page.mouse.move(x, y)
    page.wait_for_timeout(300)
    page.mouse.click(x, y, delay=60)


def where(page: Any) -> str:
    return unquote(page.evaluate("location.pathname + location.search"))


def test_one_click_from_a_number_to_its_sentence_and_back(page: Any) -> None:
    page.get_by_role("link", name="4,276.91万元").click()
    page.locator("mark", has_text="决算总支出为4276.91万元").wait_for()
    assert where(page) == "/?evidence=figure~r1~2020~expenditure~~actual"

    page.go_back()
    page.get_by_text("原文依据").wait_for(state="detached")
    assert where(page) == "/"


@pytest.mark.parametrize("opened_by", ["a number", "a mark"])
def test_closing_the_evidence_leaves_nothing_for_the_back_button(page: Any, opened_by: str) -> None:
    page.get_by_role("link", name="疑点", exact=True).first.click()
    page.get_by_role("heading", name="疑点").first.wait_for()
    page.get_by_role("link", name="总览").click()
    page.get_by_role("heading", name="总览").wait_for()
    if opened_by == "a number":
        page.get_by_role("link", name="4,276.91万元").click()
    else:
        click_mark(page, page.locator(".st-key-card-spending .scatterlayer .trace").last.locator("path.point").first)
    page.get_by_text("原文依据").wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("原文依据").wait_for(state="detached")
    page.wait_for_function("location.search === ''")

    page.go_back()
    page.get_by_role("heading", name="疑点").first.wait_for()
    assert where(page) == "/findings"


def test_the_overview_opens_by_its_name_too(page: Any, address: str) -> None:
    page.goto(f"{address}overview?fiscal_year=2020")
    page.get_by_role("heading", name="总览").wait_for()
    page.wait_for_function("location.pathname === '/'")
    assert where(page) == "/?fiscal_year=2020" and page.get_by_role("dialog").count() == 0


def test_the_whole_text_comes_with_the_sentence_in_view(page: Any) -> None:
    page.get_by_role("link", name="4,276.91万元").click()
    page.get_by_text("显示报告全文").click()
    mark = page.locator("[data-scroll] mark", has_text="决算总支出为4276.91万元")
    mark.wait_for()
    page.wait_for_function("document.querySelector('[data-scrolled]')")
    text, seen = page.locator("[data-scroll]").bounding_box(), mark.bounding_box()
    assert text["y"] <= seen["y"] <= text["y"] + text["height"]


def test_a_mark_of_a_picture_opens_its_sentence(page: Any) -> None:
    point = page.locator(".st-key-card-spending .scatterlayer .trace").last.locator("path.point").first
    click_mark(page, point)
    page.locator("mark", has_text="决算总支出为4276.91万元").wait_for()


def test_a_pasted_link_gives_the_same_view(page: Any, address: str) -> None:
    page.get_by_role("link", name="市教育局", exact=True).first.click()
    page.get_by_role("heading", name="市教育局").wait_for()
    link = page.evaluate("location.href")
    assert unquote(link) == f"{address}department?jurisdiction=广东省湛江市&department=市教育局&fiscal_year=2020"

    page.go_back()
    page.get_by_role("heading", name="总览").wait_for()
    page.goto(link)
    page.get_by_role("heading", name="市教育局").wait_for()


def test_an_open_page_follows_loads_without_a_click(
    loadable_page: Any, told: DuckDBPyConnection, publish: Publish, folder: Path
) -> None:
    loadable_page.get_by_text("snapshot-20261121T083001Z-1").wait_for()
    factories.report(told, "r3", department="市水务局")
    publish()
    loadable_page.get_by_role("link", name="市水务局").first.wait_for()
    loadable_page.get_by_text("snapshot-20261121T083002Z-2").wait_for()
    assert loadable_page.get_by_role("alert").count() == 0

    pointer = (folder / "CURRENT").read_text()
    (folder / "CURRENT").unlink()
    loadable_page.reload()
    loadable_page.get_by_role("heading", name="还没有数据").wait_for()
    (folder / "CURRENT").write_text(pointer)
    loadable_page.get_by_role("heading", name="总览").wait_for()


def test_the_dark_theme_reaches_the_dialog(browser: Any, address: str) -> None:
    evidence = f"{address}?evidence=figure~r1~2020~expenditure~~actual"
    with tab_at(browser, evidence, color_scheme="dark") as tab:
        mark = tab.locator("mark").first
        mark.wait_for()
        assert mark.evaluate("mark => getComputedStyle(mark).backgroundColor") == "rgb(107, 83, 16)"


def saved(page: Any, press: Callable[[], None]) -> Path:
    with page.expect_download() as download:
        press()
    path: Path = download.value.path()
    return path.rename(path.with_name(download.value.suggested_filename))


def test_a_picture_is_saved_as_png_and_svg_by_keyboard(page: Any) -> None:
    page.locator(".st-key-card-spending .main-svg").first.wait_for()
    for form, begins in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        link = page.locator(".st-key-card-spending").locator(f"[data-picture={form.lower()}]")
        link.focus()
        path = saved(page, lambda: page.keyboard.press("Enter"))
        assert path.name == f"支出与预算-snapshot-20261121T083001Z-1.{form.lower()}"
        assert path.read_bytes().startswith(begins)


def test_the_tool_bar_of_a_picture_is_chinese(page: Any) -> None:
    button = page.locator(".st-key-card-spending .modebar-btn").first
    button.wait_for(state="attached")
    assert button.get_attribute("data-title") == "下载图片（PNG）"
    assert page.locator(".st-key-card-spending .modebar-btn").count() == 1


def test_the_page_as_a_workbook_agrees_with_what_it_shows(page: Any) -> None:
    page.get_by_role("button", name="导出").click()
    book = load_workbook(saved(page, lambda: page.get_by_role("button", name="整页 Excel").click()))
    assert book.sheetnames == ["口径", "2020 年度要情", "支出与预算", "自评得分"]
    assert [cell.value for cell in book["支出与预算"][2]][:5] == ["市教育局", 2020, 3830.11, None, 4276.91]


def test_a_mark_leads_to_a_department_and_back(browser: Any, told_folder: Path, tmp_path: Path) -> None:
    """A picture whose marks are departments, on a page of the test's own."""
    pages = tmp_path / "app_pages"
    pages.mkdir()
    (tmp_path / "app.py").write_text(
        "import streamlit as st\n"
        "from dashboard import frame\n"
        "pages = [st.Page('app_pages/first.py'), st.Page('app_pages/department.py', url_path='department')]\n"
        "frame.show(st.navigation(pages))\n",
        encoding="utf-8",
    )
    (pages / "first.py").write_text(
        "from dashboard import charts, evidence, warehouse\n"
        "rows = warehouse.frame('benchmarks.scores')\n"
        "evidence.chart(charts.scores(rows, evidence.to_department), 'scores', '自评得分')\n",
        encoding="utf-8",
    )
    (pages / "department.py").write_text(
        "import streamlit as st\nst.title(st.query_params['department'])\n", encoding="utf-8"
    )
    with (
        serving(told_folder, tmp_path / "log", tmp_path / "app.py") as address,
        tab_at(browser, address) as tab,
    ):
        tab.goto(f"{address}?fiscal_year=2020&level=市级")
        click_mark(tab, tab.locator(".scatterlayer path.point").first)
        tab.get_by_role("heading", name="市教育局").wait_for()
        assert where(tab) == "/department?jurisdiction=广东省湛江市&department=市教育局&fiscal_year=2020"
        tab.go_back()
        tab.locator(".scatterlayer path.point").first.wait_for()
        assert where(tab) == "/?fiscal_year=2020&level=市级", "its own filters and none of the other page's"


def test_a_department_is_found_by_typing_and_opened(page: Any) -> None:
    page.get_by_placeholder("查找部门：全称、简称、曾用名").fill("教育")
    page.keyboard.press("Enter")
    page.locator(".st-key-card-search").get_by_role("link", name="市教育局").click()
    page.get_by_role("heading", name="部门画像").wait_for()
    assert "find" not in where(page) and "department=市教育局" in where(page)


def test_an_earlier_snapshot_is_kept_to_from_page_to_page(
    loadable_page: Any, told: DuckDBPyConnection, publish: Publish
) -> None:
    factories.report(told, "r3", department="市水务局")
    publish()
    first = "snapshot-20261121T083001Z-1"
    loadable_page.goto(f"{loadable_page.url.partition('?')[0]}?snapshot={first}")
    loadable_page.get_by_text(f"正在看历史快照：数据截至 2026-11-21 16:30（{first}）").wait_for()
    loadable_page.get_by_role("link", name="疑点", exact=True).first.click()
    loadable_page.get_by_role("heading", name="疑点").first.wait_for()
    loadable_page.get_by_text("正在看历史快照").wait_for()
    assert f"snapshot={first}" in where(loadable_page)
    loadable_page.get_by_role("link", name="回到最新 →").click()
    loadable_page.get_by_text("正在看历史快照").wait_for(state="detached")
    assert "snapshot=" not in where(loadable_page)


def test_a_report_is_uploaded_and_stands_on_the_page(loadable_page: Any, folder: Path) -> None:
    loadable_page.goto(f"{loadable_page.url.rstrip('/')}/quality")
    loadable_page.locator("input[type=file]").set_input_files(
        [
            {
                "name": "自评.txt",
                "mimeType": "text/plain",
                "buffer": "市水务局2021年度绩效自评报告\n自评分数为98分。".encode(),
            }
        ]
    )
    loadable_page.get_by_role("button", name="载入", exact=True).click()
    loadable_page.get_by_text("这次载入的文件").wait_for(state="attached", timeout=90_000)
    assert (folder / "收件" / "自评.txt").exists()


@pytest.fixture
def pickable_page(
    browser: Any, warehouse: DuckDBPyConnection, publish: Publish, folder: Path, tmp_path: Path
) -> Iterator[Any]:
    """A tab on three departments with score sheets, of which the first spends more than it has."""
    for number, name in enumerate(("市教育局", "市民政局", "市水务局")):
        factories.body(warehouse, name)
        factories.report(warehouse, f"r{number}", department=name)
        spent = "150" if number == 0 else "98"
        factories.facts(warehouse, f"r{number}", {"expenditure.budget": "100", "expenditure.actual": spent})
        factories.fact(warehouse, f"r{number}", "self_score", "claimed", "100")
        for item, points in (("预算执行率", "60"), ("履职效益", "40")):
            factories.score_item(warehouse, f"r{number}", points, level3=item, full_points=points)
    publish()
    with serving(folder, tmp_path / "log") as found, tab_at(browser, found) as tab:
        yield tab


def write(page: Any, **fields: str) -> None:
    """Fill in fields by their keys, as somebody who tabs on."""
    for key, words in fields.items():
        field = page.locator(f".st-key-{key.replace('_', '-')} input")
        field.fill(words)
        field.press("Tab")


def test_the_whole_journey_from_picking_to_looking_back(pickable_page: Any, tmp_path: Path) -> None:
    page, address = pickable_page, pickable_page.url.rstrip("/")
    page.goto(f"{address}/targeting")
    page.get_by_text("优先分由哪几项构成").first.wait_for()
    write(page, draw_days="4", draw_seed="20261126", draw_author="张三")
    page.get_by_role("button", name="抽取并存档").click()
    page.get_by_text("抽取 2020-1，广东省湛江市 3 个部门").first.wait_for()
    record = saved(page, lambda: page.get_by_role("button", name="抽取记录 Word").click())
    assert record.name == "抽取记录-2020-1.docx"

    page.get_by_role("link", name="现场核查", exact=True).first.click()
    page.get_by_text("抽取 2020-1，广东省湛江市 3 个部门，抽中").first.wait_for()
    pack = saved(page, lambda: page.get_by_role("button", name="核查包 Word", exact=True).click())
    assert pack.name == "核查包-2020-1-市教育局.docx"
    write(page, create_author="李四")
    page.get_by_role("button", name="按评分表做复核表").click()
    path = saved(page, lambda: page.get_by_role("button", name="复核表 Excel").click())

    book = load_workbook(path)
    book["复核表"]["K5"], book["复核表"]["K6"] = 40, 40
    book.save(tmp_path / "填好.xlsx")
    page.get_by_text("收回在 Excel、WPS、LibreOffice 里填好的").click()
    page.locator("input[type=file]").set_input_files(tmp_path / "填好.xlsx")
    page.get_by_text("填好.xlsx").first.wait_for()
    page.get_by_role("button", name="收回", exact=True).click()
    page.get_by_text("已收回复核表").first.wait_for()
    page.get_by_text("定稿", exact=True).first.click()
    write(page, close_reviewer="李四")
    page.get_by_role("button", name="定稿", exact=True).click()
    page.get_by_text("复核表 2020-1 已定稿").first.wait_for()
    page.get_by_role("button", name="发布定稿的复核结果").click()
    page.get_by_text("已记下 3 条复核结果").first.wait_for()

    page.get_by_role("link", name="回看", exact=True).first.click()
    arms = page.locator(".st-key-card-arms tr", has_text="风险")
    arms.wait_for()
    assert arms.inner_text().split()[:5] == ["风险", "广东省湛江市", "1", "1", "100.00%"]
