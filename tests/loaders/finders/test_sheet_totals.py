"""The last row of a score sheet."""

from tests.loaders.reading import found

SHEET = "三级指标 | 评分标准 | 分值 | 得分 |\n预算执行率 | 达标计满分 | 10 | 9 |\n"


def test_the_total_is_the_score_and_names_the_grade() -> None:
    assert found(SHEET + "总分 | | 100 | 97.5 |\n") == {"self_score.claimed = 97.5分"}
    assert found(SHEET + "合计 | 100 | 97.5 | 优 |\n") == {"self_score.claimed = 97.5分", "self_grade.claimed = 优"}


def test_points_of_one_indicator_are_no_score() -> None:
    assert found(SHEET) == set()


def test_a_total_of_money_is_no_score() -> None:
    money = "单位：万元\n资金 | 年初预算数 | 执行数 | 分值 | 得分 |\n年度资金总额 | 90.00 | 80.00 | 10 | 9 |\n"

    assert found(money) == {"expenditure.budget = 90.00万元", "expenditure.actual = 80.00万元"}


def test_the_bureaus_points_are_a_review() -> None:
    sheet = "指标 | 分值 | 自评得分 | 财政复核得分 |\n投入 | 20 | 20 | 18 |\n"

    assert found(sheet + "合计 | 100 | 97 | 92 |\n") == {"self_score.claimed = 97分", "review_score.claimed = 92分"}
    assert found(sheet + "合计 | 100 | 97 |\n") == set()


def test_a_table_of_targets_may_give_points_alone() -> None:
    targets = "指标 | 目标值 | 完成值 | 得分 |\n办件 | 9件 | 9件 | 20 |\n"

    assert found(targets + "总分 | — | — | 98.04 |\n") == {"self_score.claimed = 98.04分"}


def test_the_share_of_points_is_no_score() -> None:
    sheet = "指标 | 分值 | 得分 | 得分率 |\n投入 | 20 | 19 | 95% |\n总得分 | 80 | 76 | 95% |\n"

    assert found(sheet) == {"self_score.claimed = 76分"}
