"""Figures in tables. A cell's meaning comes from its row's name, its column's heads and the words above the table.

机构名称 | 支出合计 | 基本支出          项 目       | 预算数(万元) | 决算数(万元)
机关汇总 | 1,166.19 | 701.00           公务接待费   | 1.50        | 0.83

`grids` says what the cells are, `heads` what the columns mean, `names` what a name says, `captions` what stands
above; `cells` puts them together. Here the rows are walked through, from head to head.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from loaders.finders import captions, merged_tables, pairs, sheet_totals
from loaders.finders.cells import HALVES, REMARKED, STAFF, Entry, Resolver, Surroundings
from loaders.finders.figures import BODIES, THREE_PUBLIC, Background, Figure
from loaders.finders.grids import Cell, Row, grids, is_score_sheet, once
from loaders.finders.heads import (
    HAN,
    NOTHING,
    Column,
    Head,
    continues,
    distinct,
    is_head,
    is_known_head,
    is_ruler,
    names_projects,
)
from loaders.finders.kinds import ACHIEVED, GOALS, SCORED, Kind, kind_of
from loaders.finders.names import POSTS, YEAR, Meaning, bare, read_name, read_path

UNREAD: frozenset[Kind] = frozenset({"points", "goal", "number", "unit", "name"})
TEMPLATE = re.compile(r"(?:二级机构|二级单位|下属单位|所属单位)\d*")
# 森林防火项目
PROJECT = re.compile(r"项目|工程|专项|资金")
NUMBERED = re.compile(r"\d{1,2}[、.](?!\d)")
# 政府性基金, 其他资金: where money comes from, and no project
SOURCE = re.compile(
    r"一般公共预算|政府性基金|国有资本|财政专户|(?:其他|自有|单位|上级|中央|省级|市级|县级|区级|非财政|专户|结转)资金|拨款$|收入$|补助$"
)
# 指标计算与自评说明, 完成情况说明: what was reached, in words; not 评分标准, 指标解释
EXPLAINED = re.compile(
    r"^(?!.*(?:标准|解释|公式|方法|原因|措施))(?:.*(?:计算|自评|评分|得分|完成|评价)[^,，]{0,4}(?:说明|过程|情况|依据)|(?:情况|简要)?说明)$"
)
LONGEST_HEAD = 8
BEGINNING = 4  # rows of a table in which its unit may stand


def find(background: Background) -> Iterator[Figure]:
    """Every figure stated in the report's tables."""
    last: Table | None = None
    for rows, before in grids(background):
        table = Table(background, rows, captions.above(background, before))
        if last and captions.is_continuation(background, before):
            table.go_on(last)
        for figure in table.figures():
            if not table.around.is_of_a_project or background.measure(figure.measure).takes_any_prefix:
                yield figure
        last = table


def goals(background: Background) -> set[int]:
    """Where cells begin whose prose is to be left alone: goals, scoring standards and reasons."""
    return {start for rows, _ in grids(background) for start in _goals(rows)}


def _goals(rows: Sequence[Row]) -> set[int]:
    starts: set[int] = set()
    goals: list[int] = []  # columns, counted from the right: rows under a merged head are longer
    explained: list[int] = []
    is_scored = False
    for row in rows:
        heads = [cell.text for cell in row]
        if any(GOALS.search(head) for head in heads) and any(ACHIEVED.search(head) for head in heads):
            goals = [index - len(row) for index, head in enumerate(heads) if GOALS.search(head)]
        if is_score_sheet(row):  # 权重4 | 自评得分4: a head that a page's end has joined with the row below it
            explained = [index - len(row) for index, head in enumerate(heads) if EXPLAINED.search(head)]
            starts |= {
                cell.passage.start for cell in row if len(cell.text) <= LONGEST_HEAD and SCORED.search(cell.text)
            }
            is_scored = not any(ACHIEVED.search(head) for head in heads)
        starts |= {row[column].passage.start for column in goals if -column <= len(row)}
        told = {row[column].passage.start for column in explained if -column <= len(row)}
        starts |= {cell.passage.start for cell in row} - told if is_scored else set()
    return starts


