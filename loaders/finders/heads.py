"""The head of a table: which rows it is, which columns each of its cells covers, what each column means.

2019年度预算数 |            |                →    2019年度预算数 | 2019年度预算数 | 2019年度预算数
合计           | 公务接待费 | 因公出国费           合计           | 公务接待费     | 因公出国费
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from loaders import vocabulary
from loaders.finders.figures import BODIES
from loaders.finders.grids import Cell, Row
from loaders.finders.kinds import NATURE, Kind, kind_of
from loaders.finders.names import LETTERS, UNIT_NOTE, YEAR, Meaning, bare, read_name, read_path

HAN = re.compile(r"[\u3400-\u9fff]")
VALUES: frozenset[Kind] = frozenset({"", "compared", "completed", "achieved", "goal", "points", "scored"})
MOST_ROWS = 4  # of a head
SPENDING = "expenditure"
PROJECTS = re.compile(r"项目名称|任务|专项|事项")
LEFT_OVER = frozenset({"carryover", "surplus"})
# 人员编制 | 行政编制18名，事业编制12名
COUNTING = re.compile(r"\d(?:名|人|辆|个|万元|元|分|%)[,，、;；。]")
SUBDIVIDED = re.compile(r"其中:?$")


# 项目 | 数量
NUMBERS = re.compile(r"数[量值额字]?")


@dataclass(frozen=True)
class Column:
    """One column: its heads, the widest first, and what they say together."""

    texts: tuple[str, ...]
    is_first: bool = False
    is_double: bool = False  # another column of the table has the same heads
    is_value: bool = False  # 数量 beside 单位: whatever the rows name
    is_subordinate: bool = False  # 市政设施维护中心 beside 合计 and 局本级
    is_spent: bool = False  # 本年支出 beside 本年预算: what was spent of a row's money, not the expenditure

    @cached_property
    def path(self) -> str:
        return "\n".join(self.texts)

    @cached_property
    def kind(self) -> Kind:
        kind = kind_of("\n".join(LETTERS.sub("", UNIT_NOTE.sub("", text)) for text in self.texts))
        if self.is_first and kind in ("unit", "remark", "goal"):  # 资金来源, 绩效指标
            return "name"
        if self.is_value:
            return "achieved"
        said = read_path(self.texts)
        if kind == "compared" and _is_rate(said):  # 结转结余变动率
            return ""
        return "compared" if not kind and not said.measures and not said.stage and _is_change(said) else kind

    @cached_property
    def meaning(self) -> Meaning:
        """What the heads say; of a column of names, what stands above its own head: 收入 / 项目."""
        if self.is_subordinate:
            return Meaning(scope="subordinate")
        said = read_path(self.texts[:-1] if self.kind == "name" else self.texts)
        return replace(said, measures=(), stage="actual", is_spending=True) if self.is_spent else said


NOTHING = Column(())


def names_projects(column: Column) -> bool:
    """项目名称, 任务, 专项名称: not the bare 项目 of every table."""
    return column.kind == "name" and bool(PROJECTS.search(column.texts[-1]))


def _is_rate(said: Meaning) -> bool:
    measures = vocabulary.load().measures
    return said.is_known and any(measures[name].kind == "rate" for name in said.measures[:1])


def _is_change(said: Meaning) -> bool:
    """差异, 结余增加: what something grew or shrank by."""
    words = vocabulary.load().words
    return not said.words.isdisjoint({*words.increases, *words.decreases, *words.unsigned_changes})


class Head:
    """The rows of one head, spread over its columns."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = list(rows)
        self.width = max(len(row) for row in rows)

    @cached_property
    def columns(self) -> list[Column]:
        lines = _spread([[cell.text for cell in row] for row in self.rows], self.width)
        paths = [tuple(dict.fromkeys(line[i] for line in lines if line[i])) for i in range(self.width)]
        columns = [Column(path, i == 0) for i, path in enumerate(paths)]
        return _subordinate_marked(_value_marked(_spent_marked(columns)))

    @cached_property
    def corner(self) -> Meaning:
        """Stage and year that the first head adds in brackets: 支出构成（2023年决算，万元）."""
        remark = re.search(r"\((?P<remark>[^()]{4,})\)", self.columns[0].path) if self.columns else None
        said = read_path(part for part in re.split(r"[,，、]", remark["remark"]) if part) if remark else Meaning()
        return Meaning(stage=said.stage, year=said.year)

    @cached_property
    def sides(self) -> list[slice]:
        """收入 项目 | 行次 | 金额 | 支出 项目 | 行次 | 金额: two tables side by side."""
        named = [i for i, column in enumerate(self.columns) if column.kind == "name" and self._begins_side(i)]
        starts = [i - 1 if i and self.columns[i - 1].kind == "number" else i for i in named]
        if len(starts) < 2 or starts[0] != 0:
            return [slice(0, self.width)]
        return [slice(start, end) for start, end in zip(starts, [*starts[1:], self.width], strict=True)]

    @cached_property
    def by_side(self) -> list[list[Column]]:
        """The columns of each side. 收入 over 项目 and 金额 is what the side's totals are of, and heads no column."""
        sides = [self.columns[side] for side in self.sides]
        return [doubles_marked(self._of_side(side) if len(sides) > 1 else side) for side in sides]

    @staticmethod
    def _of_side(columns: list[Column]) -> list[Column]:
        title = set(columns[0].texts[:-1])
        rest = [replace(column, texts=tuple(t for t in column.texts if t not in title)) for column in columns[1:]]
        return [columns[0], *rest]

    def _begins_side(self, index: int) -> bool:
        """A column of names behind a column of values, or the first one."""
        before = [column.kind for column in self.columns[:index]]
        if before and before[-1] == "number":
            before.pop()
        return not before or before[-1] not in ("name", "unit")

    @cached_property
    def measures(self) -> frozenset[str]:
        """The amounts and counts that columns name."""
        known = vocabulary.load().measures
        named = {name for column in self.columns for name in column.meaning.measures[:1]}
        return frozenset(name for name in named if known[name].kind in ("amount", "count"))

    @cached_property
    def stages(self) -> frozenset[str]:
        return frozenset(column.meaning.stage for column in self.columns if column.meaning.stage)

    def collapsed(self, width: int) -> "Head | None":
        """The same head over rows of `width` cells, where a merged cell stands only once in it.

        机构名称 | 收入合计 | 其中：     over  机构名称 | 收入合计 | 上年结转 | 拨款
        上年结转 | 拨款
        """
        if len(self.rows) != 2:
            return None
        above, below = self.rows
        parents = len(above) + len(below) - width
        if parents == 1:
            named = [i for i, cell in enumerate(above) if SUBDIVIDED.search(cell.text)]
            chosen = named[:1] if len(named) == 1 else []
        elif 1 < parents == len(above) - 1 and len(below) % parents == 0:
            chosen = list(range(1, len(above)))
        else:
            chosen = []
        if not chosen or any(not cell.text for cell in [*above, *below]):
            return None
        share, rest = len(below) // len(chosen), iter(below)
        upper: Row = []
        lower: Row = []
        for index, cell in enumerate(above):
            parts = [next(rest) for _ in range(share)] if index in chosen else [cell]
            upper += [cell] * len(parts)
            lower += parts
        return Head([upper, lower])


