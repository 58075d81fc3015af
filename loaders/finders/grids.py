"""A table as rows of cells: what is a number, what is empty, what is a name, what only repeats a merged cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from loaders.finders.figures import Background
from loaders.finders.view import view
from loaders.models import Passage

NUMBER = re.compile(
    r"(?P<number>[-+]?[\d,]*\d(?:\.\d+)?)(?P<unit>亿元|万元|千元|元|%|分|人次|批次|人|名|个|项|辆|台|部|件|批)?"
)
DASH = re.compile(r"[-—－/]+")
POINTS = re.compile(r"分值|满分|权重|标准分")
SCORED = re.compile(r"自评得分|自评分|得分|评分$")

Row = list["Cell"]


@dataclass(frozen=True)
class Cell:
    """One cell; `text` as it is matched. A number merged over several cells counts in the first of them."""

    passage: Passage
    text: str
    is_repeated: bool = False

    @property
    def number(self) -> re.Match[str] | None:
        return None if self.is_repeated else NUMBER.fullmatch(self.text)

    @property
    def is_blank(self) -> bool:
        return not self.text or bool(DASH.fullmatch(self.text))

    @property
    def is_words(self) -> bool:
        return not self.is_blank and not NUMBER.fullmatch(self.text)


def grids(background: Background) -> Iterator[tuple[list[Row], list[Passage]]]:
    """Every table of a document: its rows, and the paragraphs before it."""
    passages = background.document.passages
    before: list[Passage] = []
    for table, members in groupby(passages, key=lambda passage: passage.table):
        found = list(members)
        if table is None:
            before = found
        else:
            yield rows(background, found), before
            before = []


def rows(background: Background, passages: list[Passage]) -> list[Row]:
    """The rows of one table's cells."""
    seen: set[int] = set()
    grid: list[Row] = []
    for _, members in groupby(passages, key=lambda passage: passage.row):
        row: Row = []
        for passage in members:
            is_repeated = passage.start in seen and passage.end > passage.start
            seen.add(passage.start)
            row.append(Cell(passage, view(background.text, passage.start, passage.end).text, is_repeated))
        grid.append(row)
    return grid


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
    return any(POINTS.search(cell.text) for cell in heads) and any(SCORED.search(cell.text) for cell in heads)
