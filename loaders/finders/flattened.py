"""Cells that stand one a line → the rows they came from.

机构名称 / 支出合计 / 基本支出 / 机关汇总 / 90.00 / 50.00     →  机构名称 | 支出合计 | 基本支出
                                                                机关汇总 | 90.00   | 50.00
A head may go on in the next line (公务接 / 待费): lines are joined where that makes names that are known.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from loaders import vocabulary
from loaders.finders import layers, numbered
from loaders.finders.kinds import NATURE, Kind, kind_of
from loaders.finders.labels import lexicon
from loaders.finders.names import bare, read_name
from loaders.finders.numbered import Group

Rows = list[list[Group]]

VALUE = re.compile(
    r"[-+]?[\d,]*\d(?:\.\d+)?(?:亿元|万元|千元|元|%|分|人次|批次|人|名|个|项|辆|台|部|件|批|次|家|场|亩|万亩)?|[-—－/]+"
    r"|[≥≤><＞＜≧≦].{1,10}"
)
# 在县政府办公室决算中反映
ELSEWHERE = re.compile(r"(?:由|在).{2,30}(?:反映|列支|核算|公开)$")
YEAR = re.compile(r"(?:19|20)\d\d")
WIDEST = 16  # cells in a row
MOST_NAMES = 3  # before the first value of a row
MOST_LINES = 3  # of a head
LONGEST_HEAD = 24
SUBTOTAL = "小计"
NAMES_FIRST = frozenset(
    {"资金来源", "资金来源及用途", "资金用途", "支出类型", "支出性质", "资金性质"}
)  # head rows' names
OWN_POINTS = frozenset({"self_score", "self_grade"})
LONGEST_KIND = 8  # 评分 / 标准
LONGEST_LINE = 10  # of a head that goes on in the next line
FREE: frozenset[Kind] = frozenset({"remark", "goal", "achieved", "name", "unit"})  # words and numbers may stand there
# How well lines make a head
KNOWN, CONTEXTUAL, JOINED, UNKNOWN_JOINED, CORNER, LEFT_OUT = 2.0, 0.5, -0.05, -2.0, 1.0, -0.5
# 全年预算数(A)   执行率   年初预算数: nothing of a head goes on in the next line
COMPLETE = re.compile(r"[数率额]$|\([A-Za-z\d/=+\-*÷]{1,8}\)$")
# 2023年度部门整体支出绩效自评表   …自评报告   附件2
TITLE = re.compile(r".*(?:表|报告)(?:\(.*\))?|附[件表]\d*")
# 年度收支情况（单位：万元）
CAPTION = re.compile(r"情况|[表篇](?:\(|$)|单位:|\((?:亿元|万元|千元|元)\)$")


@dataclass(frozen=True)
class Block:
    """A head and the rows below it."""

    head: list[Group]
    start: int  # of the first row
    names: int
    width: int
    rows: Rows
    end: int  # behind the last row
    above: list[Group] = field(default_factory=list)  # the head, where the rows go on without one


def restored(texts: Sequence[str], blanks: Sequence[int]) -> Rows:
    """The rows of a table whose cells stand one a line. `blanks`: how many blank lines stand before each cell."""
    is_parted = [count > 0 for count in blanks]
    return _parted(is_parted, texts) or list(Lines(texts, [] if all(is_parted[1:]) else blanks).rows())


def _parted(is_parted: Sequence[bool], texts: Sequence[str]) -> Rows:
    """Rows as blank lines part them, where most of these are equally wide."""
    inner = is_parted[1:]
    if not any(inner) or all(inner):
        return []
    starts = [0, *(index for index, parted in enumerate(is_parted) if parted and index)]
    groups = list(zip(starts, [*starts[1:], len(texts)], strict=True))
    sizes = [end - start for start, end in groups if end - start > 1]
    width = max(set(sizes), key=sizes.count, default=0)
    is_regular = sizes.count(width) >= 3 and sizes.count(width) >= 0.7 * len(sizes)
    return [[(line, line + 1) for line in range(start, end)] for start, end in groups] if is_regular else []


class Lines:
    """The lines of one flattened table."""

    def __init__(self, texts: Sequence[str], blanks: Sequence[int] = ()) -> None:
        self.texts = texts
        self.blanks = blanks  # before each line: empty cells, where a row wants them

    @cached_property
    def is_value(self) -> list[bool]:
        words = vocabulary.load().words
        said = {*words.not_applicable, "无", "没有"}
        found = [bool(VALUE.fullmatch(text) or ELSEWHERE.match(text)) or text in said for text in self.texts]
        years = [bool(YEAR.fullmatch(text)) for text in self.texts]
        for index, is_year in enumerate(years):  # 2021 / 2022 / 2023 are heads
            if is_year and (years[index - 1 : index] == [True] or years[index + 1 : index + 2] == [True]):
                found[index] = False
        return found

    def rows(self) -> Iterator[list[Group]]:
        position = 0
        last: Block | None = None
        while position < len(self.texts):
            first = next((i for i in range(position, len(self.texts)) if self.is_value[i]), len(self.texts))
            known = numbered.restored(self.texts, self.is_value, position, first)
            known = known or layers.restored(self.texts, self.is_value, position, first)
            if known:
                yield from self._words(position, known.start)
                yield from known.rows
                position, last = known.end, None
                continue
            block = self._block(position, first)
            if last and (block is None or not block.names):
                block = self._continued(last, position, first) or block
            if block is None:
                yield from self._loose(position, first)
                position = self._end_of_values(first)
                continue
            heads_start = block.head[0][0] if block.head else block.start
            yield from self._words(position, heads_start)
            if block.head:
                yield block.head
            yield from block.rows
            position, last = block.end, block

    def _end_of_values(self, first: int) -> int:
        while first < len(self.texts) and self.is_value[first]:
            first += 1
        return first

    def _loose(self, position: int, first: int) -> Iterator[list[Group]]:
        """Words without a table, and the last of them with the values behind it."""
        end = self._end_of_values(first)
        name = max(position, first - 1) if end > first else first
        before = self.texts[max(position, name - 2) : name]
        if len(before) == 2 and all(read_name(text).measures and not CAPTION.search(text) for text in before):
            name = first  # the last of several heads is no row's name
        yield from self._words(position, name)
        if end > name:
            yield [(line, line + 1) for line in range(name, end)]

    def _words(self, position: int, end: int) -> Iterator[list[Group]]:
        """Captions, one a row; a grade stands beside its name: 评价等次 / 优."""
        grades = vocabulary.load().words.grades
        while position < end:
            has_grade = position + 1 < end and self.texts[position + 1] in grades
            is_pair = has_grade and "self_grade" in read_name(self.texts[position]).measures
            is_pair |= position + 1 < end and NATURE.fullmatch(self.texts[position]) is not None
            width = 2 if is_pair else 1
            yield [(line, line + 1) for line in range(position, position + width)]
            position += width

    # --- tables with a head

    def _block(self, position: int, first: int) -> Block | None:
        """The best reading of the lines from `position` as a head and rows; `first` is the first value.

        The one that covers most lines, one whose head begins like a head (项目, 机构名称) before others.
        """
        best, most = None, 0.0
        if not any(_is_head(text) for text in self.texts[max(position, first - WIDEST) : first]):
            return None
        for names in range(min(MOST_NAMES, first - position) + 1):
            start = first - names
            if start - position < 2:
                break
            heads = self._heads(max(position, start - MOST_LINES * WIDEST), start)
            for head in [*heads.values(), *self._without_remarks(heads.values())]:
                block = self._below(head, position, start, names)
                if block is None:
                    continue
                begins_well, is_joined = self._begins_well(head), any(end - begin > 1 for begin, end in head)
                score = len(block.rows) * block.width * (1.6 if begins_well else 1.0) * (0.8 if is_joined else 1.0)
                if score > most:
                    best, most = block, score
        return best

    def _begins_well(self, head: list[Group]) -> bool:
        text = bare(self._text(head[0]))
        return kind_of(text) in ("name", "unit") or text in NAMES_FIRST

    def _without_remarks(self, heads: Iterable[list[Group]]) -> Iterator[list[Group]]:
        """The same heads over rows whose empty remarks left no line."""
        for head in heads:
            if len(head) > 2 and kind_of(bare(self._text(head[-1]))) == "remark":
                yield head[:-1]

    def _below(self, head: list[Group], position: int, start: int, names: int) -> Block | None:
        """The rows below a head, if that is one."""
        width = len(head)
        if width <= names or start + names >= len(self.texts) or not self._is_whole(head, position, names):
            return None
        texts = [self._text(group) for group in head]
        if any(TITLE.fullmatch(text) for text in texts):
            return None  # a title heads no column
        if self.texts[start] in texts[names:]:
            return None  # 人员编制 / 人员编制 / 28 / 实有人数 / 26: a row below a section of its name
        kinds = [kind_of(bare(text)) for text in texts]
        is_numbered = not names and kinds[0] == "number" and self.texts[start] in ("1", "01")
        free = {i for i in range(names, width) if kinds[i] in FREE}
        begins_well = self._begins_well(head)
        known = [
            text for text in texts[min(names, 1) :] if _is_head(text) or (begins_well and read_name(text).is_known)
        ]
        is_joined = any(end - begin > 1 for begin, end in head)
        rows, end = self._regular_rows(start, names, width, free, 0 if names or is_numbered else 1)
        if not rows or (end < len(self.texts) and self.is_value[end]):
            return None  # values are left over
        if is_numbered:
            is_head = len(rows) > 1 and len(known) >= 0.4 * width
        elif not names:
            is_head = width > 2 and len(known) >= 0.6 * width and not any(kinds)
        elif len(rows) == 1:
            name = read_name(self.texts[start])
            is_half = name.is_known and not name.says_something  # 离退休 / 人数
            is_like_head = bool(name.measures or name.short_rate or is_half) and not begins_well
            heads_measure = any(read_name(text).measures for text in known)
            is_head = len(known) >= 0.5 * (width - 1) and width > 2 and not (is_like_head and heads_measure)
        else:
            is_head = len(known) >= 0.4 * (width - 1) or (width > 2 and not is_joined)
        return Block(head, start, names, width, rows, end) if is_head else None

    def _is_whole(self, head: list[Group], position: int, names: int) -> bool:
        """Whether a head begins where it is taken to begin: no head stands above it, none over the rows' names."""
        begins_well = self._begins_well(head) or kind_of(bare(self._text(head[0]))) == "number"
        over_names = [self._text(group) for group in head[1 if begins_well else 0 : names]]
        is_named = any(_is_head(text) and kind_of(text) not in FREE and not CAPTION.search(text) for text in over_names)
        if is_named and not self._is_over_its_parts(head, names):
            return False
        first = head[0][0]
        above = self.texts[first - 1] if first > position else ""
        return begins_well or not above or not _is_head(above) or bool(CAPTION.search(above))

    def _is_over_its_parts(self, head: list[Group], names: int) -> bool:
        """“三公”经费 / 预算数 / 决算数 / 合计 / 40.50 / 37.13: the corner names what the rows are the parts of."""
        corner, first = read_name(self._text(head[0])), head[-1][1]
        if names != 1 or first >= len(self.texts) or any(read_name(self._text(group)).measures for group in head[1:]):
            return False
        row = read_name(self.texts[first])
        made_of = {part.part for part in vocabulary.load().parts if part.whole in corner.measures[:1]}
        return bool(corner.measures) and (row.is_total or not made_of.isdisjoint(row.measures[:1]))

    def _continued(self, last: Block, position: int, first: int) -> Block | None:
        """More rows of the table above, below a line of words: 二、“三公”经费."""
        start = first - last.names
        if not last.names or start < position or start - position > 2 or start + last.width > len(self.texts):
            return None
        kinds = [kind_of(bare(self._text(group))) for group in last.head or last.above]
        free = {i for i in range(last.names, last.width) if kinds[i] in FREE}
        rows, end = self._regular_rows(start, last.names, last.width, free)
        return Block([], start, last.names, last.width, rows, end, last.head or last.above) if rows else None

    def _regular_rows(self, start: int, names: int, width: int, free: set[int], most: int = 0) -> tuple[Rows, int]:
        """The rows from `start` that have names and values where they belong, `most` of them, and where they end."""
        rows: Rows = []
        while start < len(self.texts) and (not most or len(rows) < most):
            row = self._row(start, names, width, free) or self._row_with_gaps(start, names, width, free)
            if not row or not any(self.is_value[line] for line, end in row if end > line):
                break
            rows.append(row)
            start = row[-1][1]
        return rows, start

    def _row(self, start: int, names: int, width: int, free: set[int]) -> list[Group]:
        """So many lines from `start`, if each is a name or a value where it belongs."""
        lines = range(start, start + width)
        if lines.stop > len(self.texts):
            return []
        is_fitting = all(
            not self._names_own_points(line) if i in free else self.is_value[line] == (i >= names)
            for i, line in enumerate(lines)
        )
        return [(line, line + 1) for line in lines] if is_fitting else []

    def _names_own_points(self, line: int) -> bool:
        """自评得分 / 97.6 / 自评等级 / 优 below goals and achievements: the third is nobody's achievement."""
        return not self.is_value[line] and not OWN_POINTS.isdisjoint(read_name(self.texts[line]).measures)

    def _row_with_gaps(self, start: int, names: int, width: int, free: set[int]) -> list[Group]:
        """项目支出 / 114.00 / 130.00 / 95.05 / (blank) / 73.12% / (blank): blank lines inside a row are empty cells."""
        if not names or not self.blanks or start + names > len(self.texts) or any(self.is_value[start : start + names]):
            return []
        row: list[Group] = [(line, line + 1) for line in range(start, start + names)]
        line, has_gap = start + names, False
        while len(row) < width:
            gaps = self.blanks[line] if line < len(self.texts) else width * has_gap
            gaps = min(gaps, width - len(row))
            row += [(line, line)] * gaps
            has_gap |= gaps > 0
            if len(row) == width:
                break
            if line == len(self.texts) or not (self.is_value[line] or len(row) in free):
                return []
            row.append((line, line + 1))
            line += 1
        is_left_over = line < len(self.texts) and self.is_value[line]
        return [] if is_left_over or not has_gap or any(map(self._is_caption, range(start, line))) else row

    def _is_caption(self, line: int) -> bool:
        return bool(TITLE.fullmatch(self.texts[line]))

    def _fit(self, groups: list[Group], lowest: int) -> float:
        """Better where the first head is one of names, worse where a known word above is left out."""
        first = groups[0][0]
        begins_well = kind_of(bare(self._text(groups[0]))) == "name"
        above = self.texts[first - 1] if first > lowest else ""
        is_cut = bool(above) and not begins_well and _is_head(above) and not CAPTION.search(above)
        return CORNER * begins_well + LEFT_OUT * is_cut

    def _text(self, group: Group) -> str:
        return "".join(self.texts[group[0] : group[1]])

    def _heads(self, lowest: int, end: int) -> dict[int, list[Group]]:
        """By their number: the last lines before `end` as cells of one to three lines, with most of them known."""
        heads: dict[int, list[Group]] = {}
        # best[j]: score and cells of the lines j to end, in so many cells
        best: dict[int, tuple[float, list[Group]]] = {end: (0.0, [])}
        for count in range(1, WIDEST + 1):
            following: dict[int, tuple[float, list[Group]]] = {}
            for begin, (score, groups) in best.items():
                for lines in range(1, MOST_LINES + 1):
                    first = begin - lines
                    if first < lowest:
                        break
                    text = self._text((first, begin))
                    if lines > 1 and (len(text) > LONGEST_HEAD or len(self.texts[first]) > LONGEST_LINE):
                        break
                    total = score + _worth(self.texts[first:begin])
                    if first not in following or total > following[first][0]:
                        following[first] = (total, [(first, begin), *groups])
            best = following
            if not best:
                break
            if count > 1:
                heads[count] = max((score + self._fit(groups, lowest), groups) for score, groups in best.values())[1]
        return heads


