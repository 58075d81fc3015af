"""Figures in running text. Words are read from left to right; a number is a figure only when the words before it say which.

2023年，我部门年初预算安排8779.84万元，调整预算数9593.18万元，共支付完成9565.63万元，预算执行率99.71%。其中人员及公用经费预算调整金额3484.29万元
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from loaders.finders import formulas
from loaders.finders.figures import Background, Figure
from loaders.finders.labels import WEAK, Label, Token, lexicon, read_label, stock_stage, tokens
from loaders.finders.view import View, place, view
from loaders.models import Passage, Stage

# （一） 一、 1. 1、 （1） ①  at the head of a paragraph
ENUMERATOR = re.compile(r"^(?:\(?[一二三四五六七八九十]+[)、.]|\(?\d{1,2}[)、.](?!\d)|[①-⑳]|第[一二三四五六七八九十]+[,、]?)")
LONGEST_HEADING = 40
# 金额单位：万元
MONEY_UNIT = re.compile(r"单位[:：]\s*(?P<unit>亿元|万元|千元|元)")
# 完成年初预算30.00万元的82.80%
COMPLETION = re.compile(
    r"完成了?(?P<budget>(?:全年|年初|调整后|当年|部门|支出|财政拨款|的)*预算数?)(?:为?(?P<amount>[\d,]+(?:\.\d+)?)(?P<unit>亿元|万元|元))?的(?P<number>\d[\d,]*(?:\.\d+)?)%"
)
# 占总支出的60.11%  占比74.43%
SHARE = re.compile(r"占(?:比|(?:年度|全年|本年|部门)?(?:总支出|支出总额|支出合计|整体支出|本年支出)的?比?[例重]?)(?:为|的)?(?P<number>\d+(?:\.\d+)?)%")
# 预算调整率：      %
EMPTY_RATE = re.compile(r"(?:率|度):?%")
# 年初批复预算6个项目742万元
PROJECTS_WITH_MONEY = re.compile(r"(?P<count>\d+)[个项]项目(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元)")
OUR_SENTENCE_ENDS = "。!?！？\n"
POST_MEASURES = ("staff_quota", "staff_on_post", "staff_retired")
POSTS = ("administrative", "institution", "administrative_support")
THREE_PUBLIC = "three_public"
# Unknown words that end so do not belong to the name behind them: 扣分点在支付进度率
JOINTS = set("在而但因于将使了着把对从向被让则又且或即若如当")


@dataclass
class Topic:
    """The figure last read: what a label that names no measure is about."""

    measure: str
    stage: str = ""
    breakdown: str = ""
    year: int | None = None
    is_same_sentence: bool = True
    value: str = ""
    unit: str = ""


@dataclass
class State:
    topic: Topic | None = None
    year: int | None = None  # named in this sentence
    scopes: list[str] = field(default_factory=list)  # of open brackets
    scope: str = ""  # of the figure last read
    post: str = ""  # 行政编制214人，实有人数203人；
    last_count: str = ""
    seen_own_scope: bool = False
    nothing: Topic | None = None  # 本年无预算，也无支出
    nothing_start: int = 0
    elsewhere_said: bool = False
    is_foreign: bool = False  # the sentence is about money with a name of its own


def find(background: Background) -> Iterator[Figure]:
    """Every figure stated in the report's paragraphs and in the prose inside its table cells."""
    heading: str | None = background.topic or None
    for passage in background.document.passages:
        text = background.text[passage.start : passage.end]
        if passage.table is not None:
            if _is_prose(text):
                yield from Paragraph(background, passage, None).figures()
            continue
        paragraph = Paragraph(background, passage, heading)
        if paragraph.is_heading:
            heading = paragraph.heading_measure or None
        yield from paragraph.figures()


def _is_prose(text: str) -> bool:
    return len(text.strip()) >= 5 and bool(re.search(r"[\u4e00-\u9fff]\D*\d", text))


