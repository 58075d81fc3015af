"""A text as it is matched: blanks inside sentences gone, full-width signs narrow, every offset kept.

The text itself is never washed. `View.text` is for patterns; `View.span` turns a match into offsets of the text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.models import Place

BLANKS_AND_QUOTES = r"\s“”\"'‘’＂＇「」『』￥¥"  # ￥ says the unit of all: see money_unit
KEPT = re.compile(f"[^{BLANKS_AND_QUOTES}]+")
DIGITS = frozenset("0123456789")
WIDE = "０１２３４５６７８９％．＋＊＜＞（）［］[]【】﹪＝–—－−／×："
NARROW = "0123456789%.+*<>()()()()%=----/*:"
# １，８６０．００万元: a wide mark between wide digits parts thousands
WIDE_DIGIT = re.compile("[０-９]")
WIDE_THOUSANDS = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
# 4，026.71万元: the same between narrow ones, where decimals and a unit leave no doubt
MIXED_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:，\s?\d{3})+(?=\.\d{1,6}\s?(?:亿元|万元|元))")
# 1. 2023年我局…: the number of a paragraph
ITEM = re.compile(r"\(?\d{1,2}[.)]")
# 16.0 | 0 万元: a line that ends inside a number, after its first decimal
BROKEN_OFF = re.compile(r"\.\d$")
LAST_DECIMAL = re.compile(r"\d(?![\d.,])")


@dataclass(frozen=True)
class View:
    """A stretch of a text without blanks and quotation marks, one character for one."""

    text: str
    offsets: Sequence[int]  # of each character in the document's text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the document of `self.text[start:end]`."""
        return self.offsets[start], self.offsets[end - 1] + 1


def view(text: str, start: int, end: int) -> View:
    """`text[start:end]` as it is matched. A blank stays where it keeps two numbers apart: 2.85 0.39; 8. 51 is one."""
    return _view(_narrow(text[start:end]), start)


def views(text: str, spans: Iterable[tuple[int, int]]) -> list[View]:
    """Many stretches of one text as they are matched."""
    narrow = _narrow(text)
    return [_view(narrow[start:end], start) for start, end in spans]


def _narrow(text: str) -> str:
    """One character for one. Replacing each by itself is several times faster than str.translate."""
    if "，" in text:
        if WIDE_DIGIT.search(text):
            text = WIDE_THOUSANDS.sub(",", text)
        text = MIXED_THOUSANDS.sub(lambda number: number[0].replace("，", ","), text)
    for wide, narrow in zip(WIDE, NARROW, strict=True):
        text = text.replace(wide, narrow)
    return text


def _view(narrow: str, start: int) -> View:
    kept = list(KEPT.finditer(narrow))
    if len(kept) == 1:
        (found,) = kept
        return View(found[0], range(start + found.start(), start + found.end()))
    pieces: list[str] = []
    offsets: list[int] = []
    last, position = "", 0  # the characters just before, and where the last piece ended
    for found in kept:
        piece, begins = found[0], found.start()
        if piece[0] in DIGITS and (last[-1:] in DIGITS or ITEM.fullmatch(last)):
            blanks = [index for index in range(position, begins) if narrow[index].isspace()]
            is_wrapped = narrow[position:begins] == "\n" and BROKEN_OFF.search(last) and LAST_DECIMAL.match(piece)
            if blanks and not is_wrapped:
                pieces.append(" ")
                offsets.append(start + blanks[-1])
                last += " "
        pieces.append(piece)
        position = found.end()
        offsets.extend(range(start + begins, start + position))
        last = (last + piece)[-4:]
    return View("".join(pieces), offsets)


def matched(words: str) -> str:
    """A vocabulary entry the way views write it."""
    return view(words, 0, len(words)).text


def place(text: str, start: int, end: int) -> Place:
    """Where a figure stands, without blanks at its ends; an opening quotation mark before it belongs to it."""
    said = text[start:end]
    start += len(said) - len(said.lstrip())
    end = max(start, end - (len(said) - len(said.rstrip())))
    if start and text[start - 1] in '“‘"' and any(mark in text[start:end] for mark in '”’"'):
        start -= 1
    return Place(start=start, end=end, evidence=text[start:end])
