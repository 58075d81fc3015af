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
    assert 'href="department?jurisdiction=' in markup(page)
    page.selectbox("filter-department").select("市民政局").run()
    assert "评价年度 2021年度" in words(page)


def test_an_unknown_department_says_so(open_page: Open) -> None:
    assert "没有找到“乌有局”" in words(open_page("department", department="乌有局"))


def test_figures_stand_as_printed_with_their_stage(open_page: Open) -> None:
    shown = words(open_page("department", department="市教育局"))
    assert "收支 预算 决算 收入合计 3830.11万元 / 3864.89万元 前后不一 支出合计 3830.11万元 4276.91万元" in shown
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
