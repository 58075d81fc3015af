"""Cells one a line: which lines were one row, and which were one cell."""

import pytest

from loaders.finders.flattened import restored


def rows(lines: str) -> list[list[str]]:
    """`lines`: cells between slashes, // for a blank line."""
    texts, blanks = [], []
    for number, group in enumerate(lines.split(" // ")):
        for position, text in enumerate(group.split(" / ")):
            texts.append(text)
            blanks.append(int(number > 0 and position == 0))
    return [["".join(texts[start:end]) for start, end in row] for row in restored(texts, blanks)]


RESTORED = {
    "行里的空行是空格": (
        "资金来源 / 年初预算 / 全年执行 / 分值 / 执行率 / 支出总额 / 41.00 / 40.00 / 10 / 97.56% / 基本支出 / 29.00 / 29.00 // 100% / 项目支出 / 12.00 / 11.00 // 91.67%",
        [
            ["资金来源", "年初预算", "全年执行", "分值", "执行率"],
            ["支出总额", "41.00", "40.00", "10", "97.56%"],
            ["基本支出", "29.00", "29.00", "", "100%"],
            ["项目支出", "12.00", "11.00", "", "91.67%"],
        ],
    ),
    "表头和行": (
        "支出表 / 项目 / 预算数 / 决算数 / 合计 / 46.00 / 38.72 / 公务接待费 / 12.00 / 8.57",
        [["支出表"], ["项目", "预算数", "决算数"], ["合计", "46.00", "38.72"], ["公务接待费", "12.00", "8.57"]],
    ),
    "表头折行": (
        "项目 / 三公经费 / 合计 / 公务接 / 待费 / 预算数 / 5 / 3 / 决算数 / 4 / 2",
        [["项目", "三公经费合计", "公务接待费"], ["预算数", "5", "3"], ["决算数", "4", "2"]],
    ),
    "没有行名": (
        "收入合计 / 公共财 / 政拨款 / 支出合计 / 9 / 8 / 7 / 得分说明",
        [["收入合计", "公共财政拨款", "支出合计"], ["9", "8", "7"], ["得分说明"]],
    ),
    "目标和完成": (
        "指标名称 / 年度目标值 / 全年完成值 / 预算执行率 / ≥95% / 96% / 预算调整率 / ≤10% / 不适用",
        [["指标名称", "年度目标值", "全年完成值"], ["预算执行率", "≥95%", "96%"], ["预算调整率", "≤10%", "不适用"]],
    ),
    "表中小标题": (
        "项目 / 预算数 / 决算数 / 基本支出 / 2 / 1 / 二、三公经费 / 公务接待费 / 4 / 3",
        [["项目", "预算数", "决算数"], ["基本支出", "2", "1"], ["二、三公经费"], ["公务接待费", "4", "3"]],
    ),
    "空行分行": (
        "项目 / 决算数 // 公务接待费 / 2 // 会议费 / 1 // 完",
        [["项目", "决算数"], ["公务接待费", "2"], ["会议费", "1"], ["完"]],
    ),
    "名和值": ("人员编制 / 22 / 评价等次 / 优", [["人员编制", "22"], ["评价等次", "优"]]),
    "年份是表头": ("指标 / 2019 / 2020 / 支出合计 / 5 / 6", [["指标", "2019", "2020"], ["支出合计", "5", "6"]]),
}


@pytest.mark.parametrize(("lines", "expected"), RESTORED.values(), ids=RESTORED.keys())
def test_rows_are_restored(lines: str, expected: list[list[str]]) -> None:
    assert rows(lines) == expected


def test_values_that_fit_no_head_are_left_beside_their_name() -> None:
    assert rows("项目 / 预算数 / 决算数 / 公务接待费 / 3 / 会议费 / 2 / 1")[-2:] == [
        ["公务接待费", "3"],
        ["会议费", "2", "1"],
    ]
