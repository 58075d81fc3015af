"""The words of the trade as data: what each measure is called, how it is computed, what its parts are.

Only data stands in this folder. `load()` reads it once and checks it; an unknown key or name raises VocabularyError.
"""

import functools
import os
import re
import tomllib
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

FOLDER = Path(__file__).parent
ADDED = "DUIBIAO_VOCABULARY"
ADDABLE = (
    "aliases",
    "contextual_aliases",
    "short_names",
    "counters",
    "examples",
)  # what a bureau may add to our measures

Kind = Literal["amount", "count", "rate", "score", "grade"]

# "three_public.actual@-1", "fixed_assets[in_use].actual", "revenue.actual - revenue.budget"
TERM = re.compile(r"(?P<sign>[+-])?\s*(?P<measure>\w+)(?:\[(?P<breakdown>\w+)\])?\.(?P<stage>\w+)(?:@(?P<year>-?\d+))?")


class VocabularyError(ValueError):
    """A vocabulary file is malformed; the message names the file and the place."""


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Operand(Entry):
    """One signed term of a formula: a measure at a stage, this year (0) or last year (-1)."""

    sign: int
    measure: str
    breakdown: str
    stage: str
    year_offset: int


class Formula(Entry):
    """A rate in percent: 100 times the sum of the numerator over the sum of the denominator."""

    variant: str
    description: str
    numerator: tuple[Operand, ...]
    denominator: tuple[Operand, ...]
    is_absolute: bool = False


class Part(Entry):
    """A part names its whole: the parts of one partition add up to it."""

    whole: str
    partition: str
    part: str
    breakdown: str = ""
    is_optional: bool = False


class Example(Entry):
    """A text and the figure that stands in it. The whole report is about 2020."""

    text: str
    value: str | None = None
    stage: str = ""
    unit: str = ""
    breakdown: str = ""
    fiscal_year: int = 2020
    disclosure: str = "stated"


class Measure(Entry):
    """One measure: its names, its kind, its formulas, and texts that state it."""

    name: str
    label: str
    kind: Kind
    unit: str
    explanation: str = Field(default="", description="what readers of the pages are told, in Chinese")
    meaning: str
    aliases: tuple[str, ...] = ()
    contextual_aliases: tuple[str, ...] = Field(default=(), description="names that count only beside a related figure")
    counters: tuple[str, ...] = ()
    stages: tuple[str, ...]
    default_stage: str
    is_spending: bool = False
    takes_any_prefix: bool = False
    topic: str = Field(default="", description="a rate: the measure after which its short names mean it")
    short_names: tuple[str, ...] = ()
    spent_as: str = Field(default="", description="an income: the measure that 支出 after it means")
    formulas: tuple[Formula, ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, *self.aliases)


class Words(Entry):
    """Everything a text says around a figure, by what it means."""

    money: dict[str, Decimal]
    counters: tuple[str, ...]
    stages: dict[str, tuple[str, ...]]
    last_year: tuple[str, ...]
    this_year: tuple[str, ...]
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    own_names: tuple[str, ...]
    own_scope: tuple[str, ...]
    subordinate_scope: tuple[str, ...]
    consolidated_scope: tuple[str, ...]
    scope_rows: tuple[str, ...]
    others: tuple[str, ...]
    named_money: tuple[str, ...]
    fillers: tuple[str, ...]
    verbs: tuple[str, ...]
    respectively: tuple[str, ...]
    containers: tuple[str, ...]
    splits: tuple[str, ...]
    posts: dict[str, tuple[str, ...]]
    increases: tuple[str, ...]
    decreases: tuple[str, ...]
    unsigned_changes: tuple[str, ...]
    becomes: tuple[str, ...]
    parts_of_the_year: tuple[str, ...]
    comparisons: tuple[str, ...]
    none: tuple[str, ...]
    none_before: tuple[str, ...]
    not_applicable: tuple[str, ...]
    elsewhere: tuple[str, ...]
    goals_before: tuple[str, ...]
    goals_after: tuple[str, ...]
    grades: tuple[str, ...]
    totals: tuple[str, ...]


class OtherWords(Entry):
    """What looks like 我局 and its like and is something else: 自我局限, 成本会计."""

    longer: tuple[str, ...]
    before: tuple[str, ...]
    particles: tuple[str, ...]


class OwnSentences(Entry):
    """What organisations say of themselves."""

    organs: tuple[str, ...]
    conduct: tuple[str, ...]
    results: tuple[str, ...]
    everyday: tuple[str, ...]
    housekeeping: tuple[str, ...]
    reporting: tuple[str, ...]
    overseers: tuple[str, ...]


class Organisations(Entry):
    """What organisations call themselves, and which names that fits."""

    selves: dict[str, tuple[str, ...]]
    other_words: OtherWords
    bodies: dict[str, tuple[str, ...]]
    sentences: OwnSentences


class Sections(Entry):
    """The words of headings by what they announce."""

    headings: dict[str, tuple[str, ...]]


class Vocabulary(Entry):
    measures: dict[str, Measure]
    words: Words
    organisations: Organisations
    sections: Sections
    parts: tuple[Part, ...]

    @property
    def units(self) -> dict[str, Decimal]:
        """Base units in one printed unit: money in yuan; every other unit is its own base."""
        ones = {"", "%", "分", *self.words.counters, *(measure.unit for measure in self.measures.values())}
        return {unit: Decimal(1) for unit in sorted(ones)} | self.words.money


# The files beside the measures, to which a bureau adds in files of the same name.
OWN: dict[str, type[Entry]] = {"words": Words, "organisations": Organisations, "sections": Sections}


