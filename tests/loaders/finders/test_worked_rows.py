"""Rows of a score sheet that work a rate out in cells of their own."""

from tests.loaders.reading import found

HEAD = "（金额单位：万元）\n三级指标 | 计算公式 | 计算过程 | 结果\n"


def test_the_numbers_are_what_the_formula_beside_them_names() -> None:
    text = HEAD + "预算完成率 | 支出决算数÷年初预算数×100% | 1,846.30÷1,920.55×100% | 96.13%\n"

    assert found(text) == {
        "budget_completion_rate.claimed = 96.13%",
        "expenditure.actual = 1846.30万元",
        "expenditure.budget = 1920.55万元",
    }


def test_what_is_counted_has_the_unit_of_its_measure() -> None:
    text = HEAD + "在职人员控制率 | 在职人员数÷编制数×100% | 87÷92×100% | 94.57%\n"

    assert found(text) == {
        "staffing_control_rate.claimed = 94.57%",
        "staff_on_post.actual = 87人",
        "staff_quota.actual = 92人",
    }


def test_numbers_of_another_shape_are_nobodys() -> None:
    text = HEAD + "预算完成率 | 支出决算数÷年初预算数×100% | （1,800.00+46.30）÷1,920.55×100% | 96.13%\n"

    assert found(text) == {"budget_completion_rate.claimed = 96.13%"}


def test_money_of_which_nobody_says_the_unit_is_no_figure() -> None:
    text = "三级指标 | 计算公式 | 计算过程 | 结果\n预算完成率 | 支出决算数÷年初预算数×100% | 1,846.30÷1,920.55×100% | 96.13%\n"

    assert found(text) == {"budget_completion_rate.claimed = 96.13%"}
