"""Rates worked out in print → the claimed rate, the operands that are figures themselves, what the arithmetic gives.

支出完成率=全年支出/（当年收入+上年结转）*100%=1,846.72万元/（1,903.55+41.18）万元*100%=94.96%
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation

from loaders.finders.figures import Background, Figure
from loaders.finders.labels import read_label, stock_stage
from loaders.finders.printed import half_unit, number
from loaders.finders.view import View, place
from loaders.models import Formula, Place
from loaders.vocabulary import Operand

# (4029.42万元-3864.89万元)/3864.89万元*100%    44÷48×100%
ARITHMETIC = re.compile(r"(?<![\d.年月])[(\d][\d.,()+\-*/÷%万亿千元名人件个辆]*[\d)%元名人]")
RESULT = re.compile(r"=(?P<number>[-+]?[\d,]*\d(?:\.\d+)?)(?P<percent>%)?(?![\d.,]*[\d*/+÷(万元])")
OPERAND = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|千元|元|名|人|个|件|辆)?")
SYMBOL = re.compile(rf"{OPERAND.pattern}|(?P<symbol>[()+\-*/÷%])|(?P<tail>亿元|万元|元|名|人)")
# “三公”经费变动率=(本年支出数16.92万元-上年支出数20.30万元)/上年支出数20.30万元*100% | =-16.65%
NAMED = re.compile(r"=(?P<body>\(?[\u3400-\u9fff][^=。;；，]{0,20}?\d[^=。;；，]*[/÷][^=。;；，]*)(?==)")
# 支出完成率=年度实际支出/（决算收入+上年结转）×100%=96.33%
IN_WORDS_ONLY = re.compile(
    r"=(?P<words>(?=[^=。;；,，\d/÷]*[/÷])[^=。;；,，\d]*(?:\*100%?)?)=(?P<number>[-+]?\d[\d,]*(?:\.\d+)?)%(?![*/÷])"
)
# 单位当年度结转结余额与当年度收入总额的比率
RATIO = re.compile(r"(?P<of>[^,，。;；:、=]+)(?:与|占|和)(?P<to>[^,，。;；:=]{1,80}?)的比率")
# It begins where a clause does, or is sought again from every character of one that never ends.
RATIO_CLAIM = re.compile(rf"(?:^|(?<=[,，。;；:、=%])){RATIO.pattern}(?:为|是|:|=)(?P<number>[-+]?\d[\d,]*(?:\.\d+)?)%")


@dataclass(frozen=True)
class Interval:
    low: Decimal
    high: Decimal

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Interval") -> "Interval":
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def __truediv__(self, other: "Interval") -> "Interval":
        if other.low <= 0 <= other.high:
            raise DivisionByZero
        corners = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))


@dataclass(frozen=True)
class Term:
    """One operand as printed, with its place in the view."""

    text: str
    unit: str
    start: int
    end: int

    @property
    def is_constant(self) -> bool:
        return not self.unit and self.text in ("1", "100")

    @property
    def interval(self) -> Interval:
        middle = number(self.text)
        half = Decimal(0) if self.is_constant else half_unit(middle)
        return Interval(middle - half, middle + half)


@dataclass(frozen=True)
class InWords:
    """A formula in words: what each name stands for (None: a constant, or nothing known), and its shape: (a-a)/a."""

    operands: tuple[Operand | None, ...]
    shape: str

    def sides(self) -> tuple[tuple[Operand | None, ...], tuple[Operand | None, ...]]:
        """Operands before and after the one division; nothing where there are more."""
        if self.shape.count("/") != 1:
            return (), ()
        cut = len(re.findall(r"[a1]", self.shape.split("/")[0]))
        return self.operands[:cut], self.operands[cut:]


class Arithmetic:
    """Printed arithmetic: its operands and its value. `skeleton` shows the shape alone: (a-a)/a."""

    def __init__(self, text: str, offset: int) -> None:
        self.symbols: list[str | Term] = []
        for found in SYMBOL.finditer(text):
            if found["number"]:
                self.symbols.append(
                    Term(found["number"], found["unit"] or "", offset + found.start(), offset + found.end("number"))
                )
            elif found["symbol"]:
                self.symbols.append("/" if found["symbol"] == "÷" else found["symbol"])
            elif self.symbols and self.symbols[-1] == ")":
                self._give_unit(found["tail"])
        self._drop_percent()

    def _give_unit(self, unit: str) -> None:
        """(1,903.55+41.18)万元: the unit behind the bracket is its operands'."""
        for index in range(len(self.symbols) - 2, -1, -1):
            symbol = self.symbols[index]
            if symbol == "(":
                return
            if isinstance(symbol, Term) and not symbol.unit:
                self.symbols[index] = Term(symbol.text, unit, symbol.start, symbol.end)

    def _drop_percent(self) -> None:
        """…*100% says that the result is in percent: it is, always."""
        symbols = [symbol for symbol in self.symbols if symbol != "%"]
        while len(symbols) >= 2 and symbols[-2] == "*" and isinstance(symbols[-1], Term) and symbols[-1].text == "100":
            symbols = symbols[:-2]
        self.symbols = _bare(symbols)

    @property
    def terms(self) -> list[Term]:
        return [symbol for symbol in self.symbols if isinstance(symbol, Term)]

    @property
    def skeleton(self) -> str:
        return "".join(
            "1" if isinstance(symbol, Term) and symbol.is_constant else "a" if isinstance(symbol, Term) else symbol
            for symbol in self.symbols
        )

    def sides(self) -> tuple[list[Term], list[Term]] | None:
        """Numerator and denominator of the division at the top; None where there is not exactly one."""
        depth, cuts = 0, []
        for index, symbol in enumerate(self.symbols):
            depth += (symbol == "(") - (symbol == ")")
            if symbol == "/" and depth == 0:
                cuts.append(index)
        if len(cuts) != 1:
            return None
        halves = self.symbols[: cuts[0]], self.symbols[cuts[0] + 1 :]
        numerator, denominator = ([term for term in half if isinstance(term, Term)] for half in halves)
        return numerator, denominator

    def value(self) -> Interval | None:
        """Bounds of the result as a fraction; None where the arithmetic is broken."""
        try:
            result, rest = _sum(self.symbols)
        except (DivisionByZero, InvalidOperation, IndexError):
            return None
        return None if rest else result


