"""A figure on its way to a Fact, and what every finder knows about the report around it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from loaders import vocabulary
from loaders.finders.labels import Lexicon, lexicon
from loaders.finders.view import View, views
from loaders.finders.whereabouts import Whereabouts
from loaders.models import Disclosure, Document, Fact, Formula, Place, Stage
from loaders.vocabulary import Measure, Vocabulary

BODIES = frozenset("局办委部处馆会站校院所队联社厅台室镇乡心园司组")  # what a body's name ends in
COMMON_NAMES = ("街道", "街道办", "人大", "政协", "政府")
# 金额单位：万元   金额单位均为元
UNIT_FOLLOWS = r"(?:单位[:：]|金额单位(?:均?[为是])?)\s*"
BUDGETS = frozenset({"budget", "adjusted_budget"})
UNIT_OF_MONEY = re.compile(r"(?<=\d)\s?(亿元|万元|元)")
# Words that end as a body's name does: 人力资源和社会保障局 is not called 社会
NO_NAMES = frozenset(
    {"干部", "老干部", "社会", "市场", "工会", "党委", "党组", "会场", "广场", "公园", "公司", "学会", "协会"}
)


@dataclass(frozen=True)
class Figure:
    """One statement of one figure: a Fact with one place."""

    measure: str
    stage: Stage
    fiscal_year: int | None
    place: Place
    value: str | None = None
    unit: str = ""
    breakdown: str = ""
    disclosure: Disclosure = "stated"
    reported_by: str = ""
    formula: Formula | None = None
    is_open: bool = False  # 预算数 alone: the year's first budget, or the adjusted one?


@dataclass(frozen=True)
class Background:
    """What holds for the whole report while its sentences and tables are read."""

    document: Document
    department: str = ""
    fiscal_year: int | None = None
    money_unit: str = ""  # 单位：万元, said once for the whole text
    is_plan: bool = False  # a budget for the year to come
    topic: str = ""  # the measure that the title names: an explanation of the three public expenses
    memory: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # what is worked out once

    @property
    def text(self) -> str:
        return self.document.text or ""

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return vocabulary.load()

    @cached_property
    def views(self) -> list[View]:
        """The document's passages as they are matched."""
        return views(self.text, [(passage.start, passage.end) for passage in self.document.passages])

    @cached_property
    def lexicon(self) -> Lexicon:
        return lexicon(self.vocabulary)

    @cached_property
    def usual_unit(self) -> str:
        """The unit in which the text says its money is, else that in which it prints most of it; or none."""
        printed = Counter(UNIT_OF_MONEY.findall(self.text)).most_common(1)
        return self.money_unit or next((unit for unit, _ in printed), "")

    def default_stage(self, measure: Measure, year: int | None = None) -> str:
        """What a figure without a stage is: in a plan a budget, save of the years before it."""
        is_past = year is not None and self.fiscal_year is not None and year < self.fiscal_year
        is_planned = self.is_plan and "budget" in measure.stages and not is_past
        return "budget" if is_planned else measure.default_stage

    def measure(self, name: str) -> Measure:
        return self.vocabulary.measures[name]

    def is_own_name(self, words: str) -> bool:
        """Whether words are short for the department: 区妇联 for 鹭洲区妇女联合会; 旅游 is short for nobody."""
        is_a_name = (words[-1:] in BODIES and words not in NO_NAMES) or words.endswith(COMMON_NAMES)
        is_in_full = bool(self.department) and words.endswith(self.department)  # with the place before it
        return is_in_full or (is_a_name and self.is_short_for(words))

    def is_of_own_name(self, words: str) -> bool:
        """Whether words are the end of the department's name, or its name with the place before it."""
        return bool(self.department) and (words in self.department or words.endswith(self.department))

    def is_short_for(self, words: str) -> bool:
        """Whether words are made of the department's characters in their order."""
        remaining = iter(self.department)
        return len(words) >= 2 and all(character in remaining for character in words)


