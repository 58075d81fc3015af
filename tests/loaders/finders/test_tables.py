"""Figures in tables of every shape a text file keeps them in."""

import pytest

from tests.loaders.reading import found

READ = {
    "竖线分栏": (
        "“三公”经费公开表\n项目 | 预算数(万元) | 决算数(万元) |\n因公出国（境）费 | 0 | 0 |\n公务接待费 | 1.50 | 0.83 |\n公务用车购置费 |  |  |\n合计 | 1.50 | 0.83 |\n",
        {
            "overseas_travel.budget = 0万元", "overseas_travel.actual = 0万元", "official_reception.budget = 1.50万元", "official_reception.actual = 0.83万元",
            "vehicle_purchase.budget: blank", "vehicle_purchase.actual: blank", "three_public.budget = 1.50万元", "three_public.actual = 0.83万元",
        },
    ),
    "一格一行带制表符": (
        "\t年度支出（万元）\n\n\t机构名称\n\t支出合计\n\t其中：\n\t结余\n\n\t\n\t\n\t基本支出\n\t项目支出\n\t当年结余\n\t累计结余\n\n\t机关及二级机构汇总\n\t90.00\n\t50.00\n\t40.00\n\t1.00\n\t2.00\n\n"
        "\t1、机关\n\t60.00\n\t30.00\n\t30.00\n\t1.00\n\t2.00\n\n\t2、二级机构1\n\t\n\t\n\t\n\t\n\t\n",
        {
            "expenditure.actual = 90.00万元", "basic_expenditure.actual = 50.00万元", "project_expenditure.actual = 40.00万元", "surplus.actual = 1.00万元", "carryover.closing = 2.00万元",
            "expenditure[own].actual = 60.00万元", "basic_expenditure[own].actual = 30.00万元", "project_expenditure[own].actual = 30.00万元", "surplus[own].actual = 1.00万元", "carryover[own].closing = 2.00万元",
        },
    ),
    "一格一行没有分隔": (
        "单位：万元\n资金类别\n年初预算数\n调整后预算数\n全年执行数\n执行率\n总额\n146.23\n158.87\n154.02\n96.95%\n项目支出\n48.22\n58.62\n53.88\n91.91%\n",
        {
            "expenditure.budget = 146.23万元", "expenditure.adjusted_budget = 158.87万元", "expenditure.actual = 154.02万元", "budget_execution_rate.claimed = 96.95%",
            "project_expenditure.budget = 48.22万元", "project_expenditure.adjusted_budget = 58.62万元", "project_expenditure.actual = 53.88万元", "project_execution_rate.claimed = 91.91%",
        },
    ),
    "名和数交替": ("人员编制 | 11 | 实有人数 | 10 |\n年度支出合计 | 186.37万元 | 其中：基本支出 | 151.02万元 |\n", {"staff_quota.actual = 11人", "staff_on_post.actual = 10人", "expenditure.actual = 186.37万元", "basic_expenditure.actual = 151.02万元"}),
    "目标表只取完成值": (
        "三级指标 | 目标值 | 完成值 | 分值 | 得分 |\n预算执行率 | 95% | 84.0% | 25.00 | 21.00 |\n讲座场次 | 40场 | 43场 | 20.00 | 20.00 |\n服务对象满意度 | ≥90% | 94.2% | 10.00 | 10.00 |\n合计 | 55.00 | 51.00 | 优 |\n",
        {"budget_execution_rate.claimed = 84.0%", "satisfaction_rate.claimed = 94.2%", "self_score.claimed = 51.00分", "self_grade.claimed = 优"},
    ),
    "单位元": ("单位：元\n项目 | 年初预算 | 决算 |\n支出合计 | 21,864,300.00 | 22,187,003.15 |\n年末结转和结余 | - | 123,942.47 |\n", {"expenditure.budget = 21864300.00元", "expenditure.actual = 22187003.15元", "carryover.closing = 123942.47元"}),
    "没有单位的金额不取": ("项目 | 年初预算 | 决算 |\n支出合计 | 218.00 | 221.00 |\n", set()),
    "得分和等次一格一行": ("绩效自评综合得分\n95\n评价等次\n优\n填报人\n12\n", {"self_score.claimed = 95分", "self_grade.claimed = 优"}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), READ.values(), ids=READ.keys())
def test_tables_are_read(text: str, facts: set[str]) -> None:
    assert found(text) == facts


def test_figures_of_several_subordinates_are_not_one_subordinates() -> None:
    rows = "机构名称 | 支出合计（万元） |\n1、机关 | 60.00 |\n2、甲中心 | 20.00 |\n3、乙中心 | 10.00 |\n"

    assert found(rows) == {"expenditure[own].actual = 60.00万元"}
