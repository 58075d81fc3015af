"""The words before a number → what the number is: measure, part, stage, year.

A label is a run of known words. One unknown word beside a measure's name ("农产品质量监测项目支出") makes it somebody
else's figure: better no figure than a wrong one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from loaders import vocabulary
from loaders.finders.view import matched

STOCKS = ("opening", "closing")
# 2021年度  2021年末  2021 年
YEAR = r"(?P<year>(?:19|20)\d\d)(?:(?=年[末底初])|年度?(?!\d))"
# 2021年12月31日  12月底  1-12月  1至12月
DATE = r"(?P<date>(?:(?:19|20)\d\d年)?(?:\d{1,2}[-至])?\d{1,2}月(?:\d{1,2}日|底|末|份)?)"
NUMBER = r"(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
# 一是…；二是… begins a clause as a mark does
PUNCTUATION = r"(?P<punctuation>[,，;；。:、()!?！？|\n]|[一二三四五六七八九十]是)"
UNIT_HINT = r"(?P<hint>\((?:万元|元|亿元|分|%|人|名|个|辆|台|批次|批|人次|件)\))"


@dataclass(frozen=True)
class Token:
    kind: str  # word, year, date, number, punctuation, hint or gap
    text: str
    start: int
    end: int
    unit: str = ""


@dataclass(frozen=True)
class Label:
    """What a run of words says. Empty fields are left open."""

    measures: tuple[str, ...] = ()
    breakdown: str = ""
    stage: str = ""
    year: int | None = None
    is_last_year: bool = False
    is_total: bool = False
    is_spending_word: bool = False  # a bare 支出: the money just named, or the whole department's
    short_rate: str = ""
    has_own_name: bool = False
    has_time: bool = False
    scope: str = ""
    is_foreign: bool = False
    is_comparison: bool = False
    start: int = 0


@dataclass(frozen=True)
class Lexicon:
    """Every known word, by what it may mean."""

    pattern: re.Pattern[str]
    names: dict[str, tuple[str, ...]]
    contextual: dict[str, tuple[str, ...]]
    shorts: dict[str, tuple[str, ...]]
    stages: dict[str, str]
    posts: dict[str, str]
    classes: dict[str, frozenset[str]] = field(default_factory=dict)

    def classes_of(self, kind: str) -> list[str]:
        return [word for word, kinds in self.classes.items() if kind in kinds]

    def says(self, word: str, *kinds: str) -> bool:
        return bool(self.classes.get(word, frozenset()) & set(kinds))


NOT_IN_LABELS = frozenset({"counters", "grades", "scope_rows"})
WEAK = frozenset({"revenue", "expenditure", "fiscal_appropriation", "fiscal_appropriation_spent"})
SPENDING = "支出"
FIXED_ASSETS_PARTS = {"在用": "in_use", "出租": "leased"}


def lexicon() -> Lexicon:
    """The lexicon of the vocabulary in force."""
    known = vocabulary.load()
    if id(known) not in _lexicons:
        _lexicons[id(known)] = known, _lexicon(known)
    return _lexicons[id(known)][1]


# By the identity of their vocabulary, which is kept so that its identity stays its own.
_lexicons: dict[int, tuple[vocabulary.Vocabulary, Lexicon]] = {}


def _lexicon(known: vocabulary.Vocabulary) -> Lexicon:
    words = known.words
    classes: dict[str, set[str]] = {}
    for kind, spellings in words:
        for word in spellings if isinstance(spellings, tuple) and kind not in NOT_IN_LABELS else ():
            classes.setdefault(matched(word), set()).add(kind)
    names = _by_word({measure.name: measure.names for measure in known.measures.values()})
    contextual = _by_word({measure.name: measure.contextual_aliases for measure in known.measures.values()})
    shorts = _by_word({measure.name: measure.short_names for measure in known.measures.values()})
    stages = {matched(word): stage for stage, spellings in words.stages.items() for word in spellings}
    posts = {matched(word): post for post, spellings in words.posts.items() for word in spellings}
    every = {*classes, *names, *contextual, *shorts, *stages, *posts, *FIXED_ASSETS_PARTS}
    alternatives = "|".join(re.escape(word) for word in sorted(every, key=len, reverse=True) if word)
    units = "|".join(
        re.escape(unit) for unit in sorted([*words.money, *words.counters, "分", "%"], key=len, reverse=True)
    )
    pattern = re.compile(f"{UNIT_HINT}|{YEAR}|{DATE}|{NUMBER}(?P<unit>{units})?|{PUNCTUATION}|(?P<word>{alternatives})")
    return Lexicon(
        pattern, names, contextual, shorts, stages, posts, {word: frozenset(kinds) for word, kinds in classes.items()}
    )


def _by_word(spellings: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for measure, words in spellings.items():
        for word in words:
            found.setdefault(matched(word), []).append(measure)
    return {word: tuple(measures) for word, measures in found.items()}


def tokens(text: str) -> list[Token]:
    """A view's text as known words, numbers with units, punctuation, and gaps between them."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    position = 0
    for found in lexicon().pattern.finditer(text):
        if found.start() < position:
            continue
        if found.start() > position:
            yield Token("gap", text[position : found.start()], position, found.start())
        kind = found.lastgroup or "word"
        if kind == "unit":
            kind = "number"
        body = found["number"] if kind == "number" else found["year"] if kind == "year" else found[0]
        yield Token(kind, body, found.start(), found.end(), found["unit"] or "")
        position = found.end()
    if position < len(text):
        yield Token("gap", text[position:], position, len(text))


