"""Every page in a real browser, one after the other: nothing runs out of the window, nothing is English, nobody is shut out."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories
from tests.dashboard import conftest
from tests.dashboard.browsing import APP, SIZES, serving, tab_at

pytestmark = pytest.mark.browser

PLACE = "广东省湛江市"
LINES = "&".join(f"line={PLACE} {number}局" for number in (1, 2, 3))
ADDRESSES = sorted(path.stem for path in (APP.parent / "app_pages").glob("*.py") if path.stem != "overview")
PAGES = ("", *ADDRESSES, "department?department=1局&fiscal_year=2020", f"comparison?{LINES}", "?evidence=reports")
# Words of the libraries that no reader should meet.
FOREIGN = ("Error", "Exception", "Traceback", "None", "nan", "NaT", "<NA>", "Choose", "Upload", "Browse files")
# What axe-core calls serious in Streamlit's own elements, with the reason why it stays: nothing.
ACCEPTED: frozenset[str] = frozenset()


def tell(connection: DuckDBPyConnection) -> None:
    """The two reports of the other pages' tests, and six departments over two years that can be compared."""
    conftest.tell(connection)
    for year in (2019, 2020):
        for number in range(6):
            report = f"p{number}/{year}"
            factories.report(connection, report, department=f"{number}局", fiscal_year=year)
            figures = {
                "expenditure.budget": f"{900 + 30 * number}",
                "expenditure.adjusted_budget": "1000",
                "expenditure.actual": f"{(600 if number == 0 else 930) + 10 * number}",
                "project_expenditure.actual": "100",
                "three_public.budget": "20",
                "three_public.actual": f"{12 + number + year - 2019}",
                "official_reception.actual": f"{4 + number}",
                "carryover.opening": "30",
                "carryover.closing": f"{40 + number}",
                "staff_on_post.actual": f"{20 + number}",
                "self_score.claimed": f"{99 - number}",
                "budget_execution_rate.claimed": "97",
            }
            factories.facts(connection, report, figures, fiscal_year=year)


@pytest.fixture(scope="module")
def tab(browser: Any, city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with serving(city, tmp_path_factory.mktemp("server") / "log") as address, tab_at(browser, address) as opened:
        opened.locator(".footer").wait_for()
        yield opened


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_the_window_and_shuts_nobody_out(tab: Any, path: str) -> None:
    show(tab, path)

    assert tab.evaluate("document.documentElement.lang") == "zh-CN"
    shown = tab.locator(".stMain").inner_text()
    assert not [word for word in FOREIGN if word in shown]
    for width, height in reversed(SIZES):
        tab.set_viewport_size({"width": width, "height": height})
        tab.wait_for_function("document.documentElement.scrollWidth <= innerWidth")

    assert grave(tab, {}) == {}
    darken(tab)
    assert grave(tab, {"runOnly": ["color-contrast"]}) == {}
    assert words_of_pictures_that_fade(tab) == []


def show(tab: Any, path: str) -> None:
    """A page in the light, reached as by a link: without loading Streamlit anew."""
    tab.emulate_media(color_scheme="light")
    follow = "path => { history.pushState({}, '', '/' + path); dispatchEvent(new PopStateEvent('popstate')) }"
    tab.evaluate(follow, path)
    settle(tab, "light")


def darken(tab: Any) -> None:
    tab.emulate_media(color_scheme="dark")
    settle(tab, "dark")


def settle(tab: Any, scheme: str) -> None:
    """Wait until the page has run and its pictures are drawn."""
    tab.wait_for_timeout(300)
    tab.locator(".stApp[data-test-script-state=notRunning]").wait_for()
    tab.wait_for_function(f"getComputedStyle(document.querySelector('.stApp')).colorScheme == '{scheme}'")
    tab.wait_for_timeout(300)


def grave(tab: Any, options: dict[str, Any]) -> dict[str, list[str]]:
    """What axe-core finds serious or critical, with the elements."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = tab.evaluate("options => axe.run({...options, resultTypes: ['violations']})", options)["violations"]
    return {
        entry["id"]: [node["html"][:200] for node in entry["nodes"]]
        for entry in found
        if entry["impact"] in ("serious", "critical") and entry["id"] not in ACCEPTED
    }


def words_of_pictures_that_fade(tab: Any) -> list[str]:
    """Words on the axes, legends and titles of pictures, which axe-core passes over, with less than 4.5 to 1."""
    return list(
        tab.evaluate(
            """() => {
                const parts = colour => (colour.match(/[\\d.]+/g) || []).slice(0, 3).map(Number)
                const light = colour => parts(colour).map(part => part / 255)
                    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
                    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0)
                const words = document.querySelectorAll('.js-plotly-plot :is(.xtick, .ytick, .legend, .annotation) text')
                return [...words].filter(word => {
                    const ground = light(getComputedStyle(word.closest('.main-svg').parentNode.querySelector('.main-svg')).backgroundColor)
                    const ink = light(getComputedStyle(word).fill)
                    return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05) < 4.5
                }).map(word => word.textContent)
            }"""
        )
    )
