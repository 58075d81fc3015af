"""What stands on a page: characters and ruling lines in points from the upper left corner; lines, tables and text.

Whether a page came from a PDF's own text or from text recognition, from here on it is the same.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from loaders.readers.txt import CELL_NUMBER, ENUMERATOR, SENTENCE_END

CLOSING = frozenset("，。；：、！？）》”’】〕」』％%,.;:!?)")
OPENING = frozenset("（《“‘【〔「『(")
# 9746.50 and *100%=95.92% keep together where a word processor breaks lines
RUN = frozenset(map(chr, range(33, 127)))
# …支出决算为 97 / 46.50 万元
NUMBER_HEAD = re.compile(r"\d[\d.,]*$")
NUMBER_TAIL = re.compile(r"[.,]?\d[\d.,]*")
# 12,345,678.90   9746.50   2024
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
WIDE = "\u2e80"  # where East Asian characters begin
SLACK = 0.3  # in heights of the characters
SPACE_BETWEEN_NARROW, SPACE_BETWEEN_WIDE, COLUMN_GAP = 0.2, 0.6, 0.8  # in heights of the characters


class Glyph(NamedTuple):
    """One character and its box; `confidence` only where it was recognised in an image."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None


class Rule(NamedTuple):
    """A ruling line or the edge of a box: its box, thin in one direction."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Sheet:
    """One page as it is looked at."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """Characters beside one another; `lead` is how wide its first part is that no line break may part."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    lead: float
    page: int
    confidence: float | None = None
    stands_alone: bool = False  # a row of words and numbers, though of no table
    unread: int = 0  # characters at its end that belong to no passage: a page number in a table of contents

    @property
    def size(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def is_number(self) -> bool:
        return is_number(self.text)


@dataclass(slots=True, eq=False)
class Cell:
    """A cell of a table. A merged cell is the same object at every place it covers."""

    lines: list[Line]
    left: float
    right: float
    page: int

    @property
    def text(self) -> str:
        return joined(self.lines, self.left, self.right, is_cell=True)

    @property
    def is_number(self) -> bool:
        return bool(self.lines) and is_number(self.lines[0].text if len(self.lines) == 1 else self.text)


Row = list[Cell]


@dataclass(slots=True)
class Table:
    """Rows of cells, all of one length; `edges` are the columns' borders, from left to right.

    Where it does not continue the page before, `otherwise` says which lines of text it is, if it is no table then.
    """

    rows: list[Row]
    edges: list[float]
    top: float
    page: int
    is_ruled: bool
    otherwise: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """Lines of running text between two borders. In a frame of its own it has nothing to do with the page's text."""

    lines: list[Line]
    left: float
    right: float
    is_framed: bool = False

    @property
    def top(self) -> float:
        return self.lines[0].top


Block = Table | Flow


def is_number(text: str) -> bool:
    return bool(CELL_NUMBER.fullmatch(text.strip()))


def visual_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters at one height, from left to right, the highest first. Some fonts give a mark a box half as high."""
    lines: list[list[Glyph]] = []
    middle = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        height = glyph.bottom - glyph.top
        own = (glyph.top + glyph.bottom) / 2
        is_mark = glyph.text in CLOSING or (bool(lines) and all(other.text in CLOSING for other in lines[-1]))
        if lines and own - middle <= 0.4 * (max(height, size) if is_mark else min(height, size)):
            count = len(lines[-1])
            lines[-1].append(glyph)
            middle, size = (middle * count + own) / (count + 1), (size * count + height) / (count + 1)
        else:
            lines.append([glyph])
            middle, size = own, height
    for line in lines:
        line.sort(key=lambda glyph: glyph.left)
    return [line for line in lines if any(not glyph.text.isspace() for glyph in line)]


def make_line(glyphs: Sequence[Glyph], page: int) -> Line:
    """A line of text. Blanks of the file stay; where only distance parts two words, one blank stands for it."""
    written: list[Glyph] = []
    pieces: list[str] = []
    has_blank = False
    for glyph in glyphs:
        if glyph.text.isspace():
            has_blank = bool(written)
            continue
        if written:
            before = written[-1]
            gap, size = glyph.left - before.right, min(glyph.bottom - glyph.top, before.bottom - before.top)
            if glyph.text == before.text and glyph.left - before.left < 0.3 * (before.right - before.left):
                continue  # bold by printing twice
            is_narrow = before.text < WIDE and glyph.text < WIDE
            if has_blank or gap > (SPACE_BETWEEN_NARROW if is_narrow else SPACE_BETWEEN_WIDE) * size:
                pieces.append(" ")
        has_blank = False
        written.append(glyph)
        pieces.append(glyph.text)
    known = [glyph.confidence for glyph in written if glyph.confidence is not None]
    return Line(
        text="".join(pieces),
        left=written[0].left,
        top=median(glyph.top for glyph in written),
        right=max(glyph.right for glyph in written),
        bottom=median(glyph.bottom for glyph in written),
        lead=_lead(written),
        page=page,
        confidence=min(known) if known else None,
    )


def segments(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The stretches of a line that wide gaps part: 公务接待费 | 1.50 | 0.83"""
    written = [glyph for glyph in glyphs if not glyph.text.isspace()]
    parts = [written[:1]]
    for before, glyph in pairwise(written):
        size = min(glyph.bottom - glyph.top, before.bottom - before.top)
        if glyph.left - before.right > COLUMN_GAP * size:
            parts.append([])
        parts[-1].append(glyph)
    if len(parts) == 1:
        return [list(glyphs)]
    spaces = [glyph for glyph in glyphs if glyph.text.isspace()]
    for part in parts if spaces else []:
        inside = [glyph for glyph in spaces if part[0].left <= glyph.left < part[-1].right]
        if inside:
            part[:] = sorted([*part, *inside], key=lambda glyph: glyph.left)
    return parts


def _lead(glyphs: Sequence[Glyph]) -> float:
    """How wide the first character is, with brackets before it and marks behind; a number or word as a whole."""
    index, last = 0, len(glyphs) - 1
    while index < last and glyphs[index].text in OPENING:
        index += 1
    if glyphs[index].text in RUN:
        while index < last and glyphs[index + 1].text in RUN:
            index += 1
    while index < last and glyphs[index + 1].text in CLOSING:
        index += 1
    return glyphs[index].right - glyphs[0].left


def is_full(line: Line, following: Line, left: float, right: float) -> bool:
    """Whether the beginning of the following line found no room behind this one."""
    before, behind = line.left - left, right - line.right
    is_centred = before > 2 * line.size and abs(before - behind) < line.size
    room = before + behind if is_centred else behind
    return room < following.lead + SLACK * line.size


def joined(lines: Sequence[Line], left: float, right: float, is_cell: bool = False) -> str:
    """The text of lines that belong together. A break inside a number or a Chinese sentence vanishes."""
    pieces = [line.text for line in lines[:1]]
    for line, following in pairwise(lines):
        pieces += [_seam(line, following, left, right, is_cell), following.text]
    return "".join(pieces)


def _seam(line: Line, following: Line, left: float, right: float, is_cell: bool) -> str:
    last, first = line.text[-1:], following.text[:1]
    if is_cell and (SENTENCE_END.search(line.text) or ENUMERATOR.match(following.text)):
        return "\n"
    head, tail = NUMBER_HEAD.search(line.text), NUMBER_TAIL.match(following.text)
    if head and tail:
        is_broken = _is_broken_in_cell if is_cell else _is_broken_in_text
        return "" if is_broken(line, following, left, right, head[0], tail[0]) else "\n"
    is_between_words = last.isascii() and last.isalnum() and first.isascii() and first.isalnum()
    return "\n" if is_between_words else ""


def _is_broken_in_text(line: Line, following: Line, left: float, right: float, head: str, tail: str) -> bool:
    """…支出决算为 97 / 46.50 万元: one number, where the line had no room for more."""
    return bool(NUMBER.fullmatch((head + tail).strip(",."))) and is_full(line, following, left, right)


def _is_broken_in_cell(line: Line, following: Line, left: float, right: float, head: str, tail: str) -> bool:
    """1,234,5 / 67.00 in a narrow column; two whole numbers above one another stay two."""
    whole = head + tail
    if not NUMBER.fullmatch(whole) or line.text.strip() != head or following.text.strip() != tail:
        return False
    is_maimed = not NUMBER.fullmatch(head) or tail[0] in ".,"
    padding = min(12.0, line.size)
    fills = (line.right - line.left) + following.lead > (right - left) - padding
    return is_maimed or ("." in whole and fills and len(tail) <= len(head) + 1)
