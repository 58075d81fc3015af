"""Tables of targets."""

from tests.loaders.reading import report


def test_rows_carry_goal_and_achievement() -> None:
    table = "三级指标 | 目标值 | 完成值 | 分值 | 得分 |\n讲座场次 | 40场 | 43场 | 20 | 20 |\n服务对象满意度 | ≥90% |  | 10 | 8 |\n"

    assert [(row.indicator, row.goal, row.achieved) for row in report(table).targets] == [
        ("讲座场次", "40场", "43场"),
        ("服务对象满意度", "≥90%", ""),
    ]


def test_rows_under_a_merged_head_count_from_the_right() -> None:
    table = "\t评价内容\n\t绩效目标\n\t完成情况\n\n\t产出目标\n\t质量指标\n\t调解成功率达到97%\n\t98.4%\n"

    assert [(row.indicator, row.goal, row.achieved) for row in report("\n" + table).targets] == [
        ("质量指标", "调解成功率达到97%", "98.4%")
    ]


def test_a_table_without_goals_has_none() -> None:
    assert report("项目 | 预算数 | 决算数 |\n公务接待费 | 1.5 | 0.8 |\n").targets == ()
