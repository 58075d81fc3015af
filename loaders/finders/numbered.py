"""Lines of a flattened table whose rows carry their numbers → its rows, empty cells too.

项目 / 行次 / 金额 / 项目 / 行次 / 金额          →  项目       | 行次 | 金额 | 项目       | 行次 | 金额
一、财政拨款收入 / 1 / 9 / 一、基本支出 / 4 / 8       财政拨款收入 | 1   | 9    | 一、基本支出 | 4    | 8
二、事业收入 / 2 / 二、项目支出 / 5 / 1               二、事业收入 | 2   |      | 二、项目支出 | 5    | 1
The numbers count on from row to row on each side, and so tell which cells are missing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.finders.names import read_name

Group = tuple[int, int]  # lines of one cell, the last one excluded; an empty cell has none

LINE_NUMBER = re.compile(r"行次|行号")
RULER = re.compile(r"栏次|栏目")
MARK = re.compile(r"栏次|栏目|\d{1,2}(?:=.*)?|[A-Z甲乙丙丁]")
FEWEST_ROWS = 3
MOST_NAME_LINES = 2


@dataclass(frozen=True)
class Restored:
    """Rows of cells, and the lines they were."""

    rows: list[list[Group]]
    start: int
    end: int


@dataclass(frozen=True)
class Side:
    start: int  # of its head
    width: int


def restored(texts: Sequence[str], is_value: Sequence[bool], position: int, first: int) -> Restored | None:
    """The rows of the table whose head stands between `position` and the `first` value."""
    marks = [i for i in range(position + 1, first) if LINE_NUMBER.fullmatch(texts[i])]
    if not marks:
        return None
    ruler = next((i for i in range(marks[-1], first) if RULER.fullmatch(texts[i])), None)
    end = ruler if ruler is not None else first - 1
    starts = [mark - 1 for mark in marks]
    sides = [Side(start, stop - start) for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    if any(side.width < 3 for side in sides):
        return None
    body = end
    while ruler is not None and body < len(texts) and MARK.fullmatch(texts[body]):
        body += 1
    reading = Records(texts, is_value, sides)
    end = reading.read(body)
    if len(reading.rows) < FEWEST_ROWS:
        return None
    heads = [[(line, line + 1) for side in sides for line in range(side.start, side.start + side.width)]]
    above = range(starts[0] - len(sides), starts[0])
    if len(sides) > 1 and above.start >= position and all(read_name(texts[line]).measures for line in above):
        heads.insert(0, [(line, line + 1) for line, side in zip(above, sides, strict=True) for _ in range(side.width)])
    return Restored([*heads, *reading.rows], heads[0][0][0], end)


class Records:
    """The rows below a head, read side by side."""

    def __init__(self, texts: Sequence[str], is_value: Sequence[bool], sides: Sequence[Side]) -> None:
        self.texts = texts
        self.is_value = is_value
        self.sides = sides
        self.rows: list[list[Group]] = []
        self.expected: list[int] = [1] + [0] * (len(sides) - 1)  # number of the next row; 0: any

    def read(self, position: int) -> int:
        """Fills `rows` from `position`; returns where they end."""
        while True:
            row: list[Group] = []
            start = position
            for index in range(len(self.sides)):
                found = self._record(index, position)
                if found is None:
                    break
                cells, position = found
                row += cells
            else:
                self.rows.append(row)
                continue
            return start if not row else self._unfinished(row, position)

    def _unfinished(self, row: list[Group], position: int) -> int:
        """The last row may want its right side."""
        missing = sum(side.width for side in self.sides) - len(row)
        self.rows.append([*row, *[(position, position)] * missing])
        return position

    def _record(self, index: int, position: int) -> tuple[list[Group], int] | None:
        """One side of a row, from `position`: its cells and where they end."""
        most = self.sides[index].width - 2
        lines = range(position, min(position + MOST_NAME_LINES + 1, len(self.texts)))
        number = next((line for line in lines if self._numbers(line, index)), None)
        if number is None or any(self.is_value[position:number]):
            number = self._after_a_gap(index, position, most)
        if number is None:
            return None
        self.expected[index] = int(self.texts[number]) + 1
        end = number + 1
        while end < len(self.texts) and end - number <= most and self.is_value[end] and not self._is_next(index, end):
            end += 1
        values = [(line, line + 1) for line in range(number + 1, end)]
        if len(values) != most:
            values = [(end, end)] * most  # which of them are missing nobody knows
        return [(position, number), (number, number + 1), *values], end

    def _after_a_gap(self, index: int, position: int, most: int) -> int | None:
        """The number of a named row with all its values, where rows before it were left out."""
        values = range(position + 2, position + 2 + most)
        if values.stop > len(self.texts) or self.is_value[position] or not all(self.is_value[line] for line in values):
            return None
        is_later = self.texts[position + 1].isdecimal() and self.expected[index] < int(self.texts[position + 1]) < 1000
        return position + 1 if is_later and self.expected[index] else None

    def _numbers(self, line: int, index: int) -> bool:
        text, expected = self.texts[line], self.expected[index]
        return text.isdecimal() and (int(text) == expected if expected else 0 < int(text) < 1000)

    def _is_next(self, index: int, line: int) -> bool:
        """Whether a number is that of the next record, which has no name, and not a value."""
        following = (index + 1) % len(self.sides)
        if not self.expected[following] or not self._numbers(line, following):
            return False
        named = any(line + 1 + i < len(self.texts) and self._numbers(line + 1 + i, following) for i in (1, 2))
        return not named
