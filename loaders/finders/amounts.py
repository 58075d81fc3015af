"""Money in a sentence → amounts, by the words before it and by what the sentence was about before.

2023年，我部门年初预算安排8779.84万元，调整预算数9593.18万元，共支付完成9565.63万元
"""

import re
from collections.abc import Iterator

from loaders.finders import agreement, amount_names, amount_stages, sums
from loaders.finders.figures import THREE_PUBLIC, Figure
from loaders.finders.labels import SPENDING, STOCKS, WEAK, Label, Token, read_label, stock_stage
from loaders.finders.names import POSTS
from loaders.finders.paragraphs import Reading, Topic, start_of
from loaders.finders.printed import number
from loaders.finders.rates import CHANGES

# 市环卫所6,110.00万元  beside 局本级2,010.00万元
ORGANISATION = re.compile(r"^.{1,14}[所站队院校馆中心处局园厂场台社]$|^其余.{0,4}单位$")
# 年初批复预算6个项目742万元   年初批复8个项目共1,530.00万元
PROJECTS = re.compile(
    r"(?<!\d)(?P<count>\d+)[个项]项目[,，]?(?:共计?|合计)?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元)"
)
ITEMS = frozenset(
    {"meeting_expense", "training_expense", "procurement", "operating_expenditure", "personnel_expenditure"}
)
# 未支出的865.63万元 | 结转下年使用
CARRIED = re.compile(r"(?:已|将)?(?:全部|均|按规定)?结转(?:至|到|入)?(?:下一?年|次年|明年)(?:度)?(?:继续)?(?:使用)?")
EACH = frozenset({"均", "各", "都", "均为", "都是", "都为"})
# 其中1,904.04万元 | 在用，284.00万元 | 出租给便民市场
IN_USE = re.compile(
    r"(?:正|实际|均|为|处于|属)?(?:在用|正常使用|投入使用)(?!率)|(?P<leased>(?:用于|对外|已|为|整体)?出租(?:出借)?)(?!率|收)"
)


