"""A table as rows of cells: what is a number, what is empty, what is a name, what only repeats a merged cell."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from loaders import vocabulary
from loaders.finders import layers
from loaders.finders.figures import Background
from loaders.finders.flattened import ELSEWHERE, restored
from loaders.finders.kinds import ACHIEVED, GOALS, POINTS, SCORED
from loaders.finders.view import View
from loaders.models import Passage

# 1,186.40   -6.2%   (15.24)%: below zero, as accountants write it
NUMBER = re.compile(
    r"(?P<number>[-+]?[\d,]*\d(?:\.\d+)?|\([\d,]*\d\.\d+\))(?P<unit>亿元|万元|千元|元|%|分|人次|批次|人|名|个|项|辆|台|部|件|批)?"
)
# 96.55%（编制87名，在职84人）
REMARKED = re.compile(NUMBER.pattern + r"(?<=[^\d)])\((?=[^()]*[\u3400-\u9fff])[^()]*\)")
# 优（90分以上为优，80-90分为良）
GRADED = re.compile(r"(?P<grade>[^()]{1,4})(?:等|级)?\([^()]*\)")
DASH = re.compile(r"[-—－/]+")
# ≥4次   5次   1.35万亩   约30分钟: an amount of something, and no name
QUANTITY = re.compile(r"[≥≤><≧≦＜＞约][=＝]?[\d.].{0,9}|[\d,]*\d(?:\.\d+)?(?![年月、.])[\u3400-\u9fff㎡℃‰]{1,3}")

LONGEST_STATEMENT = 40

Row = list["Cell"]


@dataclass(frozen=True)
class Cell:
    """One cell; `text` as it is matched. A merged cell stands at each of its places, its number in the first."""

    passage: Passage
    text: str
    is_repeated: bool = False
    rows: int = 1  # that it covers

    @cached_property
    def _value(self) -> re.Match[str] | None:
        """The cell as a number, whatever a remark behind it adds."""
        return NUMBER.fullmatch(self.text) or (REMARKED.fullmatch(self.text) if self.text.endswith(")") else None)

    @property
    def number(self) -> re.Match[str] | None:
        return None if self.is_repeated else self._value

    @property
    def is_blank(self) -> bool:
        return not self.text or bool(DASH.fullmatch(self.text))

    @cached_property
    def is_words(self) -> bool:
        return not self.is_blank and not self._value

    @cached_property
    def is_statement(self) -> bool:
        """不涉及, 无, 由区机关事务中心统一列支: a value in words."""
        words = vocabulary.load().words
        if self.text in words.not_applicable or self.text in words.none:
            return True
        is_short = 4 < len(self.text) <= LONGEST_STATEMENT
        return is_short and (bool(ELSEWHERE.match(self.text)) or any(word in self.text for word in words.elsewhere))

    @property
    def is_name(self) -> bool:
        """Words that may name something."""
        return self.is_words and not self.is_statement and not self.is_grade and not QUANTITY.fullmatch(self.text)

    @cached_property
    def grade(self) -> str:
        """The grade that the cell is, whatever a remark adds; empty for none."""
        grades = vocabulary.load().words.grades
        if self.text in grades:
            return self.text
        remarked = GRADED.fullmatch(self.text) if self.text.endswith(")") else None
        return remarked["grade"] if remarked and remarked["grade"] in grades else ""

    @property
    def is_grade(self) -> bool:
        return bool(self.grade)


def grids(background: Background) -> list[tuple[list[Row], list[Passage]]]:
    """Every table of a document: its rows, and the paragraphs before it. Worked out once for all finders."""
    if "grids" not in background.memory:
        background.memory["grids"] = list(_grids(background))
    found: list[tuple[list[Row], list[Passage]]] = background.memory["grids"]
    return found


def _grids(background: Background) -> Iterator[tuple[list[Row], list[Passage]]]:
    before: list[Passage] = []
    texts = zip(background.document.passages, background.views, strict=True)
    for table, members in groupby(texts, key=lambda member: member[0].table):
        found = list(members)
        if table is None:
            before = [passage for passage, _ in found]
        else:
            yield _rows(background, found), before
            before = []


def _rows(background: Background, cells: list[tuple[Passage, View]]) -> list[Row]:
    """The rows of one table's cells."""
    places = {(passage.start, passage.row) for passage, _ in cells if passage.end > passage.start}
    rows = Counter(start for start, _ in places)
    seen: set[int] = set()
    grid: list[Row] = []
    for _, members in groupby(cells, key=lambda member: member[0].row):
        row: Row = []
        for passage, seen_as in members:
            is_repeated = passage.start in seen and passage.end > passage.start
            seen.add(passage.start)
            row.append(Cell(passage, seen_as.text, is_repeated, rows[passage.start] or 1))
        grid.append(row)
    is_flattened = len(grid) > 1 and all(len(row) == 1 for row in grid)
    return _restored(background, [row[0] for row in grid]) if is_flattened else _relaid(grid)


