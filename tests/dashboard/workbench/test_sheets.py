"""Review sheets: several people fill them in, nobody's edit is lost, and points are within bounds."""

import threading
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

import loaders
from dashboard.workbench import conventions, sheets
from dashboard.workbench.sheets import ConflictError, Item, Sheet
from dashboard.workbench.store import EntryError, Store, open_store
from tests import factories

COMMON = conventions.of("430611")
ITEMS = (
    Item(1, "投入", "预算配置", "在职人员控制率", Decimal(5), Decimal(5), "定量", "≤100", "%", "98.5"),
    Item(2, "过程", "预算执行", "预算完成率", Decimal("7.5"), Decimal("7.50"), "定量", "100", "%", "97.02"),
    Item(3, "过程", "资产管理", "=固定资产利用率", Decimal(3), Decimal("2.9")),
    Item(4, "产出", "职责履行", "重点工作\n完成情况", None, None),
    Item(5, "效果", "满意度", "服务对象满意度", Decimal(10), Decimal(10), "定量", "≥95", "%", "98.00"),
)
SHEET = Sheet(
    "", "岳阳市君山区 区林业局", "区林业局", "430611", "r1", 2020, "both", "snapshot-20261126T010203Z-7", 0, ITEMS
)


def sheet_in(store: Store) -> Sheet:
    return sheets.create(store, SHEET, "张三", "现场复核")


def points(sheet: Sheet) -> list[str]:
    return [item.review_points for item in sheet.items]


def test_a_sheet_is_kept_as_it_was_made(store: Store) -> None:
    made = sheet_in(store)

    assert made == replace(SHEET, sheet="2020-1")
    assert sheet_in(store).sheet == "2020-2"
    assert [one.sheet for one in sheets.of_year(store, 2020)] == ["2020-1", "2020-2"]
    with pytest.raises(EntryError, match="没有编号为 2020-3"):
        sheets.load(store, "2020-3")


def test_items_come_from_the_rows_of_a_score_sheet() -> None:
    rows = [
        {"item": 7, "level1": "过程", "level2": None, "level3": "预算\r\n完成率\x07", "full_points": 8.0, "self_points": float("nan")},
        {"item": 2, "level1": "投入", "level2": "预算配置", "level3": "在职人员控制率", "full_points": Decimal("5.0000"), "self_points": 4.5},
    ]  # fmt: skip
    items = sheets.items_of(rows, {7: {"unit": "%", "self_value": "97.02"}})

    assert items == [
        Item(1, "投入", "预算配置", "在职人员控制率", Decimal(5), Decimal("4.5")),
        Item(2, "过程", "", "预算\n完成率", Decimal(8), None, unit="%", self_value="97.02"),
    ]


def test_saving_raises_the_version_and_says_who_changed_what(store: Store) -> None:
    made = sheet_in(store)
    saved = sheets.save(
        store, made.sheet, 0, {(1, "review_points"): "4.50", (1, "remark"): " 超编 1 人 "}, "李四", COMMON
    )

    assert (saved.version, saved.items[0].review_points, saved.items[0].remark) == (1, "4.5", "超编 1 人")
    assert saved.changes[1, "review_points"].author == "李四"
    again = sheets.save(store, made.sheet, 1, {(1, "review_points"): "4.5"}, "王五", COMMON)
    assert again.version == 1, "nothing was changed"
    cleared = sheets.save(store, made.sheet, 1, {(1, "review_points"): ""}, "王五", COMMON)
    assert (cleared.version, cleared.items[0].review_points) == (2, "")
    assert sheets.load(store, made.sheet, 1) == saved


def test_different_cells_are_merged(store: Store) -> None:
    made = sheet_in(store)
    sheets.save(store, made.sheet, 0, {(1, "review_points"): "4"}, "李四", COMMON)
    merged = sheets.save(store, made.sheet, 0, {(2, "review_points"): "7"}, "王五", COMMON)

    assert points(merged)[:2] == ["4", "7"]