def find(reading: Reading, index: int, label: Label, run: list[Token], left: Token | None) -> Iterator[Figure]:
    """The figure that an amount of money is, if the words before it say which."""
    if reading.is_of_a_government:
        return
    token = reading.tokens[index]
    is_each = any(word.text in EACH for word in run)
    if is_each and left is not None and left.text == "、":
        run, left = reading.list_before(index)  # 公务用车购置费预算数、决算数均为0万元
        label = read_label(run)
    unit = token.unit or (reading.money_unit if token.text.strip("0.") else "万元")
    if not unit:
        return
    is_of_the_income = (
        bool(run) and bool(stock_stage(run)) and label.measures == ("carryover",) and not label.is_foreign
    )
    is_of_the_income = is_of_the_income and reading.is_split and reading.whole is not None
    is_of_the_income = is_of_the_income and reading.whole.measure in ("revenue", "revenue_grand_total")  # type: ignore[union-attr]
    is_of_all = bool(run) and label.stage == "adjusted_budget" and agreement.is_reached(reading, run[-1].end)
    is_of_all |= bool(run) and label.is_spending_word and agreement.fits_a_rate(reading, run[-1].end)
    reading.is_foreign = reading.is_foreign and not is_of_all
    if label.is_foreign or (reading.is_foreign and not label.has_own_name and not is_of_the_income):
        reading.topic, reading.is_foreign = None, True
        return
    if reading.topic and left is not None and (body := _subordinate_before(reading, index, run, left)):
        topic = reading.topic
        reading.subordinates.add(body[0])
        span = body[1], token.end
        yield reading.figure(
            topic.measure, token.text, unit, span, stage=topic.stage, year=topic.year, breakdown="subordinate"
        )
        return
    if (used := _in_use(reading, token, unit, run, left)) is not None:
        yield used
        return
    if (total := sums.total_of_parts(reading, token, unit, run)) is not None:
        yield total
        return
    if sums.is_a_bare_total(run) and len({figure.measure for figure in reading.amounts}) > 1:
        return  # 公务用车运行费7.85万元，公务接待费0.62万元，合计9.10万元: of these, but of what else?
    if any(word.says("none") for word in run):
        yield from _carried(reading, token, unit, run)
        return
    measures = amount_names.measures(reading, run, label)
    if (
        index not in reading.series
        and ((left is not None and left.text == "、") or any(word.text in sums.JOINERS for word in run))
        and (joined := sums.joined(reading, index))
        and not is_each
    ):
        if token.text.strip("0."):
            return  # 会议费、培训费合计3.20万元
        measures = joined
    if is_each and set(measures) <= {"revenue", "expenditure"}:
        measures = _both(reading.list_before(index)[0], measures)
    if not measures or not reading.is_clean(run, left, label):
        if left is not None and left.kind == "gap" and not label.is_comparison:
            # somebody else's money: what follows may be about it too
            reading.topic, reading.stranger = None, True
            reading.refused = measures[0] if measures else ""
        return
    if not label.stage:
        is_of_three = measures[0] in THREE_PUBLIC
        if is_of_three and reading.refused_whole == "three_public":
            return
        if not is_of_three and not label.is_spending_word and reading.is_a_reason(token.start):
            return  # 主要原因为：（1）新进3人，公用经费4.50万元；（2）…
    measure = reading.background.measure(measures[0])
    stage = amount_stages.stage(reading, measure.name, run, label)
    if stage not in measure.stages or (stage in STOCKS and (_is_spent(run) or _is_left_of_an_item(reading, run))):
        return
    year = reading.year_of(label, is_stock="opening" in measure.stages)
    if stage == "closing" and year is not None and year + 1 == reading.background.fiscal_year:
        stage, year = "opening", year + 1  # last year's year-end stock is this year's opening
    scope = label.scope or (reading.brackets[-1] if reading.brackets else "")
    breakdown = scope or ("" if label.breakdown in POSTS else label.breakdown)
    if (
        measure.name == "fiscal_appropriation"
        and reading.is_split
        and any((one.measure, one.stage, one.fiscal_year) == (measure.name, stage, year) for one in reading.spoken)
    ):
        return  # 财政拨款收入904.20万元，其中：一般公共预算财政拨款收入880.20万元
    span = start_of(run, label, token), token.end
    if is_each:  # 公务接待费和因公出国（境）费均为0
        listed = tuple(reading.names_in(reading.list_before(index)[0]))
        measures = listed if len(listed) > len(measures) else measures
    each = _each(reading, index, measures, stage) if is_each else [(name, stage) for name in measures]
    for name, of in each:
        figure = reading.figure(name, token.text, unit, span, stage=of, year=year, breakdown=breakdown)
        reading.amounts.append(figure)
        reading.spoken.append(figure)
        if name == "expenditure" and "budget" in stage and not breakdown and year == reading.background.fiscal_year:
            reading.budgets.append((number(token.text), unit))
        if name == "expenditure" and stage == "budget" and not breakdown:
            reading.base = Topic(name, stage, "", year, token.text, unit), token.end
            reading.background.memory["base"] = reading.base[0]
        if name in CHANGES and not breakdown:
            money = reading.background.vocabulary.words.money
            reading.said[name, stage, year] = number(token.text) * money[unit]
        yield figure
    reading.scope = scope
    reading.is_turned = reading.is_turned and not label.measures
    reading.stranger = reading.stranger and measures[0] != "expenditure"
    is_other_year = label.is_comparison and reading.topic is not None and reading.topic.measure == measures[0]
    if label.is_comparison and not is_other_year and label.is_last_year and not reading.series:
        # “三公”经费支出比上年的12.64万元下降10.76%，为11.28万元: what follows is about this year's
        reading.topic = Topic(measures[0], stage, breakdown)
    elif not is_other_year:  # 较2019年决算支出22.31万元减少1.77万元: it is still about this year's
        near = reading.near_topic
        stages = near.stages if near and near.measure == measures[0] else frozenset()
        is_part = reading.is_split and (reading.whole is None or reading.whole.measure != measures[0])
        reading.topic = Topic(measures[0], stage, breakdown, year, token.text, unit, True, stages | {stage}, is_part)


