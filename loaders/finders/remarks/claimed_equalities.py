"""Amounts that are said to be equal: 预算支出数与财政拨款数一致, 收支平衡."""

import re
from collections.abc import Iterator

from loaders.finders.figures import Background
from loaders.finders.labels import Label, read_label
from loaders.finders.remarks.phrases import Phrases, Stretch, clauses, sentences
from loaders.finders.view import place
from loaders.models import Remark

HINTS = ("一致", "相等", "持平", "相同", "吻合", "相符", "差异", "平衡", "相抵")
SPENDING, REVENUE = "expenditure", "revenue"


def find(background: Background, phrases: Phrases) -> Iterator[Remark]:
    for seen in background.views:
        if not any(hint in seen.text for hint in HINTS):
            continue
        for sentence in sentences(seen):
            if phrases.any.search(sentence.text) and not phrases.unless.search(sentence.text):
                yield from _in(background, phrases, sentence)


def _in(background: Background, phrases: Phrases, sentence: Stretch) -> Iterator[Remark]:
    before: list[Stretch] = []
    for clause in clauses(sentence):
        for topic, found in ((topic, words.search(clause.text)) for topic, words in phrases.topics.items()):
            if found is None:
                continue
            if topic == "balanced":
                pair = [
                    _operand(SPENDING, "actual", background.fiscal_year),
                    _operand(REVENUE, "actual", background.fiscal_year),
                ]
                start = clause.start
            else:
                said = _compared(background, phrases.contexts["joins"], clause.text[: found.start()], before)
                if said is None:
                    continue
                pair, about = said
                start = about.start if about else clause.start
            where = place(background.text, *clause.view.span(start, clause.start + found.end()))
            yield Remark(kind="claimed_equality", topic=topic, compared=tuple(pair), place=where)
            break
        before.append(clause)


def _compared(
    background: Background, joins: re.Pattern[str], text: str, before: list[Stretch]
) -> tuple[list[str], Stretch | None] | None:
    """What stands on both sides, and the earlier clause that names the amount, if one does: 支出…，与年初预算持平."""
    for join in reversed(list(joins.finditer(text))):
        right = _label(background, text[join.end() :])
        if right is None or not (right.stage or right.is_last_year or _measure(right)):
            continue
        left, about = _label(background, text[: join.start()]), None
        if left is not None and not _measure(left):
            about = next((one for one in reversed(before) if _names(background, one)), None)
            earlier = _label(background, about.text) if about else None
            if about is None and left.stage and right.stage and not _measure(right):
                left.measures = (SPENDING,)  # 部门决算与部门预算相符
            else:
                left = None if left.stage else earlier
        pair = _pair(background, left, right) if left else None
        return (pair, about) if pair else None
    return None


def _pair(background: Background, left: Label, right: Label) -> list[str] | None:
    measure = _measure(left)
    other = _measure(right) or measure
    amounts = {name for name, known in background.vocabulary.measures.items() if known.kind == "amount"}
    year = background.fiscal_year
    if measure not in amounts or other not in amounts or year is None:
        return None
    stage = left.stage or "actual"
    other_stage = right.stage or stage
    operands = [
        _operand(measure, stage, left.year or year - left.is_last_year),
        _operand(other, other_stage, right.year or year - right.is_last_year),
    ]
    return operands if operands[0] != operands[1] else None


def _operand(measure: str, stage: str, year: int | None) -> str:
    return f"{measure}.{stage}@{year}"


def _names(background: Background, clause: Stretch) -> bool:
    label = _label(background, clause.text)
    return label is not None and bool(_measure(label))


def _measure(label: Label) -> str:
    return label.measures[0] if label.measures else SPENDING if label.is_spending_word else ""


def _label(background: Background, text: str) -> Label | None:
    """What words name; nothing where one of them is unknown or the money is somebody else's."""
    tokens = background.lexicon.tokens(text)
    if any(token.kind == "gap" for token in tokens):
        return None
    label = read_label(tokens)
    return None if label.is_foreign or label.breakdown or label.scope else label