def _bare(symbols: list[str | Term]) -> list[str | Term]:
    """Without brackets around the whole."""
    while symbols and symbols[0] == "(" and symbols[-1] == ")":
        depth = 0
        for index, symbol in enumerate(symbols):
            depth += (symbol == "(") - (symbol == ")")
            if depth == 0 and index < len(symbols) - 1:
                return symbols
        symbols = symbols[1:-1]
    return symbols


def _sum(symbols: list[str | Term]) -> tuple[Interval, list[str | Term]]:
    result, rest = _product(symbols)
    while rest and rest[0] in ("+", "-"):
        right, remaining = _product(rest[1:])
        result, rest = (result + right if rest[0] == "+" else result - right), remaining
    return result, rest


def _product(symbols: list[str | Term]) -> tuple[Interval, list[str | Term]]:
    result, rest = _atom(symbols)
    while rest and rest[0] in ("*", "/"):
        right, remaining = _atom(rest[1:])
        result, rest = (result * right if rest[0] == "*" else result / right), remaining
    return result, rest


def _atom(symbols: list[str | Term]) -> tuple[Interval, list[str | Term]]:
    first, rest = symbols[0], symbols[1:]
    if isinstance(first, Term):
        return first.interval, rest
    if first == "(":
        result, rest = _sum(rest)
        if rest[0] != ")":
            raise InvalidOperation
        return result, rest[1:]
    raise InvalidOperation


def find(view: View, background: Background, rate: str = "") -> Iterator[tuple[Figure, int, int]]:
    """Figures of the formulas in a paragraph, each with the stretch of the view that it explains.

    `rate` is what a formula without a name is about: the cell before it names the rate.
    """
    if "=" in view.text:
        yield from _worked_out_in(view, background, rate)
        yield from _named_in(view, background)
        yield from _in_words_in(view, background)
    if "比率" in view.text:
        yield from _ratios_in(view, background)


