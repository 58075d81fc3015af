from collections.abc import Callable

import pytest
from duckdb import DuckDBPyConnection

from tests import factories
from tests.dashboard.conftest import Open, Publish, markup, words

pytestmark = pytest.mark.usefixtures("at_city")

Shown = Callable[..., str]
SPENDING = (("10", "9"), ("20", "21"), ("30", "25"), ("40", "40"), ("50", "44"))


def tell(warehouse: DuckDBPyConnection) -> None:
    """Five departments in two years; the first had nothing in the first of them; a sixth is paid for by the second."""
    for year, actuals in ((2019, ("0", "20", "30", "40", "50")), (2020, [actual for _, actual in SPENDING])):
        stated = [
            {"three_public.budget": budget, "three_public.actual": actual, "staff_on_post.actual": "10"}
            for (budget, _), actual in zip(SPENDING, actuals, strict=True)
        ]
        factories.departments(warehouse, stated, fiscal_year=year)
    factories.facts(warehouse, "p2/2019", {"meeting_expense.actual": "1"}, fiscal_year=2019)
    factories.facts(warehouse, "p2", {"meeting_expense.actual": "4", "official_reception.actual": "25"})
    factories.report(warehouse, "e1", department="市信访局")
    factories.fact(warehouse, "e1", "three_public", "", disclosure="reported_elsewhere", reported_by="1局")
    for number, function in enumerate(("教育", "公安")):
        factories.body(warehouse, f"{number}局", function=function)
    factories.report(warehouse, "u1", department="市民政局", jurisdiction=None)


@pytest.fixture
def shown(open_page: Open) -> Shown:
    return lambda **parameters: words(open_page("three_public", **{"fiscal_year": "2020", **parameters}))


def test_the_year_is_summed_up_at_once(shown: Shown) -> None:
    page = shown()
    assert "2020年决算合计 139.0万元 5 个部门，缺 1 个" in page
    assert "比上年 −1.0万元 下降 0.7%；5 个部门可比" in page
    assert "超预算 1 个部门" in page
    assert "由别处反映 1 个部门 不是零，也不是缺" in page


def test_without_a_year_the_latest_is_summed_up_and_said(shown: Shown) -> None:
    assert "合计和图画最近的 2020 年，表和导出是全部年度" in shown(fiscal_year="全部")


def test_budget_and_spending_open_their_sentences(open_page: Open) -> None:
    pieces = markup(open_page("three_public"))
    assert 'href="?evidence=figure~p1~2020~three_public~~budget"' in pieces
    assert 'href="?evidence=rate~p1~2020~three_public_control_rate"' in pieces


def test_what_contradicts_itself_the_year_before_is_said(
    warehouse: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    tell(warehouse)
    factories.facts(warehouse, "p4/2019", {"three_public.actual": "51"}, fiscal_year=2019)
    publish()
    assert "上年报告中数字不一" in words(open_page("three_public", fiscal_year="2020"))


def test_nothing_the_year_before_is_not_comparable(shown: Shown) -> None:
    page = shown()
    assert "上年为零，不可比" in page
    assert "基数为零，不可比" in page


def test_meetings_that_rise_beside_a_fall_are_listed_as_a_hint(shown: Shown) -> None:
    _, _, listed = shown().partition("“三公”降、会议培训升 风险提示，不是问题认定")
    assert "2局 2020 25.00万元 −5.00万元 3.00万元" in listed
    assert "劳务费报告里没有统一写法，不在内" in listed


def test_what_is_reported_elsewhere_is_followed(shown: Shown) -> None:
    _, _, listed = shown().partition("由别的单位反映 风险提示，不是问题认定")
    assert "市信访局 2020 1局" in listed


def test_a_place_without_reports_says_so(shown: Shown) -> None:
    assert "没有可以比较的报告，请改选" in shown(jurisdiction="未写明", fiscal_year="全部")


def test_the_spread_and_the_marked_department_stand_in_the_address(open_page: Open) -> None:
    page = open_page("three_public", spread="比上年增减", department="3局")
    assert "“三公”经费比上年增减的分布" in words(page)
    assert page.selectbox("filter-department").value == "3局"


def test_a_function_narrows_the_reports_down_and_says_what_it_does_not(open_page: Open) -> None:
    page = open_page("three_public", fiscal_year="2020", function="公安")
    assert "合计和它的增减是这个地区全部部门的" in words(page)
    assert "department=1%E5%B1%80" in markup(page) and "department=2%E5%B1%80" not in markup(page)
