"""The words before a number → what the number is: measure, part, stage, year.

A label is a run of known words. One unknown word beside a measure's name ("农产品质量监测项目支出") makes it somebody
else's figure: better no figure than a wrong one.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from loaders import vocabulary
from loaders.finders.view import matched
from loaders.vocabulary import Vocabulary

STOCKS = ("opening", "closing")
# 2021年度  2021年末  2021 年
HAN_DIGITS = "〇零○一二三四五六七八九"
YEAR = (
    rf"(?P<year>(?:19|20)\d\d|(?:二[〇零○]|一九)[{HAN_DIGITS}]{{2}})"
    r"(?:(?=年[末底初])|年度|年(?!\d{1,2}(?:月|[-至]\d)))"
)
# 2021年12月31日  12月底  1-12月  1至12月
DATE = r"(?P<date>(?:(?:19|20)\d\d年)?(?:\d{1,2}[-至])?\d{1,2}月(?:\d{1,2}日|底|末|份)?)"
NUMBER = r"(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
# 十五名, 三十一人次, 项目两个; but not 一人一策, 退休人员两人去世
IN_WORDS = (
    r"(?P<in_words>[一二两三四五六七八九十百]{1,5})"
    r"(?P<counted>人次|批次|名|人|辆|(?<=项目[一二两三四五六七八九十])个)(?=[,，。;；、:()\n]|$)"
)
# 一是…；二是… begins a clause as a mark does
PUNCTUATION = r"(?P<punctuation>[,，;；。:、()!?！？|\n]|[一二三四五六七八九十]是)"
# 2.公务接待费  behind the end of a sentence: the number of an item
ITEM = r"(?P<item>\d(?<=[。；;:]\d)\d?(?:[.)](?!\d)|、)|[①-⑳](?<=[。；;:].))"
# 所属三个事业单位合计…   两个下属单位在职24人
SUBORDINATES = (
    r"(?P<scope>[所下局直]属的?(?:[二两三四五六七八九十]|\d{1,2})[个家]"
    r"(?:事业|二级|预算|直属|基层|下属)*单位"
    r"|(?:[二两三四五六七八九十]|\d{1,2})[个家](?:所属|下属|直属)(?:二级|事业|预算)*单位"
    r"|[二两三四五六七八九十][个家](?:二级|事业|预算)单位(?=编制|在职|年末|实有|收入|支出|合计))"
)
# 较上年减少（13.68）%
NEGATIVE = r"(?P<negative>\(\d[\d,]*\.\d+\)%)"
UNIT_HINT = r"(?P<hint>\((?:万元|元|亿元|分|%|人|名|个|辆|台|批次|批|人次|件)\))"


class Word(NamedTuple):
    """What the vocabulary says of one word. Empty fields: nothing."""

    names: tuple[str, ...] = ()  # the measures it names
    contextual: tuple[str, ...] = ()  # the measures it names beside a related figure
    shorts: tuple[str, ...] = ()  # the rates it is short for
    stage: str = ""
    named_stage: str = ""  # with what its name says: 采购计划金额 is a budget
    post: str = ""
    part: str = ""  # of the fixed assets
    is_weak: bool = False  # names the whole department's money only
    is_spending: bool = False
    is_own_name: bool = False
    is_time: bool = False
    is_only_named: bool = False  # 支出总额: spent where nothing else is said, but of a budget in 部门预算支出总额
    kinds: frozenset[str] = frozenset()  # the lists of words.toml that it stands in


UNKNOWN = Word()
OF_SUBORDINATES = Word(kinds=frozenset({"subordinate_scope"}))


class Token(NamedTuple):
    kind: str  # word, year, date, number, punctuation, hint or gap
    text: str
    start: int
    end: int
    unit: str = ""
    word: Word = UNKNOWN

    def says(self, *kinds: str) -> bool:
        return not self.word.kinds.isdisjoint(kinds)


@dataclass(slots=True)
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


NOT_IN_LABELS = frozenset({"counters", "grades", "scope_rows"})
WEAK = frozenset({"revenue", "expenditure", "fiscal_appropriation", "fiscal_appropriation_spent"})
SPENDING = "支出"
SAID_AS_DONE = re.compile(r"决算|实际|执行|完成|支付|使用")
SILENCES = ("none", "none_before", "elsewhere", "not_applicable")  # kinds of words that say more than a number
OWN_NAMES = frozenset({"own_names", "consolidated_scope"})
TIMES = frozenset({"last_year", "this_year", "opening", "closing"})
FOREIGN = frozenset({"others", "named_money"})
FIXED_ASSETS_PARTS = {"在用": "in_use", "出租": "leased", "出租出借": "leased"}


DIGIT_OF = {digit: max(0, place - 2) for place, digit in enumerate(HAN_DIGITS)} | {"两": 2}
HUNDREDS = re.compile(r"(?:(?P<hundreds>.)百)?(?:(?P<tens>.?)(?P<ten>十))?(?P<ones>[^十百]?)")


def in_digits(words: str) -> str:
    """十五 is 15, 一百一十 is 110; empty where the words are no number: 二三."""
    found = HUNDREDS.fullmatch(words)
    if found is None or (found["hundreds"] or "一") in "十百" or (found["tens"] or "一") in "十百":
        return ""
    tens = DIGIT_OF[found["tens"] or "一"] if found["ten"] else 0
    return str(100 * DIGIT_OF.get(found["hundreds"] or "", 0) + 10 * tens + DIGIT_OF.get(found["ones"], 0))


@dataclass(frozen=True)
class Lexicon:
    """Every known word, and how to find them in a text."""

    pattern: re.Pattern[str]
    signs: re.Pattern[str]  # a paragraph without one states nothing: 完善预算管理制度，加强培训。
    words: dict[str, Word]
    shorts: dict[str, tuple[str, ...]]
    goals_after: tuple[str, ...]

    def tokens(self, text: str) -> list[Token]:
        """A view's text as known words, numbers with units, punctuation, and gaps between them."""
        found: list[Token] = []
        meaning, new = self.words.get, tuple.__new__  # Token(...) by keyword costs a tenth of the reading
        position = 0
        for match in self.pattern.finditer(text):
            start, end = match.span()
            if start > position:
                found.append(new(Token, ("gap", text[position:start], position, start, "", UNKNOWN)))
            position = end
            kind, body, unit = match.lastgroup, match[0], ""
            if kind == "word":
                found.append(new(Token, (kind, body, start, end, unit, meaning(body, UNKNOWN))))
                continue
            if kind == "scope":
                found.append(Token("word", body, start, end, "", OF_SUBORDINATES))
                continue
            if kind in ("number", "unit"):
                kind, body, unit = "number", match["number"], match["unit"] or ""
            elif kind == "counted":
                kind, body, unit = "number", in_digits(match["in_words"]), match["counted"]
                if not body:
                    kind, body, unit = "gap", match[0], ""
            elif kind == "negative":
                kind, body, unit = "number", f"-{body[1:-2]}", "%"
            elif kind == "year":
                body = match["year"]
                body = body if body[0] in "12" else "".join(str(DIGIT_OF[digit]) for digit in body)
            elif kind == "item":
                kind = "punctuation"
            found.append(new(Token, (kind, body, start, end, unit, UNKNOWN)))
        if position < len(text):
            found.append(Token("gap", text[position:], position, len(text)))
        return found


