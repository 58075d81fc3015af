"""Tables without lines: rows of words and numbers that stand below one another → cells; everything else stays text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.readers._page import Cell, Glyph, Line, Row, Table, is_full, make_line, segments
from loaders.readers.txt import ENUMERATOR

SENTENCE = re.compile(r"[。；;！？]|，.{12}|[^，]{12}，")
# 单位：万元   填报单位（盖章）：   编制日期：2022年3月   表1
CAPTION = re.compile(r"单位[（(]?.{0,3}[）)]?[:：]|(?<!其中)[:：]\s*\S|^\s*(?:附?表|注)\s*\S")
CONTENTS = re.compile(r"\s*(?:目\s*[录次]|contents)\s*", re.IGNORECASE)
# 一、部门概况……………3
LEADERS = re.compile(r"(?:[.．·…‥]\s*){4,}|…{2,}")
# 一、部门概况   3
PAGE_NUMBER = re.compile(r"\d{1,3}")
LAST_NUMBER = re.compile(r"[.．·…‥\s]*\d{1,3}$")
WIDEST_GAP = 2.5  # between two rows, in heights of the characters
TIGHT = 0.7  # between the lines of one cell
CHAINED = 0.8  # heights of the characters that rows are never apart
CLOSER = 0.85  # times the distance of rows
CLOSE_HEAD = 0.45  # heights of the characters between the lines of one head
TALLEST_HEADER = 6  # lines
LOOK_BACK = 30  # rows
MOST_STRADDLING = 10  # labels that reach into the next column
MOST_LINES = 400  # of a page
PADDING = 6.0  # points between a cell's border and its text


@dataclass(slots=True)
class Strip:
    """One line of the page and the parts that wide gaps divide it into."""

    glyphs: list[Glyph]
    parts: list[Line]
    is_entry: bool = False  # of a table of contents

    @property
    def top(self) -> float:
        return min(part.top for part in self.parts)

    @property
    def bottom(self) -> float:
        return max(part.bottom for part in self.parts)

    @property
    def size(self) -> float:
        return max(part.size for part in self.parts)

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)

    @property
    def is_prose(self) -> bool:
        return self.is_entry or any(SENTENCE.search(part.text) for part in self.parts)

    @property
    def is_data(self) -> bool:
        return len(self.parts) > 1 and any(part.is_number for part in self.parts) and not self.is_prose


Interval = tuple[float, float]


def aligned(lines: Sequence[list[Glyph]], page: int) -> list[Line | Table]:
    """The lines of a stretch of text; where they form a table, that."""
    if len(lines) > MOST_LINES:
        return [make_line(line, page) for line in lines]
    strips = [Strip(line, [make_line(part, page) for part in segments(line)]) for line in lines]
    for strip in strips:
        strip.is_entry = bool(LEADERS.search(strip.text))
    blocks: list[Line | Table] = []
    done = index = 0
    while index < len(strips):
        if not strips[index].is_data:
            index += 1
            continue
        end = _end(strips, index)
        first = _first(strips, index, done)
        start = _start(strips, first, done)
        is_contents = any(CONTENTS.fullmatch(strip.text) for strip in strips[:index])
        table = _table(strips[start:first], strips[first:end], page, is_contents)
        if table:
            blocks += [_line(strip, page) for strip in strips[done:start]]
            blocks.append(table)
            done = end
        index = end
    return blocks + [_line(strip, page) for strip in strips[done:]]


def split_rows(row: Row) -> list[Row]:
    """Rows that no line parts: numbers stacked in several cells, as in a table with ruled columns only."""
    cells = list(dict.fromkeys(row))
    stacked = [cell for cell in cells if len(cell.lines) > 1 and all(line.is_number for line in cell.lines)]
    has_broken = any(cell.is_number for cell in stacked)  # in a narrow column
    if not stacked or has_broken or any(SENTENCE.search(line.text) for cell in cells for line in cell.lines):
        return [row]
    anchors = _anchors([line for cell in stacked for line in cell.lines])
    is_shared = any(
        cell is not stacked[0] and all(any(_is_level(line, anchor) for line in cell.lines) for anchor in anchors)
        for cell in cells
    )
    if len(stacked) < 2 and not is_shared:
        return [row]
    bounds = [(cell.left + PADDING, cell.right - PADDING) for cell in cells]
    parts = stack([cell.lines for cell in cells], bounds)
    return [
        [own[cell] for cell in row]
        for part in parts
        for own in [
            {cell: Cell(lines, cell.left, cell.right, cell.page) for cell, lines in zip(cells, part, strict=True)}
        ]
    ]


def stack(columns: Sequence[list[Line]], bounds: Sequence[Interval]) -> list[list[list[Line]]]:
    """The lines of columns → rows, each with the lines of each column. Numbers say where rows are.

    A label over two lines may stand around its number, begin beside it, or end beside it.
    """
    anchors = _anchors([line for column in columns for line in column if line.is_number])
    rows: list[tuple[float, list[list[Line]]]] = [(anchor[0], [[] for _ in columns]) for anchor in anchors]
    alone: list[tuple[int, Line]] = []
    for number, (column, (left, right)) in enumerate(zip(columns, bounds, strict=True)):
        for line, row in zip(column, _assigned(column, anchors, left, right), strict=True):
            if row is None:
                alone.append((number, line))
            else:
                rows[row][1][number].append(line)
    for number, line in sorted(alone, key=lambda pair: pair[1].middle):
        beside = [row for row in rows[len(anchors) :] if abs(row[0] - line.middle) <= 0.5 * line.size]
        if not beside:
            beside = [(line.middle, [[] for _ in columns])]
            rows += beside
        beside[0][1][number].append(line)
    return [cells for _, cells in sorted(rows, key=lambda row: row[0])]


def _anchors(lines: list[Line]) -> list[Interval]:
    """Where rows are, from the first to the last middle of their numbers; a number broken in its cell has two."""
    anchors: list[Interval] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if anchors and line.middle - anchors[-1][1] < CHAINED * line.size:
            anchors[-1] = (anchors[-1][0], line.middle)
        else:
            anchors.append((line.middle, line.middle))
    return anchors


def _is_level(line: Line, anchor: Interval) -> bool:
    return anchor[0] - 0.5 * line.size <= line.middle <= anchor[1] + 0.5 * line.size


def _assigned(column: list[Line], anchors: list[Interval], left: float, right: float) -> list[int | None]:
    """For each line of a column the row it belongs to; None for one that stands in a row without numbers."""
    found: list[int | None] = [
        next((row for row, anchor in enumerate(anchors) if _is_level(line, anchor)), None) for line in column
    ]
    pitch = _pitch(anchors)
    goes_on = [
        is_full(line, following, left, right)
        and not following.is_number
        and not ENUMERATOR.match(following.text)
        and _is_close(line, following, pitch)
        for line, following in pairwise(column)
    ]
    for row, anchor in enumerate(anchors):
        for start, end in _around(column, (anchor[0] + anchor[1]) / 2):
            if all(found[index] in (None, row) for index in range(start, end)):
                found[start:end] = [row] * (end - start)
                break
    for index in range(1, len(column)):
        if found[index] is None and goes_on[index - 1]:
            found[index] = found[index - 1]
    for index in range(len(column) - 2, -1, -1):
        if found[index] is None and goes_on[index]:
            found[index] = found[index + 1]
    return found


def _pitch(anchors: Sequence[Interval]) -> float:
    """How far the closest rows are from one another."""
    return min((after[0] - before[1] for before, after in pairwise(anchors)), default=float("inf"))


def _is_close(line: Line, following: Line, pitch: float) -> bool:
    """Whether two lines stand closer together than rows do."""
    return following.top - line.bottom <= TIGHT * line.size and following.middle - line.middle < CLOSER * pitch


def _around(column: list[Line], anchor: float) -> Iterator[tuple[int, int]]:
    """Runs of lines close together whose middle is at a number, the shortest first."""
    below = next((index for index, line in enumerate(column) if line.middle > anchor), len(column))
    for reach in range(1, 4):
        start, end = below - reach, below + reach
        if start < 0 or end > len(column):
            return
        run = column[start:end]
        is_close = all(_is_close(before, after, float("inf")) for before, after in pairwise(run))
        if is_close and abs((run[0].top + run[-1].bottom) / 2 - anchor) <= 0.4 * run[0].size:
            yield start, end


def _line(strip: Strip, page: int) -> Line:
    line = strip.parts[0] if len(strip.parts) == 1 else make_line(strip.glyphs, page)
    line.stands_alone = strip.is_data or strip.is_entry
    if strip.is_entry:
        found = LAST_NUMBER.search(line.text)
        line.unread = len(found[0]) if found else 0
    return line


def _end(strips: list[Strip], start: int) -> int:
    """Behind the last row of a table whose first is at `start`: rows follow closely, in the same columns."""
    data = [strips[start]]
    columns = _columns(data)
    end = index = start + 1
    while index < len(strips) and strips[index].top - strips[index - 1].bottom <= WIDEST_GAP * strips[index].size:
        strip = strips[index]
        if strip.is_prose or (not _is_of_row(strips, index) and _heads_numbers(strip, data, columns)):
            break
        if strip.is_data:
            wider = _columns([*data[-LOOK_BACK:], strip])
            if len(wider) < len(columns):
                break
            data.append(strip)
            columns, end = _columns(data[-LOOK_BACK:]), index + 1
        index += 1
    label, follows = strips[end - 1].parts[0], strips[end] if end < index else None
    if follows and not CAPTION.search(follows.text):
        tail = follows.parts[0]
        is_below = abs(tail.left - label.left) < label.size and _is_close(label, tail, _pitch(_middles(data)))
        is_full_above = is_full(label, tail, label.left, max(part.right for part in _labels(data)))
        if _is_beside(follows, strips[end - 1]) or (len(follows.parts) == 1 and is_below and is_full_above):
            end += 1
    return end


def _first(strips: list[Strip], index: int, floor: int) -> int:
    """Where the first row begins: its label may begin above its numbers."""
    first = index
    label = strips[index].parts[0]
    while first > floor:
        above = strips[first - 1]
        is_label = above.parts[0].left < label.right and _is_close(above.parts[0], strips[first].parts[0], float("inf"))
        is_single = len(above.parts) == 1
        if not _is_beside(above, strips[index]) and not (is_single and is_label and first < index):
            break
        first -= 1
    return first


def _labels(data: list[Strip]) -> list[Line]:
    return [strip.parts[0] for strip in data]


def _middles(data: list[Strip]) -> list[Interval]:
    return [(part.middle, part.middle) for part in _labels(data)]


def _is_beside(strip: Strip, other: Strip) -> bool:
    """Whether two lines stand half beside one another, as a label over two lines and its numbers do."""
    return min(strip.bottom, other.bottom) > max(strip.top, other.top)


def _is_of_row(strips: list[Strip], index: int) -> bool:
    """政府采购 | 一个标段 / 执行率 | 流标: broken words around the numbers of their row."""
    neighbours = [*strips[max(index - 1, 0) : index], *strips[index + 1 : index + 2]]
    is_beside_numbers = any(other.is_data and _is_beside(strips[index], other) for other in neighbours)
    return len(strips[index].parts) > 1 and is_beside_numbers


def _heads_numbers(strip: Strip, data: list[Strip], columns: list[Interval]) -> bool:
    """其他有关经费 | 实际支出 | 备注: words above the columns of numbers begin another table."""
    if len(strip.parts) < 2 or any(part.is_number for part in strip.parts):
        return False
    numeric = {_column(part, columns) for row in data[-LOOK_BACK:] for part in row.parts if part.is_number}
    return sum(_column(part, columns) in numeric for part in strip.parts) > 1 or (
        len(strip.parts) == 2 and _column(strip.parts[1], columns) in numeric
    )


def _start(strips: list[Strip], first: int, floor: int) -> int:
    """Where the header above a table's first row begins."""
    start = index = first
    while index > floor and first - index < TALLEST_HEADER:
        index -= 1
        strip, below = strips[index], strips[index + 1]
        if below.top - strip.bottom > WIDEST_GAP * strip.size or strip.is_prose or CAPTION.search(strip.text):
            break
        if any(part.is_number for part in strip.parts):
            break
        if len(strip.parts) == 1 and (strip.text.endswith("表") or ENUMERATOR.match(strip.text)):
            break
        if len(strip.parts) > 1 or below.top - strip.bottom < 0:
            start = index
    return start


