"""回看: hit rates by arm and check with their intervals, and what self-scores were off by."""

import json

import pytest
from duckdb import DuckDBPyConnection
from streamlit.testing.v1 import AppTest

from tests import factories
from tests.dashboard.conftest import Open, Publish, words


@pytest.fixture
def reviewed(warehouse: DuckDBPyConnection, publish: Publish) -> None:
    """Four of the top of a list, three overturned, and four at random, one overturned."""
    for number in range(8):
        is_risk = number < 4
        body = factories.body(warehouse, f"{number}局")
        factories.report(warehouse, f"r{number}", department=f"{number}局")
        spent = "150" if number in (0, 4, 5) else "90"
        factories.facts(warehouse, f"r{number}", {"expenditure.budget": "100", "expenditure.actual": spent})
        points = "80" if number in (1, 2, 3, 6) else "98"
        arm = "risk" if is_risk else "random"
        factories.review(warehouse, body, points, self_points="99", arm=arm, reviewer="张三" if is_risk else "李四")
    publish()


def drawn(page: AppTest) -> list[dict[str, str]]:
    """Of each picture what its last dots say, by the name beside them."""
    dots = [json.loads(chart.proto.spec)["data"][-1] for chart in page.get("plotly_chart")]
    return [dict(zip(trace["y"], trace["text"], strict=True)) for trace in dots]


@pytest.mark.usefixtures("reviewed")
def test_arms_and_checks_stand_beside_chance(open_page: Open) -> None:
    shown = words(open_page("lookback"))
    assert "风险 广东省湛江市 4 3 75.00%" in shown and "随机 广东省湛江市 4 1 25.00%" in shown
    assert "随机组不足 20 个，不推算" in shown
    assert "支出超过预算 广东省湛江市 不高于随机 3 0 0.00% 25.00% 0" in shown


@pytest.mark.usefixtures("reviewed")
def test_each_table_has_its_picture(open_page: Open) -> None:
    arms, rules, deviations = drawn(open_page("lookback"))
    assert arms["风险"].startswith("75.0%（") and arms["随机"].startswith("25.0%（")
    assert rules["支出超过预算"].startswith("0 倍（0")
    assert set(deviations) == {f"{number}局" for number in range(8)}


@pytest.mark.usefixtures("reviewed")
def test_deviations_go_by_department_indicator_or_reviewer(open_page: Open) -> None:
    page = open_page("lookback", grouping="复核人")
    assert "自评高出复核：按复核人" in words(page) and "张三 广东省湛江市 4 14.5" in words(page)


@pytest.mark.usefixtures("published")
def test_without_reviews_the_page_says_where_they_come_from(open_page: Open) -> None:
    assert "还没有复核结果" in words(open_page("lookback"))
