"""The name of a row or a column → what it says: measure, stage, year, part, scope, unit. Used for every table.

其中：公务接待费   2021年决算数（万元）   三、年末在职人数（人）   合    计
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from loaders import vocabulary
from loaders.finders.labels import WEAK, Label, Token, lexicon, read_label, stock_stage
from loaders.finders.view import matched

# 1、机关   301 工资福利支出   （一）项目   其中：公务接待费   2、区法律援助中心   加：年初结转   按用途：基本支出
LEADING = re.compile(
    r"^(?:\(?[一二三四五六七八九十]+[)、.,]|\(?\d{1,2}(?:[)、.](?!\d)|(?:\.\d{1,2})+[、.]?(?=\D))|30[1-9](?:\d\d)?[-—]?(?=[工商对资][\u3400-\u9fff])|\(\d{1,2}\)|其中[:,]?|按[^:,()\d]{1,8}:|[加减]:|[①-⑳]|-+(?=\D))+"
)
# 支出合计③   项目支出[注2]   固定资产（注1）: what a note below the table is about
NOTED = re.compile(r"(?:[①-⑳]|[\[(]注?\d{0,2}[\])]|\(?注[①-⑳\d]?\)?|※)+$")
# 评定等级（优、良、中、差）
GRADES = re.compile(r"\((?:优秀?|良好?|中等?|合格|较?差|一般|[、,/])+\)")
# 年度收入情况（万元）   在职人数（人）   增减率(%)   （单位：元）
UNIT_NOTE = re.compile(
    r"\((?:金额)?(?:单位:)?(?:人民币)?(?P<unit>亿元|万元|千元|元|%|分|人次|批次|人|名|个|辆|台|批|次|件)\)"
)
# 预算执行率（10分）: its points
POINTS = re.compile(r"\(\d{1,3}(?:\.\d+)?分\)")
# 全年预算数（A）   执行率（B/A）   (3=2/1)
LETTERS = re.compile(r"\([A-Za-z\d\s=+\-*/÷.%①-⑳]{1,12}\)")
# 6月底   1-6月: not the whole year
PART_OF_YEAR = re.compile(r"(?<!\d)(?:[1-9]|1[01])月|(?<!\d)(?!1[-至])\d{1,2}[-至]\d{1,2}月")
# 局机关及二级机构汇总   部门合计
CONSOLIDATED = re.compile(r"\D{0,3}(?:机关|本级)及.{2,8}(?:汇总|合计)|.{0,4}汇总数?")
# 2021年   2021
YEAR = re.compile(r"(?:19|20)\d\d年?度?")
# 部门基本支出预算调整: what was added or cut is no figure
ADJUSTED = re.compile(
    r"(?:支出|收入|经费)(?:的)?预算(?:调整|追加|调剂)(?:额|金额|情况)?$"
    r"|^(?:年中|当年|本年|年度|预算)*(?:追加|追减|调增|调减|增减)(?:预算)?(?:数|额|金额)?$"
)
# 部门整体 | 全年预算 | 全年执行, above 人员经费, 项目支出
EVERYTHING = frozenset({"部门整体", "单位整体", "整体情况", "部门(单位)整体"})
GRAND_TOTAL = "总计"
# 政府采购预算, 采购计划, 收入决算总计: a name that says its stage
STAGED = re.compile(r"预算|计划|决算|实际|执行|完成")
POSTS = frozenset({"administrative", "institution", "administrative_support"})
BY_POST = frozenset({"staff_quota", "staff_on_post", "staff_retired", "staff_total", "staff_contract"})
ASSETS = frozenset({"in_use", "leased"})


@dataclass(frozen=True)
class Meaning:
    """What a name says. `is_known` only if every word of it is known."""

    measures: tuple[str, ...] = ()
    stage: str = ""
    stock: str = ""
    breakdown: str = ""
    scope: str = ""
    short_rate: str = ""
    unit: str = ""
    year: int | None = None
    is_last_year: bool = False
    is_total: bool = False
    is_grand_total: bool = False
    is_whole: bool = False  # everybody's figures together: 机关及二级机构汇总
    is_contextual: bool = False  # 购置费: the vehicles' only beside another of the three public expenses
    is_spending: bool = False  # 支出决算: a stage that speaks of spending
    is_foreign: bool = False
    is_known: bool = True
    names: int = 0  # how many names of measures stand in it
    words: frozenset[str] = frozenset()

    @property
    def says_something(self) -> bool:
        """Whether the name can head a column or a row."""
        return self.is_known and bool(
            self.measures
            or self.stage
            or self.stock
            or self.breakdown
            or self.scope
            or self.short_rate
            or self.year
            or self.is_last_year
            or self.is_total
            or self.is_whole
        )

    @property
    def is_only_scope(self) -> bool:
        return self.is_known and bool(self.scope or self.is_whole) and not self.measures


def read_name(text: str) -> Meaning:
    """What one name says; `text` as views write it."""
    return _read(text, id(lexicon()))


def rate_named(text: str) -> str:
    """The rate that a name is the name of, or none."""
    said, measures = read_name(text), vocabulary.load().measures
    return next((name for name in said.measures if said.is_known and measures[name].kind == "rate"), "")


def bare(text: str) -> str:
    """A name without its number, its unit and its marks."""
    for note in (GRADES, UNIT_NOTE, POINTS, LETTERS):
        text = note.sub("", text)
    return LEADING.sub("", NOTED.sub("", text.strip("*★:# "))).strip("*★: ")


@lru_cache(maxsize=8192)
def _read(text: str, _lexicon: int) -> Meaning:
    noted = UNIT_NOTE.search(text)
    unit = noted["unit"] if noted else ""
    body = bare(text)
    whole = _scope_row(body)
    if whole is not None:
        return replace(whole, unit=unit)
    if body in EVERYTHING:
        return Meaning(measures=("expenditure",), unit=unit)
    if YEAR.fullmatch(body):
        return Meaning(year=int(body[:4]), unit=unit)
    run = lexicon().tokens(body)
    label = read_label(run)
    words = [token.text for token in run if token.kind == "word"]
    is_known = all(_is_known(token) for token in run) and not _is_of_a_part(run) and not ADJUSTED.search(body)
    measures = _measures(label, run) if is_known or _takes_prefix(label, run) else ()
    breakdown = _breakdown(label, measures)
    if breakdown is None:
        return Meaning(is_known=False, unit=unit, words=frozenset(words))
    return Meaning(
        measures=measures,
        stage="" if measures and _is_only_name(run) else label.stage,
        stock=stock_stage(run),
        breakdown=breakdown,
        scope=label.scope if is_known else "",
        short_rate=label.short_rate if is_known else "",
        unit=unit,
        year=label.year,
        is_last_year=label.is_last_year,
        is_total=label.is_total and not measures,
        is_grand_total=GRAND_TOTAL in words,
        is_contextual=bool(measures) and not any(token.word.names for token in run),
        is_spending=is_known and label.is_spending_word and bool(label.stage) and not measures,
        is_foreign=label.is_foreign,
        is_known=is_known,
        names=sum(bool(token.word.names) for token in run),
        words=frozenset(words),
    )


def read_path(texts: Iterable[str]) -> Meaning:
    """The meaning of names above or before one another, the widest first: 2021年 / 公务用车费 / 小计.

    The last one decides; what it leaves open is taken from those before it. 小计 of an unknown group stays unknown.
    """
    said = [meaning for text in dict.fromkeys(texts) if (meaning := read_name(text)) != Meaning()]
    if not said:
        return Meaning()
    last, before = said[-1], said[-2::-1]
    if not last.is_known and not last.measures:
        return replace(last, is_known=False)
    measures, breakdown, short = last.measures, last.breakdown, last.short_rate
    is_known, is_contextual = True, last.is_contextual
    for wider in before:
        if measures:
            break
        if not wider.is_known and not wider.measures:
            is_known = False
            break
        measures, is_contextual = wider.measures, wider.is_contextual
        breakdown = breakdown or wider.breakdown
    everything = [last, *before]
    return replace(
        last,
        measures=measures,
        breakdown=breakdown,
        short_rate=short,
        stage=next((name.stage for name in everything if name.stage), ""),
        stock=next((name.stock for name in everything if name.stock), ""),
        scope=next((name.scope for name in everything if name.scope), ""),
        unit=next((name.unit for name in everything if name.unit), ""),
        year=next((name.year for name in everything if name.year), None),
        is_last_year=any(name.is_last_year for name in everything),
        is_total=last.is_total and not measures,
        is_contextual=is_contextual,
        is_known=is_known,
        words=frozenset().union(*(name.words for name in everything)),
    )


def _is_only_name(run: list[Token]) -> bool:
    """支出总额 names the money, of whatever stage; 决算总支出 names its stage too."""
    staged = [token for token in run if token.word.named_stage]
    return bool(staged) and all(token.word.names and not STAGED.search(token.text) for token in staged)


def _is_known(token: Token) -> bool:
    return token.kind not in ("gap", "number") and not (token.kind == "date" and PART_OF_YEAR.search(token.text))


def _is_of_a_part(run: list[Token]) -> bool:
    """项目支出结转, 财政拨款结余: what is left of some of the money."""
    named = [token.word.names[0] for token in run if token.word.names]
    return named[-1:] == ["carryover"] and bool(set(named[:-1]) - WEAK - {"carryover"})


def _scope_row(body: str) -> Meaning | None:
    """机关, 局本级, 机关小计, 局机关及二级机构汇总: rows and columns that only say whose figures they hold."""
    words = vocabulary.load().words
    stem = re.sub(r"(?:小计|合计|合计数|数)$", "", body)
    if body in words.consolidated_scope or CONSOLIDATED.fullmatch(body):
        return Meaning(is_whole=True)
    if stem in words.own_scope or stem in words.scope_rows:
        return Meaning(scope="own")
    if stem in words.subordinate_scope:
        return Meaning(scope="subordinate")
    return None


def _takes_prefix(label: Label, run: list[Token]) -> bool:
    """林区群众满意度: whoever is satisfied, it is satisfaction."""
    measures = vocabulary.load().measures
    return bool(run) and run[-1].kind == "word" and any(measures[name].takes_any_prefix for name in label.measures)


def _measures(label: Label, run: list[Token]) -> tuple[str, ...]:
    named = [token.word.names for token in run if token.word.names]
    strong = {name for names in named if not set(names) <= WEAK for name in names[:1]}
    if len(named) > 1 and len(strong) != 1 and any(token.text == "、" for token in run):
        return ()  # 会议费、培训费: two at once
    if _is_misread(label.measures[:1], strong, run):
        return ()
    return () if label.is_foreign and not _takes_prefix(label, run) else label.measures


def _is_misread(named: tuple[str, ...], strong: set[str], run: list[Token]) -> bool:
    """“三公”经费 + 预算控制率, 在 + 编 + 人数, 一般公共预算 + 收入: two words that make a third."""
    measures = vocabulary.load().measures
    texts = [token.text for token in run]
    if named == ("staff_quota",):
        return any(text.endswith("在") and following == "编" for text, following in pairwise(texts))
    if named == ("revenue",):
        return any(text.startswith(("一般公共预算", "政府性基金")) for text in texts)
    amounts = {name for name in strong if measures[name].kind == "amount"}
    topics = {measures[name].topic for name in named if measures[name].kind == "rate"}
    return bool(amounts and topics) and topics.isdisjoint(amounts)


def _breakdown(label: Label, measures: tuple[str, ...]) -> str | None:
    """The part that a name speaks of; None where the measure has no such part: 事业收入."""
    if not label.breakdown or not measures:
        return label.breakdown
    fits = (label.breakdown in POSTS and measures[0] in BY_POST) or (
        label.breakdown in ASSETS and measures[0] == "fixed_assets"
    )
    return label.breakdown if fits else None


def totals() -> frozenset[str]:
    return frozenset(matched(word) for word in vocabulary.load().words.totals)