def _carried(reading: Reading, token: Token, unit: str, run: list[Token]) -> Iterator[Figure]:
    """累计支出26,114.37万元，未支出的865.63万元结转下年使用: what was not spent of the whole."""
    near = reading.near_topic
    is_of_all = near is not None and near.measure == "expenditure" and not (reading.stranger or near.breakdown)
    if is_of_all and (found := CARRIED.match(reading.view.text, token.end)):
        yield reading.figure("carryover", token.text, unit, (run[0].start, found.end()), stage="closing")


def _in_use(reading: Reading, token: Token, unit: str, run: list[Token], left: Token | None) -> Figure | None:
    """固定资产2,188.04万元，其中1,904.04万元在用，284.00万元出租: the part stands behind the number."""
    near, found = reading.near_topic, IN_USE.match(reading.view.text, token.end)
    is_plain = all(word.text in ("其中", "有", "的") for word in run) and (left is None or left.kind == "punctuation")
    if near is None or near.measure != "fixed_assets" or near.breakdown or not found or not is_plain:
        return None
    part = "leased" if found["leased"] else "in_use"
    return reading.figure(
        "fixed_assets", token.text, unit, (token.start, found.end()), stage=near.stage, year=near.year, breakdown=part
    )


def _is_left_of_an_item(reading: Reading, run: list[Token]) -> bool:
    """培训费预算3万元，执行2.4万元，结余0.6万元: left of that item, not of the department."""
    near = reading.near_topic
    if near is None or stock_stage(run) or read_label(run).has_own_name:
        return False
    return near.measure in ITEMS or reading.is_part_of(near.measure, "three_public")


def _both(run: list[Token], measures: tuple[str, ...]) -> tuple[str, ...]:
    """部门预算收入和支出均为880.00万元: of both; 收入支出总额均为… may be more than the year's."""
    spelled = "".join(word.text for word in run)
    if "收入" not in spelled or "支出" not in spelled.partition("收入")[2]:
        return measures
    return () if "总" in spelled else ("revenue", "expenditure")


def _is_spent(run: list[Token]) -> bool:
    """结转资金已支出30.00万元: what was taken out of a stock is not the stock."""
    named = [place for place, word in enumerate(run) if set(word.word.names or word.word.contextual) - WEAK]
    after = run[max(named, default=0) + 1 :]
    return any(word.text in (SPENDING, "使用", "支付", "已支付", "实际支出", "共支出") for word in after)


def _each(reading: Reading, index: int, measures: tuple[str, ...], stage: str) -> list[tuple[str, str]]:
    """预算和决算均为0万元: a number that is said of both."""
    listed, _ = reading.list_before(index)
    joined = any(word.text in sums.JOINERS for word in listed)
    stages = {stage, *(word.word.stage for word in listed if word.word.stage and joined)}
    return [(name, of) for name in measures for of in sorted(stages) if of in reading.background.measure(name).stages]


def _subordinate_before(reading: Reading, index: int, run: list[Token], left: Token) -> tuple[str, int] | None:
    """Another body's name right before a number, and where it begins, after the department's own was named."""
    if not reading.last or reading.last[0].breakdown not in ("own", "subordinate"):
        return None
    if reading.is_one_of_several(index):
        return None
    if (said := reading.body_said_before(index)) and not read_label(run).measures:
        return said
    name, rest = reading.body_before(run, left)
    is_same = len(rest) == 1 and reading.of_kind(read_label(rest), "amount") == (reading.last[0].measure,)
    return (name, left.start) if (not rest or is_same) and ORGANISATION.match(name) else None


def projects(reading: Reading, index: int, found: re.Match[str]) -> Iterator[Figure]:
    """年初批复预算6个项目742万元: how many projects, and their money."""
    run, left = reading.run_before(index)
    label = read_label(run)
    if not label.stage or not reading.is_clean(run, left, label):
        return
    year, start = reading.year_of(label), run[0].start
    yield reading.figure("project_count", found["count"], "个", (start, found.end("count") + len("个项目")), year=year)
    yield reading.figure(
        "project_expenditure", found["number"], found["unit"], (start, found.end()), stage=label.stage, year=year
    )
    reading.topic = Topic("project_expenditure", label.stage, "", year)