def _value_marked(columns: list[Column]) -> list[Column]:
    """指标名称 | 计量单位 | 数量: the one column of numbers beside that of their units."""
    others = [column for column in columns[1:] if column.kind not in ("name", "number", "remark")]
    values = [column for column in others if column.kind == "" and not column.meaning.says_something and column.texts]
    is_beside_units = len(others) == 2 and any(column.kind == "unit" for column in others)
    is_alone = len(columns) == 2 and len(values) == 1 and NUMBERS.fullmatch(values[0].texts[-1]) is not None
    if len(values) != 1 or not (is_beside_units or is_alone):
        return columns
    return [replace(column, is_value=column is values[0]) for column in columns]


def _subordinate_marked(columns: list[Column]) -> list[Column]:
    """指标 | 合计 | 局本级 | 市政设施维护中心: the one body that the total adds to the department's own office."""
    if len(columns) != 4:
        return columns
    said = [column.meaning for column in columns[1:]]
    unknown = [column for column in columns[1:] if not column.meaning.is_known and column.texts[-1][-1] in BODIES]
    if len(unknown) != 1 or not any(one.is_total for one in said) or not any(one.scope == "own" for one in said):
        return columns
    return [replace(column, is_subordinate=column is unknown[0]) for column in columns]


def _spent_marked(columns: list[Column]) -> list[Column]:
    """项目 | 本年预算 | 本年支出: heads that name spending and budgets only are stages of whatever the rows name."""
    values = [column.meaning for column in columns if column.kind == "" and not column.is_first]
    named = {measure for meaning in values for measure in meaning.measures}
    spent = [meaning for meaning in values if meaning.measures == (SPENDING,) and not meaning.stage]
    has_budget = any("budget" in meaning.stage and not meaning.measures for meaning in values)
    if named - LEFT_OVER != {SPENDING} or not (has_budget or len(spent) > 1):
        return columns
    return [
        replace(column, is_spent=column.kind == "" and not column.is_first and column.meaning in spent)
        for column in columns
    ]


def doubles_marked(columns: list[Column]) -> list[Column]:
    """预算数 | 小计 | 小计: which is which nobody can tell."""
    counted = Counter(column.texts for column in columns)
    return [replace(column, is_double=bool(column.texts) and counted[column.texts] > 1) for column in columns]


def is_head(row: Row, rows: Sequence[Row], head: Head | None) -> bool:
    """Whether a row is (or goes on with) a head; `rows` are those of the head just above it."""
    words = distinct([cell for cell in row if cell.is_name])
    if row and NATURE.fullmatch(row[0].text):
        return False
    if is_row_of_years(row):
        return True
    if any(cell.number or cell.is_statement or COUNTING.search(cell.text) for cell in row) or len(rows) >= MOST_ROWS:
        return False
    if rows and not row[0].text and words:
        return True
    if len(words) < 2:
        return False
    if not row[0].text:  # 预算数 and 决算数 over 小计 and 其中
        said = [read_name(cell.text) for cell in words]
        is_first = head is None and not rows
        if is_first and any(name.is_total for name in said) and not any(name.measures for name in said):
            return True  # 货物 | 工程 | 服务 | 合计
        return not rows and all(is_known_head(cell.text) and not read_name(cell.text).scope for cell in words)
    if not row[0].is_words:
        return False
    if rows:
        return not _is_in_words(row, Head(rows))  # 培训农民 | ≥1万人次 | 1.24万人次, right below the head
    return not (head and (_is_entry(row, head) or _is_in_words(row, head)))


