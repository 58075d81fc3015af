import pytest
from duckdb import DuckDBPyConnection

from tests import factories
from tests.dashboard.conftest import Open, Publish, markup, words

PLACE = "广东省湛江市"
NAMES = ("市教育局", "市民政局", "市水利局", "市财政局", "市司法局", "市水务局")


@pytest.fixture
def years(warehouse: DuckDBPyConnection, publish: Publish) -> None:
    """Six departments over two years; 市水利局 becomes 市水务局, and 市司法局 states the initial budget only."""
    factories.body(warehouse, "市水利局", successor="市水务局", last_year=2020)
    factories.body(warehouse, "市水务局", aliases=["市水务"], first_year=2021)
    for name in ("市教育局", "市民政局", "市财政局", "市司法局"):
        factories.body(warehouse, name, aliases=["市教委"] if name == "市教育局" else [])
    for year in (2020, 2021):
        for number, name in enumerate(NAMES):
            if (name, year) in (("市水务局", 2020), ("市水利局", 2021)):
                continue
            report = f"r{number}/{year}"
            factories.report(warehouse, report, department=name, fiscal_year=year)
            stage = "budget" if name == "市司法局" else "adjusted_budget"
            figures = {f"expenditure.{stage}": "1000", "expenditure.actual": f"{900 + 10 * number + year - 2020}"}
            factories.facts(warehouse, report, figures, fiscal_year=year)
    publish()


pytestmark = pytest.mark.usefixtures("years")


def test_without_departments_a_comparison_is_offered(open_page: Open) -> None:
    page = open_page("comparison")
    assert "先选 2 至 6 个部门" in words(page)
    assert 'href="comparison?jurisdiction=' in markup(page)


def test_one_department_is_no_comparison(open_page: Open) -> None:
    assert "再选一个部门" in words(open_page("comparison", line="市教育局"))


def test_departments_are_chosen_by_any_of_their_names(open_page: Open) -> None:
    page = open_page("comparison", line=["市教委", "市水利局"])
    assert page.multiselect("filter-line").value == [f"{PLACE} 市教育局", f"{PLACE} 市水务局"]
    shown = words(page)
    assert "市教育局 2020 90.00%" in shown
    assert "市水务局 2020 92.00%" in shown, "the years before it was renamed are its own"
    assert "口径有变化，不与上年比：由市水利局更名而来" in shown


def test_a_value_opens_its_sentences_and_stands_beside_its_peers(open_page: Open) -> None:
    page = open_page("comparison", line=["市教育局", "市民政局"])
    assert 'href="?evidence=indicator~r0%2F2021~budget_execution_rate~jurisdiction"' in markup(page)
    assert "同组中位数" in words(page) and "不足 5 个，不算" in words(page)


def test_another_formula_is_missing_and_said(open_page: Open) -> None:
    shown = words(open_page("comparison", line=["市教育局", "市司法局"]))
    assert "缺：只有预算完成率 94.10%（实际支出 ÷ 年初预算数），算法不同，不混在一起比" in shown
    assert "1 个部门（2 份报告），缺 1 个" in shown
    assert "缺 2 处，缺的不补" in shown


def test_the_address_chooses_the_subject_and_all_of_it(open_page: Open) -> None:
    page = open_page("comparison", line=["市教育局", "市民政局"], subject="预算执行", indicator="整组一览")
    shown = words(page)
    assert "预算执行：逐年" in shown
    assert "支出合计 市教育局 2021 901.00万元" in shown and "预算执行率 市教育局 2021 90.10%" in shown


def test_the_evidence_of_a_value_says_its_formula_and_figures(open_page: Open) -> None:
    page = open_page(
        "comparison", line=["市教育局", "市民政局"], evidence="indicator~r0/2021~budget_execution_rate~jurisdiction"
    )
    shown = words(page)
    assert "预算执行率 90.10%" in shown
    assert "算法 实际支出 ÷ 调整预算数 算式 901.00万元 ÷ 1,000.00万元" in shown
    assert "expenditure 901" in shown


def test_a_choice_can_be_taken_along(open_page: Open) -> None:
    page = open_page("comparison", line=["市教育局", "市民政局"])
    labels = [button.label for button in page.get("download_button")]
    assert set(labels) == {"整页 Excel", "CSV", "Excel"}
    assert "部门 市教育局、市民政局" in words(page)
