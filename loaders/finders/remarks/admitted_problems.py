"""Clauses in which a report admits problems, by what kind of problem it is."""

import re
from collections.abc import Iterator, Sequence

from loaders.finders.figures import Background
from loaders.finders.remarks.phrases import Phrases, Stretch, clauses, sentences
from loaders.finders.view import View, place, view
from loaders.models import Excerpt, Remark

# 2019年度支付进度率只有84.7%: another year's
YEARS = re.compile(r"(20\d\d)年")
# …不及时。(二)改进措施: what is to be done begins a sentence
ENDED = re.compile(r"[。；;]")
NEAR = 4
OPENING = ("问题", "不足", "困难", "短板", "方面", "扣分")  # one of them stands in whatever opens a list of problems


def find(background: Background, phrases: Phrases, excerpts: Sequence[Excerpt]) -> Iterator[Remark]:
    """In the passages on problems, and behind words that open one within a paragraph: 存在的问题：一是…"""
    for excerpt in excerpts:
        if excerpt.kind == "problems":
            yield from _in(background, phrases, view(background.text, excerpt.place.start, excerpt.place.end))
    spans = [(excerpt.place.start, excerpt.place.end) for excerpt in excerpts]
    for seen in background.views:
        if not any(word in seen.text for word in OPENING):
            continue
        found = phrases.contexts["opens"].search(seen.text)
        if not found or any(start <= seen.offsets[0] < end for start, end in spans):
            continue
        yield from _in(background, phrases, View(seen.text[found.end() :], seen.offsets[found.end() :]))


def _in(background: Background, phrases: Phrases, seen: View) -> Iterator[Remark]:
    closes = (found.start() for found in phrases.contexts["closes"].finditer(seen.text))
    end = next((start for start in closes if ENDED.search(seen.text, max(0, start - NEAR), start)), len(seen.text))
    for sentence in sentences(seen):
        for clause in clauses(sentence) if sentence.start < end else ():
            years = {int(year) for year in YEARS.findall(clause.text)}
            is_past = bool(years) and max(years) < (background.fiscal_year or 0)
            if not is_past and (topic := phrases.topic(clause.text)):
                yield _remark(background, topic, clause)


def _remark(background: Background, topic: str, clause: Stretch) -> Remark:
    return Remark(kind="admitted_problem", topic=topic, place=place(background.text, *clause.span))