def load() -> Vocabulary:
    """The vocabulary that ships with the product, and the wording that a bureau adds to it. Raises VocabularyError.

    The bureau's folder is named by the environment variable DUIBIAO_VOCABULARY, which every process inherits.
    """
    added = os.environ.get(ADDED, "")
    return _load(FOLDER, Path(added) if added else None)


@functools.cache
def _load(folder: Path, added: Path | None = None) -> Vocabulary:
    raw = {path.stem: (path, _toml(path)) for path in sorted((folder / "measures").glob("*.toml"))}
    own = {stem: _toml(folder / f"{stem}.toml") for stem in OWN}
    if added is not None:
        _add(added, raw, own)
    parts = [
        _checked(path, Part, {"part": name, **part})
        for name, (path, fields) in raw.items()
        for part in fields.pop("part_of", [])
    ]
    measures = {name: _measure(path, name, fields) for name, (path, fields) in raw.items()}
    vocabulary = Vocabulary(
        measures=measures,
        parts=(*parts, *_scopes(measures)),
        **{stem: _checked(folder / f"{stem}.toml", model, own[stem]) for stem, model in OWN.items()},
    )
    _names_are_known(vocabulary)
    return vocabulary


def _add(folder: Path, measures: dict[str, tuple[Path, dict[str, Any]]], own: dict[str, dict[str, Any]]) -> None:
    """A bureau's own files: new measures as ours, new spellings of ours, more words. It adds, it changes nothing."""
    files = sorted([*folder.glob("*.toml"), *(folder / "measures").glob("*.toml")])
    if not files:
        raise VocabularyError(f"{folder}：没有词表文件（.toml）。每个指标一个文件，用语写在 words.toml 里。")
    for path in files:
        fields = _toml(path)
        if path.stem in own:
            _extend(path, own[path.stem], fields, own[path.stem].keys())
        elif path.stem in measures:
            _extend(path, measures[path.stem][1], fields, ADDABLE)
        else:
            measures[path.stem] = (path, fields)


def _extend(path: Path, known: dict[str, Any], more: dict[str, Any], allowed: Collection[str]) -> None:
    for key, value in more.items():
        if key not in allowed:
            raise VocabularyError(f"词表文件 {path.name} 的“{key}”不能改；这里只能补充 {'、'.join(allowed)}")
        if type(value) is not type(known.get(key, value)) or not isinstance(value, list | dict):
            raise VocabularyError(f"词表文件 {path.name} 的“{key}”写法不对，应与自带词表一样")
        known[key] = _joined(known.get(key, type(value)()), value)


def _joined(known: Any, more: Any) -> Any:
    """Lists one after the other, tables key by key; anything else is replaced."""
    if isinstance(known, list) and isinstance(more, list):
        return [*known, *more]
    if isinstance(known, dict) and isinstance(more, dict):
        return known | {key: _joined(known[key], value) if key in known else value for key, value in more.items()}
    return more


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise VocabularyError(f"词表文件 {path.name} 读不出来：{error}") from error


def _checked(path: Path, model: type[Any], fields: dict[str, Any]) -> Any:
    try:
        return model(**fields)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise VocabularyError(f"词表文件 {path.name} 的“{place}”有误：{first['msg']}") from error


def _measure(path: Path, name: str, fields: dict[str, Any]) -> Measure:
    stages = {"amount": ("actual",), "count": ("actual",)}.get(fields.get("kind", ""), ("claimed",))
    fields.setdefault("stages", stages)
    fields.setdefault("default_stage", "actual" if "actual" in fields["stages"] else fields["stages"][-1])
    variants = fields.pop("variants", [])
    if "numerator" in fields:
        common = {
            key: fields.pop(key) for key in ("numerator", "denominator", "formula", "is_absolute") if key in fields
        }
        variants = [{"variant": "common", **common}, *variants]
    try:
        fields["formulas"] = tuple(
            Formula(
                variant=variant["variant"],
                description=variant["formula"],
                numerator=_terms(path, variant["numerator"]),
                denominator=_terms(path, variant["denominator"]),
                is_absolute=variant.get("is_absolute", False),
            )
            for variant in variants
        )
    except KeyError as error:
        raise VocabularyError(f"词表文件 {path.name} 的公式缺少 {error}") from error
    measure: Measure = _checked(path, Measure, {"name": name, **fields})
    return measure


def _terms(path: Path, expression: str) -> tuple[Operand, ...]:
    terms = [
        Operand(
            sign=-1 if found["sign"] == "-" else 1,
            measure=found["measure"],
            breakdown=found["breakdown"] or "",
            stage=found["stage"],
            year_offset=int(found["year"] or 0),
        )
        for found in TERM.finditer(expression)
    ]
    if not terms or TERM.sub("", expression).strip():
        raise VocabularyError(f"词表文件 {path.name} 的公式看不懂：{expression}")
    return tuple(terms)


def _scopes(measures: dict[str, Measure]) -> list[Part]:
    """Every amount is made up of the department's own and its subordinates'."""
    return [
        Part(whole=name, partition="scope", part=name, breakdown=scope)
        for name, measure in measures.items()
        if measure.kind == "amount"
        for scope in ("own", "subordinate")
    ]


def _names_are_known(vocabulary: Vocabulary) -> None:
    known = vocabulary.measures.keys()
    for name, measure in vocabulary.measures.items():
        operands = [term for formula in measure.formulas for term in (*formula.numerator, *formula.denominator)]
        mentioned = {term.measure for term in operands} | {measure.topic, measure.spent_as} - {""}
        if unknown := mentioned - known:
            raise VocabularyError(f"词表文件 {name}.toml 提到没有定义的指标：{'、'.join(sorted(unknown))}")
    for part in vocabulary.parts:
        if part.whole not in known:
            raise VocabularyError(f"词表文件 {part.part}.toml 提到没有定义的指标：{part.whole}")
