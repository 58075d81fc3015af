"""Lines whose cells only blanks part → rows of cells, each under the column it stands in.

人员类别      编制数    年末实有数
行政人员        28          26
合    计       197         189
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

GAP = re.compile(r"[ \u3000\xa0]{2,}|\u3000")
PROSE = re.compile(r"[，。；！？：;:]")
LED = re.compile(r"^(?:其中|按[^：:]{1,8}|加|减)[：:]")  # 其中：基本支出
NUMBER = re.compile(r"[-+]?[\d,，]*\d(?:\.\d+)?(?:%|％|元|万元|亿元|分|人次|人|名|个|辆|台|批次|批|件)?")
WORD = re.compile(r"\S+")
DASHES = frozenset({"-", "—", "－", "--", "——"})
# What columns are headed by
HEAD = re.compile(
    r"^(?:项\s*目|指标|单位|科目|内容|类别|编制|在职|退休|金额|权重|分值|得分|备注|数值)$|名称$|类别$|内容$|[预决]算数?$|执行数?率?$|[标成]值$|人数$|得分$|编制数?$|实有数?$|[结说]果$|完成情况$"
)
HAN = re.compile(r"[\u3400-\u9fff]")
SPREAD = re.compile(r"[\u3400-\u9fff](?:[ \u3000][\u3400-\u9fff])+")  # 收　入　总　计
LONGEST_CELL = 30


@dataclass(frozen=True)
class Piece:
    """A stretch of a line: offsets in the text, and where it stands on the page, a wide character being two."""

    start: int
    end: int
    text: str
    left: int
    right: int

    @property
    def is_number(self) -> bool:
        return bool(NUMBER.fullmatch(self.text))


def pieces(line: str, start: int) -> list[Piece]:
    """The parts of a line between wide gaps; 合    计 is one."""
    found: list[Piece] = []
    position = 0
    for gap in [*GAP.finditer(line), None]:
        end = gap.start() if gap else len(line)
        body = line[position:end].strip()
        if body:
            first = position + len(line[position:end]) - len(line[position:end].lstrip())
            left = _width(line[:first])
            piece = Piece(start + first, start + first + len(body), body, left, left + _width(body))
            is_spread = (
                bool(found) and SPREAD.fullmatch(found[-1].text) is not None and first - (found[-1].end - start) == 1
            )
            if found and (_is_half(found[-1].text) or is_spread) and _is_half(body):
                head = found.pop()
                text = line[head.start - start : piece.end - start]
                piece = Piece(head.start, piece.end, text, head.left, piece.right)
            found.append(piece)
        position = gap.end() if gap else end
    return found


def is_row(line: str) -> bool:
    """Whether a line may be a row of such a table."""
    if not GAP.search(line.strip()):
        return False
    parts = pieces(line, 0)
    return len(parts) > 1 and all(
        part.is_number or (len(part.text) <= LONGEST_CELL and not PROSE.search(LED.sub("", part.text)))
        for part in parts
    )


def begins_another(line: str, above: Sequence[str], below: str) -> bool:
    """指标名称  目标值  完成值  分值, below rows with numbers and above another: the head of the next table."""
    parts = pieces(line, 0)
    if len(parts) < 2 or any(part.is_number for part in parts) or not any(map(_has_number, above)):
        return False
    heads = sum(bool(HEAD.search(part.text)) for part in parts)
    return _has_number(below) and heads >= 2 and heads > len(parts) / 2


def _has_number(line: str) -> bool:
    return any(part.is_number for part in pieces(line, 0)[1:])


def width(line: str) -> int:
    """How many cells a line has."""
    return len(pieces(line, 0))


def is_narrow(line: str) -> bool:
    """基本支出 500.00 508.00: numbers behind one name, a single blank between them."""
    name, *numbers = line.split() or [""]
    is_name = bool(HAN.search(name)) and len(name) <= LONGEST_CELL and not PROSE.search(name)
    return is_name and len(numbers) > 1 and all(NUMBER.fullmatch(part) or part in DASHES for part in numbers)


def heads_narrow(line: str, below: str) -> bool:
    """项目 年初预算数 决算数: as many words as there are cells below."""
    words = line.split()
    is_head = len(words) == len(below.split()) and not PROSE.search(line)
    return is_head and all(HAN.search(word) and not NUMBER.fullmatch(word) for word in words)


def narrow(lines: Sequence[tuple[str, int]]) -> list[list[tuple[int, int]]]:
    """Rows whose cells single blanks part."""
    return [[(start + cell.start(), start + cell.end()) for cell in WORD.finditer(line)] for line, start in lines]


def table(lines: Sequence[tuple[str, int]]) -> list[list[tuple[int, int]]]:
    """Rows of cells as offsets; an empty cell has no length. Empty where the lines are no table."""
    found = [pieces(line, start) for line, start in lines]
    width = max(len(row) for row in found)
    full = [row for row in found if len(row) == width]
    if len(found) < 2 or not any(part.is_number for row in found for part in row):
        return []
    columns = [(min(row[i].left for row in full), max(row[i].right for row in full)) for i in range(width)]
    is_above_numbers = [any(part.is_number for part in below) for below in [*found[1:], []]]
    return [
        [(part.start, part.end) for part in row] if len(row) == width else _placed(row, columns, is_lowest)
        for row, is_lowest in zip(found, is_above_numbers, strict=True)
    ]


def _placed(row: list[Piece], columns: list[tuple[int, int]], is_lowest: bool) -> list[tuple[int, int]]:
    """A row with fewer cells than columns: each number in its column, each head over the columns it covers."""
    middles = [(left + right) / 2 for left, right in columns]
    if any(part.is_number for part in row):
        cells = [(row[0].start, row[0].start)] * len(columns)
        for part, column in zip(row, _in_order(row, columns), strict=True):
            cells[column] = (part.start, part.end)
        return cells
    if len(row) == len(columns) - 1 and row[0].left > columns[0][0]:  # heads over the values alone
        return [(row[0].start, row[0].start), *((part.start, part.end) for part in row)]
    if len(row) > 2 and not _stand_over(row, columns, is_lowest):
        rest = [(row[-1].end, row[-1].end)] * (len(columns) - len(row))  # as no other empty cell stands
        return [*((part.start, part.end) for part in row), *rest]
    if row[0].left <= columns[0][0] and not HEAD.search(row[0].text):  # 自评等级    优
        rest = [(row[0].start, row[0].start)] * (len(columns) - len(row))
        return [*((part.start, part.end) for part in row), *rest]
    cells = []
    for column, middle in enumerate(middles):
        part = min(row, key=lambda part: abs((part.left + part.right) / 2 - middle))
        middle_of_first = (row[0].left + row[0].right) / 2
        is_nearer = abs(middle_of_first - middles[1]) < abs(middle_of_first - middles[0])
        is_corner = column == 0 and (row[0].left > columns[0][1] or is_nearer)
        cells.append((row[0].start, row[0].start) if is_corner else (part.start, part.end))
    return cells


def _stand_over(row: list[Piece], columns: list[tuple[int, int]], is_lowest: bool) -> bool:
    """Whether every head stands over a column, the lowest ones over one each; else blanks tell nothing."""
    over = [[i for i, (left, right) in enumerate(columns) if part.left <= right and part.right >= left] for part in row]
    return all(over) and not (is_lowest and len({tuple(places) for places in over if len(places) == 1}) < len(row))


def _in_order(row: list[Piece], columns: list[tuple[int, int]]) -> list[int]:
    """The column of each cell: from left to right, no two in one, and as near as can be."""
    distances = [[min(abs(part.left - left), abs(part.right - right)) for left, right in columns] for part in row]
    # best[i]: the least distance of the cells so far, the last of them in column i, and their columns
    best: list[tuple[float, list[int]]] = [(distance, [i]) for i, distance in enumerate(distances[0])]
    for far in distances[1:]:
        following: list[tuple[float, list[int]]] = [(float("inf"), [])]
        for i in range(1, len(columns)):
            total, chosen = min(best[:i], key=lambda found: found[0])
            following.append((total + far[i], [*chosen, i]))
        best = following
    return min(best, key=lambda found: found[0])[1]


def _is_half(text: str) -> bool:
    """项    目: one character alone is no cell."""
    return len(text) == 1 and text != "无" and bool(HAN.match(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
