"""Goals that cannot fail or cannot be measured: 各项工作完成率达到80%及以上, 服务水平有所提高."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from loaders.finders.figures import Background
from loaders.finders.remarks.phrases import Phrases, Stretch, clauses, sentences
from loaders.finders.view import matched, place
from loaders.models import Place, Remark, Target

# 完成率达到80%及以上   办结率不低于85%   ≥80%
RATE = re.compile(
    r"(?P<name>.*?)(?P<to>达到|达|不低于|不少于|保持在|稳定在|高于|≥|>=|>)*(?P<number>\d{1,3}(?:\.\d+)?)%(?P<or_more>及?以上)?"
)
GOAL = re.compile(r"(?:≥|>=?|不低于)?(?P<number>\d{1,3}(?:\.\d+)?)%?(?:及?以上)?")
# 指标1：政治思想素质得到进一步提高
NUMBERED = re.compile(r"^指标\d+[:.、]?")
DIGIT = re.compile(r"\d")
RATES = ("unnamed_work", "own_work")
LEAST = frozenset({"不低于", "不少于", "≥", ">=", ">", "高于"})


def find(
    background: Background, phrases: Phrases, targets: Sequence[Target], aside: Sequence[tuple[int, int]]
) -> Iterator[Remark]:
    for target in targets:
        yield from _of_target(phrases, target)
    for passage, seen in zip(background.document.passages, background.views, strict=True):
        is_prose = passage.table is None or "。" in seen.text
        if "%" not in seen.text or not is_prose:
            continue
        if any(start <= passage.start < end for start, end in aside):
            continue
        for sentence in sentences(seen):
            if "%" in sentence.text and not phrases.unless.search(sentence.text):
                for clause in clauses(sentence):
                    if "%" in clause.text:
                        yield from _of_clause(background, phrases, clause)


def _of_target(phrases: Phrases, target: Target) -> Iterator[Remark]:
    indicator, goal = matched(target.indicator), matched(target.goal)
    said = GOAL.fullmatch(goal)
    if phrases.topics["garbled"].search(goal):
        yield _remark("garbled", target.place)
    elif said and (topic := _rate_topic(phrases, indicator)):
        yield _remark(topic, target.place, Decimal(said["number"]))
    elif _is_in_words(phrases, NUMBERED.sub("", goal)):
        yield _remark("words", target.place)


def _of_clause(background: Background, phrases: Phrases, clause: Stretch) -> Iterator[Remark]:
    if phrases.topics["garbled"].search(clause.text):
        yield _remark("garbled", place(background.text, *clause.span))
        return
    said = RATE.search(clause.text)
    is_goal = said is not None and bool(said["or_more"] or said["to"] in LEAST)
    if said and is_goal and (topic := _rate_topic(phrases, said["name"])):
        yield _remark(topic, place(background.text, *clause.span), Decimal(said["number"]))


def _is_in_words(phrases: Phrases, goal: str) -> bool:
    said = phrases.topics["words"].search(goal) or phrases.contexts["bare"].fullmatch(goal)
    return said is not None and not DIGIT.search(goal)


def _rate_topic(phrases: Phrases, name: str) -> str:
    return next((topic for topic in RATES if phrases.says(topic, name)), "")


def _remark(topic: str, where: Place, number: Decimal | None = None) -> Remark:
    return Remark(kind="vague_goal", topic=topic, number=number, place=where)