class Table:
    """One table, read from its first row to its last."""

    def __init__(self, background: Background, rows: list[Row], above: list[str]) -> None:
        self.background = background
        self.labels = merged_tables.labels(rows)
        self.labelled = rows
        self.rows = rows = [merged_tables.unlabelled(row) if i in self.labels else row for i, row in enumerate(rows)]
        names = [read_name(cell.text) for row in rows for cell in row if cell.is_name]
        beginning = "".join(cell.text for row in rows[:BEGINNING] for cell in row)
        around = captions.surroundings(background, above, beginning)
        is_three_public = around.is_three_public or (bool(rows) and captions.is_of_three_public(rows[0][0].text))
        self.around = replace(
            around,
            names=frozenset(measure for name in names for measure in name.measures[:1]),
            has_subtotals=sum(1 for row in rows if _is_total(row)) > 1,
            has_veterans=any(words & {"离休", "离休人员", "离休人数"} for words in (name.words for name in names)),
            has_sources=is_three_public and sum(name.measures[:1] == ("basic_expenditure",) for name in names) > 1,
            has_scope_rows=any(_is_of_a_scope(row) for row in rows),
            is_three_public=is_three_public,
        )
        if any(map(_names_a_project, rows)) or (bool(rows) and captions.is_of_a_project(rows[0][0].text)):
            self.around = replace(self.around, is_of_a_project=True)
        if self._is_all_of_three_public():
            self.around = replace(self.around, is_three_public=True)
        self.is_of_pairs = bool(rows) and len(rows[0]) == 2 and kind_of(rows[0][1].text) == "name"  # 项目 | 内容
        self.subordinates = self._subordinates()
        self.sides: dict[tuple[int, int, int], frozenset[str]] = {}  # measures named on each
        self.above: dict[int, str] = {}  # names of the row above, by column

    def go_on(self, above: "Table") -> None:
        """Below the head of the table above, where no other stands at the first row: the next page of a sheet."""
        if above.head and self.rows and len(self.rows[0]) == above.head.width:
            self.head, self.cells_in_head = above.head, above.cells_in_head
            names = self.around.names | above.around.names
            self.around = replace(above.around, names=names, has_unknown_rows=above.around.has_unknown_rows)

    head: Head | None = None  # of the last row

    def figures(self) -> Iterator[Figure]:
        head = self.head
        open_rows: list[Row] = []  # of the head that the row above belongs to
        nameless = 0  # rows without a name below this head
        around = self.around
        for index, row in enumerate(self.rows):
            self.head = head
            if self.labels.get(index) != self.labels.get(index - 1):
                label = self.labelled[self.labels[index]][0].text if index in self.labels else ""
                self.around = captions.under(around, label) if label else around
            if is_head(row, open_rows, head):
                if open_rows and not continues(open_rows, row):
                    yield from self._paired_heads(open_rows, Resolver(self.around, Head(open_rows)))
                    open_rows = []
                open_rows = [*open_rows, row]
                head, nameless, self.above = Head(open_rows), 0, {}
                self._begin(head, self.rows[index + 1 :])
                continue
            if open_rows and is_ruler(row):
                continue
            resolver = Resolver(self.around, head or Head([row]))
            if open_rows and head:
                yield from self._paired_heads(open_rows, resolver)
            is_first, open_rows = bool(open_rows), []
            if self._is_caption(row) or self._is_section(row, head):
                caption = next(cell.text for cell in row if cell.text)
                if captions.is_caption(caption):  # not a name whose values are missing
                    self.around = captions.under(self.around, caption)
                continue
            if len(alone := [cell for cell in row if cell.text]) == 2 and _is_a_score(alone[0]):
                yield from pairs.find(resolver, alone)  # 自评得分 | 92.6 | (empty), below goals and achievements
                continue
            sheet = head if head and any(is_score_sheet(heads) for heads in head.rows) else None
            if len(alone) == 3 and (found := list(sheet_totals.alone(self.background, alone, sheet))):
                yield from found
                continue
            fitted = self._fitted(row, head)
            is_free = fitted is not None and merged_tables.stands_free(fitted[1], fitted[0].columns)
            if sheet:
                following = self.rows[index + 1] if index + 1 < len(self.rows) else []
                whole = once(row) if is_free else row
                yield from sheet_totals.find(self.background, whole, sheet.columns, following)
            if fitted is None or self._stands_alone(once(row), is_free, fitted[0]):
                stages = len(resolver.head.stages)  # 0.00, below 预算数 | 决算数: which of them?
                yield from pairs.find(resolver, once(row), stages > 1 or (is_free and stages > 0))
                continue
            head, row = fitted
            self.head_measures = head.measures
            over, row = (is_free and merged_tables.in_order(row, head)) or fitted
            for side, columns in zip(over.sides, over.by_side, strict=True):
                cells, columns = merged_tables.under(row[side], columns)
                entry = self._entry(cells, columns)
                nameless += bool(entry and entry.is_nameless)
                if entry and not (entry.is_nameless and (nameless > 1 or not is_first)):
                    yield from self._row(entry, cells, columns, Resolver(self._beside(over, side), over))
        if open_rows and head:
            yield from self._paired_heads(open_rows, Resolver(self.around, head))

    def _begin(self, head: Head, below: list[Row]) -> None:
        """Below one more head."""
        rows = list(takewhile(lambda row: not is_head(row, [], head), below))
        self.around = replace(
            self.around,
            has_unknown_rows=sum(1 for row in rows if _is_unknown(row)) > 1,
            total_of_rows=None if head.measures else _total_of(rows),
        )
        if any(is_known_head(column.path) for column in head.columns[1:]):
            self.cells_in_head = len(once(head.rows[-1]))

    cells_in_head = 0  # of the last head that says something

    def _stands_alone(self, row: Row, is_free: bool, head: Head) -> bool:
        """Whether names and values belong to each other, whatever stands above: 评价等次 | 优, merged to the edge."""
        says_nothing = not any(is_known_head(column.path) for column in head.columns[1:])
        is_narrow = 2 in (self.cells_in_head, head.width)
        if len(row) == head.width == 2 and self.is_of_pairs:
            return True
        if len(row) == 2 and (is_free or (says_nothing and not is_narrow)):
            return True
        return _alternates(row) and len(head.sides) == 1

    def _beside(self, head: Head, side: slice) -> Surroundings:
        """What holds for one of two tables side by side: its total is that of its own rows."""
        if len(head.sides) == 1:
            return self.around
        place = head.width, side.start, side.stop
        if place not in self.sides:
            cells = [cell for row in self.rows if len(row) == head.width for cell in row[side] if cell.is_name]
            self.sides[place] = frozenset(name for cell in cells for name in read_name(cell.text).measures[:1])
        names = self.sides[place]
        is_three_public = bool(names) and names <= THREE_PUBLIC
        return replace(self.around, names=names, is_three_public=self.around.is_three_public or is_three_public)

    def _paired_heads(self, rows: list[Row], resolver: Resolver) -> Iterator[Figure]:
        """评价等次 | 优 looks like a head."""
        for row in rows:
            yield from pairs.find(resolver, once(row))

    def _is_caption(self, row: Row) -> bool:
        """年度收入情况（万元）: words over the whole width, or alone in their line."""
        written = distinct([cell for cell in row if cell.text])
        return len(written) == 1 and written[0].is_name and (len(row) == 1 or len({c.passage.start for c in row}) == 1)

    def _is_section(self, row: Row, head: Head | None) -> bool:
        """一、局机关 | (empty) | (empty), below heads that name stages: the rows below it are its."""
        written = distinct([cell for cell in row if cell.text])
        if head is None or head.measures or len(written) != 1 or not written[0].is_name:
            return False
        return read_name(written[0].text).is_only_scope and bool(head.stages)

    def _fitted(self, row: Row, head: Head | None) -> tuple[Head, Row] | None:
        """The row and a head as wide as it."""
        if head is None or not any(cell.text for cell in row):
            return None
        if len(row) == head.width:
            return head, row
        is_numbered = head.width > 2 and head.columns[0].kind == "number" and head.columns[1].kind == "name"
        is_merged = len(row) == head.width - 1 and row[0].is_name and not any(cell.is_words for cell in row[1:-1])
        if is_numbered and is_merged:  # 合计 over both
            return head, [Cell(row[0].passage.model_copy(update={"end": row[0].passage.start}), ""), *row]
        if len(row) < head.width and row[0].is_name and all(c.kind == "remark" for c in head.columns[len(row) :]):
            passage = row[-1].passage.model_copy(update={"start": row[-1].passage.end})
            return head, [*row, *[Cell(passage, "")] * (head.width - len(row))]
        if len(row) > head.width or len(head.rows) > 1:
            collapsed = head.collapsed(len(row))
            if collapsed:
                return collapsed, row
        return None

    def _is_all_of_three_public(self) -> bool:
        """Whether the table names the three public expenses and nothing else: its total is theirs."""
        names = {name for name in self.around.names if self.background.measure(name).kind == "amount"}
        is_whole = {"overseas_travel", "official_reception"} <= names and any("vehicle" in name for name in names)
        return is_whole and names <= THREE_PUBLIC and not any(map(_is_unknown, self.rows))

    def _subordinates(self) -> set[str]:
        """Names of subordinate bodies with figures in this table: numbered ones, and those beside the own row."""
        numbered, others = set(), set()
        for row in self.rows:
            first = next((cell for cell in row if cell.text and not cell.number), None)
            if first is None or not first.is_name or read_name(first.text).measures:
                continue
            name = bare(first.text)
            is_template = TEMPLATE.fullmatch(name) and NUMBERED.match(first.text)
            if is_template or read_name(first.text).is_known:
                continue
            if NUMBERED.match(row[0].text):
                numbered.add(name)
            if any(cell.number for cell in row[1:]):
                others.add(name)
        are_bodies = self.around.has_scope_rows and any(name[-1:] in BODIES for name in others)
        return numbered | (others if are_bodies else set())

    # --- one row, or one side of it

    def _entry(self, row: Row, columns: list[Column]) -> Entry | None:
        """What the row's names say; None where the row is nobody's or no row of figures."""
        first = _first_value(row, columns)
        named = [i for i, cell in enumerate(row) if i <= first and _names(cell, columns[i])]
        last = max(named, default=-1)
        unit = next((cell.text for cell, column in zip(row, columns, strict=True) if column.kind == "unit"), "")
        if last < 0:
            is_nameless = bool(row) and not any(HAN.search(cell.text) for cell in row if cell.is_name)
            return Entry(_first_written(row), Meaning(), unit, is_whole=True, is_nameless=True) if is_nameless else None
        name = row[last]
        path = self._path(row, columns, named)
        body = bare(name.text)
        if body in self.subordinates:
            if len(self.subordinates) > 1:
                return None
            return Entry(name, Meaning(), unit, scope="subordinate", is_whole=True)
        if TEMPLATE.fullmatch(body) and NUMBERED.match(name.text):
            return None
        meaning = self._within(read_path(path), name.text)
        if name.text.startswith("其中") and self.is_below_project:
            return None
        if not name.text.startswith("其中"):
            self.is_below_project = not meaning.is_known and bool(PROJECT.search(name.text))
        if self._is_of_everything(meaning, columns):
            meaning = replace(meaning, measures=("expenditure",))
        self._remember(meaning)
        return Entry(name, meaning, unit, meaning.scope, is_whole=meaning.is_only_scope)

    def _path(self, row: Row, columns: list[Column], named: list[int]) -> list[str]:
        """The row's names, the widest first; an empty one goes on from the row above."""
        last = named[-1]
        names = {i: row[i].text for i in named}
        for i in range(last):
            if not row[i].text and i in self.above and columns[i].kind in ("", "name"):
                names[i] = self.above[i]
        self.above = {i: text for i, text in names.items() if i <= last}
        return [names[i] for i in sorted(names)]

    def _is_of_everything(self, meaning: Meaning, columns: list[Column]) -> bool:
        """年初预算数 | 万元 | 820.00 among what the department has and spends, below no amount that it could be of."""
        around = self.around
        is_budget = meaning.is_known and "budget" in meaning.stage and not (meaning.measures or meaning.breakdown)
        is_below = (
            bool(self.seen) and self.background.measure(self.seen).kind == "amount" and self.seen != "expenditure"
        )
        is_of_another = around.is_three_public or around.is_of_a_fund or around.topic not in ("", "expenditure")
        has_own = any(column.meaning.measures or column.meaning.stage for column in columns)
        names_it = bool(around.names & (HALVES | {"expenditure"}))
        return is_budget and names_it and not (is_below or is_of_another or has_own)

    def _remember(self, meaning: Meaning) -> None:
        if meaning.measures and not meaning.is_contextual:
            self.seen = meaning.measures[0]

    is_below_project = False
    head_measures: frozenset[str] = frozenset()
    seen: str = ""  # the measure of the row above

    def _part_named(self, whole: str, short: str) -> str:
        """The one part of a whole whose name holds such words; a part of a part is none."""
        named = {
            part.part
            for part in self.background.vocabulary.parts
            if part.whole == whole and not part.breakdown and part.partition != "scope"
            for name in self.background.measure(part.part).names
            if short in bare(name)
        }
        return named.pop() if len(named) == 1 else ""

    def _within(self, meaning: Meaning, text: str) -> Meaning:
        """购置费, 运行 below 公务用车购置及运行维护费: the part of it whose name ends so."""
        if meaning.is_known and meaning.measures and not meaning.is_contextual:
            return meaning
        if meaning.is_known and meaning.breakdown in POSTS and self.seen in STAFF and not self.head_measures & STAFF:
            return replace(meaning, measures=(self.seen,))
        short = bare(text)
        parts = self.background.vocabulary.parts
        wholes = [part.whole for part in parts if part.part == self.seen and not part.breakdown]
        wholes = [self.seen, *(whole for whole in dict.fromkeys(wholes) if whole != self.seen)] if self.seen else []
        named = next((name for whole in wholes if len(short) >= 2 and (name := self._part_named(whole, short))), "")
        if named:
            return replace(meaning, measures=(named,), is_known=True, is_contextual=False)
        return replace(meaning, measures=(), is_known=False) if meaning.is_contextual else meaning

    def is_of_projects(self, columns: list[Column]) -> bool:
        """项目名称 over names that nobody knows."""
        return self.around.has_unknown_rows and any(map(names_projects, columns))

    def _is_stock(self, meaning: Meaning) -> bool:
        return any("opening" in self.background.measure(name).stages for name in meaning.measures[:1])

    def _row(self, entry: Entry, row: Row, columns: list[Column], resolver: Resolver) -> Iterator[Figure]:
        is_by_year = bool(entry.meaning.year) and not any(column.kind == "points" for column in columns)
        is_scored = not is_by_year and any(column.kind in ("points", "scored") for column in columns)
        if is_scored and not any(column.kind == "achieved" or column.meaning.stage for column in columns):
            return
        start = row.index(entry.name) + (0 if entry.is_nameless else 1)
        side = columns[row.index(entry.name)] if not entry.is_nameless else NOTHING
        is_spent = any(
            cell.number and column.meaning.stage == "actual" for cell, column in zip(row, columns, strict=True)
        )
        for cell, column in zip(row[start:], columns[start:], strict=True):
            is_outdone = column.meaning.stage == "adjusted_budget" and is_spent and self._is_stock(entry.meaning)
            if column.is_double or is_outdone:
                continue
            is_score = column.kind == "scored" and not is_by_year
            if (is_score or column.kind in UNREAD) and not _is_new_name(cell, column):
                continue
            if column.kind == "remark" or (column.kind == "" and REMARKED.search(cell.text) and not cell.number):
                yield from resolver.remarked(entry, cell)
                continue
            if _is_new_name(cell, column) and not entry.is_whole:  # 人员经费合计 | 4884.09 | 公用经费合计 | 480.66
                entry = Entry(cell, self._within(read_name(cell.text), cell.text), scope=read_name(cell.text).scope)
                continue
            if "self_grade" in column.meaning.measures:
                if not entry.meaning.is_known or self.is_of_projects(columns):  # 河道清淤 | 96 | 优
                    continue
                yield from pairs.grade(self.background, entry.name, cell, entry.meaning.year)
                continue
            if column.kind in ("compared", "completed"):
                figure = resolver.compared(entry, cell, column)
            else:
                figure = resolver.figure(entry, cell, column, side) or resolver.counted_beside(entry, cell, column)
            if figure:
                yield figure


