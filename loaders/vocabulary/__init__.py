"""The words of the trade as data: what each measure is called, how it is computed, what its parts are.

Only data stands in this folder. `load()` reads it once and checks it; an unknown key or name raises VocabularyError.
"""

import functools
import os
import re
import tomllib
from collections.abc import Collection, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

FOLDER = Path(__file__).parent
ADDED = "DUIBIAO_VOCABULARY"
ADDABLE = (
    "aliases",
    "contextual_aliases",
    "short_names",
    "counters",
    "examples",
)  # what a bureau may add to our measures
TOPIC_ADDABLE = ("phrases", "unless", "indicators", "examples", "counterexamples")

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
    givers: tuple[str, ...]
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


class Indicator(Entry):
    """What departments are compared by: a numerator, over a denominator where there is one; shares in percent."""

    indicator: str
    label: str
    kind: Literal["rate", "share", "per_head", "amount", "count", "change", "change_yuan", "change_count"]
    unit: str
    formula: str
    worse: Literal["high", "low", "either", "none"] = Field(description="the side of the peers that is the worse one")
    benchmark: str = Field(description="the view that shows it")
    unit_price: str = Field(default="", description="the indicator by which a count is turned into money")
    numerator: tuple[Operand, ...]
    denominator: tuple[Operand, ...] = ()


# 进度…滞后: up to twelve characters of one clause between   （项目/工程）: one of them   N: a number
PHRASE = re.compile(r"(?:（[^（）/]+(?:/[^（）/]+)*）|…|[^（）/…])+")


def _phrase(words: str) -> str:
    if not PHRASE.fullmatch(words) or not re.sub("[（）/…]", "", words):
        raise ValueError(f"短语“{words}”写法不对：“…”代表中间隔几个字，“（甲/乙）”代表任选其一")
    return words


Phrase = Annotated[str, AfterValidator(_phrase)]


class Topic(Entry):
    """What a kind of remark can be about, and the phrases that say it, unless another one stands beside."""

    label: str = Field(min_length=1)
    phrases: tuple[Phrase, ...] = Field(min_length=1)
    unless: tuple[Phrase, ...] = ()
    is_weak: bool = Field(default=False, description="said in every report: it weighs little")
    indicators: tuple[str, ...] = Field(default=(), description="words in the names of rows that measure it")
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = Field(default=(), description="texts that say nothing of the kind")


class Remarks(Entry):
    """One kind of remark: its topics, of which the first that fits counts, and what surrounds them."""

    topics: dict[str, Topic]
    unless: tuple[Phrase, ...] = Field(default=(), description="beside these words nothing of the kind is said")
    contexts: dict[str, tuple[Phrase, ...]] = Field(default={}, description="lists that the finder asks for by name")


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
    indicators: tuple[Indicator, ...]
    words: Words
    remarks: dict[str, Remarks]
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
    remarks = {path.stem: (path, _toml(path)) for path in sorted((folder / "remarks").glob("*.toml"))}
    own = {stem: _toml(folder / f"{stem}.toml") for stem in OWN}
    if added is not None:
        _add(added, raw, own, remarks)
    parts = [
        _checked(path, Part, {"part": name, **part})
        for name, (path, fields) in raw.items()
        for part in fields.pop("part_of", [])
    ]
    measures = {name: _measure(path, name, fields) for name, (path, fields) in raw.items()}
    vocabulary = Vocabulary(
        measures=measures,
        indicators=tuple(_indicators(FOLDER / "indicators.toml", measures)),
        remarks={kind: _checked(path, Remarks, fields) for kind, (path, fields) in remarks.items()},
        parts=(*parts, *_scopes(measures)),
        **{stem: _checked(folder / f"{stem}.toml", model, own[stem]) for stem, model in OWN.items()},
    )
    _names_are_known(vocabulary)
    return vocabulary


