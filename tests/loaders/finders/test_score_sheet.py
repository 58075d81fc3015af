"""Score sheets: levels, points, reasons; merged points; the head repeated on the next page."""

from decimal import Decimal

from tests.loaders.reading import report

SHEET = """
\t一级
指标
\t三级指标
\t评分标准
\t分值
\t自评得分
\t扣分原因

\t过程
（40分）
\t预算
调整率
\t每高一个百分点扣0.2分
\t5
\t3
\t年中追加

\t
\t资产管理
\t账实相符
\t4
\t4
\t

\t效果
（20分）
\t经济效益
\t细化为个性化指标
\t15
\t5
\t

\t
\t社会效益
\t
\t
\t10
\t

\t总 分
\t
\t
\t24
\t22
\t
"""


def test_rows_carry_levels_points_and_reasons() -> None:
    items = report(SHEET).score_items

    assert [
        (item.level1, item.level3, item.full_points, item.self_points, item.deduction_reason) for item in items
    ] == [
        ("过程", "预算调整率", Decimal(5), Decimal(3), "年中追加"),
        ("过程", "资产管理", Decimal(4), Decimal(4), ""),
        ("效果", "经济效益", None, Decimal(5), ""),
        ("效果", "社会效益", None, Decimal(10), ""),
    ]


def test_points_merged_over_rows_stand_in_the_first() -> None:
    assert [item.merged_points for item in report(SHEET).score_items] == [None, None, Decimal(15), None]


def test_the_total_is_the_self_score_and_no_item() -> None:
    found = report(SHEET)

    assert [(fact.measure, fact.value) for fact in found.facts] == [("self_score", "22")]
    assert all(
        item.place.evidence == found.document.text[item.place.start : item.place.end]
        for item in found.score_items
        if found.document.text
    )


def test_the_head_may_be_repeated() -> None:
    rows = SHEET.strip("\n").split("\n\n")
    twice = "\n\n".join([*rows[:2], rows[0], *rows[2:]])

    assert len(report("\n" + twice + "\n").score_items) == 4
