"""The sentences of prose as digests: the same wording is known in another report, and no text is kept for it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

from loaders.finders.excerpts import RANK, RANKS, parts, rank
from loaders.finders.figures import Background
from loaders.finders.self_names import masked
from loaders.models import Passage, Place, Section, Sentence

SHORTEST, SHORTEST_WITH_FIGURES = 8, 6  # characters that may tell something
LONGEST_HEADING = 30
# 全年共办理会议397件；一是……。主要职责：负责……
SENTENCE = re.compile(r"[^。;；:!！?？]+")
# 一是   （2）   3.   首先,
ORDINAL = re.compile(r"(?:\(?[一二三四五六七八九十\d]{1,3}[).、]|第?[一二三四五六七八九十](?:是|[,，、])|首先|其次)+")
# 2021年度   3月5日   12月底   20215号, which was 〔2021〕5号
DATE = re.compile(r"20\d\d\d{1,3}号|20\d\d年度?|\d{1,2}月(?:\d{1,2}日|[底末份])?|20\d\d(?!\d)")
DIGIT = re.compile(r"\d")
# 1166.19
NUMBER = re.compile(r"\d+(?:\.\d+)?")
NO_COUNT = ("%", "‰", "分")  # after a number: a share or points, much the same everywhere
# Blanks and punctuation, save what stands in numbers.
SIGNS = re.compile(r"(?:(?<!\d)\.|\.(?!\d)|[^\w%‰.]|_)+")


def find(background: Background, rows: Iterable[Place]) -> Iterator[Sentence]:
    """Of paragraphs, and of cells that hold sentences. `rows` are score sheets and targets: no prose of its own."""
    passages = background.document.passages
    told = _sections(background)
    printed = _printed(passages, rows)
    for number, (passage, seen) in enumerate(zip(passages, background.views, strict=True), start=1):
        if number in printed or (passage.table is not None and "。" not in seen.text):
            continue
        for found in SENTENCE.finditer(seen.text):
            ordinal = ORDINAL.match(found[0])
            begins = found.start() + (ordinal.end() if ordinal else 0)
            if found.end() - begins < SHORTEST_WITH_FIGURES:
                continue
            said = SIGNS.sub("", masked(background, seen.text[begins : found.end()]))
            exact, wording, figures = _without_dates(said) if DIGIT.search(said) else (said, said, 0)
            if len(wording) < (SHORTEST_WITH_FIGURES if figures else SHORTEST):
                continue
            start, end = seen.span(begins, found.end())
            yield Sentence(
                section=told[number - 1],
                wording=(digest := _digest(wording)),
                exact=digest if exact is wording else _digest(exact),
                characters=len(wording),
                figures=figures,
                passage=number,
                start=start,
                end=end,
            )


def _without_dates(said: str) -> tuple[str, str, int]:
    """The words without dates, the same without numbers, and how many of these count something."""
    exact = DATE.sub("", said)
    counted = [one for one in NUMBER.finditer(exact) if exact[one.end() : one.end() + 1] not in NO_COUNT]
    return exact, NUMBER.sub("0", exact), sum(bool(one[0].strip("0.")) for one in counted)


def _digest(words: str) -> str:
    return blake2b(words.encode(), digest_size=8).hexdigest()


def _printed(passages: Iterable[Passage], rows: Iterable[Place]) -> set[int]:
    """The numbers of passages that rows reach into, and of all cells of their tables."""
    spans = sorted((place.start, place.end) for place in rows)
    touched, tables, place = set(), set(), 0
    for number, passage in enumerate(passages, start=1):
        while place < len(spans) and spans[place][1] <= passage.start:
            place += 1
        if place < len(spans) and spans[place][0] < passage.end:
            touched.add(number)
            tables.add(passage.table)
    tables.discard(None)
    return touched | {number for number, passage in enumerate(passages, start=1) if passage.table in tables}


def _sections(background: Background) -> list[Section]:
    """What the headings above each passage announce; for a cell, the first one of its row."""
    words = background.vocabulary.sections.headings
    told: list[Section] = []
    above: list[tuple[int, Section]] = []
    row: tuple[object, ...] = ()
    label: Section = ""
    for passage, seen in zip(background.document.passages, background.views, strict=True):
        if passage.table is not None:
            if row != (row := (passage.table, passage.row)):
                label = _announced(seen.text, words)
            told.append(label)
            continue
        heading, _, rest = parts(seen.text)
        depth = rank(seen.text) if heading else len(RANKS)
        if heading and (depth < len(RANKS) or not rest):
            while above and above[-1][0] >= depth:
                above.pop()
            above.append((depth, _announced(RANK.sub("", heading), words) or (above[-1][1] if above else "")))
        inline = _announced(heading, words) if heading and rest and depth == len(RANKS) else ""
        told.append(inline or (above[-1][1] if above else ""))
    return told


def _announced(heading: str, words: Mapping[str, Iterable[str]]) -> Section:
    if len(heading) > LONGEST_HEADING:
        return ""
    found = next((kind for kind, known in words.items() if any(word in heading for word in known)), "")
    return found  # type: ignore[return-value]
