"""Percentages in a sentence → rates.

By name, by a short name after their amounts, or as 完成预算的…, 占总支出的…, 比上年下降….
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from loaders.finders.figures import Figure
from loaders.finders.labels import WEAK, Label, Token, read_label
from loaders.finders.paragraphs import COPULAS, SENTENCE_ENDS, Reading, Topic, is_copula, start_of
from loaders.finders.printed import is_share, number

# 完成年初预算30.00万元的82.80%
COMPLETION = re.compile(
    r"(?:完成了?|是|为|达到|(?P<share>占))(?P<budget>(?:全年|年初|调整后|调整|当年|本年度?|部门|支出|收入|财政拨款|批复|核定|的)*预算数?)"
    r"(?:为?(?P<amount>[\d,]+(?:\.\d+)?)(?P<unit>亿元|万元|元))?的?(?P<number>\d[\d,]*(?:\.\d+)?)%"
)
# 两者之比为95.76%
OF_TWO = re.compile(
    r"(?:[两二]者|[两二]项|前后|二数|两数)(?:之比|的?比[例率值]|相比|之商|相除)[为是得]?(?P<number>\d+(?:\.\d+)?)%"
)
# 占总支出的60.11%  占比74.43%
SHARE = re.compile(
    r"占(?:比|(?:年度|全年|本年度?|当年|部门|单位|全部)*(?:总支出|支出总额|支出合计|整体支出|支出总数|支出总量|支出)(?:总额|合计)?的?比?[例重]?|)(?P<each>分别|依次)?(?:为|的|是)?(?P<number>\d+(?:\.\d+)?)%"
)
# 占支出总额的64.21% | 和35.79%
ONE_MORE = re.compile(r"(?:[、和与,，]|以及)(?P<number>\d+(?:\.\d+)?)%")
LISTED = re.compile(r"%(?:(?:[、和与,，]|以及)\d+(?:\.\d+)?%)+")
ONLY = frozenset({"只有", "仅", "仅为", "仅有"})
REACHED = frozenset({"实际", "实际完成", "实际执行"})
# “三公”经费预算56.70万元
THREE_PUBLIC = re.compile(r"三公经费[^。\d]{0,12}?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元)")
# “就业援助月”项目得分97.5分， | 预算执行率92.3%
OF_A_PROJECT = re.compile(r"项目[^,，;；。]{0,6}\d(?:\.\d+)?分[,，][^。；;]*$")
OF_ALL = frozenset({"总", "总体", "整体", "综合", "全部"})
SHARES = {"basic_expenditure": "basic_expenditure_share", "project_expenditure": "project_expenditure_share"}
CHANGES = {
    "three_public": "three_public_change_rate",
    "carryover": "carryover_change_rate",
    "treasury_carryover": "treasury_carryover_change_rate",
}
CHANGE_RATES = {rate: measure for measure, rate in CHANGES.items()}


def find(reading: Reading, index: int, label: Label, run: list[Token], left: Token | None) -> Iterator[Figure]:
    """The rate that a percentage is, if the words before it name one."""
    token = reading.tokens[index]
    if reading.moved and _is_said_of_the_same(run, left):
        yield reading.figure(reading.moved, token.text, "%", (run[0].start, token.end))
        return
    rate = _named(reading, label, run) or _introduced(reading, run, left)
    is_of_the_whole = bool(rate) and reading.background.measure(rate).topic == "expenditure"
    if is_of_the_whole and OF_A_PROJECT.search(reading.clause_before(token.start)):
        return
    if (
        is_of_the_whole
        and (reading.is_of_a_project or reading.stranger or reading.is_foreign)
        and not label.has_own_name
    ):
        return
    if is_of_the_whole and label.short_rate and not label.has_own_name and _is_behind_the_unread(reading, index):
        return
    if rate and reading.is_clean(run, left, label):
        near = reading.near_topic
        is_near = (
            near is not None and near.year and not (label.year or label.is_last_year or rate == reading.introduced)
        )
        year = near.year if near and is_near else reading.year_of(label)
        if is_near and rate in CHANGE_RATES:  # 2022年8.84万元，2021年9.35万元，变动率-5.45%
            year = _year_by_arithmetic(reading, CHANGE_RATES[rate], number(token.text)) or year
        yield reading.figure(rate, token.text, "%", (start_of(run, label, token), token.end), year=year)
        reading.rated = reading.background.measure(rate).topic


def _is_behind_the_unread(reading: Reading, index: int) -> bool:
    """专项：调整预算35,073.60万元，支付32,753.62万元，支付率93.39%: of money that nobody could name."""
    for token in reversed(reading.tokens[:index]):
        if token.text in SENTENCE_ENDS + ";；":
            return False
        if token.kind == "number":
            return token.unit in reading.background.vocabulary.words.money and not reading.last
    return False


def of_two(reading: Reading, found: re.Match[str]) -> Iterator[Figure]:
    """政府采购计划1,356.00万元，实际采购1,298.47万元，两者之比为95.76%: where the numbers say so."""
    if len(reading.amounts) < 2:
        return
    first, second = reading.amounts[-2:]
    is_same = (first.measure, first.unit, first.breakdown) == (second.measure, second.unit, second.breakdown)
    if not is_same or not (first.value and second.value) or first.fiscal_year != second.fiscal_year:
        return
    if not is_share(number(second.value), number(first.value), number(found["number"])):
        return
    named = {
        name
        for short in ("执行率", "控制率")
        for name in reading.background.lexicon.shorts.get(short, ())
        if reading.background.measure(name).topic == first.measure and first.stage != "actual" == second.stage
    }
    if len(named) == 1:
        yield reading.figure(named.pop(), found["number"], "%", found.span(), year=first.fiscal_year)


def _is_said_of_the_same(run: list[Token], left: Token | None) -> bool:
    """…较上年回落3.4个百分点，为92.6%; …控制在10%以内，实际为4.2%: of the rate whose change or goal was said."""
    if not run or not all(word.text in COPULAS or word.text in REACHED or word.text in ONLY for word in run):
        return False
    is_reached = any(word.text in REACHED for word in run)
    if left is None or left.kind != "gap":
        return is_reached or (left is not None and left.text in ",，")
    return left.text.endswith("百分点") or (is_reached and left.text.endswith(("内", "上", "下")))


def _named(reading: Reading, label: Label, run: list[Token]) -> str:
    """The rate a label names; 执行率 alone means that of the amount before it."""
    named, near = reading.of_kind(label, "rate"), reading.near_topic
    of = [
        name for word in run for name in word.word.names[:1] if name not in WEAK and reading.kind((name,)) == "amount"
    ]
    if reading.introduced in reading.background.lexicon.shorts.get(label.short_rate, ()) and not of:
        return reading.introduced
    if of and label.short_rate:
        named = ()  # 人员经费执行率 is nobody's but theirs
    if near is None and label.short_rate == "控制率" and reading.count in ("staff_on_post", "staff_quota") and not of:
        return "staffing_control_rate"  # 编制28名，在职28人，控制率100%
    about = of[-1:] or ([near.measure] if near else list(label.measures[:1]) or [reading.rated])
    if not of and reading.is_split and reading.whole and any(word.text in OF_ALL for word in run):
        about = [reading.whole.measure]  # …，其中基本支出…、项目支出…，总执行率98.00%
    for topic in about:
        for rate in reading.background.lexicon.shorts.get(label.short_rate, ()):
            rate_of = reading.background.measure(rate).topic
            if topic in (rate_of, reading.spent(rate_of)):
                return rate
    is_of_the_whole = bool(named) and reading.background.measure(named[0]).topic == "expenditure"
    if is_of_the_whole and near is not None and not label.has_own_name and _is_an_item(reading, near.measure):
        return ""  # 公务接待费预算2.00万元，支出1.90万元，预算执行率95%
    return named[0] if named else ""


def _introduced(reading: Reading, run: list[Token], left: Token | None) -> str:
    """预算调整率 | 3 | 1 | 调整率17.35%: the end of the name in the cell before it."""
    if not reading.introduced or left is None or left.kind != "gap" or not is_copula(run or [left._replace(text="是")]):
        return ""
    names = reading.background.measure(reading.introduced).names
    return reading.introduced if len(left.text) > 2 and any(name.endswith(left.text) for name in names) else ""


def _is_an_item(reading: Reading, measure: str) -> bool:
    return measure in ("meeting_expense", "training_expense", "procurement") or reading.is_part_of(
        measure, "three_public"
    )


def completion(reading: Reading, found: re.Match[str]) -> Iterator[Figure]:
    """完成(年初)预算的x%: of the whole expenditure or of the three public expenses."""
    before = reading.token_at(found.start() - 1)
    names = reading.names(before) if before and before.end == found.start() and before.kind == "word" else ()
    amounts = [name for name in names if reading.background.measure(name).kind == "amount"]
    topic = Topic(amounts[0]) if amounts else reading.topic  # “三公”经费完成预算的61.4%
    if not amounts and before is not None and before.end == found.start() and before.word.is_spending:
        run, left = reading.run_before(reading.index_at(before.start) + 1)
        label = read_label(run)
        if label.has_time and not label.measures and reading.is_clean(run, left, label) and not reading.stranger:
            topic = Topic("expenditure", year=label.year)  # 全年支出完成年初预算4,172.30万元的108.12%
    if topic is None and reading.rated in ("expenditure", "three_public"):
        topic = Topic(reading.rated)  # 预算执行率98.85%，完成年初预算的102.74%
    if topic is None:
        return
    if found["share"] and (topic.stage != "actual" or reading.is_split or not topic.is_same_sentence):
        return  # 实际支出10,392.80万元，占调整后预算的97.81%; what is left over has a share too
    year = topic.year or reading.year_of(Label())
    is_adjusted = bool(re.search("调整|全年", found["budget"]))
    if not re.search("年初|批复|核定", found["budget"]):  # 全年预算数492.00万元，执行数488.00万元，完成预算的99.19%
        is_adjusted |= "adjusted_budget" in topic.stages and "budget" not in topic.stages
    if found["amount"] and not topic.breakdown:
        stage, span = "adjusted_budget" if is_adjusted else "budget", (found.start(), found.end("unit"))
        yield reading.figure(topic.measure, found["amount"], found["unit"], span, stage=stage, year=year)
    rate = ""
    if topic.measure == "expenditure":
        rate = "budget_execution_rate" if is_adjusted else "budget_completion_rate"
    elif topic.measure == "three_public" or _is_of_the_whole(reading, topic, found["number"]):
        rate = "three_public_control_rate"
    if rate:
        yield reading.figure(rate, found["number"], "%", found.span(), year=year)


def _is_of_the_whole(reading: Reading, topic: Topic, claimed: str) -> bool:
    """“三公”经费预算56.70万元。公务接待费23.48万元，完成预算的41.41%: of the whole's budget, as the numbers show."""
    if not topic.value or not reading.is_part_of(topic.measure, "three_public"):
        return False
    units = reading.background.vocabulary.units
    part = number(topic.value) * units[topic.unit]
    return bool(part) and any(
        is_share(part, number(found["number"]) * units[found["unit"]], number(claimed))
        for found in THREE_PUBLIC.finditer(reading.view.text)
    )


