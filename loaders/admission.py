"""The door of the warehouse: a report as it arrived comes in, the same report fit for raw.* goes out, or a refusal.

Any extractor may write reports, so nothing is believed: places must fit the text, measures must be known, numbers must
be numbers.
"""

from decimal import Decimal, InvalidOperation

from loaders.models import Fact, Place, Report, ScoreItem
from loaders.vocabulary import Vocabulary

YEARS = range(1949, 2101)
LONGEST_OFFSET = 2**31 - 1
LARGEST_VALUE = Decimal(10) ** 20  # raw.facts holds decimal(28, 8)
LARGEST_POINTS = Decimal(10) ** 6  # raw.score_items holds decimal(10, 4)


class RefusedError(ValueError):
    """A report does not fit the warehouse; the Chinese message names the figure and what is expected."""


def admit(report: Report, vocabulary: Vocabulary) -> Report:
    """The report with facts that say the same thing joined to one. Raises RefusedError."""
    if report.fiscal_year is not None and report.fiscal_year not in YEARS:
        raise RefusedError(f"报告年度 {report.fiscal_year} 不在 {YEARS.start} 至 {YEARS.stop - 1} 之间")
    text = report.document.text
    for number, fact in enumerate(report.facts, start=1):
        _check_fact(f"第 {number} 项事实（{fact.measure}）", fact, text, vocabulary)
    for number, item in enumerate(report.score_items, start=1):
        _check_score_item(f"第 {number} 行评分（{item.level3}）", item, text)
    for name in report.self_names:
        _check_place(f"自称（{name.name}）", name.place, text)
    longest = LONGEST_OFFSET if text is None else len(text)
    for number, sentence in enumerate(report.sentences, start=1):
        if not sentence.start < sentence.end <= longest:
            raise RefusedError(f"第 {number} 句：位置 {sentence.start}–{sentence.end} 不在原文之内")
    facts = tuple(_joined(report.facts))
    return report if len(facts) == len(report.facts) else report.model_copy(update={"facts": facts})


def figure(fact: Fact) -> tuple[object, ...]:
    """What makes two facts of a report the same one, wherever they stand in it."""
    return (fact.fiscal_year, fact.measure, fact.breakdown, fact.stage, fact.disclosure, fact.value, fact.unit)


def number(value: str) -> Decimal | None:
    """The number a text prints, or None where it prints none: "3830.11" → 3830.11, "优秀" → None."""
    try:
        parsed = Decimal(value)
    except InvalidOperation:
        return None
    return parsed if parsed.is_finite() else None


def _check_fact(name: str, fact: Fact, text: str | None, vocabulary: Vocabulary) -> None:
    measure = vocabulary.measures.get(fact.measure)
    if measure is None:
        raise RefusedError(f"{name}：没有“{fact.measure}”这个指标；指标的英文名见 loaders/vocabulary/measures")
    if fact.fiscal_year is not None and fact.fiscal_year not in YEARS:
        raise RefusedError(f"{name}：年度 {fact.fiscal_year} 不在 {YEARS.start} 至 {YEARS.stop - 1} 之间")
    if fact.value is not None and measure.kind != "grade":
        value = number(fact.value)
        if value is None:
            raise RefusedError(f"{name}：“{fact.value}”不是数；应为原文中的数，去掉千分位逗号")
        _check_size(name, value, LARGEST_VALUE)
    if fact.formula is not None:
        _check_size(name, fact.formula.low, LARGEST_VALUE)
        _check_size(name, fact.formula.high, LARGEST_VALUE)
    for place in fact.places:
        _check_place(name, place, text)


def _check_score_item(name: str, item: ScoreItem, text: str | None) -> None:
    for points in (item.full_points, item.merged_points, item.self_points):
        if points is not None:
            _check_size(name, points, LARGEST_POINTS)
    _check_place(name, item.place, text)


def _check_size(name: str, value: Decimal, largest: Decimal) -> None:
    if abs(value) >= largest:
        raise RefusedError(f"{name}：{value} 太大，存不下")


def _check_place(name: str, place: Place, text: str | None) -> None:
    start, end, evidence = place.start, place.end, place.evidence
    if end > LONGEST_OFFSET or end - start != len(evidence):
        raise RefusedError(f"{name}：位置 {start}–{end} 与原句“{evidence}”的字数不符；位置按字符数，不按字节数")
    if text is not None and text[start:end] != evidence:
        raise RefusedError(f"{name}：原文 {start}–{end} 处是“{text[start:end]}”，不是“{evidence}”")


def _joined(facts: tuple[Fact, ...]) -> list[Fact]:
    joined: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = figure(fact)
        joined[key] = _with_places_of(joined[key], fact) if key in joined else fact
    return list(joined.values())


def _with_places_of(fact: Fact, again: Fact) -> Fact:
    places = (*fact.places, *(place for place in again.places if place not in fact.places))
    formula, reported_by = fact.formula or again.formula, fact.reported_by or again.reported_by
    return fact.model_copy(update={"places": places, "formula": formula, "reported_by": reported_by})