def _add(
    folder: Path,
    measures: dict[str, tuple[Path, dict[str, Any]]],
    own: dict[str, dict[str, Any]],
    remarks: dict[str, tuple[Path, dict[str, Any]]],
) -> None:
    """A bureau's own files: new measures as ours, new spellings of ours, more words. It adds, it changes nothing."""
    files = sorted([*folder.glob("*.toml"), *(folder / "measures").glob("*.toml")])
    phrases = sorted((folder / "remarks").glob("*.toml"))
    for path in phrases:
        if path.stem not in remarks:
            raise VocabularyError(f"词表文件 remarks/{path.name} 的名称不对，应为 {'、'.join(remarks)} 之一")
        _add_remarks(path, remarks[path.stem][1], _toml(path))
    if not files and not phrases:
        raise VocabularyError(f"{folder}：没有词表文件（.toml）。每个指标一个文件，用语写在 words.toml 里。")
    for path in files:
        fields = _toml(path)
        if path.stem in own:
            _extend(path, own[path.stem], fields, own[path.stem].keys())
        elif path.stem in measures:
            _extend(path, measures[path.stem][1], fields, ADDABLE)
        else:
            measures[path.stem] = (path, fields)


def _add_remarks(path: Path, known: dict[str, Any], more: dict[str, Any]) -> None:
    """More phrases of our topics, and topics of the bureau's own."""
    topics = more.pop("topics", {})
    _extend(path, known, more, ("unless",))
    for name, fields in _table(path, "topics", topics).items():
        _table(path, name, fields)
        if name in known["topics"]:
            _extend(path, known["topics"][name], fields, TOPIC_ADDABLE)
        else:
            known["topics"][name] = fields


def _table(path: Path, key: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise VocabularyError(f"词表文件 {path.name} 的“{key}”写法不对，应与自带词表一样")
    return value


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


def _indicators(path: Path, measures: dict[str, Measure]) -> Iterator[Indicator]:
    """Those of the file: rates of the vocabulary by their common formula, and the changes of those that have any."""
    for name, fields in _toml(path).items():
        worse_change = fields.pop("changes", "")
        if "numerator" in fields:
            terms = {side: _terms(path, fields.pop(side)) for side in ("numerator", "denominator") if side in fields}
        else:
            (common,) = (formula for formula in measures[name].formulas if formula.variant == "common")
            terms = {"numerator": common.numerator, "denominator": common.denominator}
            fields.setdefault("formula", common.description)
        named = measures[name if name in measures else terms["numerator"][0].measure]
        fields.setdefault("label", named.label)
        fields.setdefault("formula", fields["label"])
        units = {"per_head": "元/人", "amount": "元", "change_yuan": "元", "count": named.unit}
        fields.setdefault("unit", units.get(fields["kind"], "%"))
        indicator: Indicator = _checked(path, Indicator, {"indicator": name, **fields, **terms})
        yield indicator
        if worse_change:
            yield from _changes(indicator, worse_change)


def _changes(indicator: Indicator, worse: str) -> Iterator[Indicator]:
    """The change of an amount on the year before: in percent, and in what it is counted in."""
    label, before = indicator.label, tuple(term.model_copy(update={"year_offset": -1}) for term in indicator.numerator)
    difference = (*indicator.numerator, *(term.model_copy(update={"sign": -term.sign}) for term in before))
    percent = {
        "indicator": f"{indicator.indicator}_change",
        "label": f"{label}变动率",
        "kind": "change",
        "unit": "%",
        "formula": f"（本年{label}－上年{label}）÷ 上年{label}",
        "denominator": before,
    }
    kind, noun = ("change_yuan", "增减额") if indicator.kind == "amount" else ("change_count", "增减数")
    counted = {
        "indicator": f"{indicator.indicator}_{kind}",
        "label": label + noun,
        "kind": kind,
        "formula": f"本年{label}－上年{label}",
    }
    for change in (percent, counted):
        yield Indicator(**{**dict(indicator), "numerator": difference, "worse": worse, **change})


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
    indicators = {indicator.indicator for indicator in vocabulary.indicators}
    for indicator in vocabulary.indicators:
        mentioned = {term.measure for term in (*indicator.numerator, *indicator.denominator)} - known
        mentioned |= {indicator.unit_price} - indicators - {""}
        if mentioned:
            raise VocabularyError(f"对标指标 {indicator.indicator} 提到没有定义的：{'、'.join(sorted(mentioned))}")
    for part in vocabulary.parts:
        if part.whole not in known:
            raise VocabularyError(f"词表文件 {part.part}.toml 提到没有定义的指标：{part.whole}")
