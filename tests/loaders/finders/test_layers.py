"""Heads of several layers, one cell a line."""

from loaders.finders.flattened import restored

BELOW = "合计 / 公务用车购置及运行费 / 公务接待费"
PARTS = "小计 / 购置费 / 运行费"


def rows(lines: str) -> list[list[str]]:
    texts = lines.split(" / ")
    return [["".join(texts[start:end]) for start, end in row] for row in restored(texts, [0] * len(texts))]


def test_layers_repeat_below_each_stage() -> None:
    found = rows(f"预算数 / 决算数 / {BELOW} / {BELOW} / {PARTS} / {PARTS} / 9 / 8 / 3 / 5 / 1 / 7 / 6 / 2 / 4 / 1")

    assert found == [
        ["预算数"] * 5 + ["决算数"] * 5,
        ["合计", *["公务用车购置及运行费"] * 3, "公务接待费"] * 2,
        ["合计", "小计", "购置费", "运行费", "公务接待费"] * 2,
        ["9", "8", "3", "5", "1", "7", "6", "2", "4", "1"],
    ]


def test_a_line_of_column_numbers_says_how_many_there_are() -> None:
    found = rows(f"{BELOW} / {PARTS} / 1 / 2 / 3 / 4 / 5 / 9 / 8 / 3 / 5 / 1")

    assert found[-2:] == [["1", "2", "3", "4", "5"], ["9", "8", "3", "5", "1"]]


def test_parts_may_stand_right_behind_their_name() -> None:
    found = rows("合计 / 公务用车购置及运行费 / 小计 / 购置费 / 运行费 / 公务接待费 / 9 / 8 / 3 / 5 / 1")

    assert found[1] == ["合计", "小计", "购置费", "运行费", "公务接待费"]


def test_rows_with_names_have_a_corner() -> None:
    found = rows("项目 / 预算数 / 决算数 / 小计 / 财政拨款 / 小计 / 财政拨款 / 基本支出 / 6 / 5 / 4 / 3")

    assert found == [
        ["项目", "预算数", "预算数", "决算数", "决算数"],
        ["项目", "小计", "财政拨款", "小计", "财政拨款"],
        ["基本支出", "6", "5", "4", "3"],
    ]


def test_heads_that_do_not_fit_the_values_are_no_layers() -> None:
    assert len(rows(f"{BELOW} / {PARTS} / 9 / 8 / 3 / 5")[0]) == 1


def test_names_of_parts_behind_all_others_belong_where_parts_were_announced() -> None:
    found = rows(
        "机构名称 / 支出合计 / 基本支出 / 其中： / 项目支出 / 当年结余 / 人员支出 / 公用支出 / 本局 / 9 / 5 / 3 / 2 / 4 / 0"
    )

    assert found == [
        ["机构名称", "支出合计", "基本支出", "基本支出", "基本支出", "项目支出", "当年结余"],
        ["机构名称", "支出合计", "基本支出", "人员支出", "公用支出", "项目支出", "当年结余"],
        ["本局", "9", "5", "3", "2", "4", "0"],
    ]


def test_heads_that_follow_the_announced_parts_are_no_parts() -> None:
    found = rows("机构名称 / 支出合计 / 基本支出 / 其中： / 人员支出 / 公用支出 / 项目支出 / 本局 / 9 / 5 / 3 / 2 / 4")

    assert ["机构名称", "支出合计", "基本支出", "基本支出", "基本支出", "项目支出"] not in found