class Paragraph:
    """One paragraph, read from left to right."""

    def __init__(self, background: Background, passage: Passage, heading: str | None) -> None:
        self.background = background
        self.view = _without_enumerator(view(background.text, passage.start, passage.end))
        self.is_enumerated = len(self.view.text) < len(view(background.text, passage.start, passage.end).text)
        self.tokens = tokens(self.view.text)
        self.heading = heading
        self.state = State(topic=Topic(heading) if heading else None)
        unit = MONEY_UNIT.search(background.text[passage.start : passage.end])
        self.money_unit = unit["unit"] if unit else background.money_unit
        self.explained: list[tuple[int, int]] = []  # stretches that a formula or pattern has read
        self.last: list[Figure] = []

    # --- headings

    @property
    def is_heading(self) -> bool:
        text = self.view.text
        return self.is_enumerated and len(text) <= LONGEST_HEADING and not re.search(r"[,，;；]|\d", text.rstrip("。.:"))

    @property
    def heading_measure(self) -> str:
        if any(token.kind == "gap" for token in self.tokens):
            return ""
        amounts = [name for name in read_label(self.tokens).measures if self.background.measure(name).kind == "amount"]
        return amounts[0] if len(amounts) == 1 else ""

    # --- reading

    def figures(self) -> list[Figure]:
        found: list[Figure] = []
        for figure, start, end in formulas.find(self.view, replace(self.background, money_unit=self.money_unit)):
            found.append(figure)
            self.explained.append((start, end))
        for index, token in enumerate(self.tokens):
            if token.kind == "punctuation":
                self._punctuate(index, token)
            elif token.kind == "year":
                self._name_year(index, token)
            elif token.kind == "date":
                self._name_date(token)
            elif token.kind == "number" and not self._is_explained(token):
                self.last = list(self._number(index, token))
                found += self.last
            elif token.kind == "word":
                found += self._word(index, token)
        return [*found, *self._grades(), *self._empty_rates()]

    def _is_explained(self, token: Token) -> bool:
        return any(start <= token.start < end for start, end in self.explained)

    def _punctuate(self, index: int, token: Token) -> None:
        state = self.state
        if token.text == ":":
            self._introduce(index)
        elif token.text == "(":
            state.scopes.append(state.scope)
        elif token.text == ")" and state.scopes:
            state.scopes.pop()
        elif token.text in OUR_SENTENCE_ENDS:
            if state.topic:
                state.topic.is_same_sentence = False
            self.state = State(topic=state.topic, scope="")
        elif token.text in ";；":
            state.post, state.nothing = "", None

    def _introduce(self, index: int) -> None:
        """把近三年“三公”经费列在一起：2016年合计支出7.12万元 names the topic before its figures."""
        for token in reversed(self.tokens[:index]):
            if token.kind in ("punctuation", "number"):
                return
            names = [name for name in self._names(token) if self.background.measure(name).kind == "amount"]
            if token.kind == "word" and len(names) == 1:
                self.state.topic = Topic(names[0])
                return

    def _name_year(self, index: int, token: Token) -> None:
        """与2019年相比 names another year, and only for what stands inside the comparison."""
        before = self.tokens[index - 1] if index else None
        if before and before.kind == "word" and lexicon().says(before.text, "comparisons"):
            return
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if after and after.kind == "word" and lexicon().says(after.text, "comparisons"):
            return
        self.state.year = int(token.text)

    def _name_date(self, token: Token) -> None:
        named = re.match(r"(\d{4})年12月(?:31日|底|末)?$", token.text)
        if named:
            self.state.year = int(named[1])

    # --- a number and the words before it

    def _run_before(self, index: int) -> tuple[list[Token], Token | None]:
        """Known words right before a token, and what stands before them."""
        run: list[Token] = []
        position = index - 1
        while position >= 0:
            token = self.tokens[position]
            if token.kind in ("word", "year", "date", "hint"):
                run.insert(0, token)
            elif token.kind == "punctuation" and token.text == ":" and not self._says_what(run):
                pass
            elif token.kind == "punctuation" and token.text in ",，" and self._is_copula(run):
                pass
            elif token.kind == "punctuation" and token.text == ")" and not self._says_what(run) and self._bracket(position) is not None:
                position = self._bracket(position) or 0
            else:
                break
            position -= 1
        return run, self.tokens[position] if position >= 0 else None

    def _bracket(self, position: int) -> int | None:
        """The opening bracket of a remark without numbers: 实有人数（含离退休）9人."""
        for opening in range(position - 1, max(position - 6, -1), -1):
            token = self.tokens[opening]
            if token.kind == "number":
                return None
            if token.text == "(":
                return opening
        return None

    def _says_what(self, run: list[Token]) -> bool:
        label = read_label(run)
        return bool(label.measures or label.short_rate)

    def _is_copula(self, run: list[Token]) -> bool:
        return bool(run) and all(token.text in ("为", "是", "经计算", "经计算为", "达", "达到", "经核算", "约为") for token in run)

    def _number(self, index: int, token: Token) -> Iterator[Figure]:
        """What one number is, if the words before it say so."""
        run, left = self._run_before(index)
        if self._is_goal(index, run, left) or self._is_pattern(token):
            yield from self._by_pattern(index, token)
            return
        changes = [word for word in run if word.kind == "word" and lexicon().says(word.text, "increases", "decreases", "unsigned_changes")]
        if changes and not self._is_rate_name(run):
            if token.unit == "%":
                yield from self._change(index, token, changes[-1])
            return
        label = read_label(run)
        if token.unit in self.background.vocabulary.words.money or (not token.unit and self._is_money_label(label)):
            yield from self._money(index, token, run, left, label)
        elif token.unit == "%":
            yield from self._rate(token, run, left, label)
        elif token.unit in ("分", "") and self._kind(label.measures) == "score":
            yield from self._score(index, token, run, left, label)
        else:
            yield from self._count(token, run, left, label)

    def _is_rate_name(self, run: list[Token]) -> bool:
        return any(token.kind == "word" and self._kind(lexicon().names.get(token.text, ())) == "rate" for token in run[-2:])

    def _kind(self, measures: tuple[str, ...]) -> str:
        return self.background.measure(measures[0]).kind if measures else ""

    def _is_money_label(self, label: Label) -> bool:
        return self._kind(label.measures) == "amount" and self._kind(label.measures[-1:]) == "amount"

    def _is_goal(self, index: int, run: list[Token], left: Token | None) -> bool:
        """达到90%及以上, 不低于95%: to be reached, not reached."""
        words = lexicon()
        after = self.view.text[self.tokens[index].end :]
        if any(token.kind == "word" and words.says(token.text, "goals_before") for token in run[-3:]):
            return True
        if left is not None and left.kind == "gap" and re.search(r"[≥≤><＞＜≧≦]\D{0,2}$", left.text):
            return True
        return any(after.startswith(goal) for goal in words.classes_of("goals_after"))

    def _is_pattern(self, token: Token) -> bool:
        return any(found.start() <= token.start < found.end() for found in self._patterns())

    def _patterns(self) -> list[re.Match[str]]:
        text = self.view.text
        return [*COMPLETION.finditer(text), *SHARE.finditer(text), *PROJECTS_WITH_MONEY.finditer(text)]

    def _by_pattern(self, index: int, token: Token) -> Iterator[Figure]:
        for found in self._patterns():
            if not found.start() <= token.start < found.end() or self._is_explained(token):
                continue
            self.explained.append(found.span())
            if found.re is COMPLETION:
                yield from self._completion(found)
            elif found.re is SHARE:
                yield from self._share(found)
            else:
                yield from self._projects(index, found)

    # --- money

    def _money(self, index: int, token: Token, run: list[Token], left: Token | None, label: Label) -> Iterator[Figure]:
        unit = token.unit or (self.money_unit if token.text.strip("0.") else "万元")
        if not unit:
            return
        if label.is_foreign or (self.state.is_foreign and not label.has_own_name):
            self.state.topic, self.state.is_foreign = None, True
            return
        measures = self._amounts(run, label)
        sibling = self._sibling(index, run, left)
        if sibling and self.state.topic:
            topic = self.state.topic
            yield from self._emit((topic.measure,), token, token.end, left.start if left else token.start, unit, sibling, topic.stage, topic.year)
            return
        if not self._is_clean(run, left, label) or not measures:
            if not label.is_comparison:
                self.state.topic = None if left is not None and left.kind == "gap" else self.state.topic
            return
        measure = self.background.measure(measures[0])
        stage = self._stage(measure.name, run, label)
        if stage not in measure.stages:
            return
        scope = label.scope or (self.state.scopes[-1] if self.state.scopes else "")
        breakdown = scope or label.breakdown
        year = self._year(label, stage if "opening" in measure.stages else "")
        start = run[0].start if run else token.start
        start = max(start, label.start) if label.measures else start
        yield from self._emit(measures, token, token.end, start, unit, breakdown, stage, year)
        self.state.scope = scope
        if not label.is_comparison or label.measures:
            self.state.topic = Topic(measures[0], stage, breakdown, year, value=token.text, unit=unit)

    def _emit(
        self, measures: tuple[str, ...], token: Token, end: int, start: int, unit: str, breakdown: str, stage: str, year: int | None
    ) -> Iterator[Figure]:
        for measure in measures:
            yield Figure(
                measure=measure, breakdown=breakdown, stage=_stage(stage), fiscal_year=year, value=token.text.replace(",", ""),
                unit=unit, place=self._place(start, end),
            )  # fmt: skip

    def _amounts(self, run: list[Token], label: Label) -> tuple[str, ...]:
        """The measures that a label before money names, by itself or through the topic."""
        named = tuple(name for name in label.measures if self.background.measure(name).kind == "amount")
        topic = self.state.topic
        is_near = topic is not None and topic.is_same_sentence
        words = [token.text for token in run if token.kind == "word"]
        if named and named[0] in ("fiscal_appropriation",) and label.is_spending_word:
            return ("fiscal_appropriation_spent",)
        if named == ("expenditure",) and "支出" in words and not self._names_fully(words):
            return self._bare_spending(label, topic if is_near else None)
        if named == ("revenue",) and not label.stage and not (label.has_own_name or label.has_time) and "收入" in words:
            return ()
        if named:
            return named if self._is_contextual(words, topic) else ()
        if topic is not None and topic.measure not in self.background.vocabulary.measures:
            return ()
        says_something = label.scope or label.stage or label.is_spending_word or label.is_total or label.is_comparison or self.state.nothing
        if label.is_spending_word and not is_near and not self.heading:
            if label.has_own_name or (label.has_time and label.stage):
                return ("expenditure",)
            return ()
        if label.has_own_name and label.stage and not (topic and is_near and not label.has_time):
            return ("expenditure",)
        if topic is not None and (says_something or (label.has_time and label.year and is_near)):
            return (self._spent(topic.measure) if label.is_spending_word else topic.measure,)
        if label.stage and label.has_own_name:
            return ("expenditure",)
        return ()

    def _names_fully(self, words: list[str]) -> bool:
        """总支出, 整体支出, 本年支出合计 need no context; 支出 alone does."""
        return any("expenditure" in lexicon().names.get(word, ()) for word in words if word != "支出")

    def _is_contextual(self, words: list[str], topic: Topic | None) -> bool:
        """购置费 is the vehicles' only beside another of the three public expenses."""
        last = next((word for word in reversed(words) if word in lexicon().names or word in lexicon().contextual), "")
        return last in lexicon().names or (topic is not None and self._is_related(lexicon().contextual[last][0], topic.measure))

    def _is_related(self, measure: str, topic: str) -> bool:
        """The same, one spent of the other, or parts of one whole."""
        wholes = {part.whole for part in self.background.vocabulary.parts if part.part == measure and not part.breakdown}
        return topic == measure or topic in wholes or self._spent(measure) == self._spent(topic) or any(
            part.part == topic and part.whole in wholes for part in self.background.vocabulary.parts
        )

    def _is_three_public(self, measure: str) -> bool:
        return measure in (THREE_PUBLIC, "vehicle") or any(
            part.part == measure and part.whole == THREE_PUBLIC for part in self.background.vocabulary.parts
        )

    def _spent(self, measure: str) -> str:
        known = self.background.measure(measure)
        if known.spent_as:
            return known.spent_as
        return "expenditure" if measure == "revenue" else "project_expenditure" if measure == "project_revenue" else measure

    def _bare_spending(self, label: Label, topic: Topic | None) -> tuple[str, ...]:
        """支出 after an amount of this sentence is that amount's; with a year or the department before it, the whole."""
        if label.is_total and topic is not None:
            return (topic.measure,)
        if label.has_own_name or (label.has_time and (topic is None or label.year is not None)):
            return ("expenditure",)
        if topic is not None:
            return (self._spent(topic.measure),)
        if self.heading and label.stage:
            return (self._spent(self.heading),)
        return ("expenditure",) if label.stage and label.has_time else ()

    def _sibling(self, index: int, run: list[Token], left: Token | None) -> str:
        """局本级2,010.00万元、市环卫所6,110.00万元: the second is a subordinate's."""
        if run or left is None or left.kind != "gap" or not self.last or self.last[0].breakdown not in ("own", "subordinate"):
            return ""
        return "subordinate" if re.search(r"[所站队院校馆中心处局]$", left.text) and len(left.text) <= 15 else ""

    def _is_clean(self, run: list[Token], left: Token | None, label: Label) -> bool:
        """Whether the words before a number stand by themselves, not behind somebody else's name."""
        words = lexicon()
        if left is None or left.kind in ("punctuation", "number"):
            return True
        if not run:
            return False
        first = run[0]
        if left.text[-1] in JOINTS or first.text in JOINTS:
            return True
        if first.kind in ("year", "date") or words.says(first.text, "own_names", "own_scope", "verbs", "this_year", "opening", "closing", "last_year", "comparisons", "none", "containers"):
            return True
        return self.background.is_own_name(left.text) or any(
            self.background.measure(name).takes_any_prefix for name in label.measures
        )

    def _stage(self, measure: str, run: list[Token], label: Label) -> str:
        known = self.background.measure(measure)
        topic = self.state.topic
        if "opening" in known.stages:
            return stock_stage(run) or known.default_stage
        if label.stage:
            return "adjusted_budget" if self._is_split(run) else label.stage
        is_part = any(token.text == "其中" for token in run) or self._in_brackets_or_chain()
        if topic and topic.stage and (is_part or label.is_comparison or label.scope) and topic.stage in known.stages:
            return topic.stage
        return known.default_stage

    def _is_split(self, run: list[Token]) -> bool:
        """2021年预算收入1962.50万元，其中年初预算1788.34万元，调整追加174.16万元: the first is the budget as adjusted."""
        if not any(token.text == "预算收入" for token in run):
            return False
        rest = re.split(r"[。；;]", self.view.text[run[-1].end :])[0]
        return bool(re.search(r"其中.*?年初预算.*?追加", rest))

    def _in_brackets_or_chain(self) -> bool:
        return bool(self.state.scopes) or bool(self.state.topic and self.state.topic.is_same_sentence and self.state.topic.stage == "budget")

    def _year(self, label: Label, stock: str = "") -> int | None:
        if label.year is not None:
            return label.year
        year = self.state.year or self.background.fiscal_year
        if label.is_last_year and not stock:
            return None if self.background.fiscal_year is None else (year or self.background.fiscal_year) - 1
        return year

    # --- rates

    def _rate(self, token: Token, run: list[Token], left: Token | None, label: Label) -> Iterator[Figure]:
        rate = self._rate_measure(label)
        if not rate:
            return
        if not self._is_clean(run, left, label):
            return
        start = run[0].start
        yield Figure(
            measure=rate, stage="claimed", fiscal_year=self._year(label), value=token.text.replace(",", ""), unit="%",
            place=self._place(max(start, label.start) if label.measures else start, token.end),
        )  # fmt: skip

    def _rate_measure(self, label: Label) -> str:
        named = [name for name in label.measures if self.background.measure(name).kind == "rate"]
        topic = self.state.topic
        if label.short_rate and topic and topic.is_same_sentence:
            for name in lexicon().shorts[label.short_rate]:
                rate_of = self.background.measure(name).topic
                if topic.measure in (rate_of, self.background.measure(rate_of).spent_as):
                    return name
        if label.short_rate and label.measures and not named:
            for name in lexicon().shorts[label.short_rate]:
                if self.background.measure(name).topic == label.measures[0]:
                    return name
        return named[0] if named else ""

    def _completion(self, found: re.Match[str]) -> Iterator[Figure]:
        topic = self.state.topic
        if topic is None:
            return
        year = topic.year or self._year(Label())
        rate = ""
        if topic.measure == THREE_PUBLIC or (self._is_three_public(topic.measure) and self._fits_whole(topic, found["number"])):
            rate = "three_public_control_rate"
        elif topic.measure == "expenditure":
            rate = "budget_execution_rate" if re.search("调整|全年", found["budget"]) else "budget_completion_rate"
        if found["amount"] and not topic.breakdown:
            stage = "adjusted_budget" if re.search("调整|全年", found["budget"]) else "budget"
            yield Figure(
                measure=topic.measure, stage=_stage(stage), fiscal_year=year, value=found["amount"].replace(",", ""),
                unit=found["unit"], place=self._place(found.start(), found.end("unit")),
            )  # fmt: skip
        if rate:
            yield Figure(
                measure=rate, stage="claimed", fiscal_year=year, value=found["number"].replace(",", ""), unit="%",
                place=self._place(*found.span()),
            )  # fmt: skip

    def _fits_whole(self, topic: Topic, claimed: str) -> bool:
        """“三公”经费预算56.70万元。公务接待费23.48万元，完成预算的41.41%: of the whole's budget, as the numbers show."""
        for found in re.finditer(r"三公经费[^。\d]{0,12}?([\d,]+(?:\.\d+)?)(亿元|万元|元)", self.view.text):
            units = self.background.vocabulary.units
            whole = float(found[1].replace(",", "")) * float(units[found[2]])
            part = float(topic.value.replace(",", "")) * float(units[topic.unit]) if topic.value else 0.0
            digits = len(claimed.partition(".")[2])
            if whole and abs(part / whole * 100 - float(claimed)) <= 0.5000001 * 10**-digits:
                return True
        return False

    def _share(self, found: re.Match[str]) -> Iterator[Figure]:
        topic = self.state.topic
        named = [token for token in self.tokens if token.start < found.start() < token.end and token.kind == "word"]
        if named and self._kind(lexicon().names.get(named[0].text, ())) == "rate":  # 基本支出占比60%
            topic = Topic(lexicon().names[named[0].text][0].removesuffix("_share"))
        shares = {"basic_expenditure": "basic_expenditure_share", "project_expenditure": "project_expenditure_share"}
        if topic is not None and topic.is_same_sentence and topic.measure in shares and not topic.breakdown:
            yield Figure(
                measure=shares[topic.measure], stage="claimed", fiscal_year=topic.year or self._year(Label()), value=found["number"], unit="%",
                place=self._place(*found.span()),
            )  # fmt: skip

    def _projects(self, index: int, found: re.Match[str]) -> Iterator[Figure]:
        run, left = self._run_before(index)
        label = read_label(run)
        if not label.stage or not self._is_clean(run, left, label):
            return
        start, year = run[0].start, self._year(label)
        yield Figure(measure="project_count", stage="actual", fiscal_year=year, value=found["count"], unit="个", place=self._place(start, found.end("count") + 3))
        yield Figure(
            measure="project_expenditure", stage=_stage(label.stage), fiscal_year=year, value=found["number"].replace(",", ""),
            unit=found["unit"], place=self._place(start, found.end()),
        )  # fmt: skip
        self.state.topic = Topic("project_expenditure", label.stage, "", year)

    def _change(self, index: int, token: Token, change: Token) -> Iterator[Figure]:
        """与2017年支出决算51.60万元相比减少4.45万元，下降8.62%: a change against last year, of a total that has such a rate."""
        topic = self.state.topic
        rates = {THREE_PUBLIC: "three_public_change_rate", "carryover": "carryover_change_rate"}
        if topic is None or topic.measure not in rates or topic.breakdown or not self._against_last_year(index, topic):
            return
        sign = "-" if lexicon().says(change.text, "decreases") and not token.text.startswith("-") else ""
        start = self._comparison_start(index)
        yield Figure(
            measure=rates[topic.measure], stage="claimed", fiscal_year=topic.year or self._year(Label()), value=sign + token.text.replace(",", ""), unit="%",
            place=self._place(start, token.end),
        )  # fmt: skip

    def _comparison(self, index: int) -> list[Token]:
        """Tokens from the last comparing word of the sentence up to the change."""
        for position in range(index - 1, -1, -1):
            token = self.tokens[position]
            if token.kind == "punctuation" and token.text in OUR_SENTENCE_ENDS:
                return []
            if token.kind == "word" and (lexicon().says(token.text, "comparisons") and token.text != "相比" or token.text.startswith("同比")):
                return self.tokens[position : index + 1]
        return []

    def _comparison_start(self, index: int) -> int:
        comparison = self._comparison(index)
        return comparison[0].start if comparison else self.tokens[index].start

    def _against_last_year(self, index: int, topic: Topic) -> bool:
        comparison = self._comparison(index)
        if not comparison:
            return False
        year = topic.year or self.background.fiscal_year
        words = [token for token in comparison if token.kind == "word"]
        is_last = any(token.text.startswith("同比") or lexicon().says(token.text, "last_year") for token in words)
        is_last = is_last or any(token.kind == "year" and year is not None and int(token.text) == year - 1 for token in comparison)
        stages = {lexicon().stages[token.text] for token in words if token.text in lexicon().stages}
        if "budget" in stages and topic.stage != "budget":
            return False
        return is_last

    # --- scores and counts

    def _score(self, index: int, token: Token, run: list[Token], left: Token | None, label: Label) -> Iterator[Figure]:
        if left is not None and left.kind == "gap" and not self._is_clean(run, left, label):
            names = [word.text for word in run if word.text in lexicon().names]
            if not any("自评" in name or "复核" in name for name in names) or re.search(r"项目|指标|科室|专项|类$|各$", left.text):
                return
        if self._is_of_a_project(run[0].start):
            return
        yield Figure(
            measure=label.measures[0], stage="claimed", fiscal_year=self._year(label), value=token.text, unit="分",
            place=self._place(run[0].start, token.end),
        )  # fmt: skip

    def _is_of_a_project(self, start: int) -> bool:
        return bool(re.search(r"项目(?:支出)?(?:绩效)?$|子项$|指标$", self.view.text[max(0, start - 8) : start]))

    def _count(self, token: Token, run: list[Token], left: Token | None, label: Label) -> Iterator[Figure]:
        state = self.state
        named = [name for name in label.measures if self.background.measure(name).kind == "count"]
        if not label.measures and state.last_count and label.breakdown and state.last_count in POST_MEASURES:
            named = [state.last_count]
        if not named:
            named = self._beside_money(token, run, label)
        sibling = self._sibling_of_count(run, left)
        if sibling and state.last_count:
            yield self._counted(state.last_count, token, left.start if left else token.start, "subordinate")
            state.scope = "subordinate"
            return
        if not named and label.scope and state.last_count and not label.measures:
            named = [state.last_count]
        measure = next((name for name in named if self._counts(name, token)), "")
        if measure == "staff_on_post" and self._includes_retired(run, token):
            measure = "staff_total"
        is_beside = bool(named) and not label.measures
        if not measure or label.is_foreign or not (is_beside or self._is_clean(run, left, label)):
            return
        if measure == "vehicle_count" and not self._vehicles_belong(run):
            return
        scope = label.scope or (state.scopes[-1] if state.scopes else "")
        breakdown = label.breakdown if label.breakdown in POSTS else scope or self._post(measure, run, label)
        yield self._counted(measure, token, self._start(run, label, token), breakdown, self._year(label))
        state.scope = scope
        if measure in POST_MEASURES and not state.scopes:
            state.post = label.breakdown if measure == "staff_quota" else state.post
        if not state.scopes:
            state.last_count = measure
        amounts = [name for name in label.measures if self.background.measure(name).kind == "amount"]
        if amounts:
            state.topic = Topic(amounts[0])

    def _start(self, run: list[Token], label: Label, token: Token) -> int:
        return max(run[0].start, label.start) if run else token.start

    def _counted(self, measure: str, token: Token, start: int, breakdown: str, year: int | None = None) -> Figure:
        known = self.background.measure(measure)
        return Figure(
            measure=measure, breakdown=breakdown, stage=_stage(known.default_stage), fiscal_year=year or self._year(Label()),
            value=token.text.replace(",", ""), unit=known.unit, place=self._place(start, token.end),
        )  # fmt: skip

    def _includes_retired(self, run: list[Token], token: Token) -> bool:
        """实有人数9人。其中：在职人员5人，离休0人，退休4人"""
        if not any(word.text in ("实有人数", "实有", "年末实有人数") for word in run):
            return False
        parts = re.match(r"[。，,;；(（]?其中[:：]?(?P<parts>[^。]*)", self.view.text[token.end :])
        return bool(parts and "在职" in parts["parts"] and "退休" in parts["parts"])

    def _counts(self, measure: str, token: Token) -> bool:
        known = self.background.measure(measure)
        return token.unit in known.counters or (not token.unit and token.text == "0")

    def _beside_money(self, token: Token, run: list[Token], label: Label) -> list[str]:
        """公务接待费36,155元，接待省内外同行22批次; 公务接待57批次，人数463人; 公务用车运行费5.62万元，车辆3台."""
        topic, last = self.state.topic, self.state.last_count
        says = {word.text for word in run}
        if token.unit in ("批次", "批", "个批次") and topic and topic.is_same_sentence and topic.measure == "official_reception":
            return ["reception_batches"]
        if token.unit in ("人", "人次") and last == "reception_batches" and (says & {"人数", "人次"} or not run):
            return ["reception_guests"]
        return []

    def _vehicles_belong(self, run: list[Token]) -> bool:
        full = {"公务用车保有量", "公务车辆数", "公务用车数量"}
        if any(token.text in full for token in run):
            return True
        topic = self.state.topic
        return topic is not None and topic.measure in ("vehicle", "vehicle_operation")

    def _post(self, measure: str, run: list[Token], label: Label) -> str:
        if measure == "staff_retired":
            words = {token.text for token in run}
            if words & {"离休", "离休人员", "离休人数"}:
                return "veteran_retired"
            is_plain = not words & {"退休", "退休人员", "退休人数"}
            return "" if is_plain or not re.search(r"(?<!退)离休", self.view.text) else "retired"
        if measure == "staff_on_post" and not label.breakdown:
            if any(token.text == "在编人员" for token in run):
                return "established"
            return self.state.post if any(token.text in ("实有", "实有人数") for token in run) else ""
        return label.breakdown if measure in POST_MEASURES else ""

    def _sibling_of_count(self, run: list[Token], left: Token | None) -> bool:
        is_unit = left is not None and left.kind == "gap" and not run and re.search(r"[所站队院校馆中心处局]$", left.text)
        return bool(is_unit) and self.state.seen_own_scope and not self.state.scopes

    # --- nothing, elsewhere, not applicable

    def _word(self, index: int, token: Token) -> Iterator[Figure]:
        words = lexicon()
        if words.says(token.text, "own_scope"):
            self.state.seen_own_scope = True
        if words.says(token.text, "none", "none_before"):
            yield from self._nothing(index, token)
        elif words.says(token.text, "elsewhere"):
            yield from self._elsewhere(index, token)
        elif words.says(token.text, "not_applicable"):
            yield from self._not_applicable(index, token)

    def _nothing(self, index: int, token: Token) -> Iterator[Figure]:
        words = lexicon()
        if words.says(token.text, "none_before"):
            after = self._run_after(index)
            if after is not None:
                yield from self._zeros(token, after, token.start, after[-1].end)
                return
        if not words.says(token.text, "none") or not self._ends_here(index):
            return
        run, left = self._list_before(index)
        if run and self._is_clean(run, left, read_label(run)):
            yield from self._zeros(token, run, run[0].start, token.end)
        elif not self._says_what(run) and self.state.nothing and (left is None or left.kind == "punctuation"):
            yield from self._zeros(token, run, self.state.nothing_start, token.end, self.state.nothing.measure)

    def _ends_here(self, index: int) -> bool:
        """公务接待费没有。 but not 因公出国（境）费比去年无增减变化."""
        following = self.tokens[index + 1 : index + 3]
        if not following or following[0].kind == "punctuation" or following[0].kind == "hint":
            return True
        is_spent = following[0].text in ("支出", "预算", "发生", "安排", "开支", "费用")
        return is_spent and (len(following) == 1 or following[1].kind == "punctuation")

    def _list_before(self, index: int) -> tuple[list[Token], Token | None]:
        """公务用车购置费、因公出国（境）费均未发生: a list before, with its marks."""
        run: list[Token] = []
        position = index - 1
        while position >= 0:
            token = self.tokens[position]
            is_colon = token.text == ":" and position == index - 1
            is_comma = token.text in ",，" and self._is_copula(run)
            if token.kind in ("word", "year", "date", "hint") or (token.kind == "punctuation" and token.text == "、" and run):
                run.insert(0, token)
            elif not (is_colon or is_comma):
                break
            position -= 1
        return run, self.tokens[position] if position >= 0 else None

    def _run_after(self, index: int) -> list[Token] | None:
        """Words up to the next mark, where every one is known and a measure among them."""
        run: list[Token] = []
        for token in self.tokens[index + 1 :]:
            if token.kind == "punctuation" and token.text != "、":
                break
            if token.kind not in ("word", "hint", "year") and token.text != "、":
                return None
            run.append(token)
        counted = {"人数", "人员", "批次", "批", "规模", "情况"}
        if not run or any(token.text in counted for token in run) or not any(self._names(token) for token in run):
            return None
        return run

    def _names(self, token: Token) -> tuple[str, ...]:
        words = lexicon()
        known = words.names.get(token.text, ()) or words.contextual.get(token.text, ())
        return tuple(name for name in known if self.background.measure(name).kind in ("amount", "rate") and name not in ("revenue", "expenditure"))

    def _names_here(self, token: Token, run: list[Token]) -> tuple[str, ...]:
        """What one word of a list names; a contextual name only beside a related one."""
        names = self._names(token)[:1]
        if not names or token.text in lexicon().names:
            return names
        beside = [name for word in run if word.text in lexicon().names for name in self._names(word)[:1]]
        near = [topic.measure for topic in (self.state.nothing, self.state.topic) if topic]
        return names if any(self._is_related(names[0], other) for other in [*beside, *near]) else ()

    def _zeros(self, token: Token, run: list[Token], start: int, end: int, measure: str = "") -> Iterator[Figure]:
        label = read_label(run)
        if label.is_foreign or any(lexicon().says(word.text, "increases", "decreases") for word in run if word.kind == "word"):
            return
        names = {measure: None} if measure else {name: None for word in run for name in self._names_here(word, run)}
        if set(names) - WEAK:
            names = {name: None for name in names if name not in WEAK}
        is_budget = "预算" in token.text or "安排" in token.text or label.stage == "budget"
        is_budget = is_budget and not (token.text.endswith("支出") or any(word.text == "支出" for word in run[-1:]))
        following = self.view.text[end : end + 2]
        is_budget = is_budget or following == "预算"
        for name in names:
            known = self.background.measure(name)
            stage = known.default_stage if known.kind == "rate" or "opening" in known.stages else "budget" if is_budget and "budget" in known.stages else "actual"
            if "opening" in known.stages:
                stage = stock_stage(run) or known.default_stage
            breakdown = label.breakdown if name == "fixed_assets" else ""
            yield Figure(
                measure=name, breakdown=breakdown, stage=_stage(stage), fiscal_year=self._year(replace(label, is_last_year=False)), value="0",
                unit="%" if known.kind == "rate" else "万元", place=self._place(start, end),
            )  # fmt: skip
            self.state.nothing, self.state.nothing_start = Topic(name, stage), start

    def _elsewhere(self, index: int, token: Token) -> Iterator[Figure]:
        """“三公”经费预算数与决算数统一反映在市机关事务管理局"""
        start = index
        while start > 0 and not (self.tokens[start - 1].kind == "punctuation" and self.tokens[start - 1].text in OUR_SENTENCE_ENDS + ";；,，"):
            start -= 1
        before = self.tokens[start:index]
        named = [(word, name) for word in before for name in self._names(word) if word.kind == "word"]
        named = [(word, name) for word, name in named if self.background.measure(name).kind == "amount"]
        if not named or self.state.elsewhere_said:
            return
        rest = re.split(r"[,，。;；]", self.view.text[token.end :])[0]
        body = re.split(r"的?(?:部门)?(?:决算|预算)|列支|统一|反映|公开|并|核算", rest)[0]
        if len(body) < 2:
            return
        self.state.elsewhere_said = True
        said = "".join(word.text for word in before) + rest
        stages = [stage for stage, word in (("budget", "预算"), ("actual", "决算")) if word in said]
        stage = stages[0] if len(stages) == 1 else ""
        for name in dict.fromkeys(name for _, name in named):
            yield Figure(
                measure=name, stage=_stage(stage), fiscal_year=self._year(Label()), disclosure="reported_elsewhere", reported_by=body,
                place=self._place(named[0][0].start, token.end + len(rest)),
            )  # fmt: skip

    def _not_applicable(self, index: int, token: Token) -> Iterator[Figure]:
        after = self._run_after(index)
        run, left = (after, None) if after else self._list_before(index)
        if not run or not self._ends_after(index, after) or (not after and not self._is_clean(run, left, read_label(run))):
            return
        for name in dict.fromkeys(name for word in run for name in self._names(word)):
            known = self.background.measure(name)
            stage = known.stages[0] if len(known.stages) == 1 else ""
            start, end = min(run[0].start, token.start), max(run[-1].end, token.end)
            yield Figure(measure=name, stage=_stage(stage), fiscal_year=self._year(Label()), disclosure="not_applicable", place=self._place(start, end))

    def _ends_after(self, index: int, after: list[Token] | None) -> bool:
        return after is not None or self._ends_here(index)

    # --- grades and empty rates

    def _grades(self) -> Iterator[Figure]:
        grades = "|".join(sorted(self.background.vocabulary.words.grades, key=len, reverse=True))
        names = "|".join(sorted((re.escape(view(name, 0, len(name)).text) for name in self.background.measure("self_grade").names), key=len, reverse=True))
        # 自评等级为优秀   等次为优   自评分数为100分，属第一等级
        named = re.compile(rf"(?P<prefix>.{{0,12}}?)(?P<name>{names})(?:[:为是]|定为|评定为)*(?P<grade>{grades})(?=[,，。;；、)|]|$)")
        after_score = re.compile(rf"分[,，](?:属于?|为|等级为|等次为)?(?P<grade>{grades})(?=[,，。;；、)]|$)")
        for found in named.finditer(self.view.text):
            if not re.search(r"项目综合|项目$|项目绩效|复核|抽查|上年", self.view.text[max(0, found.start("name") - 6) : found.start("name")]):
                yield self._grade(found, found.start("name"))
        for found in after_score.finditer(self.view.text):
            scored = [figure for figure in self._scores_before(found.start())]
            if scored:
                yield self._grade(found, scored[0])

    def _scores_before(self, position: int) -> list[int]:
        """Where the self-score begins that a grade follows."""
        for index, token in enumerate(self.tokens):
            if token.kind == "number" and token.unit == "分" and token.end - 1 == position:
                run, _ = self._run_before(index)
                if "self_score" in read_label(run).measures:
                    return [run[0].start]
        return []

    def _grade(self, found: re.Match[str], start: int) -> Figure:
        return Figure(measure="self_grade", stage="claimed", fiscal_year=self.background.fiscal_year, value=found["grade"], place=self._place(start, found.end("grade")))

    def _empty_rates(self) -> Iterator[Figure]:
        for found in EMPTY_RATE.finditer(self.view.text):
            for token in self.tokens:
                if token.kind == "word" and token.end == found.start() + 1 and self._kind(lexicon().names.get(token.text, ())) == "rate":
                    name = lexicon().names[token.text][0]
                    yield Figure(measure=name, stage="claimed", fiscal_year=self.background.fiscal_year, disclosure="blank", place=self._place(token.start, found.end()))

    def _place(self, start: int, end: int):  # noqa: ANN202
        return place(self.background.text, *self.view.span(start, end))


def _without_enumerator(paragraph: View) -> View:
    """The paragraph behind its （一） or 1."""
    found = ENUMERATOR.match(paragraph.text)
    cut = found.end() if found else 0
    return View(paragraph.text[cut:], paragraph.offsets[cut:])


def _stage(stage: str) -> Stage:
    return stage  # type: ignore[return-value]