def _worth(lines: Sequence[str]) -> float:
    """How good a head some lines make."""
    text = "".join(lines)
    are_two = len(lines) > 1 and (_are_two(text, lines) or _are_two_kinds(text, lines))
    if are_two or not _is_head(text):
        return UNKNOWN_JOINED * (len(lines) > 1)
    return (CONTEXTUAL if read_name(text).is_contextual else KNOWN) + JOINED * (len(lines) - 1) ** 2


def _are_two_kinds(text: str, lines: Sequence[str]) -> bool:
    """分值 / 得分, 资金来源 / 年初预算数: not one head, though the joined words look like one."""
    if read_name(text).says_something:
        return False
    kinds = {kind_of(line) for line in lines}
    return len(text) > LONGEST_KIND or (len(kinds) > 1 and "" not in kinds and kind_of(text) != "remark")


def _are_two(text: str, lines: Sequence[str]) -> bool:
    """公共财政拨款 / 支出合计, 预算数 / 决算数, 公务接待费 / 小计: heads of two columns, not of one."""
    said = [read_name(line) for line in lines]
    stages = [name.stage for name in said if name.stage]
    scopes = [name.scope for name in said if name.scope]
    years = [name.year for name in said if name.year]
    is_repeated = max(len(stages), len(scopes), len(years)) > 1
    measures = {name.measures for name in said if name.measures}
    is_repeated = is_repeated or said[0].is_total  # 合计 / 因公出国费
    is_repeated = is_repeated or any(
        COMPLETE.search(line) and not following.startswith("(") for line, following in pairwise(lines)
    )
    is_repeated = is_repeated or (len(measures) > 1 and not read_name(text).names)  # 购置费 / 运行费
    return is_repeated or read_name(text).names > 1 or "其中" in text[1:] or SUBTOTAL in lines


def _is_head(text: str) -> bool:
    return _known(text, id(lexicon()))


@lru_cache(maxsize=8192)
def _known(text: str, _lexicon: int) -> bool:
    return read_name(text).says_something or bool(kind_of(text))