def share(reading: Reading, found: re.Match[str]) -> Iterator[Figure]:
    """占总支出的60.11% after basic or project expenditure; no other share is a fact."""
    around = reading.token_at(found.start())
    is_inside = around is not None and around.start < found.start() and around.kind == "word"
    if around and is_inside and reading.kind(around.word.names) == "rate":  # 基本支出占比60%
        yield reading.figure(around.word.names[0], found["number"], "%", (around.start, found.end()))
        return
    before = reading.token_at(found.start() - 1)
    said = reading.view.text[before.start : found.start()] if before and before.kind == "gap" else ""
    if said and not said.endswith(("分别", "各")):
        return  # 基本支出1,072.89万元，其中人员部分占85.43%
    shared = next((name for name in before.word.names if name in SHARES), "") if before else ""
    if before and shared and before.end == found.start():  # 基本支出占64.96%，项目支出占35.04%
        run, left = reading.run_before(reading.tokens.index(before))
        label = read_label([*run, before])
        if reading.is_clean([*run, before], left, label) and not label.is_last_year:
            span = label.start, found.end()
            yield reading.figure(SHARES[shared], found["number"], "%", span, year=reading.year_of(label))
        return
    near = reading.near_topic
    if found["each"] or reading.view.text.endswith(("分别", "各"), 0, found.start()):
        yield from _shares(reading, found)
        return
    if near is not None and near.measure in SHARES and not near.breakdown:
        yield reading.figure(SHARES[near.measure], found["number"], "%", found.span(), year=near.year)