def test_the_same_cell_is_a_conflict_that_names_it_and_who_changed_it(store: Store) -> None:
    made = sheet_in(store)
    sheets.save(store, made.sheet, 0, {(1, "review_points"): "4"}, "李四", COMMON)

    with pytest.raises(ConflictError) as caught:
        sheets.save(store, made.sheet, 0, {(1, "review_points"): "3", (2, "remark"): "见底稿"}, "王五", COMMON)
    words = str(caught.value)
    assert all(
        part in words for part in ("「复核表」K5", "在职人员控制率", "复核得分", "您填的是“3”", "李四", "改为“4”")
    )
    assert sheets.load(store, made.sheet).version == 1, "all or nothing"
    assert caught.value.conflicts[0].yours == "3"
    settled = sheets.save(store, made.sheet, 1, {(1, "review_points"): "3", (2, "remark"): "见底稿"}, "王五", COMMON)
    assert (points(settled)[0], settled.items[1].remark) == ("3", "见底稿")


def test_the_same_value_twice_is_no_conflict(store: Store) -> None:
    made = sheet_in(store)
    sheets.save(store, made.sheet, 0, {(1, "review_points"): "4"}, "李四", COMMON)

    assert sheets.save(store, made.sheet, 0, {(1, "review_points"): "4.0"}, "王五", COMMON).version == 1


def test_a_cell_that_was_not_touched_does_not_undo_anothers_edit(store: Store) -> None:
    """A page may hand back the whole table: what is as it was is no edit."""
    made = sheet_in(store)
    sheets.save(store, made.sheet, 0, {(1, "remark"): "超编"}, "李四", COMMON)
    saved = sheets.save(store, made.sheet, 0, {(1, "remark"): "", (2, "remark"): "见底稿"}, "王五", COMMON)

    assert [item.remark for item in saved.items[:2]] == ["超编", "见底稿"]


def test_many_people_at_once_lose_nothing(address: str) -> None:
    store = open_store(address)
    name = sheet_in(store).sheet
    store.close()
    lost: list[str] = []
    saved: list[tuple[str, str]] = []

    def write(author: str) -> None:
        mine = open_store(address)
        for number in range(6):
            version = sheets.load(mine, name).version
            try:
                sheets.save(mine, name, version, {(1, "remark"): f"{author}{number}"}, author, COMMON)
                saved.append((author, f"{author}{number}"))
            except ConflictError as conflict:
                lost.append(str(conflict))
        mine.close()

    threads = [threading.Thread(target=write, args=(author,)) for author in ("甲", "乙", "丙")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = open_store(address)
    final = sheets.load(store, name)
    history = [sheets.load(store, name, version).items[0].remark for version in range(1, final.version + 1)]
    store.close()
    assert len(saved) + len(lost) == 18
    assert sorted(history) == sorted(words for _, words in saved)


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ({(1, "review_points"): "5.5"}, r"「复核表」K5.*超过了权重 5 分"),
        ({(1, "review_points"): "-1"}, "小于 0"),
        ({(1, "review_points"): "四分"}, r"K5.*“四分”不是数"),
        ({(1, "review_points"): "NaN"}, "不是数"),
        ({(1, "review_points"): "4.333"}, "整数倍"),
        ({(1, "review_points"): "1", (1, "remark"): "【无佐证】没有会议纪要"}, r"K5.*最多 0 分：没有佐证材料"),
        ({(5, "review_points"): "7", (5, "remark"): "【佐证不全】"}, r"K9.*最多 5 分"),
        ({(1, "review_points"): "5", (1, "remark"): "【不适用】"}, "留空"),
        ({(1, "remark"): "【没这条】"}, r"M5.*【没这条】.*【无佐证】"),
        ({(1, "self_points"): "3"}, "没有可填的“自评得分”"),
        ({(9, "remark"): "x"}, "第 9 行没有"),
        ({(1, "remark"): "长" * 30_001}, "最多 30000 字"),
    ],
)
def test_what_cannot_stand_is_told_in_chinese_with_its_cell(
    local_store: Store, edits: dict[tuple[int, str], str], words: str
) -> None:
    made = sheet_in(local_store)
    with pytest.raises(EntryError, match=words):
        sheets.save(local_store, made.sheet, 0, edits, "李四", COMMON)
    assert sheets.load(local_store, made.sheet).version == 0