def lexicon(known: Vocabulary | None = None) -> Lexicon:
    """The lexicon of a vocabulary, by default of the one in force."""
    known = known or vocabulary.load()
    if id(known) not in _lexicons:
        _lexicons[id(known)] = known, _lexicon(known)
    return _lexicons[id(known)][1]


# By the identity of their vocabulary, which is kept so that its identity stays its own.
_lexicons: dict[int, tuple[Vocabulary, Lexicon]] = {}


def _lexicon(known: Vocabulary) -> Lexicon:
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
    every = {*classes, *names, *contextual, *shorts, *stages, *posts, *FIXED_ASSETS_PARTS} - {""}
    units = "|".join(
        "人(?![员数均])" if unit == "人" else re.escape(unit)  # 退休人员：11 人员编制：9
        for unit in sorted([*words.money, *words.counters, "分", "%"], key=len, reverse=True)
    )
    pattern = re.compile(
        f"{UNIT_HINT}|{NEGATIVE}|{ITEM}|{SUBORDINATES}|{YEAR}|{DATE}|{NUMBER}(?P<unit>{units})?|{PUNCTUATION}|{IN_WORDS}|(?P<word>{longest_of(every)})"
    )
    said = {word for word, kinds in classes.items() if not kinds.isdisjoint(SILENCES)}
    grade_names = map(matched, known.measures["self_grade"].names)
    signs = re.compile(
        rf"[\d:]|率%|\(\)|__|[一二两三四五六七八九十百](?:人次|批次|名|人|辆)|{longest_of({*said, *grade_names})}"
    )
    meanings: dict[str, Word] = {}
    for word in every:
        kinds, stage = classes.get(word, set()), stages.get(word, "")
        meanings[word] = Word(
            names=names.get(word, ()),
            contextual=contextual.get(word, ()),
            shorts=shorts.get(word, ()),
            stage=stage,
            named_stage=_later_stage(_stage_inside(word) if word in names else "", stage),
            post=posts.get(word, ""),
            part=FIXED_ASSETS_PARTS.get(word, ""),
            is_weak=word in names and set(names[word]) <= WEAK,
            is_spending=SPENDING in word and set(names.get(word, ())) <= WEAK,
            is_only_named=stage == "actual" and word in names and not SAID_AS_DONE.search(word),
            is_own_name=bool(kinds & OWN_NAMES) or (stage != "" and word.startswith("部门")),
            is_time=bool(kinds & TIMES) or word.startswith(("全年", "当年", "本年", "年初")),
            kinds=frozenset(kinds),
        )
    goals_after = tuple(word for word, kinds in classes.items() if "goals_after" in kinds)
    return Lexicon(pattern, signs, meanings, shorts, goals_after)