THREE_PUBLIC = frozenset(
    {"three_public", "overseas_travel", "vehicle", "vehicle_purchase", "vehicle_operation", "official_reception"}
)


def _fit_to_print(figures: list[Figure], year: int | None) -> Iterator[Figure]:
    """Without next year's plans, empty cells of what is stated elsewhere, single figures of several subordinates."""
    words = vocabulary.load().words.subordinate_scope
    bodies: dict[tuple[object, ...], set[str | None]] = defaultdict(set)
    for figure in figures:
        bodies[_key(figure)].add(figure.value)
    for figure in figures:
        is_empty = figure.disclosure == "blank" and bodies[_key(figure)] != {None}  # stated elsewhere in the report
        is_plan = figure.fiscal_year is not None and year is not None and figure.fiscal_year > year
        is_plan = is_plan and not _is_published(figure, year)
        is_one_of_several = figure.breakdown == "subordinate" and len(bodies[_key(figure)]) > 1
        if (
            not is_plan
            and not is_empty
            and (not is_one_of_several or any(word in figure.place.evidence for word in words))
        ):
            yield figure


def _is_published(figure: Figure, year: int | None) -> bool:
    """2023年“三公”经费预算85.00万元, in the accounts of 2022: that budget is made public ahead."""
    is_next = year is not None and figure.fiscal_year == year + 1
    is_budget = figure.stage == "budget" and figure.measure in THREE_PUBLIC
    return is_next and (is_budget or figure.measure == "three_public_change_rate")


def _settled(figures: list[Figure]) -> Iterator[Figure]:
    """预算数 alone is the adjusted budget where the report calls that amount so, and another one 年初预算."""
    named = {(_key(figure), figure.value, figure.unit) for figure in figures if not figure.is_open}
    first = {(key, value) for key, value, _ in named}
    for figure in figures:
        adjusted = replace(figure, stage="adjusted_budget", is_open=False)
        has_other = any(key == _key(figure) and value != figure.value for key, value in first)
        is_adjusted = figure.is_open and has_other and (_key(adjusted), figure.value, figure.unit) in named
        yield adjusted if is_adjusted else figure


def of_the_whole(told: list[Figure], tabled: list[Figure]) -> Iterator[Figure]:
    """Of what prose tells, 局机关编制24名 is the whole's where a report tells nobody else's figures apart."""
    wholes = {figure.measure for figure in told if not figure.breakdown}
    has_scopes = any(figure.breakdown in ("own", "subordinate") for figure in tabled)
    has_scopes |= any(figure.breakdown == "subordinate" for figure in told)
    has_scopes |= any(figure.breakdown == "own" and figure.measure in wholes for figure in told)
    for figure in told:
        is_alone = figure.breakdown == "own" and not has_scopes and figure.measure not in wholes
        yield replace(figure, breakdown="") if is_alone else figure


def _key(figure: Figure) -> tuple[object, ...]:
    return figure.measure, figure.fiscal_year, figure.stage, figure.breakdown


def facts(figures: list[Figure], year: int | None, where: Whereabouts) -> Iterator[Fact]:
    """The same figure stated at several places is one fact; next year's plans are none."""
    same: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    printed = _fit_to_print(list(_settled(figures)), year)
    for figure in sorted(printed, key=lambda figure: (figure.place.start, figure.place.end)):
        same[*_key(figure), figure.value, figure.unit, figure.disclosure].append(figure)
    for first, *others in same.values():
        places = [first.place]
        for other in others:
            if other.place.start >= places[-1].end:
                places.append(other.place)
        yield Fact(
            fiscal_year=first.fiscal_year,
            measure=first.measure,
            breakdown=first.breakdown,
            stage=first.stage,
            value=first.value,
            unit=first.unit,
            disclosure=first.disclosure,
            reported_by=first.reported_by,
            formula=next((figure.formula for figure in (first, *others) if figure.formula), None),
            places=tuple(map(where.of, places)),
        )