def _relaid(grid: list[Row]) -> list[Row]:
    """The rows with their heads as their words and the count of values tell, where blanks misplaced these.

    预算数 / 决算数 above 合计, 用车费, 合计, 用车费 above 小计, 购置费, 小计, 购置费: seldom over their columns.
    """
    first = next((index for index, row in enumerate(grid) if row and all(cell.number for cell in row)), 0)
    width = len(grid[first]) if grid else 0
    for start in range(first - 1):
        heads = [cell for row in grid[start:first] for cell in once(row) if cell.text]
        paths = layers.paths_of([cell.text for cell in heads], 0, width)
        if paths:
            depth = max(map(len, paths))
            above = [[heads[path[min(level, len(path) - 1)]] for path in paths] for level in range(depth)]
            return [*grid[:start], *above, *grid[first:]]
    return [row for index, row in enumerate(grid) if index >= first or not _is_adrift(row)]


def _is_adrift(row: Row) -> bool:
    """Whether a reader found no column below the heads of a row, and set them side by side."""
    return (
        len(row) > 2
        and not row[-1].text
        and row[-1].passage.start == next((cell.passage.end for cell in reversed(row) if cell.text), -1)
    )


def _restored(background: Background, lines: list[Cell]) -> list[Row]:
    """The rows of a table whose cells stand one a line."""
    lines = [line for line in lines if line.text]
    ends = [0, *(line.passage.end for line in lines)]
    blanks = [
        max(0, background.text.count("\n", end, line.passage.start) - 1) for end, line in zip(ends, lines, strict=False)
    ]
    return [
        [_joined(lines, start, end) for start, end in row] for row in restored([line.text for line in lines], blanks)
    ]


def _joined(lines: list[Cell], start: int, end: int) -> Cell:
    """One cell of several lines: 公务接 / 待费; of none where it is empty."""
    if end - start == 1:
        return lines[start]
    if start == end:
        nearest = lines[min(start, len(lines) - 1)].passage
        return Cell(nearest.model_copy(update={"end": nearest.start}), "")
    passage = lines[start].passage.model_copy(update={"end": lines[end - 1].passage.end})
    return Cell(passage, "".join(line.text for line in lines[start:end]))


def plain(number: str) -> str:
    """1,186.40 as 1186.40, and (15.24) as -15.24."""
    digits = number.replace(",", "")
    return f"-{digits[1:-1]}" if digits.startswith("(") else digits


def once(row: Row) -> Row:
    """Each cell once that is merged over several columns."""
    return [cell for index, cell in enumerate(row) if not index or not is_same(row[index - 1], cell)]


def is_same(left: Cell, right: Cell) -> bool:
    """Whether two neighbours are one merged cell."""
    return left.passage.start == right.passage.start and left.passage.end == right.passage.end


def is_score_sheet(heads: Row) -> bool:
    """Points in one column, points given in another; a table of targets may give points alone."""
    said = [cell.text for cell in heads]
    is_measured = any(GOALS.search(head) for head in said) and any(ACHIEVED.search(head) for head in said)
    return any(map(SCORED.search, said)) and (is_measured or any(map(POINTS.search, said)))
