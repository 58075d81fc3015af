"""Score sheets: indicators of three levels, merged where they repeat, with full points and points given."""

from itertools import groupby
from typing import Any

from data.sample_city import words
from data.sample_city.page import Cell, Page, Said
from data.sample_city.scoring import Item, points


def with_standards(page: Page, text: dict[str, Any]) -> None:
    """With the standard of every indicator and the reason of every deduction."""
    rows: list[list[Cell | Said | str]] = [[*page.heads(text["sheet_heads"])]]
    for levels, item in levelled(page):
        rows.append([*levels, item.level3, item.standard, points(item.full), points(item.given), item.reason])
    rows.append([page.cell(text["total"], columns=4), "100", "{self_score.claimed!bare}", ""])
    page.table(rows)


def with_values(page: Page, text: dict[str, Any]) -> list[list[Cell | Said | str]]:
    """Rows with the goal and what was achieved in the place of a standard."""
    known = {one["level3"]: one for one in words.load("indicators")["indicators"]}
    rows: list[list[Cell | Said | str]] = [[*page.heads(text["sheet_heads"])]]
    for levels, item in levelled(page):
        rule = known[item.level3]
        limit = next((kind for kind in ("most", "least") if kind in rule), "judged")
        goal = text["goals"][limit].format(limit=rule.get(limit, ""))
        achieved = text["achieved"] if item.given == item.full else text["partly"]
        if item.key:
            achieved = f"{{{item.key}!blank}}" if _is_left_out(page, item) else f"{{{item.key}}}"
        rows.append([*levels, item.level3, goal, achieved, points(item.full), points(item.given), item.reason])
    return rows


def levelled(page: Page) -> list[tuple[list[Cell], Item]]:
    """Every item with the cells of its first two levels, each merged over the rows it covers."""
    found: list[tuple[list[Cell], Item]] = []
    for level1, members in groupby(page.filing.items, key=lambda item: item.level1):
        of_level1 = list(members)
        for level2, group in groupby(of_level1, key=lambda item: item.level2):
            of_level2 = list(group)
            for number, item in enumerate(of_level2):
                cells = [Cell(Said(level1), rows=len(of_level1))] if item is of_level1[0] else []
                cells += [Cell(Said(level2), rows=len(of_level2))] if number == 0 else []
                found.append((cells, item))
    return found


def _is_left_out(page: Page, item: Item) -> bool:
    topics = {
        "three_public": page.filing.moved_to or page.omits("three_public"),
        "procurement": page.omits("procurement"),
    }
    return any(is_left_out for topic, is_left_out in topics.items() if item.key.startswith(topic))
