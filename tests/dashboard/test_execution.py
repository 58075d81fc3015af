from collections.abc import Callable

import pytest
from duckdb import DuckDBPyConnection

from tests import factories
from tests.dashboard.conftest import Open, Publish, markup, words

pytestmark = pytest.mark.usefixtures("at_city")

Shown = Callable[..., str]


def tell(warehouse: DuckDBPyConnection) -> None:
    """Six departments: one claims too much, one began with nothing left over, one states no spending."""
    factories.departments(
        warehouse,
        [
            {
                "expenditure.budget": "100",
                "expenditure.adjusted_budget": adjusted,
                "expenditure.actual": actual,
                "revenue.actual": "100",
                "carryover.opening": opening,
                "carryover.closing": "5",
                "procurement.budget": "20",
                "procurement.actual": "19",
            }
            for adjusted, actual, opening in (
                ("100", "95", "10"), ("110", "99", "10"), ("120", "114", "10"), ("125", "100", "10"), ("200", "180", "0"),
            )
        ],
    )  # fmt: skip
    factories.departments(warehouse, [{"expenditure.actual": "90", "expenditure.budget": "90"}], fiscal_year=2019)
    factories.report(warehouse, "e1", department="市信访局")
    factories.fact(warehouse, "p0", "budget_execution_rate", "claimed", "99")
    for number, function in enumerate(("教育", "公安")):
        factories.body(warehouse, f"{number}局", function=function)
    factories.report(warehouse, "u1", department="市民政局", jurisdiction=None)


@pytest.fixture
def shown(open_page: Open) -> Shown:
    return lambda **parameters: words(open_page("execution", **{"fiscal_year": "2020", **parameters}))


def test_three_formulas_stand_side_by_side(shown: Shown) -> None:
    page = shown()
    assert "2020年 决算 ÷ 调整预算 90.00% 中位数；5 个部门，缺 1 个；1 个自报这个名称的比率" in page
    assert "2020年 决算 ÷ 年初预算 100.00%" in page
    assert "2020年 决算 ÷ 可用资金 90.91%" in page


def test_one_formula_is_drawn_at_a_time_and_said_in_words(shown: Shown) -> None:
    assert "下面的图一律用“决算 ÷ 调整预算”。预算执行率：年中追加、调减之后的预算花了多少" in shown()
    page = shown(definition="决算 ÷ 年初预算")
    assert "下面的图一律用“决算 ÷ 年初预算”" in page and "高不等于好" in page
    assert "决算 ÷ 年初预算的分布" in page and "决算 ÷ 调整预算的分布" not in page


def test_what_is_claimed_stands_beside_what_the_figures_give(shown: Shown) -> None:
    _, _, listed = shown().partition("自报与重算 风险提示，不是问题认定")
    assert "0局 2020 预算执行率 99%" in listed
    assert "95.00% +4.00 " in listed and "不符" in listed


def test_a_department_can_be_marked_by_the_address(open_page: Open) -> None:
    page = open_page("execution", fiscal_year="2020", department="2局")
    assert page.selectbox("filter-department").value == "2局"


def test_a_group_too_small_is_not_drawn_but_said(shown: Shown) -> None:
    page = shown(grouping="同职能")
    assert "组内不足 5 个部门、要放宽到同地区同年度才能比的部门" in page


def test_nothing_left_over_before_is_not_comparable(shown: Shown) -> None:
    _, _, listed = shown().partition("结转结余 空心为年初")
    assert "4局 2020 0元 5.00万元 — 基数为零，不可比" in listed


def test_rates_open_their_figures(open_page: Open) -> None:
    pieces = markup(open_page("execution", fiscal_year="2020"))
    for reference in ("rate~p1~2020~budget_adjustment_rate", "rate~p1~2020~budget_execution_rate"):
        assert f'href="?evidence={reference}"' in pieces


def test_without_a_year_the_latest_is_drawn_and_said(shown: Shown) -> None:
    assert "上面和图里是最近的 2020 年，表和导出是全部年度" in shown(fiscal_year="全部")


def test_a_place_without_peers_says_so(shown: Shown) -> None:
    assert "没有可以比较的报告，请改选" in shown(jurisdiction="未写明", fiscal_year="全部")
    assert "这个地区没有归属已定的报告" in shown(jurisdiction="未写明", fiscal_year="全部")


def test_a_place_without_the_year_names_those_it_has(
    warehouse: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    factories.report(warehouse, "a", department="甲局", fiscal_year=2021)
    factories.report(warehouse, "b", department="乙局", fiscal_year=2020, jurisdiction="海南省儋州市")
    publish()
    page = words(open_page("execution", jurisdiction="海南省儋州市", fiscal_year="2021"))
    assert "请改选；这个地区有报告的年度：2020。" in page


def test_a_function_narrows_the_reports_down_and_says_what_it_does_not(open_page: Open) -> None:
    page = open_page("execution", fiscal_year="2020", function="公安")
    assert "上面的中位数是这个地区全部部门的" in words(page)
    assert "department=1%E5%B1%80" in markup(page) and "department=2%E5%B1%80" not in markup(page)


def test_a_picture_of_nothing_is_not_drawn(shown: Shown) -> None:
    assert "要画的数这些报告都没有写明，没有图" in shown(fiscal_year="2019")