def _by_word(spellings: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for measure, words in spellings.items():
        for word in words:
            found.setdefault(matched(word), []).append(measure)
    return {word: tuple(measures) for word, measures in found.items()}


def longest_of(words: Collection[str]) -> str:
    """A pattern of the longest word that stands somewhere: 预算, 预算数 and 决算数 as (?:预算(?:数)?|决算数)."""
    endings: dict[str, set[str]] = {}
    for word in words:
        if word:
            endings.setdefault(word[0], set()).add(word[1:])
    if not endings:
        return ""
    branches = "|".join(re.escape(first) + longest_of(rest) for first, rest in sorted(endings.items()))
    return f"(?:{branches})" + ("?" if "" in words else "")


def read_label(run: list[Token]) -> Label:
    """What a run of words says, from left to right; a container (基本支出中…) forgets what stands before it."""
    label = Label(start=run[0].start if run else 0)
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    posts: set[str] = set()
    budget_ends = -1
    for token in run:
        if token.kind == "year":
            label.year, label.has_time = int(token.text), True
        elif token.kind == "date":
            label.has_time = True
        if token.kind != "word":
            continue
        word, kinds = token.word, token.word.kinds
        if "containers" in kinds:
            strong, weak, posts = (), (), set()
            label.stage, label.breakdown, label.start = "", "", token.end
            continue
        if word.is_weak:
            weak = word.names
        elif word.names or word.contextual:
            strong = word.names or word.contextual
        if word.named_stage and not (word.is_only_named and label.stage == "budget" and budget_ends == token.start):
            label.stage = _later_stage(label.stage, word.named_stage)
        budget_ends = token.end if token.text.endswith("预算") else -1
        if word.shorts:
            label.short_rate = token.text
        if word.post:
            posts.add(word.post)
        label.breakdown = word.part or label.breakdown
        label.is_spending_word |= word.is_spending
        label.has_own_name |= word.is_own_name
        label.has_time |= word.is_time
        if kinds:
            if "last_year" in kinds and label.is_comparison and label.year and not label.is_last_year:
                label.year -= 1  # 2021年“三公”经费支出比上年的5.63万元: the year before the one just said
            label.is_last_year |= "last_year" in kinds
            label.is_total |= "totals" in kinds
            label.scope = (
                "own" if "own_scope" in kinds else "subordinate" if "subordinate_scope" in kinds else label.scope
            )
            label.is_foreign |= not kinds.isdisjoint(FOREIGN)
            label.is_comparison |= "comparisons" in kinds
    label.breakdown = label.breakdown or (posts.pop() if len(posts) == 1 else "")
    label.measures = strong or weak
    return label


def _stage_inside(name: str) -> str:
    """采购计划金额 and 政府采购预算 are budgets by name; 专项预算项目 is only a kind of project."""
    if name.endswith("项目") or name.endswith("率"):
        return ""
    name = name.replace("一般公共预算", "")
    return "budget" if "预算" in name or "计划" in name else "actual" if "决算" in name else ""


def _later_stage(earlier: str, later: str) -> str:
    """实际支出决算 is one stage; 预算…调整后 the adjusted one; 批复预算 stays a budget."""
    if not later:
        return earlier
    if "adjusted_budget" in (earlier, later):
        return "adjusted_budget"
    return later if not earlier or later == "actual" else earlier


def stock_stage(run: list[Token]) -> str:
    """Opening or closing, from 上年, 年初, 年末 … in the words before a stock."""
    stage = ""
    for token in run:
        if token.kind == "word" and token.says("opening"):
            stage = "opening"
        elif token.kind == "word" and token.says("closing"):
            stage = stage or "closing"
    return stage
