"""The score sheet, row by row: indicators of three levels, points, standard, points given, reason of a deduction.

Sheets go on over pages with their head repeated; a number merged over several rows stands in the first of them.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from loaders.finders.figures import Background
from loaders.finders.grids import Cell, Row, grids, plain
from loaders.finders.kinds import POINTS, SCORED
from loaders.finders.sheet_totals import is_own
from loaders.finders.view import place
from loaders.models import ScoreItem

HEADS = {
    "level1": re.compile(r"一级指?标?$|^一级"),
    "level2": re.compile(r"^二级"),
    "level3": re.compile(r"三级指标|^三级|指标名称|评价指标|考核指标"),
    "standard": re.compile(r"评分标准|评价标准|计分标准|评分说明|指标说明|指标解释"),
    "full": POINTS,
    "self": SCORED,
    "reason": re.compile(r"扣分|原因|备注|说明$"),
}
WEIGHT = re.compile(r"\(?\d+(?:\.\d+)?分\)?")
TOTALS = frozenset({"总分", "合计", "总计", "得分合计", "总得分", "小计"})


def find(background: Background) -> Iterator[ScoreItem]:
    """Rows of every table that has points in one column and points given in another."""
    columns: dict[str, int] = {}
    levels = {"level1": "", "level2": ""}
    items: list[ScoreItem] = []
    for row in (row for rows, _ in grids(background) for row in rows):
        heads = _columns(row)
        if heads:
            columns = heads
            continue
        if not columns or max(columns.values()) >= len(row):
            continue
        for level in levels:
            if level in columns and row[columns[level]].text and row[columns[level]].is_words:
                levels[level] = WEIGHT.sub("", row[columns[level]].text)
        item = _item(background, row, columns, levels)
        if item:
            items.append(item)
    yield from _merged(items)


def _columns(row: Row) -> dict[str, int]:
    """Which column holds what, if the row is the head of a score sheet."""
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        if not cell.is_words:
            continue
        for name, pattern in HEADS.items():
            is_free = name not in found and index not in found.values()
            if is_free and pattern.search(cell.text) and (name != "self" or is_own(cell.text)):
                found[name] = index
                break
    if "level3" not in found and "full" in found and found["full"] > 0:
        found["level3"] = 0
    return found if {"level3", "full", "self"} <= found.keys() else {}


def _item(background: Background, row: Row, columns: dict[str, int], levels: dict[str, str]) -> ScoreItem | None:
    name, full, given = (row[columns[key]] for key in ("level3", "full", "self"))
    if not name.is_words or TOTALS & {cell.text for cell in row[: columns["level3"] + 1]}:
        return None
    if not given.number and not full.number:
        return None
    reason = row[columns["reason"]].passage if "reason" in columns else None
    standard = row[columns["standard"]].passage if "standard" in columns else None
    points = [cell.passage for cell in (full, given) if cell.number]
    return ScoreItem(
        level1=levels["level1"],
        level2=levels["level2"],
        level3=_one_line(background.text[name.passage.start : name.passage.end]),
        full_points=_points(full),
        self_points=_points(given),
        standard=background.text[standard.start : standard.end].strip() if standard else "",
        deduction_reason=_one_line(background.text[reason.start : reason.end]) if reason else "",
        place=place(background.text, min(passage.start for passage in points), max(passage.end for passage in points)),
    )


def _one_line(text: str) -> str:
    """Without line breaks and the bookmarks that a conversion left behind."""
    return re.sub(r"\[bookmark:[^\]]*\]|\s+", "", text)


def _points(cell: Cell) -> Decimal | None:
    return Decimal(plain(cell.number["number"])) if cell.number else None


def _merged(items: list[ScoreItem]) -> Iterator[ScoreItem]:
    """Points printed once for several rows: 15 | 5, then two rows without, that add up to it."""
    index = 0
    while index < len(items):
        following = index + 1
        while following < len(items) and items[following].full_points is None:
            following += 1
        first, group = items[index], items[index:following]
        given = [item.self_points for item in group if item.self_points is not None]
        if len(group) > 1 and first.full_points is not None and sum(given) <= first.full_points:
            yield first.model_copy(update={"full_points": None, "merged_points": first.full_points})
            yield from group[1:]
        else:
            yield from group
        index = following
