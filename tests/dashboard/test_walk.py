"""The pages in a real browser: open, click a number, see the highlighted sentence; load, and see the page follow."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from duckdb import DuckDBPyConnection

from tests import factories
from tests.dashboard.conftest import APP, Publish
from tests.dashboard.test_server import free_port

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), None)
OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
SIZES = [(1366, 768), (1920, 1080)]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing = "playwright is not installed"
    else:
        missing = "" if CHROMIUM else "chromium is not installed"
    if missing:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{missing}: the walk must run in CI")
        pytest.skip(f"{missing}: no walk through the pages")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield chromium
        chromium.close()


@contextmanager
def serving(folder: Path, log: Path) -> Iterator[str]:
    """A server on a warehouse folder; its address."""
    port = free_port()
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    command = [sys.executable, "-m", "streamlit", "run", str(APP), *options]
    environment = {**os.environ, "DUIBIAO_WAREHOUSE": str(folder)}
    with log.open("w") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, cwd=log.parent, env=environment)
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(timeout=20)
    assert "Traceback" not in log.read_text(encoding="utf-8")


@contextmanager
def tab_at(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    """A tab that fails where a request would leave the machine."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="zh-CN", timezone_id="Asia/Shanghai", **options
    )
    tab = context.new_page()
    tab.set_default_timeout(20_000)
    strangers: list[str] = []
    tab.on("request", lambda request: strangers.append(request.url) if is_strange(request.url) else None)
    tab.goto(address)
    yield tab
    context.close()
    assert strangers == []


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


def is_strange(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1"


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{url} does not answer")


def where(page: Any) -> str:
    return unquote(page.evaluate("location.pathname + location.search"))


def test_one_click_from_a_number_to_its_sentence_and_back(page: Any) -> None:
    page.get_by_role("link", name="4,276.91万元").click()
    page.locator("mark", has_text="决算总支出为4276.91万元").wait_for()
    assert where(page) == "/?evidence=figure~r1~2020~expenditure~~actual"

    page.go_back()
    page.get_by_text("原文依据").wait_for(state="detached")
    assert where(page) == "/"


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
    point.wait_for()
    box = point.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 20, y - 8)
    page.mouse.move(x, y)
    page.wait_for_timeout(300)
    page.mouse.click(x, y, delay=60)
    page.locator("mark", has_text="决算总支出为4276.91万元").wait_for()


def test_a_pasted_link_gives_the_same_view(page: Any, address: str) -> None:
    page.locator(".listing").get_by_role("link", name="市教育局").first.click()
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


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_runs_out_of_the_window_and_nothing_is_english(page: Any, address: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for path in ("", "department?department=市教育局", "findings", "glossary"):
        page.goto(address + path)
        page.locator(".footer").wait_for()
        page.wait_for_timeout(500)
        assert page.evaluate("document.documentElement.lang") == "zh-CN"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        shown = page.locator(".stMain").inner_text()
        assert not [word for word in ("Error", "Exception", "Traceback", "None", "nan", "NaT", "<NA>") if word in shown]


def test_the_dark_theme_reaches_the_dialog(browser: Any, address: str) -> None:
    evidence = f"{address}?evidence=figure~r1~2020~expenditure~~actual"
    with tab_at(browser, evidence, color_scheme="dark") as tab:
        mark = tab.locator("mark").first
        mark.wait_for()
        assert mark.evaluate("mark => getComputedStyle(mark).backgroundColor") == "rgb(107, 83, 16)"
