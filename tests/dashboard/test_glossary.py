import pytest

from tests.dashboard.conftest import Open, words

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
