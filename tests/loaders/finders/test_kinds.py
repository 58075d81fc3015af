"""What columns are for."""

import pytest

from loaders.finders.kinds import kind_of


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("项目(按功能分类)", "name"), ("采购类别", "name"), ("行次", "number"), ("科目编码", "number"), ("计量单位", "unit"), ("年度目标值", "goal"),
        ("全年完成值", "achieved"), ("结果", "achieved"), ("分值", "points"), ("自评得分", "scored"), ("备注", "remark"), ("计算公式", "remark"),
        ("比上年增减(%)", "compared"), ("增减情况\n金额", "compared"), ("完成预算(%)", "completed"), ("决算数", ""), ("2020年\n决算数", ""),
    ],
)  # fmt: skip
def test_a_head_says_what_its_column_is_for(head: str, kind: str) -> None:
    assert kind_of(head) == kind