def read_label(run: list[Token]) -> Label:
    """What a run of words says, from left to right; a container (基本支出中…) forgets what stands before it."""
    words = lexicon()
    label = Label(start=run[0].start if run else 0)
    strong: list[tuple[str, ...]] = []
    weak: list[tuple[str, ...]] = []
    posts: set[str] = set()
    strong_names = {word for word, measures in words.names.items() if not set(measures) <= WEAK}
    for token in run:
        if token.kind == "year":
            label = replace(label, year=int(token.text), has_time=True)
        elif token.kind == "date":
            label = replace(label, has_time=True)
        if token.kind != "word":
            continue
        word = token.text
        if words.says(word, "containers"):
            strong, weak, posts = [], [], set()
            label = replace(label, stage="", breakdown="", start=token.end)
            continue
        if word in words.names:
            measures = words.names[word]
            label = replace(label, stage=_later_stage(label.stage, _stage_inside(word)))
            (weak if set(measures) <= WEAK else strong).append(measures)
        elif word in words.contextual:
            strong.append(words.contextual[word])
        if word in words.shorts:
            label = replace(label, short_rate=word)
        if word in words.stages:
            label = replace(label, stage=_later_stage(label.stage, words.stages[word]))
        if word in words.posts:
            posts.add(words.posts[word])
        if word in FIXED_ASSETS_PARTS:
            label = replace(label, breakdown=FIXED_ASSETS_PARTS[word])
        label = replace(
            label,
            is_spending_word=label.is_spending_word or (SPENDING in word and word not in strong_names),
            is_last_year=label.is_last_year or words.says(word, "last_year"),
            is_total=label.is_total or words.says(word, "totals"),
            has_own_name=label.has_own_name
            or words.says(word, "own_names", "consolidated_scope")
            or (word in words.stages and word.startswith("部门")),
            has_time=label.has_time
            or words.says(word, "last_year", "this_year", "opening", "closing")
            or word.startswith(("全年", "当年", "本年", "年初")),
            scope=next((scope for scope in ("own", "subordinate") if words.says(word, f"{scope}_scope")), label.scope),
            is_foreign=label.is_foreign or words.says(word, "others", "named_money"),
            is_comparison=label.is_comparison or words.says(word, "comparisons"),
        )
    breakdown = label.breakdown or (posts.pop() if len(posts) == 1 else "")
    named = (strong or weak)[-1:]
    return replace(label, measures=named[0] if named else (), breakdown=breakdown)


def _stage_inside(name: str) -> str:
    """采购计划金额 and 政府采购预算 are budgets by name; 专项预算项目 is only a kind of project."""
    if name.endswith("项目") or name.endswith("率"):
        return ""
    name = name.replace("一般公共预算", "")
    return "budget" if "预算" in name or "计划" in name else "actual" if "决算" in name else ""


def _later_stage(earlier: str, later: str) -> str:
    """实际支出决算 is one stage; 预算…调整后 the adjusted one; 批复预算 stays a budget."""
    if "adjusted_budget" in (earlier, later):
        return "adjusted_budget"
    return later if not earlier or later == "actual" else earlier or later


def stock_stage(run: list[Token]) -> str:
    """Opening or closing, from 上年, 年初, 年末 … in the words before a stock."""
    words = lexicon()
    stage = ""
    for token in run:
        if token.kind == "word" and words.says(token.text, "opening"):
            stage = "opening"
        elif token.kind == "word" and words.says(token.text, "closing"):
            stage = stage or "closing"
    return stage
