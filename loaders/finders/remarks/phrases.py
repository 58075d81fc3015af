"""Phrases of the vocabulary → patterns for views, and the sentences and clauses in which they are looked for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from loaders.finders.view import View, matched
from loaders.vocabulary import Remarks

GAP = "[^,，。;；:]{0,12}?"
NUMBER = r"\d[\d,.]*"
# （项目/工程）   …   N   plain words
PIECE = re.compile(r"（(?P<either>[^）]+)）|(?P<gap>…)|(?P<number>N)|(?P<words>[^（…N]+)")
SENTENCE = re.compile(r"[^。;；!?！？]+[。;；!?！？]*")
CLAUSE = re.compile(r"[^,，。;；:!?！？]+")
NEVER = re.compile(r"(?!)")


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases, as views write them; no phrases match nothing."""
    known = [_one(phrase) for phrase in phrases]
    return re.compile("|".join(known)) if known else NEVER


def _one(phrase: str) -> str:
    return "".join(map(_piece, PIECE.finditer(phrase)))


def _piece(found: re.Match[str]) -> str:
    if found["either"]:
        return f"(?:{'|'.join(_one(option) for option in found['either'].split('/'))})"
    if found["gap"]:
        return GAP
    return NUMBER if found["number"] else re.escape(matched(found["words"]))


@dataclass(frozen=True)
class Phrases:
    """The phrases of one kind of remark, ready to be looked for."""

    remarks: Remarks

    @cached_property
    def topics(self) -> dict[str, re.Pattern[str]]:
        return {name: pattern(topic.phrases) for name, topic in self.remarks.topics.items()}

    @cached_property
    def unless(self) -> re.Pattern[str]:
        return pattern(self.remarks.unless)

    @cached_property
    def exceptions(self) -> dict[str, re.Pattern[str]]:
        return {name: pattern(topic.unless) for name, topic in self.remarks.topics.items()}

    @cached_property
    def any(self) -> re.Pattern[str]:
        return pattern(phrase for topic in self.remarks.topics.values() for phrase in topic.phrases)

    @cached_property
    def contexts(self) -> dict[str, re.Pattern[str]]:
        return {name: pattern(phrases) for name, phrases in self.remarks.contexts.items()}

    def topic(self, text: str) -> str:
        """The first topic that fits; nothing where the text says that it is not meant."""
        if not self.any.search(text) or self.unless.search(text):
            return ""
        return next((name for name in self.topics if self.says(name, text)), "")

    def says(self, topic: str, text: str) -> bool:
        return bool(self.topics[topic].search(text)) and not self.exceptions[topic].search(text)


@dataclass(frozen=True)
class Stretch:
    """A sentence or a clause of a view: `text` is `view.text[start:end]`."""

    view: View
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.view.text[self.start : self.end]

    @property
    def span(self) -> tuple[int, int]:
        """Offsets in the document."""
        return self.view.span(self.start, self.end)


def sentences(view: View) -> list[Stretch]:
    return [Stretch(view, *found.span()) for found in SENTENCE.finditer(view.text)]


def clauses(sentence: Stretch) -> Iterator[Stretch]:
    for found in CLAUSE.finditer(sentence.view.text, sentence.start, sentence.end):
        yield Stretch(sentence.view, *found.span())