def _worked_out_in(view: View, background: Background, rate: str) -> Iterator[tuple[Figure, int, int]]:
    for found in ARITHMETIC.finditer(view.text):
        result = RESULT.match(view.text, found.end())
        if not result or not (result["percent"] or found[0].endswith("100%")):
            continue
        arithmetic = Arithmetic(found[0], found.start())
        if "/" not in arithmetic.skeleton or len(arithmetic.terms) < 2:
            continue
        yield from _worked_out(view, background, found.start(), result, arithmetic, rate=rate)


def _named_in(view: View, background: Background) -> Iterator[tuple[Figure, int, int]]:
    for found in NAMED.finditer(view.text):
        result = RESULT.match(view.text, found.end())
        arithmetic = Arithmetic(found["body"], found.start("body"))
        rate = _left_of(view.text, found.start("body"), background)[1]
        if not result or not rate or "/" not in arithmetic.skeleton or len(arithmetic.terms) < 2:
            continue
        topic, ends = _topic_of(rate, background), [found.start("body"), *(term.end for term in arithmetic.terms)]
        names = [
            re.sub(r"^(?:亿元|万元|千元|元|名|人|个|件|辆)?[()+\-*/÷]*", "", view.text[end : term.start])
            for end, term in zip(ends, arithmetic.terms, strict=False)
        ]
        operands = tuple(_operand(name, background, topic) if name else None for name in names)
        words = InWords(operands, arithmetic.skeleton)
        yield from _worked_out(view, background, found.start("body"), result, arithmetic, words)


def _in_words_in(view: View, background: Background) -> Iterator[tuple[Figure, int, int]]:
    for found in IN_WORDS_ONLY.finditer(view.text):
        start, rate, _ = _left_of(view.text, found.end("words") + 1, background)
        if rate:
            where = _place(view, background, start, found.end())
            yield _claim(rate, found["number"], background, where), start, found.end()


def _ratios_in(view: View, background: Background) -> Iterator[tuple[Figure, int, int]]:
    for found in RATIO_CLAIM.finditer(view.text):
        of, to = _operand(found["of"], background), _operand(found["to"], background)
        rate = _rate_of(of, to, background)
        if rate:
            yield (
                _claim(rate, found["number"], background, _place(view, background, found.start(), found.end())),
                found.start(),
                found.end(),
            )


def _worked_out(
    view: View,
    background: Background,
    start: int,
    result: re.Match[str],
    arithmetic: Arithmetic,
    words: InWords | None = None,
    rate: str = "",
) -> Iterator[tuple[Figure, int, int]]:
    label_start, named, spelled = _left_of(view.text, start, background, rate)
    if not (rate := named):
        return
    words = words or spelled
    bounds = arithmetic.value()
    formula = (
        Formula(printed=view.text[start : result.start()], low=_percent(bounds.low), high=_percent(bounds.high))
        if bounds
        else None
    )
    stretch = label_start, result.end()
    yield (
        _claim(rate, result["number"], background, _place(view, background, label_start, result.end()), formula),
        *stretch,
    )
    for term, operand in _named(arithmetic, words, rate, background):
        where = _place(view, background, label_start, term.end + len(term.unit))
        yield _stated(term, operand, background, where), *stretch


def _stated(term: Term, operand: Operand, background: Background, where: Place) -> Figure:
    """An operand as a figure of its own."""
    measure = background.measure(operand.measure)
    unit = term.unit or background.usual_unit
    return Figure(
        measure=operand.measure,
        breakdown=operand.breakdown,
        stage=operand.stage,  # type: ignore[arg-type]
        fiscal_year=_year(background, operand),
        value=term.text.replace(",", ""),
        unit=unit if measure.kind == "amount" else measure.unit,
        place=where,
    )


