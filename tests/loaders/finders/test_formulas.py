"""Rates worked out in print: the claim, the operands that the text names, and what the arithmetic gives."""

from decimal import Decimal

import pytest

from tests.loaders.reading import found, report

READ = {
    "数前带名字的式子": (
        "“三公”经费变动率＝（本年支出数16.92万元－上年支出数20.30万元）/上年支出数20.30万元×100%＝－16.65%。",
        {"three_public.actual = 16.92万元", "three_public.actual@2019 = 20.30万元", "three_public_change_rate.claimed = -16.65%"},
    ),
    "名字里没有主语的存量": (
        "国库集中支付结转结余存量资金变动率=（本年末/上年末-1）*100%=（40.16万元/88.35万元-1）*100%=-54.54%。",
        {"treasury_carryover.closing = 40.16万元", "treasury_carryover.opening = 88.35万元", "treasury_carryover_change_rate.claimed = -54.54%"},
    ),
    "式子和数一一对应": (
        "支出完成率=全年支出/（当年收入+上年结转）*100%=184.67万元/（190.36+4.12）万元*100%=94.96%。",
        {"expenditure.actual = 184.67万元", "revenue.actual = 190.36万元", "carryover.opening = 4.12万元", "expenditure_completion_rate.claimed = 94.96%"},
    ),
    "没有名字的加数不是事实": (
        "支出完成率=单位年度实际支出/财政下达预算数*100%=427.69万元/（402.94+37.87）万元*100%=97.02%。",
        {"expenditure.actual = 427.69万元", "expenditure_completion_rate.claimed = 97.02%"},
    ),
    "没有文字式子时各占一边的数": (
        "固定资产利用率=（38.59万元/40.00万元）*100%=96.48%。",
        {"fixed_assets[in_use].actual = 38.59万元", "fixed_assets.actual = 40.00万元", "fixed_assets_utilisation_rate.claimed = 96.48%"},
    ),
    "存量资金变动": (
        "国库集中支付结转结余存量资金变动率=（当年年末存量资金规模/上一年度年末存量资金规模-1）*100%=（2.20万元/10.84万元-1）*100%=-79.70%。",
        {"treasury_carryover.closing = 2.20万元", "treasury_carryover.opening = 10.84万元", "treasury_carryover_change_rate.claimed = -79.70%"},
    ),
    "人数相除": ("在职人员控制率＝在职人数÷编制数×100%＝44÷48×100%＝91.67%。", {"staff_on_post.actual = 44人", "staff_quota.actual = 48人", "staffing_control_rate.claimed = 91.67%"}),
    "上年预算也是事实": (
        "三公经费变动率＝（本年度三公经费预算数－上年度三公经费预算数）÷上年度三公经费预算数＝（27.80万元－21.35万元）÷21.35万元＝30.21%。",
        {"three_public.budget = 27.80万元", "three_public.budget@2019 = 21.35万元", "three_public_change_rate.claimed = 30.21%"},
    ),
    "甲与乙的比率": (
        "实际采购金额39.19万元，采购计划为39.36万元，本年度实际政府采购金额与年度计划政府采购金额的比率为99.57%。",
        {"procurement.actual = 39.19万元", "procurement.budget = 39.36万元", "procurement_execution_rate.claimed = 99.57%"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), READ.values(), ids=READ.keys())
def test_formulas_are_read(text: str, facts: set[str]) -> None:
    assert found(text) == facts


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("结转结余率=13.12万元/（37.87万元+402.94万元）=2.98%。", True),
        ("结转结余率=13.12万元/（37.87万元+402.94万元）=3.98%。", False),
        ("结转结余率=13.12÷（37.87+402.94）×100%=2.98%。", True),
        ("结转结余率=13.12÷（37.87+402.94）×100=2.98%。", True),
    ],
)
def test_the_printed_arithmetic_is_worked_out(text: str, fits: bool) -> None:
    (claim,) = [fact for fact in report(text).facts if fact.measure == "carryover_rate"]

    assert claim.formula is not None
    assert (
        claim.formula.low <= Decimal(str(claim.value)) + Decimal("0.005")
        and Decimal(str(claim.value)) - Decimal("0.005") <= claim.formula.high
    ) is fits


def test_bounds_carry_half_a_unit_of_every_operand() -> None:
    (claim,) = [fact for fact in report("政府采购执行率=50万元/100万元=50%。").facts if fact.stage == "claimed"]

    assert claim.formula is not None
    assert (claim.formula.low, claim.formula.high) == (Decimal("49.25373134"), Decimal("50.75376884"))


@pytest.mark.parametrize(
    "text", ["支出完成率=10万元/0万元=0%。", "支出完成率=（10万元/20万元=50%。", "时间2020/12/31=100%。"]
)
def test_broken_arithmetic_gives_no_bounds(text: str) -> None:
    assert all(fact.formula is None for fact in report(text).facts)
