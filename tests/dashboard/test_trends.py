import pytest
from duckdb import DuckDBPyConnection

from tests import factories
from tests.dashboard.conftest import Open, Publish, markup, words

RATES = (60, 93, 94, 95, 96, 97)


@pytest.fixture
def years(warehouse: DuckDBPyConnection, publish: Publish) -> None:
    """Six departments over two years, the first far below both times; the last states nothing in 2020."""
    for year in (2020, 2021):
        figures = [
            {"expenditure.adjusted_budget": "1000", "expenditure.actual": f"{10 * rate + year - 2020}"}
            for rate in RATES
        ]
        factories.departments(warehouse, [*figures, {"expenditure.actual": "5"}], fiscal_year=year)
    publish()


pytestmark = pytest.mark.usefixtures("years")


def test_flagged_ones_come_first_and_are_no_verdict(open_page: Open) -> None:
    shown = words(open_page("trends"))
    assert "先看这几条 风险提示，不是问题认定 提示 0局 2021 预算执行率 60.10%，偏低" in shown
    assert "连续 2 年被提示" in shown


def test_distance_size_and_money_stand_in_the_list(open_page: Open) -> None:
    shown = words(open_page("trends", fiscal_year="2020"))
    assert "0局 2020 预算执行率 60.00% 94.50% 修正 z 值" in shown
    assert "低 34.5 个百分点 345.00万元" in shown


def test_the_pictures_show_what_the_list_begins_with_until_another_is_chosen(open_page: Open) -> None:
    assert open_page("trends").selectbox("filter-indicator").value == "预算执行率"
    assert "预算执行率：部门 × 年度" in words(open_page("trends"))
    page = open_page("trends", indicator="“三公”经费占支出比重")
    assert "这里没有部门写出算“““三公”经费占支出比重”要用的数".replace("““", "“", 1) in words(page)


def test_missing_numbers_are_said_and_not_put_in(open_page: Open) -> None:
    shown = words(open_page("trends", colour="数值"))
    assert "6 个部门（12 份报告），缺 1 个" in shown
    assert "缺：报告里的数不够算" in shown


def test_every_value_opens_its_sentences(open_page: Open) -> None:
    assert 'href="?evidence=indicator~p0%2F2021~budget_execution_rate~jurisdiction"' in markup(open_page("trends"))


def test_an_exact_share_rule_is_explained_where_it_applied(
    warehouse: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    assert "有的指标为什么不用修正 z 值" not in words(open_page("trends"))
    figures = [{"procurement.budget": "100", "procurement.actual": f"{rate}"} for rate in (50, *(100,) * 11)]
    factories.departments(warehouse, figures, fiscal_year=2022)
    publish()
    shown = words(open_page("trends"))
    assert "有的指标为什么不用修正 z 值" in shown and "92% 的部门数值相同" in shown
