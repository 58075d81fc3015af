import pytest
from duckdb import DuckDBPyConnection
from streamlit.testing.v1 import AppTest

from dashboard import commands
from dashboard.commands import Answer
from tests.dashboard.conftest import Open, Publish, words

pytestmark = pytest.mark.usefixtures("published")


def test_measures_stand_with_formulas_and_spellings(open_page: Open) -> None:
    shown = words(open_page("glossary"))
    assert "通用算法：实际支出 ÷ 调整预算数" in shown
    assert "构成：基本支出 + 项目支出" in shown


def test_views_speak_the_words_stored_with_them(open_page: Open) -> None:
    shown = words(open_page("glossary"))
    assert "支出超过预算 支出大于调整预算；没有写调整预算的，大于年初预算。" in shown
    assert "checks.spending_exceeds_budget" in shown


@pytest.mark.parametrize(
    ("search", "present", "absent"), [("招待", "公务接待费", "固定资产"), ("CARRYOVER", "结转结余率", "公务接待费")]
)
def test_names_aliases_and_formulas_are_searched(open_page: Open, search: str, present: str, absent: str) -> None:
    shown = words(open_page("glossary", q=search))
    assert present in shown
    assert absent not in shown


def test_what_is_not_there_says_so(open_page: Open) -> None:
    assert "没有找到“乌有”" in words(open_page("glossary", q="乌有"))


def test_a_count_opens_what_every_report_says(open_page: Open) -> None:
    shown = words(open_page("glossary", evidence="measure~revenue"))
    assert "市教育局 2020年收入合计预算 3830.11万元 / 3864.89万元" in shown
    assert "收入预算数为3864.89万元" in shown


def test_thresholds_stand_with_their_reason(open_page: Open) -> None:
    shown = words(open_page("glossary"))
    assert "自报比率对不上 自报比率相差多少个百分点算严重 5 5 个百分点 相差 5 个百分点已足以改变等级或指标得分" in shown
    assert "没有改过" in shown


def test_a_changed_threshold_says_who_when_and_why(told: DuckDBPyConnection, publish: Publish, open_page: Open) -> None:
    told.execute(
        "insert into raw.threshold_changes values "
        "(1, 'claimed_rate_differs.high_points', 3, '张三', '从严', timestamp '2026-11-21 08:00:00')"
    )
    publish()
    shown = words(open_page("glossary"))
    assert "自报比率相差多少个百分点算严重 3 5 个百分点" in shown and "张三 从严" in shown
    assert "2026-11-21 16:00 张三 自报比率相差多少个百分点算严重 3 5 个百分点 从严" in shown


def test_a_threshold_is_changed_through_the_command(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, ...]] = []

    def change(*given: str) -> Answer:
        sent.append(given)
        return Answer(True, "已记下")

    monkeypatch.setattr(commands, "change_threshold", change)
    page = open_page("glossary")
    page.selectbox("threshold-name").set_value("claimed_rate_differs.high_points")
    page.text_input("threshold-value").set_value("3")
    page.text_input("threshold-author").set_value("张三")
    press(page)
    assert not sent and "写明改为多少、更正人和理由" in words(page)
    page.text_input("threshold-reason").set_value("从严")
    press(page)
    assert sent == [("claimed_rate_differs.high_points", "3", "张三", "从严")]
    assert [message.value for message in page.success] == ["已记下"]


def press(page: AppTest) -> None:
    next(button for button in page.button if button.label == "改动并重算").click().run()


def test_scoring_rules_say_where_they_hold_and_come_from(open_page: Open) -> None:
    shown = words(open_page("glossary"))
    assert "中央部门绩效自评等级 中央 各年度 优 90 分起，良 80 分起，中 60 分起，差 0 分起" in shown
    assert "君山区部门整体支出绩效评价评分表" in shown and "财预〔2013〕53号" in shown


def test_indicators_say_their_formula_and_their_worse_side(open_page: Open) -> None:
    assert "预算执行率 实际支出 ÷ 调整预算数 % 偏低不利 预算执行" in words(open_page("glossary"))


def test_who_is_compared_with_whom_is_said_with_the_widening(open_page: Open) -> None:
    shown = words(open_page("glossary"))
    assert "同职能 同地区同年度里，名册写明的职能相同的部门" in shown
    assert "不足 5 个部门的，不算中位数和位次，放宽到同地区同年度" in shown


def test_a_search_goes_through_everything(open_page: Open) -> None:
    shown = words(open_page("glossary", q="君山"))
    assert "君山区部门整体支出绩效评价评分表" in shown
    assert "中央部门绩效自评等级" not in shown
