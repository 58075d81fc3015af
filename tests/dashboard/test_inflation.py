import json
from collections.abc import Callable

import pytest
from duckdb import DuckDBPyConnection

from tests import factories
from tests.dashboard.conftest import Open, markup, words

pytestmark = pytest.mark.usefixtures("at_city")

Shown = Callable[..., str]
SCORES = ("100", "99", "99", "98.5", "96")
RULE = "100%得5分；每低1%扣0.1分"


def tell(warehouse: DuckDBPyConnection) -> None:
    """Five departments in two years: the first rises while its rate falls, which its own sheet contradicts.

    It was reviewed in the second year; in the first nobody was.
    """
    for year, scores, first in ((2019, ("95",) * 5, "99"), (2020, SCORES, "80")):
        figures = [
            {"self_score.claimed": score, "procurement_execution_rate.claimed": first if number == 0 else "97"}
            for number, score in enumerate(scores)
        ]
        factories.departments(warehouse, figures, fiscal_year=year)
    factories.score_item(warehouse, "p0", "5", level3="政府采购执行率", standard=RULE)
    factories.review(warehouse, "广东省湛江市 0局", "91", arm="random")
    for number, function in enumerate(("教育", "公安")):
        factories.body(warehouse, f"{number}局", function=function)
    factories.report(warehouse, "u1", department="市民政局", jurisdiction=None)


@pytest.fixture
def shown(open_page: Open) -> Shown:
    return lambda **parameters: words(open_page("inflation", **{"fiscal_year": "2020", **parameters}))


def test_what_the_scores_are_worth_is_said_in_words(shown: Shown) -> None:
    page = shown()
    assert "满分 1 份" in page
    assert "广东省湛江市 2020年： 5 个部门写明得分，1 个满分，5 个在 95 分及以上" in page
    assert "分数都挤在顶上，凭它分不出谁好谁差" in page


def test_scores_are_counted_by_half_a_point_with_full_marks_apart(shown: Shown) -> None:
    page = shown()
    assert "满分 1 100 100" in page
    assert "99.0 分起，不到 99.5 分 2 99 99.5" in page


def test_points_that_the_figures_contradict_come_first(shown: Shown) -> None:
    _, _, listed = shown().partition("分数站得住吗 风险提示，不是问题认定；与数矛盾最多的在前")
    assert listed.index("0局 2020 100 ") < listed.index("1局 2020 99 ")
    assert "政府采购执行率" in listed
    assert "算不出" in listed, "who has neither sheet nor rules is not given points"


def test_a_rescore_is_an_interval(shown: Shown) -> None:
    _, _, listed = shown().partition("自评与重算 重算是一个区间")
    assert "0局 2020 100 " in listed and " 98 1 " in listed


def test_score_and_figures_are_compared_in_words(shown: Shown) -> None:
    page = shown(rate="政府采购执行率")
    assert "广东省湛江市，5 个部门：秩相关 -0.73：看不出关系，得分高低说明不了政府采购执行率的好坏" in page
    assert "得分与政府采购执行率" in page


def test_scores_that_rise_while_figures_fall_are_listed_as_a_hint(shown: Shown) -> None:
    _, _, listed = shown().partition("分数升、数据差 风险提示，不是问题认定")
    assert "0局 2020 100 5 1 0 政府采购执行率 99.00% → 80.00%" in listed


def test_a_review_stands_beside_the_score_with_how_many_there_were(shown: Shown) -> None:
    _, _, listed = shown().partition("自评与复核 平均值向本地区收缩，并写明有几次复核")
    assert "0局 2020 100 91 9 9 1 9 1 9 1" in listed


def test_without_reviews_the_page_says_so(shown: Shown) -> None:
    assert "还没有复核得分" in shown(fiscal_year="2019")


def test_scores_open_their_sentences(open_page: Open) -> None:
    pieces = markup(open_page("inflation", fiscal_year="2020"))
    assert 'href="?evidence=figure~p1~2020~self_score~~claimed"' in pieces
    assert 'href="?evidence=measure~self_score"' in pieces


def test_without_a_year_the_latest_is_drawn_and_said(shown: Shown) -> None:
    page = shown(fiscal_year="全部")
    assert "图里是最近的 2020 年，表和导出是全部年度" in page


def test_a_place_without_peers_says_so(shown: Shown) -> None:
    assert "没有可以比较的报告，请改选" in shown(jurisdiction="未写明", fiscal_year="全部")


def test_a_function_narrows_the_reports_down_and_says_what_it_does_not(open_page: Open) -> None:
    page = open_page("inflation", fiscal_year="2020", function="公安")
    assert "上面的数、得分的分布和秩相关是这个地区全部部门的" in words(page)
    assert "department=1%E5%B1%80" in markup(page) and "department=2%E5%B1%80" not in markup(page)


def test_rank_correlations_stand_with_what_chance_would_do(open_page: Open) -> None:
    page = open_page("inflation", fiscal_year="2020", jurisdiction="广东省湛江市")
    specs = [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]
    (dots,) = [spec["data"][0] for spec in specs if "偶然" in spec["layout"]["annotations"][0]["text"]]
    assert dots["y"] == ["政府采购执行率"]
    (said,) = dots["text"]
    assert said == "−0.7（−1 至 0.3）"
