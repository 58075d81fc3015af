"""Standards as score sheets print them, and what a figure earns by each."""

from decimal import Decimal

import pytest

from loaders.standards import parse


def earned(standard: str, value: str, full: str = "5") -> Decimal | None:
    """As core.rule_points works it out, a begun point costing its part."""
    figure = Decimal(value)
    for clause in parse(standard):
        if clause.holds(figure):
            base = clause.points if clause.points is not None else (clause.share or Decimal(0)) * Decimal(full)
            lost = clause.lost if clause.lost is not None else (clause.lost_share or Decimal(0)) * Decimal(full)
            if clause.step is not None and clause.limit_pct is not None:
                lost *= abs(figure - clause.limit_pct) / clause.step
            most = base if clause.most_lost is None else clause.most_lost
            return max(Decimal(0), base - min(lost, most)).normalize()
    return None


@pytest.mark.parametrize(
    ("standard", "expected"),
    [
        # deductions
        (
            "以100%为标准。在职人员控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。",
            {"90": 5, "100": 5, "101": "4.5", "120": 0},
        ),
        ("“三公经费”变动率≦0,计5分；\n“三公经费”＞0，每超过一个百分点扣0.5分，扣完为止。", {"-3": 5, "0": 5, "2": 4}),
        ("公务卡刷卡率达50％以上的，得3分。每减少一个百分点，扣0.2分，扣完为止。", {"50": 3, "80": 3, "45": 2}),
        ("政府采购执行率等于100%的，得3分；\n每减少一个百分点，扣0.2分，扣完为止。", {"100": 3, "102": 3, "95": 2}),
        ("每低于100%一个百分点扣0.1分，扣完为止。", {"100": 5, "90": 4}),
        ("以100%为标准，不超过的计满分；每超出一个百分点扣0.5分，最多扣1分。", {"99": 5, "101": "4.5", "110": 4}),
        ("执行率95%及以上计满分；每降低一个百分点扣0.5分", {"95": 5, "93": 4}),
        ("100%计满分，每低于5%扣2分，扣完为止。", {"100": 5, "95": 3, "80": 0}),
        ("100%以下（含）计满分，每超出1%扣1分，扣完为止。", {"100": 5, "103": 2}),
        ("100%计满分，每超过（降低）5%扣2分，扣完为止。", {"100": 5, "105": 3, "95": 3}),
        ("差异率在5%以内得5分；超过5%的，每超过1个百分点扣0.2分。", {"5": 5, "10": 4}),
        ("公用经费控制率在100%以内（含）计5分，每超一个百分点扣权重分的5%", {"100": 5, "104": 4}),
        ("目标值100%，达到目标值得满分，每下降1%扣1分", {"100": 5, "98": 3}),
        ("每低1个百分点扣0.2分", {"100": 5, "90": 3}),
        ("每下降5个百分点扣1分，低于80%不得分", {"100": 5, "90": 3, "79": 0}),
        # bands and steps
        (
            "预算调整率=0，计3分；0-10%（含），计2分；10-20%（含），计1分；20-30%（含），计0.5分；大于30%不得分。",
            {"0": 3, "10": 2, "10.01": 1, "30": "0.5", "31": 0},
        ),
        (
            "重点支出安排率≥90%，计5分；80%（含）-90%，计4分；70%（含）-80%，计3分；低于70%不得分。",
            {"90": 5, "89.9": 4, "80": 4, "70": 3, "69": 0},
        ),
        ("95%（含）以上计5分；85%（含）-95%，计3分；低于85%计0分。", {"95": 5, "94.9": 3, "84": 0}),
        ("≥95%得5分，85%-95%得3分", {"95": 5, "85": 3, "84": None}),
        (
            "执行率≥95%的，得5分；90%≤执行率＜95%的，得4分；85%≤执行率<90%，得2分；执行率＜85%的，不得分。",
            {"95": 5, "90": 4, "89.99": 2, "84": 0},
        ),
        ("执行率达到90%（含）以上得满分，80%-90%得该项分值的60%，80%以下不得分。", {"90": 5, "85": 3, "79": 0}),
        ("结余率不高于5%得3分；5%—10%（含10%）得2分；10%-15%得1分；15%以上不得分", {"5": 3, "10": 2, "12": 1, "16": 0}),
        ("达到95%满分，90%至95%扣2分。", {"95": 5, "92": 3}),
        ("大于10%扣1分，大于20%扣2分，10%以内得满分", {"10": 5, "15": 4, "25": 3}),
        ("差异率绝对值≤3%，得4分；3%＜差异率绝对值≤10%，得2分；>10%得0分", {"3": 4, "10": 2, "11": 0}),
        ("[90%,100%]得5分；[80%,90%)得3分", {"100": 5, "90": 5, "89": 3}),
        # all or nothing
        ("小于等于100%得满分", {"100": 5, "101": None}),
        ("控制率≤100%得满分，否则不得分", {"100": 5, "101": 0}),
        ("控制率小于等于1得满分，大于1不得分", {"100": 5, "101": 0}),
        ("变动率为负数或零得满分，为正数不得分", {"0": 5, "1": 0}),
        # in proportion
        ("得分=预算执行率×分值", {"100": 5, "80": 4}),
        ("预算执行率达到100%得5分，未达到100%的按比例得分。", {"100": 5, "80": 4}),
        ("执行率＜60%的不得分；60%≤执行率＜100%的，按比例得分；100%得满分。", {"59": 0, "80": 4, "100": 5}),
        # a formula before the rule is none of it
        ("预算完成率=（预算完成数/预算数）×100%。预算完成率100%计满分，每低1%扣0.2分", {"100": 5, "90": 3}),
    ],
)
def test_a_standard_gives_what_it_says(standard: str, expected: dict[str, object]) -> None:
    found = {value: earned(standard, value) for value in expected}
    assert found == {value: None if points is None else Decimal(str(points)) for value, points in expected.items()}


@pytest.mark.parametrize(
    "standard",
    [
        "",
        "①已制定资金管理办法，1分；②相关管理制度合法、合规、完整，1分；③得到有效执行，1分。",
        "以上情况每出现一例不符合要求的扣1分，扣完为止。",
        "春节前下达全部专项资金的50%；每出现一个专项未按进度完成资金下达扣0.5分，扣完为止。",
        "按年度任务清单逐项考核，每有一项未完成扣2分。",
        "按期完成得5分，延期每超过1天扣1分",
        "未超编得5分，每超编1人扣1分",
        "一、预算完成率≥95%得3分；二、结转结余率≤5%得2分",  # two rates, one row
    ],
)
def test_what_is_judged_or_mixed_has_no_rule(standard: str) -> None:
    assert parse(standard) == ()
