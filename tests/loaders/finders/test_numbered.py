"""Rows that carry their numbers: two sides, empty cells, rows that were left out."""

from loaders.finders.flattened import restored

HEAD = ["项目", "行次", "金额", "项目", "行次", "金额"]


def rows(lines: str) -> list[list[str]]:
    texts = lines.split(" / ")
    return [["".join(texts[start:end]) for start, end in row] for row in restored(texts, [0] * len(texts))]


def test_two_sides_are_read_row_by_row() -> None:
    lines = "收入 / 支出 / 项目 / 行次 / 金额 / 项目 / 行次 / 金额 / 栏次 / 1 / 栏次 / 2 / 拨款 / 1 / 9.00 / 基本支出 / 4 / 8.00 / 其他收入 / 2 / 1.00 / 项目支出 / 5 / 2.00 / 合计 / 3 / 10.00 / 合计 / 6 / 10.00"

    assert rows(lines) == [
        ["收入"] * 3 + ["支出"] * 3,
        HEAD,
        ["拨款", "1", "9.00", "基本支出", "4", "8.00"],
        ["其他收入", "2", "1.00", "项目支出", "5", "2.00"],
        ["合计", "3", "10.00", "合计", "6", "10.00"],
    ]


def test_cells_without_a_line_stay_empty() -> None:
    lines = "项目 / 行次 / 金额 / 项目 / 行次 / 金额 / 拨款 / 1 / 9.00 / 基本支出 / 5 / 8.00 / 其他收入 / 2 / 项目支出 / 6 / 2.00 / 3 / 经营支出 / 7 / 合计 / 4 / 9.00 / 合计 / 8 / 10.00"

    assert rows(lines)[1:] == [
        ["拨款", "1", "9.00", "基本支出", "5", "8.00"],
        ["其他收入", "2", "", "项目支出", "6", "2.00"],
        ["", "3", "", "经营支出", "7", ""],
        ["合计", "4", "9.00", "合计", "8", "10.00"],
    ]


def test_numbers_may_leave_rows_out() -> None:
    lines = "项目 / 行次 / 预算数 / 决算数 / 拨款 / 1 / 9 / 8 / 其他收入 / 2 / 1 / 1 / 本年收入合计 / 27 / 10 / 9 / 编制人数 / 45"

    assert rows(lines)[1:4] == [
        ["拨款", "1", "9", "8"],
        ["其他收入", "2", "1", "1"],
        ["本年收入合计", "27", "10", "9"],
    ]
    assert rows(lines)[-1] == ["编制人数", "45"]