def test_points_without_a_printed_maximum_are_taken(local_store: Store) -> None:
    made = sheet_in(local_store)
    assert points(sheets.save(local_store, made.sheet, 0, {(4, "review_points"): "12"}, "李四", COMMON))[3] == "12"


def test_outcomes_are_those_of_the_last_closing(store: Store) -> None:
    made = sheet_in(store)
    with pytest.raises(EntryError, match="还没有一个复核得分"):
        sheets.close(store, made.sheet, 0, date(2026, 11, 30), "李四", COMMON, "李四", "定稿")
    edits = {(1, "review_points"): "4", (2, "review_points"): "0", (2, "remark"): "【无佐证】"}
    sheets.save(store, made.sheet, 0, edits, "李四", COMMON)
    with pytest.raises(EntryError, match=r"又有修改.*李四"):
        sheets.close(store, made.sheet, 0, date(2026, 11, 30), "李四", COMMON, "王五", "定稿")
    assert sheets.close(store, made.sheet, 1, date(2026, 11, 30), "李四", COMMON, "李四", "定稿") == 2
    sheets.save(store, made.sheet, 1, {(1, "review_points"): "3.5"}, "李四", COMMON)
    sheets.close(store, made.sheet, 2, date(2026, 12, 1), "李四", COMMON, "李四", "补充材料后重定")

    rows = sheets.outcomes(store)
    assert [(row["indicator"], row["self_points"], row["review_points"]) for row in rows] == [
        ("在职人员控制率", Decimal(5), Decimal("3.5")),
        ("预算完成率", Decimal("7.50"), Decimal(0)),
    ]
    assert {(row["department_id"], row["fiscal_year"], row["arm"], row["reviewer"], row["reviewed_on"]) for row in rows} == {
        ("岳阳市君山区 区林业局", 2020, "both", "李四", date(2026, 12, 1))
    }  # fmt: skip


def test_a_report_without_a_score_sheet_has_no_review_sheet(local_store: Store) -> None:
    with pytest.raises(EntryError, match="没有评分表"):
        sheets.create(local_store, replace(SHEET, items=()), "张三", "现场复核")


def test_a_sheet_reviewed_throughout_has_an_outcome_for_the_whole(local_store: Store) -> None:
    made = sheets.create(local_store, replace(SHEET, items=ITEMS[:3]), "张三", "现场复核")
    edits = {(1, "review_points"): "4", (2, "review_points"): "7", (3, "remark"): "【不适用】没有固定资产"}
    sheets.save(local_store, made.sheet, 0, edits, "李四", COMMON)
    sheets.close(local_store, made.sheet, 1, date(2026, 11, 30), "李四", COMMON, "李四", "定稿")

    whole = sheets.outcomes(local_store)[-1]
    assert (whole["indicator"], whole["self_points"], whole["review_points"]) == ("", Decimal("12.5"), Decimal(11))


def test_outcomes_are_taken_in_by_the_next_publish(
    local_store: Store, warehouse: DuckDBPyConnection, tmp_path: Path
) -> None:
    body = factories.body(warehouse, "区林业局", jurisdiction="430611", jurisdiction_name="湖南省岳阳市君山区")
    made = sheets.create(local_store, replace(SHEET, items=ITEMS[:2], department_id=body), "张三", "现场复核")
    sheets.save(local_store, made.sheet, 0, {(1, "review_points"): "1", (2, "review_points"): "0"}, "李四", COMMON)
    sheets.close(local_store, made.sheet, 1, date(2026, 11, 30), "李四", COMMON, "李四", "定稿")
    path = tmp_path / "复核.csv"
    path.write_text(sheets.reviews_csv(local_store), encoding="utf-8")

    assert loaders.take_in_reviews(warehouse, path) == 3
    found = factories.row(warehouse, "core.review_outcomes")
    assert (found["department_id"], found["arm"], found["is_overturned"], float(found["lost_points"])) == (
        body,
        "both",
        True,
        11.5,
    )
    assert loaders.take_in_reviews(warehouse, path) == 0, "nothing twice"