def in_row(background: Background, rate: str, words: str, printed: str, where: Place) -> Iterator[Figure]:
    """预算完成率 | 支出决算数÷年初预算数×100% | 1,846.30÷1,920.55×100%: a formula, and its numbers in the next cell."""
    if not ARITHMETIC.fullmatch(printed):
        return
    arithmetic = Arithmetic(printed, 0)
    spelled = _in_words(words, background, _topic_of(rate, background))
    if "/" in arithmetic.skeleton and spelled.shape == arithmetic.skeleton:
        for term, operand in _named(arithmetic, spelled, rate, background):
            yield _stated(term, operand, background, where)


def _year(background: Background, operand: Operand) -> int | None:
    return None if background.fiscal_year is None else background.fiscal_year + operand.year_offset


def _percent(fraction: Decimal) -> Decimal:
    return (fraction * 100).quantize(Decimal("0.00000001"))


def _claim(rate: str, printed: str, background: Background, place: Place, formula: Formula | None = None) -> Figure:
    return Figure(
        measure=rate, stage="claimed", fiscal_year=background.fiscal_year, value=printed.replace(",", ""), unit="%",
        place=place, formula=formula,
    )  # fmt: skip


def _place(view: View, background: Background, start: int, end: int) -> Place:
    return place(background.text, *view.span(start, end))


def _left_of(text: str, start: int, background: Background, rate: str = "") -> tuple[int, str, InWords | None]:
    """The rate's name before the arithmetic, and the operands of its formula in words, where there is one."""
    pieces: list[tuple[int, str]] = []
    spelled = ""
    position = start
    while position > 0 and (text[position - 1] == "=" or (text[position - 1] == ":" and not pieces)):
        position -= 1
        piece_start = position
        while piece_start > 0 and text[piece_start - 1] not in "=。;；,，:":
            piece_start -= 1
        pieces.append((piece_start, text[piece_start:position]))
        position = piece_start
        if len(pieces) == 3:
            break
    words: InWords | None = None
    for piece_start, piece in pieces:
        if ratio := RATIO.search(piece):
            of, to = _operand(ratio["of"], background), _operand(ratio["to"], background)
            return piece_start + ratio.start(), _rate_of(of, to, background), words or InWords((of, to), "a/a")
        if re.search(r"[/÷]", piece):
            spelled = piece
            continue
        if said := _rate_named(piece, background):
            words = _in_words(spelled, background, _topic_of(said[0], background)) if spelled else words
            return piece_start + said[1], said[0], words
    if rate and spelled and pieces[-1][0] == 0:  # 公用经费实际支出/公用经费预算=287.90万元/301.50万元
        return 0, rate, _in_words(spelled, background, _topic_of(rate, background))
    return start, "", None


def _topic_of(rate: str, background: Background) -> str:
    """What 本年实际数 means in a rate's formula: the one measure that all its variants are about, else the whole."""
    formulas = background.measure(rate).formulas
    about = {term.measure for formula in formulas for term in (*formula.numerator, *formula.denominator)}
    return about.pop() if len(about) == 1 else "expenditure"


def _rate_named(piece: str, background: Background) -> tuple[str, int] | None:
    """A rate's name at the end of a piece of text, and where it begins."""
    for token in reversed(background.lexicon.tokens(piece)):
        if token.kind == "word":
            for measure in token.word.names:
                if background.measure(measure).kind == "rate":
                    return measure, token.start
    return None


WORD_OPERAND = re.compile(r"[^()+\-*/÷]+")
# ((a-b)/b): one pair of brackets around everything
BRACKETED = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
# 预算调整数÷预算数: what was added or cut, not the budget as adjusted
ADJUSTMENTS = frozenset({"预算调整数", "预算调整金额", "预算调整", "调整数", "调整"})
SOME = re.compile(r"重点|部分|主要|其他|单个|中央|省级")  # 重点项目支出: not all of it
# 本年支出数, 实际支出: of whatever the rate is about
BARE_SPENDING = re.compile(r"(?<![总体门位])支出[数额]?$")
CONSTANTS = ("1", "100", "100%")


