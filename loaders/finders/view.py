"""A text as it is matched: blanks inside sentences gone, full-width signs narrow, every offset kept.

The text itself is never washed. `View.text` is for patterns; `View.span` turns a match into offsets of the text.
"""

import re
import unicodedata
from dataclasses import dataclass

from loaders.models import Place

QUOTES = set("“”\"'‘’＂＇「」『』")
DIGITS = set("0123456789")
SIGNS = str.maketrans(
    {
        "（": "(",
        "）": ")",
        "［": "(",
        "］": ")",
        "[": "(",
        "]": ")",
        "【": "(",
        "】": ")",
        "﹪": "%",
        "＝": "=",
        "–": "-",
        "—": "-",
        "－": "-",
        "−": "-",
        "／": "/",
        "×": "*",
        "：": ":",
    }
)
# 1. 2023年我局…: the number of a paragraph
ITEM = re.compile(r"\(?\d{1,2}[.)]")


@dataclass(frozen=True)
class View:
    """A stretch of a text without blanks and quotation marks, one character for one."""

    text: str
    offsets: tuple[int, ...]  # of each character in the document's text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the document of `self.text[start:end]`."""
        return self.offsets[start], self.offsets[end - 1] + 1


def view(text: str, start: int, end: int) -> View:
    """`text[start:end]` as it is matched. A blank stays where it keeps two numbers apart: 2.85 0.39; 8. 51 is one."""
    characters: list[str] = []
    offsets: list[int] = []
    blank = None
    for offset in range(start, end):
        character = text[offset]
        if character.isspace():
            blank = offset
            continue
        if character in QUOTES:
            continue
        narrow = _narrow(character)
        is_between = (characters and characters[-1] in DIGITS) or ITEM.fullmatch("".join(characters[-4:]))
        if blank is not None and is_between and narrow in DIGITS:
            characters.append(" ")
            offsets.append(blank)
        blank = None
        characters.append(narrow)
        offsets.append(offset)
    return View("".join(characters), tuple(offsets))


def _narrow(character: str) -> str:
    if "０" <= character <= "９" or character in "％．＋＊＜＞":
        return unicodedata.normalize("NFKC", character)
    return character.translate(SIGNS)


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
