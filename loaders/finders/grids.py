"""A table as rows of cells: what is a number, what is empty, what is a name, what only repeats a merged cell."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from loaders.finders.view import View
from loaders.models import Passage

NUMBER = re.compile(
    r"(?P<number>[-+]?[\d,]*\d(?:\.\d+)?)(?P<unit>亿元|万元|千元|元|%|分|人次|批次|人|名|个|项|辆|台|部|件|批)?"
)
DASH = re.compile(r"[-—－/]+")
POINTS = re.compile(r"分值|满分|权重|标准分")
SCORED = re.compile(r"自评得分|自评分|得分|评分$")

Row = list["Cell"]


class Cell(NamedTuple):
    """One cell; `text` as it is matched. A number merged over several cells counts in the first of them."""

    passage: Passage
    text: str
    number: re.Match[str] | None
    is_blank: bool
    is_words: bool


class Table(NamedTuple):
    rows: list[Row]
    before: list[str]  # the paragraphs right before it, as they are matched


def grids(passages: Sequence[Passage], views: Sequence[View]) -> Iterator[Table]:
    """Every table of a document."""
    before: list[str] = []
    for table, members in groupby(zip(passages, views, strict=True), key=lambda member: member[0].table):
        if table is None:
            before = [view.text for _, view in members]
        else:
            yield Table(list(_rows(members)), before)
            before = []


def _rows(cells: Iterable[tuple[Passage, View]]) -> Iterator[Row]:
    """The rows of one table's cells."""
    seen: set[int] = set()
    for _, members in groupby(cells, key=lambda member: member[0].row):
        row: Row = []
        for passage, view in members:
            is_repeated = passage.start in seen and passage.end > passage.start
            seen.add(passage.start)
            number = NUMBER.fullmatch(view.text)
            is_blank = not view.text or bool(DASH.fullmatch(view.text))
            row.append(
                Cell(passage, view.text, None if is_repeated else number, is_blank, not is_blank and number is None)
            )
        yield row


def unmerged(row: Row, heads: Row) -> Row:
    """绩效自评综合得分 | 95, merged to the table's edge: what stands under several heads belongs to none of them."""
    begins = [
        index for index, cell in enumerate(row) if index == 0 or cell.passage.start != row[index - 1].passage.start
    ]
    last = begins[-1] if begins else 0
    is_one_column = last + 1 >= len(row) or (
        len(heads) == len(row) and heads[last].passage.start == heads[-1].passage.start
    )
    return row if is_one_column else [row[index] for index in begins]


def is_score_sheet(heads: Row) -> bool:
    """Points in one column, points given in another."""
    words = [cell.text for cell in heads if cell.is_words]
    return any(map(SCORED.search, words)) and any(map(POINTS.search, words))
