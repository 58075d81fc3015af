import pytest

from tests.dashboard.conftest import Open, markup, words

pytestmark = pytest.mark.usefixtures("published")


def test_hits_stand_first_and_the_gravest_on_top(open_page: Open) -> None:
    shown = words(open_page("findings"))
    assert "疑点 3 条 风险提示，不是问题认定" in shown
    assert shown.index("支出超过预算") < shown.index("未写“三公”经费")
    assert "相符" not in shown


def test_passes_are_one_choice_away(open_page: Open) -> None:
    page = open_page("findings")
    page.segmented_control("filter-outcome").set_value("通过").run()
    assert "2020年预算完成率 111.67%" in words(page)


@pytest.mark.parametrize(
    ("parameters", "present", "absent"),
    [
        ({"severity": ["中"]}, "市民政局", "市教育局"),
        ({"jurisdiction": "广东省湛江市"}, "市教育局", "市民政局"),
        ({"fiscal_year": "2021"}, "市民政局", "市教育局"),
        ({"check": "支出超过预算"}, "4276.91万元", "未写“三公”经费"),
        ({"department": "市民政局"}, "未写“三公”经费", "支出超过预算"),
    ],
)
def test_the_address_filters(open_page: Open, parameters: dict[str, object], present: str, absent: str) -> None:
    shown = words(open_page("findings", **parameters))
    assert present in shown
    assert absent not in shown


def test_nothing_found_says_so(open_page: Open) -> None:
    assert "没有符合这些条件的结论" in words(open_page("findings", outcome="存疑"))


def test_a_finding_opens_its_sentences(open_page: Open) -> None:
    assert 'href="?evidence=finding~r1~spending_exceeds_budget~expenditure%2F2020"' in markup(open_page("findings"))


def test_every_check_can_be_chosen_and_nothing_else(open_page: Open) -> None:
    options = open_page("findings").selectbox("filter-check").options
    assert "支出超过预算" in options
    assert "检查结论" not in options
