"""A paragraph as it is read from left to right: its words, and what has been said so far.

The finders of amounts, rates, counts, scores and silence all look at a number or a word through one `Reading`.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from operator import attrgetter

from loaders.finders.figures import BODIES, UNIT_FOLLOWS, Background, Figure
from loaders.finders.labels import WEAK, Label, Token, Word, read_label
from loaders.finders.view import View, place
from loaders.models import Disclosure, Formula, Passage, Stage

# （一） 一、 1. 1、 （1） ①  at the head of a paragraph
ENUMERATOR = re.compile(
    r"^(?:\(?[一二三四五六七八九十]+[)、.]|\(?\d{1,2}[)、.](?:(?!\d)|(?=(?:19|20)\d\d年))|[①-⑳]|#+|第[一二三四五六七八九十]+(?:[,，、:章节条]|部分|(?!方|产业|季度|类|名|批|次|轮))|[a-zA-Z][)、.]|(?:其|说明|附注|注)[一二三四五六七八九十\d]+[,，、:.])"
)
# 2.1 年初预算…   3.2.1　人员情况
DECIMAL_ENUMERATOR = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){1,2}[、.]?[ \u3000\t]+(?=[\u3400-\u9fff“\"])")
# ——公务接待费…  ● 公务接待费…
BULLET = re.compile(r"^[-*·•●○◎■□▪▫◆◇▲★※➢►✦\uf06c\uf0d8\uf0b7]+(?!\d)")
# What numbers paragraphs of one rank: 一、  （一）  1.  （1）  ①
RANKS = tuple(
    map(re.compile, (r"[一二三四五六七八九十]+[、.]", r"\([一二三四五六七八九十]", r"\d{1,2}[)、.]", r"\(\d", r"[①-⑳]"))
)
LONGEST_HEADING = 40
LONGEST_SUBJECT = 8  # words and gaps
# 金额单位：万元
MONEY_UNIT = re.compile(rf"{UNIT_FOLLOWS}(?:[人名个辆台件]、)*(?P<unit>亿元|万元|千元|元)")
HAN = re.compile(r"[\u3400-\u9fff]")
# 主要原因为：…；（2）…；
REASONS = re.compile(r"原因(?:主要)?(?:为|是|有|:)(?:[^。；;]|[；;](?=\(?\d|[一二三四五六七八九]是))*$")
OF_A_GOVERNMENT = re.compile(r"债[务券]转贷收入|上解上级支出|预算稳定调节基金|返还性收入")
SENTENCE_ENDS = "。!?！？\n"
COPULAS = frozenset({"=", "为", "是", "经计算", "经计算为", "达", "达到", "经核算", "约为"})
VERBS_OF_BEING = frozenset({"为", "是", "共", "共计", "合计", "达", "达到"})
# 全年没有群众信访，无离退休人员: counts that a text says to be none
COUNTED_AS_NONE = frozenset({"petition_count", "staff_retired", "staff_contract"})
# Words of these kinds begin a label, whatever stands before them
BEGINNINGS = (
    "own_names", "own_scope", "subordinate_scope", "verbs", "this_year", "last_year", "opening", "closing",
    "comparisons", "none", "containers", "givers",
)  # fmt: skip
# 雷达大修项目全年支出…, 各街道市场监管所原有行政编制…: a subject that is not the department
STRANGER = re.compile(r"(?:项目|工程|课题|专项|行动|活动|公司|企业|协会|原)$|^各|各(?:[街乡镇村县市区地]|单位|有关)")
# 敬老院、文化站等三个站所年末在职人员…, 两家全年支出合计…
SEVERAL = re.compile(r"[两二三四五六七八九十\d][个家所](?:单位|学校|站所|机构|部门|企业|医院|乡镇|街道|公司)?$")
# 县财政年初批复我局预算…: whoever gives the money or the posts
GIVER = re.compile(r"(?:财政[局厅]?|财政部门|编办|编委办?|编制部门|人大|人大常委会|人代会|人民代表大会)$")
# ，中心   、市大数据应用中心   ，区财政国库支付中心
BODY = re.compile(r"[,，、](?P<name>[^,，、。;；:()\d]{0,14}(?:中心|学校|支队|大队|院|所|站|馆|队))(?:为|是|共)?$")
# 其中：支出预算数：4,862,300.00元
FIELD = re.compile(r"(?:其中:)?[^:,，。;；\d]{2,24}:\d[\d,]*(?:\.\d+)?(?:亿元|万元|元)?[。;；]?")
# （单位：元）
UNIT_NOTE = re.compile(r"\((?:金额)?单位:[^()]{1,4}\)")
# 经人大常委会审议 | 调整为…
APPROVED = re.compile(r"经[^,，\d]{2,14}(?:审议|审定|审批|批准|批复|同意|研究|通过|核定)后?")
PHRASES = re.compile(r"[,，:]")
# 剔除一次性因素后，…
ASSUMING = re.compile(r"(?:如果|如不|如按|如将|若|假如|假设|剔除|扣除|除去|不考虑)")
# 观众满意度实际值95.8%
VALUES = frozenset({"值", "完成值", "达成值"})
ASKED = ("份", "户", "家", "人次")
# 没有发生涉台信访
CONCERNING = re.compile(r"涉.{1,3}")
SYSTEM = "系统"
OWN_NAME = Word(is_own_name=True, kinds=frozenset({"own_names"}))
# Unknown words that end so do not belong to the name behind them: 扣分点在支付进度率
# 近三年 | “三公”经费支出：2021年5.60万元，2022年…
SEVERAL_YEARS = re.compile(r"[近这前][\d两二三四五]年(?:来|间)?")
JOINTS = frozenset("括等后时在而但因于将使了着把对从向被让则又且或即若如当")


@dataclass
class Topic:
    """The figure last read: what a label that names no measure is about."""

    measure: str
    stage: str = ""
    breakdown: str = ""
    year: int | None = None
    value: str = ""
    unit: str = ""
    is_same_sentence: bool = True
    stages: frozenset[str] = frozenset()  # said of it so far
    is_part: bool = False  # named behind 其中


@dataclass
class Reading:
    """One paragraph and what has been read of it."""

    background: Background
    view: View
    heading: str = ""  # the measure that the heading above names
    money_unit: str = ""
    section_year: int | None = None  # that the heading above names, where it is not the report's
    explained: set[int] = field(default_factory=set)  # where a formula or a pattern has read

    # what the text is about just now
    topic: Topic | None = None
    series: dict[int, tuple[list[Token], Token | None]] = field(default_factory=dict)  # words of numbers behind 分别为
    last: list[Figure] = field(default_factory=list)

    listed: list[list[Token]] = field(default_factory=list)  # the names that 分别为 last paired with numbers

    subordinates: set[str] = field(default_factory=set)  # bodies whose figures were read as such

    was: list[Figure] = field(default_factory=list)  # the figure before 增加到

    # what this sentence has said; forgotten at its end
    year: int | None = None
    aside: tuple[str, int | None] | None = None  # an amount told of another year, and the year before that
    is_told_of_last_year: bool = False  # 上年…，
    brackets: list[str] = field(default_factory=list)  # the scope each open bracket belongs to
    topics: list[tuple[Topic | None, int | None]] = field(default_factory=list)  # what each open bracket interrupts
    scope: str = ""  # of the figure last read
    subject: str = ""  # 局机关编制30名，在职28人；: the scope that heads a clause, up to its end
    post: str = ""  # 行政编制214人，实有人数203人；
    count: str = ""  # the staff or guests last counted
    posts: dict[tuple[str, str, int | None], str] = field(default_factory=dict)  # counted so far, by which word
    knows_own_scope: bool = False  # 局本级 was named
    nothing: tuple[str, int] | None = None  # the measure of which there was none, and where that began
    elsewhere_until: int = 0  # where the last statement of that kind ends
    is_foreign: bool = False  # about money with a name of its own
    is_of_a_project: bool = False  # under the heading of one project
    is_of_another_body: bool = False  # 县中心学校全年支出…，
    is_partial: bool = False  # 截至9月底，…
    is_rule: bool = False  # 评分标准：…
    stranger: bool = False  # a number of somebody else was read last
    refused: str = ""  # which measure that was of
    refused_whole: str = ""  # 县人大“三公”经费9.00万元，其中：…
    amounts: list[Figure] = field(default_factory=list)
    spoken: list[Figure] = field(default_factory=list)  # every amount of the paragraph
    base: tuple[Topic, int] | None = None  # the department's budget at the beginning of the year, and where it ends
    said: dict[tuple[str, str, int | None], Decimal] = field(default_factory=dict)  # amounts in yuan, by stage and year
    is_split: bool = False  # 其中…
    is_turned: bool = False  # 其中…；: what follows may be about the whole again
    scored: dict[int, tuple[int, int | None]] = field(default_factory=dict)  # self-scores by their end: start, year
    changed_at: tuple[Token, int] | None = None  # the word of the last change, and where its amount ends
    moved: str = ""  # the rate said to have moved by so many points
    introduced: str = ""  # the rate before a colon: 在职人员控制率：…，控制率95.92%
    rated: str = ""  # the measure whose rate was read last
    whole: Topic | None = None  # what 其中 last split into parts; it outlives its sentence

    @cached_property
    def tokens(self) -> list[Token]:
        """The paragraph's tokens; an unknown stretch that is the department's own name is a word: 街道收入预算.

        So are the known words within it: 文化 | 和 | 旅游局.
        """
        found: list[Token] = []
        for token in self.background.lexicon.tokens(self.view.text):
            if token.kind == "gap" and self.background.is_own_name(token.text):
                start = token.start
                while (
                    found
                    and found[-1].kind in ("word", "gap")
                    and self.background.is_of_own_name(self.view.text[found[-1].start : token.end])
                ):
                    start = found.pop().start
                text = self.view.text[start : token.end]
                token = token._replace(kind="word", word=OWN_NAME, text=text, start=start)
            found.append(token)
        return found

    @property
    def budgets(self) -> list[tuple[Decimal, str]]:
        """The department's budgets of the year that the report stated so far, each with its unit."""
        return self.background.memory.setdefault("budgets", [])

    @cached_property
    def names_three_public(self) -> bool:
        return "三公" in self.view.text

    @cached_property
    def assumes(self) -> bool:
        return ASSUMING.search(self.view.text) is not None

    @cached_property
    def is_of_a_government(self) -> bool:
        """全县一般公共预算收入18.62亿元，债务转贷收入…。收入合计31.40亿元: the accounts of a place."""
        return OF_A_GOVERNMENT.search(self.view.text) is not None

    @cached_property
    def is_field(self) -> bool:
        """支出预算数：4,862,300.00: a name and its number, and nothing else."""
        return FIELD.fullmatch(self.view.text) is not None

    def end_sentence(self) -> None:
        for topic in (self.topic, self.whole):
            if topic:
                topic.is_same_sentence = False
        self.topics = []
        self.year, self.brackets, self.scope, self.post, self.count = None, [], "", "", ""
        self.knows_own_scope, self.nothing, self.is_foreign, self.stranger = False, None, False, False
        self.is_split, self.is_turned = False, False
        self.is_rule, self.is_partial, self.amounts, self.rated = False, False, [], ""
        self.aside, self.is_told_of_last_year, self.moved, self.subject = None, False, "", ""
        self.refused, self.refused_whole = "", ""
        self.is_of_another_body, self.posts, self.introduced = False, {}, ""

    def end_aside(self) -> None:
        """Back from another year's figure to the year that was spoken of before."""
        if self.aside is not None:
            self.year, self.aside = self.aside[1], None

    @property
    def near_topic(self) -> Topic | None:
        """The topic, if this sentence named it."""
        return self.topic if self.topic is not None and self.topic.is_same_sentence else None

    # --- words around a number

    def token_at(self, position: int) -> Token | None:
        """The token that a character belongs to."""
        index = self.index_at(position)
        return self.tokens[index] if index >= 0 else None

    def index_at(self, position: int) -> int:
        return bisect_right(self.tokens, position, key=attrgetter("start")) - 1

    def run_before(self, index: int) -> tuple[list[Token], Token | None]:
        """Known words right before a token, and what stands before them."""
        run: list[Token] = []
        position = index - 1
        while position >= 0:
            token = self.tokens[position]
            if token.kind in ("word", "year", "date", "hint"):
                run.insert(0, token)
            elif token.kind == "gap" and token.text in VALUES and not run:
                pass
            elif token.kind != "punctuation":
                break
            elif token.text == ")" and (opening := self._remark(position, run)) is not None:
                inside = self.tokens[opening + 1 : position]
                if inside and all(word.word.post for word in inside):
                    run[:0] = inside  # 后勤服务人员（工勤）编制18名
                elif says_what(run):
                    break
                position = opening
            elif token.text == ":" and not says_what(run):
                if not self._adds_to(run, position):
                    break
            elif not (token.text in ",，" and is_copula(run)):
                break
            position -= 1
        return run, self.tokens[position] if position >= 0 else None

    def _adds_to(self, run: list[Token], colon: int) -> bool:
        """公务接待费：年初预算5万元, but 全年预算安排：年初批复支出预算3万元: whose are the words behind a colon?"""
        if not read_label(run).stage:
            return True
        before = read_label(self.run_before(colon)[0])
        return bool(before.measures or before.scope or before.breakdown or before.short_rate)

    def list_before(self, index: int) -> tuple[list[Token], Token | None]:
        """公务用车购置费、因公出国（境）费均未发生: known words with marks between them, and what stands before."""
        run: list[Token] = []
        position = index - 1
        while position >= 0:
            token = self.tokens[position]
            is_joined = token.text == "、" and bool(run)
            is_dated = all(word.says("this_year") or word.word.is_time for word in run)  # 公务接待费：年初未安排预算
            is_passed = (token.text == ":" and (position == index - 1 or is_dated)) or (
                token.text in ",，" and is_copula(run)
            )
            if token.kind in ("word", "year", "date", "hint") or is_joined:
                run.insert(0, token)
            elif not is_passed:
                break
            position -= 1
        return run, self.tokens[position] if position >= 0 else None

    def run_after(self, index: int) -> list[Token] | None:
        """Words up to the next mark, where every one is known and a measure among them."""
        run: list[Token] = []
        for token in self.tokens[index + 1 :]:
            if token.kind == "punctuation" and token.text != "、":
                break
            if token.kind == "gap" and CONCERNING.fullmatch(token.text):
                continue
            if token.kind not in ("word", "hint", "year") and token.text != "、":
                return None
            run.append(token)
        counted = {"人数", "批次", "批", "规模", "情况"}
        if any(token.text in counted for token in run) or not any(self.names(token) for token in run):
            return None
        return run

    def _remark(self, position: int, run: list[Token]) -> int | None:
        """Where a remark opens: 实有人数（含离退休）9人; with numbers only before a copula: 全年预算（…）是640万元."""
        is_said_of = bool(run) and run[0].text in VERBS_OF_BEING
        for opening in range(position - 1, max(position - (16 if is_said_of else 6), -1), -1):
            inside = self.tokens[opening]
            is_counted = (
                inside.unit in self.background.vocabulary.words.counters
            )  # 公务接待费（12批次、88人次）0.95万元
            is_counted |= self.view.text.startswith(ASKED, inside.end)  # 满意度（问卷3,206份）93.07%
            if inside.kind == "number" and not (is_said_of or is_counted):
                return None
            if self.tokens[opening].text == "(":
                return opening
        return None

    def is_one_of_several(self, index: int) -> bool:
        """局机关10人、绿化队20人、植物园30人: whether another unknown name with its number follows a number."""
        return bool(self.body_after(index))

    def body_before(self, run: list[Token], left: Token | None) -> tuple[str, list[Token]]:
        """The unknown name that words stand behind, and the words left: 市精神卫生中心 | 在职."""
        if left is None or left.kind != "gap":
            return "", run
        if run and run[0].start == left.end and run[0].says("own_names"):
            return left.text + run[0].text, run[1:]
        return left.text, run

    def body_said_before(self, index: int) -> tuple[str, int] | None:
        """The name of a body right before a number, whatever known words stand in it, and where it begins.

        局本级2,250.00万元 | ，中心3,770.00万元   其中局机关1,402.85万元 | ，区财政国库支付中心553.45万元
        """
        position = self.tokens[index].start
        found = BODY.search(self.clause_before(position))
        if not found or self.background.is_own_name(found["name"]):
            return None
        return found["name"], position - len(found[0]) + found.start("name") - found.start()

    def body_after(self, index: int) -> str:
        """The unknown name behind a number, with a number of the same kind: 局机关30名 | 、市种子站60名."""
        after = self.tokens[index + 1 : index + 5]
        kinds = [token.kind for token in after if not token.says("own_names")]
        if kinds[:3] != ["punctuation", "gap", "number"] or after[0].text not in "、,，" or after[1].kind != "gap":
            return ""
        number = after[2] if after[2].kind == "number" else after[3]
        return self.view.text[after[1].start : number.start] if number.unit == self.tokens[index].unit else ""

    def clause_before(self, position: int) -> str:
        """What stands between the last full stop or semicolon and a position."""
        return self.view.text[max(self.view.text.rfind(mark, 0, position) for mark in "。；;") + 1 : position]

    def phrase_before(self, position: int) -> str:
        """What stands between the last comma or colon, or what ends a clause, and a position."""
        return PHRASES.split(self.clause_before(position))[-1]

    def is_a_reason(self, position: int) -> bool:
        """Whether a number only says why something changed."""
        return REASONS.search(self.view.text[:position]) is not None

    def others_before(self, position: int) -> str:
        """The same without the department's own name: 对县财政局2020年度整体支出开展了绩效评价 is its own."""
        clause = self.clause_before(position)
        return clause.replace(self.background.department, "") if self.background.department else clause

    def is_clean(self, run: list[Token], left: Token | None, label: Label) -> bool:
        """Whether the words before a number stand by themselves, not behind somebody else's name."""
        if left is not None and left.text in ",，" and self.view.text[left.start - 1 : left.start] == "的":
            return False  # 由中小企业供应商中标或成交的，采购金额225.10万元
        if left is None or left.kind in ("punctuation", "number"):
            return True
        if not run:
            return False
        first = run[0]
        if left.text.endswith("用于") and set(label.measures) <= WEAK:
            return False  # 用于人员的支出340.00万元
        if first.text == "中" and left.text[-1] in "高初完":
            return False  # 所属3所高中收入合计…
        if any(self.background.measure(name).takes_any_prefix for name in label.measures):
            return True
        if self._is_strange(first, left):
            return False
        if label.stage and APPROVED.fullmatch(self.phrase_before(first.start)):
            return True  # 经人大常委会审议调整为41,288.90万元
        return (
            left.text[-1] in JOINTS
            or (label.year is not None and SEVERAL_YEARS.fullmatch(left.text) is not None)
            or first.text in JOINTS
            or first.kind in ("year", "date")
            or first.text.startswith(("本年", "全年", "当年"))
            or first.says(*BEGINNINGS)
            or self.background.is_own_name(left.text)
            or self._is_given(run)
        )

    def _is_strange(self, first: Token, left: Token) -> bool:
        """Whether the unknown words before a label are a subject of their own, or follow 全县 in one clause."""
        if first.says("subordinate_scope"):
            return False  # 三家二级单位
        if SEVERAL.search(self.view.text, max(0, left.end - 8), left.end) or self._is_another_body(first, left):
            self.is_of_another_body = True
            return True
        if left.start and self.view.text[left.start - 1] == "各" and first.text not in JOINTS:
            return True  # 各街道所核定编制
        if STRANGER.search(left.text) and not self.background.is_own_name(left.text):
            return True
        if first.text.startswith(("我", "本")) and first.says("own_names"):
            return False
        end = bisect_right(self.tokens, left.start, key=attrgetter("start"))
        for token in reversed(self.tokens[max(0, end - LONGEST_SUBJECT) : end]):
            if token.kind in ("punctuation", "number"):
                return False
            if token.says("others"):
                if left.text.endswith(SYSTEM) and self.background.is_short_for(left.text.removesuffix(SYSTEM)):
                    return False  # 全县民政系统
                is_strange = left.text[-1] not in JOINTS
                is_first = token.start == 0 or self.view.text[token.start - 1] in "。；;"
                self.is_of_another_body |= is_strange and is_first and token.text.startswith("全")
                return is_strange
        return False

    def _is_another_body(self, first: Token, left: Token) -> bool:
        """县医院全年收入…, 市疾控中心年末…: a body's name that is not the department's, right before the time."""
        name = left.text
        if first.start == left.end and first.text in ("中心", "学校", "支队"):
            name += first.text
        elif first.kind not in ("year", "date") and not first.word.is_time:
            return False
        is_body = len(name) >= 2 and name[-1] in BODIES and bool(self.background.department)
        return is_body and not self.background.is_own_name(name) and not GIVER.search(name)

    def _is_given(self, run: list[Token]) -> bool:
        """县财政年初批复…, 区编办核定…"""
        words = run[1:] if run[0].text == "财政" else run
        said = next(
            (word for word in words if word.word.stage or not (word.kind in ("year", "date") or word.word.is_time)),
            None,
        )
        is_said = said is not None and said.text.startswith(("核定", "批复", "批准", "下达", "安排"))
        if said is None or not (is_said or said.word.stage == "budget" or said.says("verbs")):
            return False
        return bool(GIVER.search(self.view.text, max(0, words[0].start - 6), words[0].start))

    def counts_something(self, token: Token) -> bool:
        """是4家中介机构的质保款: a number right before a word is of that, not money or people without their unit."""
        end, offsets = token.end, self.view.offsets
        is_beside = end < len(offsets) and offsets[end] == offsets[end - 1] + 1
        return is_beside and HAN.match(self.view.text, end) is not None

    # --- what words name

    def kind(self, measures: tuple[str, ...]) -> str:
        return self.background.measure(measures[0]).kind if measures else ""

    def of_kind(self, label: Label, kind: str) -> tuple[str, ...]:
        return tuple(name for name in label.measures if self.background.measure(name).kind == kind)

    def names(self, token: Token) -> tuple[str, ...]:
        """What a word names that a text may say there is none of; 收入 and 支出 by themselves name nothing."""
        return tuple(
            name
            for name in token.word.names or token.word.contextual
            if (self.background.measure(name).kind in ("amount", "rate") and name not in ("revenue", "expenditure"))
            or name in COUNTED_AS_NONE
        )

    def names_in(self, run: list[Token]) -> list[str]:
        """The measures that a list of words names; a contextual name counts only beside a related one."""
        plain = [name for word in run if word.word.names for name in self.names(word)[:1]]
        near = [*plain, *([self.nothing[0]] if self.nothing else []), *([self.topic.measure] if self.topic else [])]
        found = [
            name
            for word in run
            for name in self.names(word)[:1]
            if word.word.names or any(self.is_related(name, other) for other in near)
        ]
        specific = [name for name in found if name not in WEAK]
        return list(dict.fromkeys(specific or found))

    def is_related(self, measure: str, other: str) -> bool:
        """The same, one spent of the other, or parts of one whole."""
        parts = self.background.vocabulary.parts
        wholes = {part.whole for part in parts if part.part == measure and not part.breakdown}
        return (
            other == measure
            or other in wholes
            or self.spent(measure) == self.spent(other)
            or any(part.part == other and part.whole in wholes for part in parts)
        )

    def is_part_of(self, measure: str, whole: str) -> bool:
        return measure == whole or any(
            part.part == measure and part.whole == whole for part in self.background.vocabulary.parts
        )

    def spent(self, measure: str) -> str:
        """What 支出 means after an income: 财政拨款收入362.79万元，支出362.79万元."""
        return self.background.measure(measure).spent_as or measure

    # --- making figures

    def year_of(self, label: Label, is_stock: bool = False) -> int | None:
        """The year a label is about. 上年 before a stock is this year's opening."""
        if label.year is not None:
            return label.year
        year = self.year or self.section_year or self.background.fiscal_year
        return year - 1 if label.is_last_year and not is_stock and year is not None else year

    def figure(
        self,
        measure: str,
        value: str | None,
        unit: str,
        span: tuple[int, int],
        *,
        stage: str = "",
        year: int | None = None,
        breakdown: str = "",
        disclosure: Disclosure = "stated",
        reported_by: str = "",
        formula: Formula | None = None,
    ) -> Figure:
        """A figure of this paragraph; `span` are offsets in the view. Without a year it is the sentence's."""
        known = self.background.measure(measure)
        if not stage and disclosure == "stated":
            stage = known.default_stage
        stage_literal: Stage = stage  # type: ignore[assignment]
        return Figure(
            measure=measure,
            breakdown=breakdown,
            stage=stage_literal,
            fiscal_year=year if year is not None else self.year_of(Label()),
            value=None if value is None else value.replace(",", ""),
            unit=unit,
            disclosure=disclosure,
            reported_by=reported_by,
            formula=formula,
            place=place(self.background.text, *self.view.span(*span)),
        )


