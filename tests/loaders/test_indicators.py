"""Names of a score sheet, and the rates that they are."""

import pytest

from loaders import vocabulary
from loaders.indicators import Names, plain

NAMES = Names(vocabulary.load())


@pytest.mark.parametrize(
    ("name", "rate"),
    [
        ("“三公”经费变动率", "three_public_change_rate"),
        ("三公经费变动率（5分）", "three_public_change_rate"),
        ("1.政府采购执行率", "procurement_execution_rate"),
        ("政府采购执行情况", "procurement_execution_rate"),
        ("财政供养人员\n控制率", "staffing_control_rate"),
        ("公用经费控制", "operating_control_rate"),
        ("部门整体支出预算执行率", "budget_execution_rate"),
        ("2020年部门预算完成率≥95%", "budget_completion_rate"),
        ("社会公众或服务对象满意度", "satisfaction_rate"),
        ("支付进度", ""),
        ("专项资金预算执行率", ""),  # of part of the money
        ("管理制度健全性", ""),
        ("其他工作实绩指标完成情况", ""),
    ],
)
def test_a_name_is_the_rate_that_it_says(name: str, rate: str) -> None:
    assert NAMES.rate("预算执行", name) == rate


def test_a_short_name_stands_under_its_topic() -> None:
    assert NAMES.rate("固定资产", "利用率") == "fixed_assets_utilisation_rate"
    assert NAMES.rate("项目", "利用率") == ""


def test_a_plain_name_has_no_quotes_numbers_and_weights() -> None:
    assert plain("（1）“三公 经费”变动率（5分）") == "三公经费变动率"