def _names(cell: Cell, column: Column) -> bool:
    is_for_names = column.kind not in ("goal", "achieved", "unit", "remark", "scored", "points")
    if column.kind == "name" and column.is_first and YEAR.fullmatch(cell.text):
        return True
    return is_for_names and cell.is_name and bool(HAN.search(cell.text))


def _is_new_name(cell: Cell, column: Column) -> bool:
    return (
        cell.is_name
        and bool(HAN.search(cell.text))
        and column.kind in ("", "name")
        and read_name(cell.text).says_something
    )


def _first_value(row: Row, columns: list[Column]) -> int:
    """The first number that is no code and no line's number: 2080501 | 行政单位离退休 | 54.53."""
    has_code = len(row) > 1 and row[1].is_name and bool(HAN.search(row[1].text))
    for index, cell in enumerate(row):
        is_year = columns[index].kind == "name" and columns[index].is_first and bool(YEAR.fullmatch(cell.text))
        if (
            (cell.number or cell.is_statement)
            and not is_year
            and columns[index].kind != "number"
            and not (has_code and index == 0)
        ):
            return index
    return len(row)


def _is_a_score(cell: Cell) -> bool:
    return cell.is_name and bool({"self_score", "self_grade"} & {*read_name(cell.text).measures})


def _is_unknown(row: Row) -> bool:
    """乡村道路维修 | 50.00 | 48.00"""
    name = next((cell for cell in row[:2] if cell.is_name and HAN.search(cell.text)), None)  # behind a line's number
    if name is None or not any(cell.number for cell in row[1:]):
        return False
    return not SOURCE.search(name.text) and not read_name(name.text).is_known


