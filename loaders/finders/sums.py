"""Totals of what a sentence named, and comparisons: of which amount is 两项合计…, 合计…, 比上年的…增加…?"""

import re
from decimal import Decimal

from loaders.finders.figures import Figure
from loaders.finders.labels import WEAK, Token, read_label
from loaders.finders.paragraphs import Reading, Topic
from loaders.finders.printed import is_share, number

# 与上年的2,050.11万元相比，增加77.25万元
COMPARED = re.compile(
    r"(?P<last>\d[\d,]*(?:\.\d+)?)(?:亿元|万元|元)(?:相比)?[,，]?(?:增加|减少|增长|下降|降低|上升|多|少|压减|节约)[了支用]?(?P<change>\d[\d,]*(?:\.\d+)?)(?P<percent>%)?"
)
# 两项合计支出1,984.75万元
SUM = re.compile(
    r"(?:[两二三四]项|[两二三]者|上述|以上|[两二三四]项费用)(?:经费|支出|费用)?(?:合计|共计|总计|相加|之和|加起来)"
)
SUMS = ("合计", "共计", "总计", "之和", "相加")  # 上年结转和本年收入合计1,100.00万元
BARE_SUM = re.compile(r"(?:合计|共计|总计)(?:支出|为|是)?")
JOINERS = frozenset({"、", "和", "与", "及"})


def compared(reading: Reading, position: int) -> Topic | None:
    """…其中：基本支出…。与上年的2,050.11万元相比，增加77.25万元: of whichever the numbers fit, the whole first."""
    found = COMPARED.match(reading.view.text, position)
    if not found:
        return None
    last, change = number(found["last"]), number(found["change"])
    for topic in (reading.whole, reading.topic):
        if topic and topic.value:
            difference = abs(number(topic.value) - last)
            if is_share(difference, last, change) if found["percent"] else difference == change:
                return topic
    return None


def total_of_parts(reading: Reading, token: Token, unit: str, run: list[Token]) -> Figure | None:
    """基本支出、项目支出分别为…，两项合计支出1,984.75万元: the whole whose parts they are, if they add up to it."""
    if len(reading.amounts) < 2:
        return None
    start = run[0].start if run else token.start
    found = SUM.search(reading.view.text, max(0, start - 8), token.start)
    if not found and is_a_bare_total(run):
        found = BARE_SUM.search(reading.view.text, start, token.start)
    if not found or read_label(run).measures not in ((), ("expenditure",)):
        return None
    for count in (2, 3, 4):
        parts = reading.amounts[-count:]
        if len(parts) < count or len({(part.stage, part.fiscal_year, part.breakdown) for part in parts}) > 1:
            return None
        units = {part.unit for part in parts if Decimal(part.value or 0)}  # 公务接待费0元，因公出国（境）费3.60万元
        if units == {unit} and sum(Decimal(part.value or 0) for part in parts) == number(token.text):
            known = reading.background.vocabulary.parts
            wholes = [
                {part.whole for part in known if part.part == one.measure and not part.breakdown} for one in parts
            ]
            common = set.intersection(*wholes)
            if len(common) == 1 and len({part.measure for part in parts}) == count:
                span, measure = (found.start(), token.end), common.pop()
                stage, year = parts[0].stage, parts[0].fiscal_year
                reading.topic = Topic(measure, stage, parts[0].breakdown, year, token.text, unit)
                return reading.figure(measure, token.text, unit, span, stage=stage, year=year)
    return None


def is_a_bare_total(run: list[Token]) -> bool:
    """合计8.47万元: nothing but that it is a total."""
    is_total = any(word.text in ("合计", "共计", "总计") for word in run)
    return is_total and all(word.text in ("合计", "共计", "总计", "支出", "为", "是", "共") for word in run)


def joined(reading: Reading, index: int) -> tuple[str, ...]:
    """The amounts that a list before one number names: 会议费、培训费合计…"""
    run, _ = reading.list_before(index)
    is_sum = bool(run) and run[-1].text.endswith(SUMS)
    named: list[str] = []
    is_joined = False
    for word in run:
        if "containers" in word.word.kinds:
            named, is_joined = [], False
        elif word.text in JOINERS:
            is_joined = bool(named)
        elif (
            word.word.names and reading.kind(word.word.names) == "amount" and (is_sum or word.word.names[0] not in WEAK)
        ):
            named = [*named, word.word.names[0]] if is_joined or not named else [word.word.names[0]]
            is_joined = False
    named = list(dict.fromkeys(name for name in named if not name.endswith("grand_total")))
    return tuple(named) if len(named) > 1 else ()