def says_what(run: list[Token]) -> bool:
    label = read_label(run)
    return bool(label.measures or label.short_rate)


def is_copula(run: list[Token]) -> bool:
    return bool(run) and all(token.text in COPULAS for token in run)


def start_of(run: list[Token], label: Label, token: Token) -> int:
    """Where a figure's words begin: behind the last container (基本支出中人员支出)."""
    return max(run[0].start, label.start) if run else token.start


def rank(text: str) -> int | None:
    """How a paragraph is numbered: two of one rank stand beside each other."""
    return next((place for place, pattern in enumerate(RANKS) if pattern.match(text)), None)


def open_paragraph(background: Background, passage: Passage, whole: View, heading: str) -> tuple[Reading, bool]:
    """A paragraph ready to be read, and whether it is a heading."""
    found = ENUMERATOR.match(whole.text)
    bullet = None if found else BULLET.match(whole.text)
    cut = max(match.end() if match else 0 for match in (found, bullet))
    if decimal := DECIMAL_ENUMERATOR.match(background.text, passage.start, passage.end):
        cut = sum(not character.isspace() for character in decimal[0])
    body = View(whole.text[cut:], whole.offsets[cut:]) if cut else whole
    said = MONEY_UNIT.search(background.text, passage.start, passage.end) if "单位" in whole.text else None
    unit = said["unit"] if said else background.money_unit
    if unit != background.money_unit:
        background = replace(background, money_unit=unit)
    reading = Reading(background, body, heading, unit)
    is_short = len(body.text) <= LONGEST_HEADING and not re.search(r"[,，;；]|\d", body.text.rstrip("。.:"))
    is_heading = is_short and (
        found is not None or (whole.text[-1:] != "。" and bool(heading_measure(reading)))
    )  # Word numbers headings outside the text
    reading.topic = Topic(heading) if heading else None
    return reading, is_heading


def heading_measure(reading: Reading) -> str:
    """（二）公务接待费: the amount that a heading names, if it names nothing else."""
    noted = UNIT_NOTE.search(reading.view.text)
    tokens = [token for token in reading.tokens if not (noted and noted.start() <= token.start < noted.end())]
    if any(token.kind == "gap" for token in tokens):
        return ""
    named = {token.word.names[0] for token in tokens if token.kind == "word" and token.word.names}
    amounts = reading.of_kind(read_label(tokens), "amount")
    return amounts[0] if len(amounts) == 1 and len(named - WEAK | set(amounts)) == 1 else ""