def _shares(reading: Reading, found: re.Match[str]) -> Iterator[Figure]:
    """基本支出40.00万元，项目支出60.00万元，分别占支出总额的40%和60%: as many shares as amounts, in their order."""
    listed = LISTED.match(reading.view.text, found.end("number"))
    rest = [(more["number"], more.span()) for more in ONE_MORE.finditer(listed[0], 0)] if listed else []
    offset = listed.start() if listed else 0
    shares = [
        (found["number"], found.span()),
        *((printed, (start + offset, end + offset)) for printed, (start, end) in rest),
    ]
    shared = reading.amounts[-len(shares) :]
    if len(shares) < 2 or len({one.measure for one in shared}) != len(shares) or any(one.breakdown for one in shared):
        return
    reading.explained.update(range(found.start(), shares[-1][1][1]))
    for (printed, span), one in zip(shares, shared, strict=True):
        if one.measure in SHARES:
            yield reading.figure(SHARES[one.measure], printed, "%", span, year=one.fiscal_year)


def change(reading: Reading, index: int, word: Token) -> Iterator[Figure]:
    """与2017年支出决算51.60万元相比减少4.45万元，下降8.62%: against last year, of a total that has such a rate."""
    token, topic = reading.tokens[index], reading.topic
    comparison = _comparison(reading, index)
    if topic is None or topic.measure not in CHANGES or topic.breakdown:
        return
    sign = "-" if word.says("decreases") and not token.text.startswith("-") else ""
    year = topic.year
    start = comparison[0].start if comparison else word.start
    if not comparison or not _is_against_last_year(reading, comparison, topic) or topic.stage == "opening":
        if (year := _year_by_arithmetic(reading, topic.measure, number(sign + token.text))) is None:
            return
        start = word.start
    yield reading.figure(CHANGES[topic.measure], sign + token.text, "%", (start, token.end), year=year)