def _table(header: list[Strip], body: list[Strip], page: int, below_contents: bool) -> Table | None:
    """The table, if its columns can be told apart. With too few rows it is one only where it continues another."""
    data = [strip for strip in body if strip.is_data]
    of_rows = [strip for number, strip in enumerate(body) if strip.is_data or _is_of_row(body, number)]
    columns = _with_heads(_columns(of_rows) or _columns(data), header)
    if not header and len(columns) == 2 and _is_contents(data, below_contents):
        for strip in data:
            strip.is_entry = True
    if len(columns) < 2 or data[0].is_entry:
        return None
    lines: list[list[Line]] = [[] for _ in columns]
    for strip in body:
        for part in strip.parts:
            lines[_column(part, columns)].append(part)
    bounds = [
        (min((line.left for line in column), default=left), max((line.right for line in column), default=right))
        for column, (left, right) in zip(lines, columns, strict=True)
    ]
    middles = [(one[1] + other[0]) / 2 for one, other in pairwise(columns)]
    edges = [columns[0][0], *middles, columns[-1][1]]
    rows = [
        [Cell(part, left, right, page) for part, (left, right) in zip(row, pairwise(edges), strict=True)]
        for row in stack(lines, bounds)
    ]
    top = header[0].top if header else body[0].top
    table = Table([*_header(header, columns, page), *rows], edges, top, page, is_ruled=False)
    if not _is_enough(header, data, columns, rows[0]):
        table.otherwise = [_line(strip, page) for strip in [*header, *body]]
    return table


