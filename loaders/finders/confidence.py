"""How sure a figure is, and why not: the facts of a document come in, each goes out with a class and its reason.

certain   number, unit and year are printed together
inferred  the year or the unit is taken from what stands around: a title, the head of a table
doubtful  something else may be meant: another value elsewhere, no year, no unit, a text recognised from a picture
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from loaders.finders.whereabouts import Whereabouts
from loaders.models import Confidence, Document, Fact
from loaders.vocabulary import Vocabulary

RECOGNISED = "文字由图像识别得来（把握 {:.0%}），核对后才进入统计"


def judged(facts: Sequence[Fact], document: Document, where: Whereabouts, vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """The same facts, each with its confidence, and with how well its words were recognised."""
    contradicted = _contradicted(facts, vocabulary)
    text = document.text or ""
    return tuple(_judged(fact, contradicted.get(number, ()), text, where) for number, fact in enumerate(facts))


def _judged(fact: Fact, others: Sequence[str], text: str, where: Whereabouts) -> Fact:
    # Where it is stated twice, the better recognised place counts.
    recognitions = [where.recognition(place) for place in fact.places]
    recognition = None if None in recognitions else max(sure for sure in recognitions if sure is not None)
    doubts = [
        *([RECOGNISED.format(recognition)] if recognition is not None else []),
        *([f"报告另有不同的数：{'、'.join(others)}"] if others else []),
        *(["没有写明是哪一年"] if fact.fiscal_year is None else []),
        *(["没有写明单位"] if _lacks_unit(fact) else []),
    ]
    inferred = [
        *(["年度取自上下文"] if fact.fiscal_year is not None and not _says_year(fact, text, where) else []),
        *(["单位取自表头或上下文"] if _borrows_unit(fact) else []),
    ]
    confidence: Confidence = "doubtful" if doubts else "inferred" if inferred else "certain"
    reason = "；".join([*doubts, *inferred])
    return fact.model_copy(update={"confidence": confidence, "doubt": reason, "recognition": recognition})


def _contradicted(facts: Sequence[Fact], vocabulary: Vocabulary) -> dict[int, list[str]]:
    """For each fact by its number, what else the report prints for the same figure."""
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        is_number = fact.disclosure == "stated" and vocabulary.measures[fact.measure].kind != "grade"
        if is_number:
            groups[fact.fiscal_year, fact.measure, fact.breakdown, fact.stage].append(number)
    return {
        number: [f"{other.value}{other.unit}" for other in others]
        for numbers in groups.values()
        if len(numbers) > 1
        for number in numbers
        for others in [[facts[other] for other in numbers if _differ(facts[number], facts[other], vocabulary)]]
        if others
    }


def _differ(one: Fact, other: Fact, vocabulary: Vocabulary) -> bool:
    """Whether two prints cannot be the same number: further apart than half a unit of the coarser one's last digit."""
    values, halves = [], []
    for fact in (one, other):
        factor = vocabulary.units.get(fact.unit, Decimal(1))
        printed = Decimal(fact.value or "0")
        values.append(printed * factor)
        halves.append(factor.scaleb(int(printed.as_tuple().exponent)) / 2)
    return abs(values[0] - values[1]) > max(halves)


def _lacks_unit(fact: Fact) -> bool:
    return fact.disclosure == "stated" and fact.unit == "" and fact.stage not in ("claimed", "") and not _is_zero(fact)


def _borrows_unit(fact: Fact) -> bool:
    """Of money: what counts persons or points needs no unit beside it."""
    is_money = fact.unit.endswith("元") and not _is_zero(fact)
    return is_money and not any(fact.unit in _squeezed(place.evidence) for place in fact.places)


def _says_year(fact: Fact, text: str, where: Whereabouts) -> bool:
    year = str(fact.fiscal_year)
    return any(
        year in text[min([place.start, *(passage.start for passage in where.passages(place))]) : place.end]
        for place in fact.places
    )


def _is_zero(fact: Fact) -> bool:
    return fact.value is not None and fact.value.strip("0.") == ""


def _squeezed(words: Iterable[str]) -> str:
    return "".join("".join(words).split())