def _year_by_arithmetic(reading: Reading, measure: str, claimed: Decimal) -> int | None:
    """2019年为9.86万元；2020年为7.45万元，同比下降24.44%: the one year in whose figures the change is."""
    years = set()
    for (name, stage, year), value in reading.said.items():
        if name != measure or year is None or stage not in ("actual", "closing"):
            continue
        before = reading.said.get((name, "opening", year) if stage == "closing" else (name, stage, year - 1))
        if before and is_share(value - before, before, claimed):
            years.add(year)
    return years.pop() if len(years) == 1 else None


def _comparison(reading: Reading, index: int) -> list[Token]:
    """Tokens from the last comparing word of the sentence up to the change."""
    for position in range(index - 1, -1, -1):
        token = reading.tokens[position]
        if token.kind == "punctuation" and token.text in SENTENCE_ENDS:
            return []
        is_behind = token.text == "比" and reading.tokens[position - 1].kind == "number"  # 与2023年预算60.00万元比
        is_comparing = token.says("comparisons") and not is_behind
        if token.text == "相比":  # 同2019年相比; 与2019年的18.86万元相比 is told by 与
            before = reading.tokens[position - 1]
            position, is_comparing = position - 1, before.kind == "year" or before.says("last_year")
        if token.text in ("由", "从"):  # 从上年决算的16.80万元降到14.28万元，降幅15%
            following = reading.tokens[position + 1]
            is_comparing = following.kind == "year" or following.says("last_year")
        if token.kind == "word" and (is_comparing or token.text.startswith("同比")):
            return reading.tokens[position : index + 1]
    return []


def _is_against_last_year(reading: Reading, comparison: list[Token], topic: Topic) -> bool:
    """比上年决算数, 同比, 与2017年相比; a budget is compared with a budget only."""
    year = topic.year or reading.background.fiscal_year
    words = [token for token in comparison if token.kind == "word"]
    stages = {token.word.stage for token in words}
    if "budget" in stages and topic.stage != "budget":
        return False
    kinds = ("last_year", "opening") if topic.measure == "carryover" else ("last_year",)  # 比年初减少
    is_of_the_year = topic.year in (None, reading.background.fiscal_year)  # 2021年…，同比下降: of 2021 or of 2022?
    is_last = is_of_the_year and any(token.text.startswith("同比") or token.says(*kinds) for token in words)
    return is_last or any(
        token.kind == "year" and year is not None and int(token.text) == year - 1 for token in comparison
    )