def _in_words(piece: str, background: Background, topic: str) -> InWords:
    """（收入决算数-收入预算数）/收入预算数*100%"""
    body = re.sub(r"[*×]100%?$", "", piece).replace("÷", "/")
    while BRACKETED.fullmatch(body):
        body = body[1:-1]
    names = WORD_OPERAND.findall(body)
    operands = tuple(None if name in CONSTANTS else _operand(name, background, topic) for name in names)
    return InWords(operands, WORD_OPERAND.sub(lambda found: "1" if found[0] in CONSTANTS else "a", body))


def _operand(words: str, background: Background, topic: str = "expenditure") -> Operand | None:
    """What a formula in words names: 当年年末存量资金规模, 实际支出的公用经费, 上年度三公经费预算数."""
    run = [token for token in background.lexicon.tokens(words) if token.kind != "hint"]
    if any(token.kind == "gap" for token in run[1:]) or (run and SOME.search(run[0].text)):
        return None
    label = read_label(run)
    if label.is_foreign or any(token.text in ADJUSTMENTS or token.says("increases", "decreases") for token in run):
        return None
    is_bare = label.measures == ("expenditure",) and not label.has_own_name and BARE_SPENDING.search(words)
    if is_bare and run[0].kind == "gap":
        return None  # 公务卡支出
    measures = ((topic,) if is_bare else label.measures) or ((topic,) if label.is_spending_word or label.stage else ())
    if not measures and stock_stage(run) and "opening" in background.measure(topic).stages:
        measures = (topic,)  # (本年末/上年末-1)*100%
    if len(measures) != 1:
        return None
    measure = background.measure(measures[0])
    if measure.kind not in ("amount", "count"):
        return None
    if "opening" in measure.stages:
        stage = stock_stage(run) or measure.default_stage
        return Operand(sign=1, measure=measure.name, breakdown=label.breakdown, stage=stage, year_offset=0)
    stage = label.stage or measure.default_stage
    if stage not in measure.stages:
        stage = measure.default_stage
    offset = -1 if label.is_last_year else 0
    if label.year is not None and background.fiscal_year is not None:
        offset = label.year - background.fiscal_year
    return Operand(sign=1, measure=measure.name, breakdown=label.breakdown, stage=stage, year_offset=offset)


def _rate_of(of: Operand | None, to: Operand | None, background: Background) -> str:
    """The rate whose formula, or a variant of it, divides the one by the other."""
    if of is None or to is None:
        return ""
    for measure in background.vocabulary.measures.values():
        for formula in measure.formulas:
            if (of,) == formula.numerator and (to,) == formula.denominator:
                return measure.name
    return ""


def _named(
    arithmetic: Arithmetic, words: InWords | None, rate: str, background: Background
) -> Iterator[tuple[Term, Operand]]:
    """Operands that the text names, save money of which nobody says the unit.

    One for one where the shapes agree, else those that stand alone on their side.
    """
    for term, operand in _matched(arithmetic, words, rate, background):
        if term.unit or background.usual_unit or background.measure(operand.measure).kind != "amount":
            yield term, operand


def _matched(
    arithmetic: Arithmetic, words: InWords | None, rate: str, background: Background
) -> Iterator[tuple[Term, Operand]]:
    if words and words.shape == arithmetic.skeleton:
        for term, operand in zip(arithmetic.terms, words.operands, strict=True):
            if operand:
                yield term, operand
        return
    sides = arithmetic.sides()
    if sides is None:
        return
    formulas = background.measure(rate).formulas
    named_sides = words.sides() if words else (
        _agreed([formula.numerator for formula in formulas], len(sides[0])),
        _agreed([formula.denominator for formula in formulas], len(sides[1])),
    )  # fmt: skip
    for printed, named in zip(sides, named_sides, strict=True):
        if len(printed) == len(named) == 1 and named[0] is not None:
            yield printed[0], named[0]


def _agreed(sides: list[tuple[Operand, ...]], count: int) -> tuple[Operand | None, ...]:
    """What every variant of as many terms puts on this side; nothing where they differ."""
    candidates = {side for side in sides if len(side) == count}
    return candidates.pop() if len(candidates) == 1 else ()
