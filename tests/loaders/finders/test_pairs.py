"""Names and values by turns, without a head."""

from tests.loaders.reading import found


def test_names_and_values_stand_by_turns() -> None:
    assert found("人员编制 | 11 | 实有人数 | 10 |\n") == {"staff_quota.actual = 11人", "staff_on_post.actual = 10人"}


def test_a_name_before_several_numbers_needs_a_head() -> None:
    assert found("单位：万元\n某某 | 1 | 2\n公务接待费 | 3.00 | 2.00\n") == set()


def test_points_beside_a_rate_are_no_rate() -> None:
    assert found("预算完成率 | 8\n公用经费控制率 | 5\n") == set()


def test_a_grade_may_be_missing() -> None:
    assert found("自评得分 | 95 | 自评等级 | |\n") == {"self_score.claimed = 95分", "self_grade.claimed: blank"}