def _columns(data: list[Strip]) -> list[Interval]:
    """Where the columns are; empty if two numbers of one row would share one."""
    ignored: set[int] = set()
    for _ in range(MOST_STRADDLING):
        parts = [part for strip in data for part in strip.parts if id(part) not in ignored]
        columns: list[Interval] = []
        for part in sorted(parts, key=lambda part: part.left):
            if columns and part.left <= columns[-1][1]:
                columns[-1] = (columns[-1][0], max(columns[-1][1], part.right))
            else:
                columns.append((part.left, part.right))
        crowded = {
            column
            for strip in data
            for one, other in pairwise(strip.parts)
            if (one.is_number or other.is_number) and (column := _column(one, columns)) == _column(other, columns)
        }
        if not crowded:
            return columns
        labels = [part for part in parts if not part.is_number and _column(part, columns) in crowded]
        if not labels:
            return []
        ignored.add(id(max(labels, key=lambda part: part.right - part.left)))
    return []


def _with_heads(columns: list[Interval], header: list[Strip]) -> list[Interval]:
    """The columns with those that have a head and no number."""
    found = list(columns)
    for part in (part for strip in header if len(strip.parts) > 1 for part in strip.parts):
        if columns and not any(part.left < right and left < part.right for left, right in found):
            found.append((part.left, part.right))
    return sorted(found)


