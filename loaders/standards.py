"""The standard beside an indicator of a score sheet (评分标准) → its clauses, where it follows a rate.

“以100%为标准。控制率≤100%，计5分；每超过一个百分点扣0.5分，扣完为止” is two clauses: full points up to 100 %, and
half a point less for every point beyond. What is judged without a rate, and what mixes several rates, has none.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from decimal import Decimal

from loaders.rules import Better, Clause, beyond, disjoint, within

ONE, HUNDRED = Decimal(1), Decimal(100)

SIGNS = str.maketrans({"≦": "≤", "⩽": "≤", "≧": "≥", "⩾": "≥", "—": "-", "–": "-", "‐": "-", "−": "-", "、": ","})
NUMERALS = {word: str(number) for number, word in enumerate("一二三四五六七八九十", start=1)} | {"两": "2"}
# 一个百分点   五个百分点   一分
NUMERAL = re.compile(r"([一二两三四五六七八九十])(?=个?(?:百分点|点)|分(?!之))")
# (预算完成数/预算数)×100%   ①   1.
NOISE = re.compile(r"[*×xX✕]\s*100%?|[①-⑳]|(?m:^\s*\(?[1-9][.)](?=\D|\d{2,3}%))")
# 变动率为负数或零得满分
SIGNED = (
    (
        re.compile(r"为?(?:(?:零|0)或负(?:数|增长)?|负(?:数|增长)?或(?:零|0)(?:增长)?|零增长或负增长|不增长|无增长)"),
        "≤0",
    ),
    (re.compile(r"为?(?:正数|正增长)"), ">0"),
    (re.compile(r"为?(?:负数|负增长)"), "<0"),
    (re.compile(r"为?零增长"), "=0"),
)
QUOTES = re.compile(r"[\s\"'“”‘’]")

NUMBER = r"\d+(?:\.\d+)?"
UP = r"超出|超过|超|高于|高出|高|大于|增加|上升|增长|提高|多"
DOWN = r"低于|降低|低|少于|减少|少|小于|下降|降|不足|未达到|未完成|差"
APART = r"偏离|偏差|相差|增减|增加或减少|增加或降低|提高或降低|上下浮动"
ABOVE_WORDS = {"≥", ">=", "大于等于", "大于或等于", "不低于", "不少于", "不小于", "达到", "达", "至少"}
BELOW_WORDS = {
    "≤", "<=", "小于等于", "小于或等于", "不高于", "不超过", "未超过", "不大于", "不多于", "没有超过", "未突破", "不超",
}  # fmt: skip
OVER_WORDS = {">", "高于", "大于", "超过", "超出", "多于", "突破"}
UNDER_WORDS = {"<", "低于", "小于", "少于", "不足", "未达到", "未达", "达不到", "没有达到"}
EQUAL_WORDS = {"=", "等于", "为", "在", "控制在", "完成"}
OPERATORS = "|".join(
    sorted(map(re.escape, ABOVE_WORDS | BELOW_WORDS | OVER_WORDS | UNDER_WORDS | EQUAL_WORDS), key=len, reverse=True)
)
# A bare number is a rate only where no other unit follows: 三公经费变动率≤0, not ≥3次.
UNIT = r"(?P<percent>%)|(?![\d.]|[次个天项例万元家人份篇分月日年倍种期名条起户亿处])"
WHOLE = r"(?:该|本|此)?(?:项|指标|标准)?(?:的)?(?:满分|分值|权重分?|总分|标准分|分数|分)"

TOKEN = re.compile(
    rf"""
    (?P<stop>[;。])
    # 每超过一个百分点扣0.5分   每低于100%一个百分点扣0.1分   每降低5%,扣除权重分的10%
    |(?P<deduction>每(?:有|再)?(?P<way>{APART}|(?:{UP})\((?:{DOWN})\)|{UP}|{DOWN})?
        (?:[\u4e00-\u9fff]{{0,6}}?(?P<limit>{NUMBER})%的?)?[\u4e00-\u9fff]{{0,8}}?
        (?P<step>{NUMBER})?个?(?:百分点|点|%)[^,;。\d每]{{0,8}},?[^,;。\d每]{{0,4}}?(?:扣|减)(?:除|减|掉|去)?
        (?:(?P<lost>{NUMBER})分|(?:{WHOLE}的?)?(?P<lost_share>{NUMBER})%))
    # 最多扣1分
    |(?:最多|最高|至多|累计最多)可?扣(?:除|减)?(?P<cap>{NUMBER})分
    # 以100%为标准
    |(?:以|目标值为?|标准值为?|基准为?)(?P<standard>{NUMBER})%(?:为(?:标准|基准|目标|界))?
    # 90%≤执行率<95%
    |(?P<first>{NUMBER})%?(?P<first_sign>[<>]=?|[≤≥])[^\d<>≤≥=,;。]{{1,14}}(?P<second_sign>[<>]=?|[≤≥])(?P<second>{NUMBER})%?
    # [90%,95%)
    |(?P<open>[\[(])(?P<left>{NUMBER})%?,(?P<right>{NUMBER})%(?P<close>[\])])
    # 80%(含)-90%   0-10%(含)   在85%至95%之间
    |(?P<low>{NUMBER})%?(?P<low_bound>\(不?含\))?(?:以上)?(?:[-~]+|至|到)(?P<high>{NUMBER})%(?P<high_bound>\(不?含\)|以下)?
    # 得该项分值的60%   得80%权重分
    |(?:得|计|记|给|按)(?:{WHOLE}的?(?P<share>{NUMBER})%(?:计|得|给)?分?|(?P<share_before>{NUMBER})%的?{WHOLE})
    # 控制率≤100%   变动率不大于0   达50%以上   不超过的
    |(?P<operator>{OPERATORS})(?:(?P<value>-?{NUMBER})(?:{UNIT})(?P<side>\(不?含\)以[上下内]|(?:及|或)?以[上下内](?:\(不?含\))?|\(不?含\))?
        |(?=(?:的|者|目标|标准|要求)?,?(?:得|计|记|给|不得|满分)))
    # 95%及以上计满分   100%得3分
    |(?P<bare>{NUMBER})%(?P<bare_side>\(不?含\)以[上下内]|(?:及|或)?以[上下内](?:\(不?含\))?|\(不?含\))?
        (?=(?:的|者|时)?[,:]?(?:得|计|记|给|为?满分|不得|不计|{NUMBER}分|扣))
    |(?P<otherwise>其他|其余|否则|反之|不达标|不符合|除此之外)
    # 按比例得分   得分=完成率×分值
    |(?P<proportional>按[^,;。\d]{{0,8}}?(?:比例|比率|百分比|率)[^,;。\d]{{0,6}}?分|率[*×xX](?:{WHOLE}|权重|{NUMBER}))
    |(?P<none>不(?:得|计|给|记|予计)分|(?:得|计|记)?(?<![\d.])0分|扣(?:除)?(?:全部分?|完|光)(?!为止))
    |(?P<full>(?:得|计|记|给)?(?:满分|全分|全部分值?|权重分))
    |扣(?:除|减|掉)?(?P<taken>{NUMBER})分
    |(?:得|计|记|给|为)?(?P<points>{NUMBER})分(?![值制])
    """,
    re.VERBOSE,
)
# 预算完成率≥95%: what a condition is about
SUBJECT = re.compile(rf"([\u4e00-\u9fff]*?(?:率|度|占比|比重))(?:{OPERATORS})?-?{NUMBER}%")


def parse(standard: str) -> tuple[Clause, ...]:
    """The clauses of a standard, none overlapping; nothing where no rate decides."""
    text = _plain(standard)
    if _subjects(text) > 1:
        return ()
    reading = _Reading()
    for token in TOKEN.finditer(text):
        reading.take(token)
    return disjoint(reading.rule())


def _plain(standard: str) -> str:
    text = NOISE.sub("", unicodedata.normalize("NFKC", standard.translate(SIGNS)).translate(SIGNS))
    text = NUMERAL.sub(lambda match: NUMERALS[match[1]], QUOTES.sub("", text))
    for pattern, sign in SIGNED:
        text = pattern.sub(sign, text)
    return text.replace("百分之百", "100%").replace("每个百分点", "每1个百分点")


def _subjects(text: str) -> int:
    """How many rates the conditions are about; 完成率 is 预算完成率 again."""
    names = sorted({match[1] for match in SUBJECT.finditer(text)}, key=len, reverse=True)
    kept: list[str] = []
    for name in names:
        if not any(known.endswith(name) or name.endswith(known) for known in kept):
            kept.append(name)
    return len({name[-3:] for name in kept})


@dataclass
class _Reading:
    """What was understood so far."""

    clauses: list[Clause] = field(default_factory=list)
    pending: list[Clause] = field(default_factory=list)  # conditions that wait for their points
    otherwise: Clause | None = None
    is_otherwise: bool = False
    standard: Decimal | None = None
    deductions: int = 0

    def take(self, token: re.Match[str]) -> None:
        found = {name: value for name, value in token.groupdict().items() if value is not None}
        if "stop" in found:
            self.pending, self.is_otherwise = [], False
        elif "deduction" in found:
            self._deduct(found)
        elif "cap" in found:
            self.clauses = [
                replace(one, most_lost=Decimal(found["cap"])) if one.step is not None else one for one in self.clauses
            ]
        elif "standard" in found:
            self.standard = Decimal(found["standard"])
        elif "otherwise" in found:
            self.is_otherwise = True
        elif condition := _condition(found, self.standard):
            self.pending.append(condition)
        elif award := _award(found):
            self._give(award)

    def rule(self) -> list[Clause]:
        """All clauses, with what goes without saying: full points up to where a deduction begins."""
        clauses = list(self.clauses)
        for clause in self.clauses:
            if clause.limit_pct is not None and not any(other.holds(clause.limit_pct) for other in self.clauses):
                is_higher = clause.high == clause.limit_pct
                clauses.append(replace(within(clause.limit_pct, "higher" if is_higher else "lower"), share=ONE))
        # 等于100%的得3分,每减少一个百分点扣0.2分: whatever is better than the best earns as much.
        clauses = [_open(clause, clauses) for clause in clauses]
        if self.otherwise is not None and clauses:
            clauses.append(self.otherwise)
        return clauses

    def _give(self, award: Clause) -> None:
        condition = _both(self.pending)
        if condition is not None:
            self.clauses.append(_awarded(condition, award))
            self.pending = []
        elif self.is_otherwise:
            self.otherwise = _awarded(Clause(), award)
        elif award.step is not None and not self.clauses:
            self.clauses.append(replace(award, high=HUNDRED, high_included=False))
        self.is_otherwise = False

    def _deduct(self, found: dict[str, str]) -> None:
        way = found.get("way", "")
        step = Decimal(found.get("step", "1"))
        condition = _both(self.pending)
        is_up = bool(way) and re.fullmatch(UP, way) is not None
        is_down = bool(way) and re.fullmatch(DOWN, way) is not None
        if not (is_up or is_down) and condition is not None and way == "":
            is_up, is_down = condition.high is None, condition.low is None
        limit = Decimal(found["limit"]) if "limit" in found else None
        if limit is None and condition is not None:
            limit = condition.low if is_up else condition.high
        lost = {
            "step": step,
            "lost": Decimal(found["lost"]) if "lost" in found else None,
            "lost_share": Decimal(found["lost_share"]) / HUNDRED if "lost_share" in found else None,
        }
        best = self._best()
        base = {"points": best.points, "share": best.share} if best else {"points": None, "share": ONE}
        ways: list[Better] = ["lower"] if is_up else ["higher"] if is_down else ["lower", "higher"]
        for better in ways:
            edge = limit
            if edge is None and best is not None:
                edge = best.high if better == "lower" else best.low
            if edge is None:
                edge = self.standard
            if edge is None and is_down and best is None:
                edge = HUNDRED  # 每低1个百分点扣0.2分: below all there is
            if edge is not None:
                self.clauses.append(replace(beyond(edge, better), **base, **lost))  # type: ignore[arg-type]
        self.pending = []

    def _best(self) -> Clause | None:
        """The clause that gives the full points."""
        awards = [clause for clause in self.clauses if clause.step is None]
        return max(awards, key=lambda clause: clause.worth, default=None)


def _condition(found: dict[str, str], standard: Decimal | None) -> Clause | None:
    if "first" in found:
        low, high = sorted((Decimal(found["first"]), Decimal(found["second"])))
        signs = (found["first_sign"], found["second_sign"])
        low_sign, high_sign = signs if low == Decimal(found["first"]) else signs[::-1]
        return Clause(low, _is_included(low_sign), high, _is_included(high_sign))
    if "left" in found:
        return Clause(Decimal(found["left"]), found["open"] == "[", Decimal(found["right"]), found["close"] == "]")
    if "low" in found:
        low_bound, high_bound = found.get("low_bound", ""), found.get("high_bound", "")
        return Clause(
            low=Decimal(found["low"]),
            low_included=low_bound == "(含)" or (low_bound == "" and high_bound != "(含)"),
            high=Decimal(found["high"]),
            high_included=high_bound == "(含)" or (high_bound == "" and low_bound != "(含)"),
        )
    if "bare" in found:
        return _compared("=", Decimal(found["bare"]), found.get("bare_side", ""))
    if "operator" in found:
        value = Decimal(found["value"]) if "value" in found else standard
        if value is None or ("value" not in found and found["operator"] in EQUAL_WORDS):
            return None
        if "value" in found and "percent" not in found and 0 < value <= 1:
            value *= HUNDRED  # 控制率小于等于1
        return _compared(found["operator"], value, found.get("side", ""))
    return None


def _compared(operator: str, value: Decimal, side: str) -> Clause:
    """不超过100%, 达50%以上, 控制在10%以内."""
    if operator in EQUAL_WORDS | {"达到", "达"}:
        if "以上" in side:
            return Clause(low=value, low_included="不含" not in side)
        if "以下" in side or "以内" in side:
            return Clause(
                high=value, high_included="不含" not in side and (not side.startswith("以下") or "含" in side)
            )
    if operator in ABOVE_WORDS:
        return Clause(low=value)
    if operator in BELOW_WORDS:
        return Clause(high=value)
    if operator in OVER_WORDS:
        return Clause(low=value, low_included=side == "(含)")
    if operator in UNDER_WORDS:
        return Clause(high=value, high_included=side == "(含)")
    return Clause(low=value, high=value)


def _is_included(sign: str) -> bool:
    return sign in ("≤", "≥", "<=", ">=")


def _award(found: dict[str, str]) -> Clause | None:
    if "share" in found or "share_before" in found:
        return Clause(share=Decimal(found.get("share") or found["share_before"]) / HUNDRED)
    if "proportional" in found:
        return Clause(share=ONE, step=ONE, lost_share=ONE / HUNDRED, limit_pct=HUNDRED)
    if "none" in found:
        return Clause(points=Decimal(0))
    if "full" in found:
        return Clause(share=ONE)
    if "taken" in found:
        return Clause(share=ONE, limit_pct=None, lost=Decimal(found["taken"]))
    if "points" in found:
        return Clause(points=Decimal(found["points"]))
    return None


def _awarded(condition: Clause, award: Clause) -> Clause:
    """A condition with what it earns; a proportion counts from the condition's own limit."""
    kept = {name: getattr(condition, name) for name in ("low", "low_included", "high", "high_included")}
    if award.step is not None and condition.high not in (None, Decimal(0)) and condition.low is None:
        award = replace(award, limit_pct=condition.high, lost_share=ONE / condition.high)
    return replace(award, **kept)


def _both(conditions: list[Clause]) -> Clause | None:
    """低于95%但不低于90%: where all of them hold; the last one where they do not meet."""
    if not conditions:
        return None
    joined = conditions[0]
    for condition in conditions[1:]:
        start, end = max(joined.start, condition.start), min(joined.end, condition.end)
        if start > end:
            joined = condition
            continue
        lower = joined if joined.start == start else condition
        upper = joined if joined.end == end else condition
        joined = Clause(lower.low, lower.low_included, upper.high, upper.high_included)
    return joined


def _open(clause: Clause, others: list[Clause]) -> Clause:
    """A best clause that names one value only reaches on, where all others lie on one side of it."""
    if clause.low is None or clause.low != clause.high or clause.worth != max(other.worth for other in others):
        return clause
    rest = [other for other in others if other is not clause]
    if all(other.high is not None and other.high <= clause.low for other in rest):
        return replace(clause, high=None)
    if all(other.low is not None and other.low >= clause.low for other in rest):
        return replace(clause, low=None)
    return clause