def _is_entry(row: Row, head: Head) -> bool:
    """使用专用结余 | (empty) | 结余分配 | (empty): words where names and remarks stand, nothing among the values."""
    if len(row) != head.width:
        return False
    kinds = [column.kind if index else "name" for index, column in enumerate(head.columns)]
    kinds = ["name" if any(side.start == i for side in head.sides) else kind for i, kind in enumerate(kinds)]
    among_values = [cell for cell, kind in zip(row, kinds, strict=True) if kind in VALUES]
    return bool(among_values) and not any(cell.is_name for cell in among_values)


def _is_in_words(row: Row, head: Head) -> bool:
    """政策知晓率 | 提高 | 有所提高, below goals and achievements: values in words."""
    is_of_targets = any(column.kind in ("goal", "achieved") for column in head.columns)
    return is_of_targets and len(row) == head.width and not any(is_known_head(cell.text) for cell in row[1:])


def continues(rows: Sequence[Row], row: Row) -> bool:
    """Whether a line of heads belongs to the head above it: that covers several columns, or leaves the corner to it."""
    above = rows[-1]
    if not any(is_known_head(cell.text) for cell in above[1:]) and sum(is_known_head(cell.text) for cell in row) > 1:
        return False  # 部门名称 | 宁甸县审计局, and then the first head
    if not row[0].text or row[0].text == rows[0][0].text:
        return True
    is_collapsed = any(SUBDIVIDED.search(cell.text) for cell in above) and all(cell.text for cell in above)
    if len(row) != len(above) or is_collapsed:  # a merged cell stands only once
        is_below = (
            kind_of(bare(row[0].text)) != "name" and sum(is_known_head(cell.text) for cell in row) >= len(row) / 2
        )
        is_divided = any(SUBDIVIDED.search(cell.text) for cell in above) or (
            len(row) % max(1, len(above) - 1) == 0 and all(is_known_head(cell.text) for cell in above[1:])
        )
        return is_below and is_divided and kind_of(bare(above[0].text)) == "name"
    is_spanning = any(not cell.text for cell in above) or len(distinct(above)) < len(above)
    return is_spanning and any(is_known_head(cell.text) for cell in above[1:] or above)


def is_known_head(text: str) -> bool:
    return bool(text) and (read_name(text).says_something or bool(kind_of(text)))


def is_row_of_years(row: Row) -> bool:
    """指标 | 2021 | 2022 | 2023"""
    years = [int(cell.text[:4]) for cell in row[1:] if YEAR.fullmatch(cell.text)]
    is_only_years = len(years) >= 2 and len(years) == sum(bool(cell.text) for cell in row[1:])
    return is_only_years and len(set(years)) == len(years) and row[0].is_words and max(years) - min(years) < 10


def is_ruler(row: Row) -> bool:
    """栏次 | 1 | 2 | 3, or a row of A, B, C: the columns' numbers."""
    marks = [cell.text for cell in row if cell.text and not re.fullmatch(r"栏次|行次|栏目", cell.text)]
    if len(marks) < 3 and not (len(marks) == 2 and len(marks) < len([cell for cell in row if cell.text])):
        return False
    counted = [int(mark) for mark in marks if re.fullmatch(r"\d{1,2}", mark)]
    is_run = len(counted) >= 2 and counted == list(range(counted[0], counted[0] + len(counted))) and counted[0] <= 2
    return is_run and all(re.fullmatch(r"\d{1,2}|[A-Za-z甲乙丙丁]|\d{1,2}=[\d+\-*/()%=]+", mark) for mark in marks)


def distinct(cells: Sequence[Cell]) -> list[Cell]:
    """Each merged cell once."""
    return list({cell.passage.start: cell for cell in cells}.values())


def _spread(lines: list[list[str]], width: int) -> list[list[str]]:
    """Each head over the columns it covers: an empty cell belongs to its left neighbour where one stands below."""
    lines = [[*line, *[""] * (width - len(line))] for line in lines]
    for depth, line in enumerate(lines[:-1]):
        for column in range(1, width):
            has_below = any(below[column] for below in lines[depth + 1 :])
            is_beside = all(above[column] == above[column - 1] for above in lines[:depth])
            is_alone = not (
                column == 1 and depth == 0 and not any(below[0] for below in lines[1:]) and _is_corner(line)
            )
            if not line[column] and has_below and is_beside and is_alone:
                line[column] = line[column - 1]
    return lines


def _is_corner(line: list[str]) -> bool:
    return bool(line[0]) and kind_of(bare(line[0])) == "name" and not read_name(line[0]).measures
