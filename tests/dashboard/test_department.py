import pytest
from duckdb import DuckDBPyConnection

from tests import factories
from tests.dashboard.conftest import Open, Publish, markup, words

pytestmark = pytest.mark.usefixtures("published")


def test_a_department_is_found_by_its_name_in_the_address(open_page: Open) -> None:
    shown = words(open_page("department", department="市教育局"))
    assert "市教育局 地区 广东省湛江市 评价年度 2020年度" in shown
    assert "来源文件 r1.txt" in shown


def test_before_the_choice_all_departments_are_offered(open_page: Open) -> None:
    page = open_page("department")
    assert "先选一个部门" in words(page)
    assert markup(page).count('href="department?jurisdiction=') == 2, "each department once, whatever its years"
    page.selectbox("filter-department").select("市民政局").run()
    assert "评价年度 2021年度" in words(page)


def test_an_unknown_department_says_so(open_page: Open) -> None:
    assert "没有找到“乌有局”" in words(open_page("department", department="乌有局"))


def test_figures_stand_as_printed_with_their_stage(open_page: Open) -> None:
    shown = words(open_page("department", department="市教育局"))
    assert "收支 预算 决算 收入合计 3830.11万元 / 3864.89万元 前后不一 支出合计 3,830.11万元 4,276.91万元" in shown
    assert "“三公”经费 （在市机关事务管理局反映）" in shown


def test_claims_stand_beside_what_the_figures_give(open_page: Open) -> None:
    shown = words(open_page("department", department="市教育局"))
    assert "2020年预算完成率 111.67% 111.67% 0.00 实际支出 ÷ 年初预算数 4276.91万元 ÷ 3830.11万元 相符" in shown


def test_its_findings_are_listed_and_no_verdict(open_page: Open) -> None:
    shown = words(open_page("department", department="市教育局"))
    assert "疑点 2 条" in shown
    assert "风险提示，不是问题认定" in shown
    assert "没有发现疑点" not in shown


def test_every_figure_opens_its_sentence(open_page: Open) -> None:
    pieces = markup(open_page("department", department="市教育局"))
    for key in (
        "expenditure~~budget",
        "revenue~~budget",
        "three_public~~",
        "self_score~~claimed",
        "self_grade~~claimed",
    ):
        assert f'href="?evidence=figure~r1~2020~{key}"' in pieces
    assert 'href="?evidence=rate~r1~2020~budget_completion_rate"' in pieces


def test_figures_of_another_year_say_so(told: DuckDBPyConnection, publish: Publish, open_page: Open) -> None:
    factories.fact(told, "r1", "revenue", "actual", "5.00", fiscal_year=2019)
    publish()
    assert "收入合计 2019年 5.00万元" in words(open_page("department", department="市教育局"))


def test_several_reports_of_one_year_can_be_told_apart(
    told: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    factories.report(told, "r3", department="市教育局", kind="final_accounts", source="决算.txt")
    publish()
    page = open_page("department", department="市教育局", source="决算.txt")
    assert page.selectbox("filter-source").options == ["r1.txt", "决算.txt"]
    assert "报告 部门决算" in words(page)


def test_a_report_without_department_can_be_opened(told: DuckDBPyConnection, publish: Publish, open_page: Open) -> None:
    factories.report(told, "r4", department=None, jurisdiction=None, fiscal_year=None)
    publish()
    shown = words(open_page("department", department="未写明部门", jurisdiction="未写明", fiscal_year="未写明"))
    assert "评价年度 未写明年度" in shown


def test_the_score_sheet_the_targets_and_what_the_report_admits_are_there(
    told: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    factories.score_item(told, "r1", "4", full_points="5", level3="预算完成率", deduction_reason="年末集中支付")
    factories.score_item(told, "r1", "5", full_points="5", level3="资产管理")
    factories.said(told, "targets", "r1", indicator="培训场次", goal="≥12", achieved="15场")
    factories.said(told, "excerpts", "r1", kind="problems", evidence="绩效指标设置不够细化。")
    publish()
    shown = words(open_page("department", department="市教育局"))
    assert "预算完成率 5 4 扣分" in shown and "年末集中支付" in shown and "资产管理 5 5 " in shown
    assert "培训场次 ≥12 15场" in shown
    assert "存在问题 绩效指标设置不够细化。" in shown


def test_a_report_without_a_score_sheet_has_no_empty_card(open_page: Open) -> None:
    assert "评分表" not in words(open_page("department", department="市民政局", fiscal_year="2021"))


@pytest.fixture
def years(told: DuckDBPyConnection, publish: Publish) -> None:
    """Six departments over two years; 市旅游局 of 2019 is 市文旅局 in 2020."""
    factories.body(told, "市旅游局", successor="市文旅局", last_year=2019)
    factories.body(told, "市文旅局", first_year=2020)
    for year in (2019, 2020):
        for number in range(6):
            name = ("市旅游局" if year == 2019 else "市文旅局") if number == 0 else f"{number}局"
            report = f"p{number}/{year}"
            factories.report(told, report, department=name, fiscal_year=year)
            figures = {
                "expenditure.adjusted_budget": "1000",
                "expenditure.actual": f"{(600 if number == 0 else 930) + 10 * number}",
                "project_expenditure.actual": "100",
                "staff_on_post.actual": f"{20 + number}",
                "self_score.claimed": f"{99 - number}",
            }
            factories.facts(told, report, figures, fiscal_year=year)
    publish()


def test_all_years_stand_beside_one_another_under_the_names_of_their_time(years: None, open_page: Open) -> None:
    page = open_page("department", department="市文旅局", fiscal_year="2020")
    shown = words(page)
    assert "各年： 2019（市旅游局） 2020" in shown
    assert "2020 年起与以前不可比：由市旅游局更名而来" in shown
    assert "支出合计 2019 市旅游局 600.00万元" in shown and "自评得分 2020 市文旅局 99 分" in shown
    assert 'href="?evidence=indicator~p0%2F2019~expenditure~jurisdiction"' in markup(page)
    assert 'href="?evidence=figure~p0%2F2020~2020~self_score~~claimed"' in markup(page)


def test_it_stands_among_its_peers_with_a_rank_and_their_number(years: None, open_page: Open) -> None:
    shown = words(open_page("department", department="市旅游局", fiscal_year="2019"))
    assert "预算执行率 60.00% 95.50% 94.25%—96.75% 第 6 名（6 个部门，从高到低）" in shown
    assert "离群提示 风险提示，不是问题认定" in shown and "预算执行率 60.00%，偏低" in shown
    assert "最相近的部门" in shown and "与最近的 5 个对比" in shown


def test_the_year_changes_and_the_department_stays(years: None, open_page: Open) -> None:
    page = open_page("department", department="3局", fiscal_year="2020")
    page.selectbox("filter-fiscal_year").select("2019").run()
    assert page.selectbox("filter-department").value == "3局"
    assert "评价年度 2019年度" in words(page)


def test_the_portrait_can_be_taken_along_in_word(years: None, open_page: Open) -> None:
    labels = [button.label for button in open_page("department", department="3局").get("download_button")]
    assert "部门画像 Word" in labels and "整页 Excel" in labels


def test_a_report_whose_department_is_open_has_no_peers_and_no_years(open_page: Open) -> None:
    shown = words(open_page("department", department="市民政局"))
    assert "最相近的部门" not in shown and "历年" not in shown