def _column(part: Line, columns: Sequence[Interval]) -> int:
    """The column that a part of a line stands in: where it overlaps most, else the nearest."""

    def fit(column: int) -> tuple[float, float]:
        left, right = columns[column]
        overlap = min(part.right, right) - max(part.left, left)
        return min(overlap, 0.8 * (right - left)), -abs(part.left - left)

    return max(range(len(columns)), key=fit)


def _is_enough(header: list[Strip], data: list[Strip], columns: list[Interval], first: Row) -> bool:
    """Two rows with a number in one column; or one row below a header of as many words, or of names and numbers."""
    for column in range(len(columns)):
        if sum(any(part.is_number and _column(part, columns) == column for part in strip.parts) for strip in data) > 1:
            return True
    parts = data[0].parts
    numbers = sum(part.is_number for part in parts)
    heads = {_column(part, columns) for strip in header if len(strip.parts) > 1 for part in strip.parts}
    is_headed = len(heads) >= len(parts) and (numbers > 1 or len(heads) == len(parts) == len(columns))
    cells = [cell for cell in first if cell.lines]
    alternates = len(cells) >= 4 and numbers >= len(cells) // 2 and not _has_unnamed(cells)
    return is_headed or alternates


def _has_unnamed(cells: list[Cell]) -> bool:
    """Whether a number has no name of its own before it."""
    return cells[0].is_number or any(one.is_number and other.is_number for one, other in pairwise(cells))


def _is_contents(data: list[Strip], below_contents: bool) -> bool:
    """一、部门概况 1 / 二、收支情况 3: a table of contents."""
    pages = [strip.parts[-1].text for strip in data]
    if not all(PAGE_NUMBER.fullmatch(page) for page in pages):
        return False
    is_rising = all(int(one) <= int(other) for one, other in pairwise(pages))
    is_numbered = len(data) > 2 and sum(bool(ENUMERATOR.match(strip.text)) for strip in data) * 2 >= len(data)
    return is_rising and (below_contents or is_numbered)


def _header(header: list[Strip], columns: list[Interval], page: int) -> list[Row]:
    """Heads above their columns; a head over several columns that have heads of their own stands at each of them."""
    spanning: list[list[Cell]] = [[] for _ in columns]
    own: list[list[Line]] = [[] for _ in columns]
    for index, strip in enumerate(header):
        below = [part for later in header[index + 1 :] for part in later.parts]
        for part in strip.parts:
            covered = [number for number, (left, right) in enumerate(columns) if _covers(part, left, right, columns)]
            headed = {_column(other, columns) for other in below} & set(covered)
            if len(covered) > 1 and len(headed) > 1:
                cell = Cell([part], columns[covered[0]][0], columns[covered[-1]][1], page)
                for number in covered:
                    spanning[number].append(cell)
            else:
                own[_column(part, columns)].append(part)
    if not header:
        return []
    heads = [
        [*above, *(Cell(lines, left, right, page) for lines in _blocks(below) or [[]])]
        for above, below, (left, right) in zip(spanning, own, columns, strict=True)
    ]
    depth = max(map(len, heads))
    return [[levels[min(level, len(levels) - 1)] for levels in heads] for level in range(depth)]


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Heads of one column above one another; the lines of one head are set closely."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.top - blocks[-1][-1].bottom <= CLOSE_HEAD * line.size:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _covers(part: Line, left: float, right: float, columns: Sequence[Interval]) -> bool:
    middle = (left + right) / 2
    return part.left - part.size <= middle <= part.right + part.size or columns[_column(part, columns)] == (left, right)
