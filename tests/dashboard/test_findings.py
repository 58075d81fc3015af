import pytest
from duckdb import DuckDBPyConnection

from tests import factories
from tests.dashboard.conftest import Open, Publish, markup, words

pytestmark = pytest.mark.usefixtures("published")


def test_hits_stand_first_and_the_gravest_on_top(open_page: Open) -> None:
    shown = words(open_page("findings"))
    assert "疑点 3 条 共 3 条；风险提示，不是问题认定" in shown
    assert shown.index("支出超过预算") < shown.index("未写“三公”经费")
    assert "相符" not in shown


def test_checks_are_counted_by_severity_in_a_picture(open_page: Open) -> None:
    page = open_page("findings")
    assert "疑点：哪些检查、多重 共 3 条，点一段看那些条目" in words(page)
    assert "支出超过预算 高 1" in words(page)
    assert len(page.get("plotly_chart")) == 1


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


def test_departments_of_a_function_can_be_chosen(told: DuckDBPyConnection, publish: Publish, open_page: Open) -> None:
    factories.body(told, function="教育")
    factories.body(told, "市水利局", function="水利")
    factories.report(told, "r3", department="市水利局")
    factories.fact(told, "r3", "expenditure", "actual", "398")
    publish()
    shown = words(open_page("findings", function="水利"))
    assert "市水利局" in shown and "市教育局" not in shown


def test_a_check_brings_its_own_words(open_page: Open) -> None:
    shown = words(open_page("findings", check="支出超过预算"))
    assert "支出超过预算 ：支出大于调整预算；没有写调整预算的，大于年初预算。" in shown


def test_nothing_found_says_so(open_page: Open) -> None:
    assert "没有符合这些条件的结论" in words(open_page("findings", outcome="存疑"))


def test_a_finding_opens_its_sentences(open_page: Open) -> None:
    assert 'href="?evidence=finding~r1~spending_exceeds_budget~expenditure%2F2020"' in markup(open_page("findings"))


def test_every_check_can_be_chosen_and_nothing_else(open_page: Open) -> None:
    options = open_page("findings").selectbox("filter-check").options
    assert "支出超过预算" in options
    assert "检查结论" not in options


def test_a_long_list_shows_fifty_lines_and_says_how_many_more(
    told: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    for number in range(60):
        factories.report(told, f"s{number}", department=f"{number}局")
        factories.fact(told, f"s{number}", "expenditure", "actual", "398")
    publish()
    page = open_page("findings")
    assert "其余 13 行" in words(page)
    assert "疑点 63 条" in words(page)
    labels = [button.label for button in page.get("download_button")]
    assert labels.count("CSV") == labels.count("Excel") == 2 and "整页 Excel" in labels


def test_a_changed_threshold_is_said_beside_what_it_changed(
    told: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    told.execute(
        "insert into raw.threshold_changes values "
        "(1, 'claimed_rate_differs.high_points', 3, '张三', '从严', timestamp '2026-11-21 08:00:00')"
    )
    factories.fact(told, "r1", "budget_execution_rate", "claimed", "50")
    factories.fact(told, "r1", "expenditure", "adjusted_budget", "4300.00")
    publish()
    shown = words(open_page("findings", check="自报比率对不上"))
    assert "判断标准" in shown and "从严" in shown