def _names_a_project(row: Row) -> bool:
    """项目名称 | 河道清淤 | 主管部门 | 水利局"""
    named = [index for index, cell in enumerate(row[:-1]) if cell.text == "项目名称"]
    return any(row[index + 1].is_name and not is_known_head(row[index + 1].text) for index in named) and len(row) <= 8


def _is_total(row: Row) -> bool:
    """合计 | 80.00 | 78.00"""
    first = next((cell for cell in row if cell.is_name), None)
    return first is not None and read_name(first.text).is_total and any(cell.number for cell in row)


def _total_of(rows: list[Row]) -> str | None:
    """公务接待费, 公务用车运行维护费: together the three public expenses; with rows of something else, nothing."""
    filled = [row[0].text for row in rows if row and row[0].is_name and any(cell.number for cell in row)]
    names = [name for text in filled if not text.startswith("其中") and not (name := read_name(text)).is_total]
    measures = {measure for name in names for measure in name.measures[:1]}
    if not measures or not measures <= THREE_PUBLIC - {"three_public"}:
        return None
    return "three_public" if len(measures) > 1 and all(name.measures for name in names) else ""


def _is_of_a_scope(row: Row) -> bool:
    """局本级 | 50.00, or 1 | 局本级 | 50.00"""
    named = row[1:2] if row and row[0].number else row[:1]
    return any(cell.is_name and read_name(cell.text).is_only_scope for cell in named)


def _first_written(row: Row) -> Cell:
    return next((cell for cell in row if cell.text), row[0])


def _alternates(row: Row) -> bool:
    """人员编制 | 11 | 实有人数 | 10: names and numbers by turns, whatever the head says; empty cells may follow."""
    width = len(row)
    row = row[: max((index + 1 for index, cell in enumerate(row) if cell.text), default=0)]
    return (
        width >= 4
        and len(row) >= 3
        and all(cell.is_words for cell in row[::2])
        and any(cell.number for cell in row[1::2])
        and not any(cell.is_words and not cell.is_grade for cell in row[1::2])
    )
