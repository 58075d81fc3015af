"""Money in a sentence → amounts, by the words before it and by what the sentence was about before.

2023年，我部门年初预算安排8779.84万元，调整预算数9593.18万元，共支付完成9565.63万元
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from loaders.finders import sums
from loaders.finders.figures import Figure
from loaders.finders.labels import SPENDING, STOCKS, WEAK, Label, Token, read_label, stock_stage
from loaders.finders.paragraphs import SENTENCE_ENDS, Reading, Topic, is_copula, start_of
from loaders.finders.rates import CHANGES

# 市环卫所6,110.00万元  beside 局本级2,010.00万元
ORGANISATION = re.compile(r"^.{1,14}[所站队院校馆中心处局园厂场台社]$")
# 年初批复预算6个项目742万元
PROJECTS = re.compile(r"(?<!\d)(?P<count>\d+)[个项]项目(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元)")
# 其中年初预算1788.34万元，调整追加174.16万元
BEFORE_THE_YEAR = frozenset({"年初", "期初"})
ITEMS = frozenset(
    {"meeting_expense", "training_expense", "procurement", "operating_expenditure", "personnel_expenditure"}
)
SUMS = ("合计", "共计", "总计", "之和", "相加")  # 上年结转和本年收入合计1,100.00万元
EACH = frozenset({"均", "各", "都", "均为", "都是", "都为"})
# 三、预算执行。   【预算安排】
NEUTRAL_HEADING = re.compile(
    r"\(?(?:预算|决算|资金|收支|收入|支出|执行|总体|整体|安排|使用|投入|管理|情况|及|其|和|与|的|、|部门|单位|本年|年度|财政|分析|结果|完成|编制|概况"
    r"|基本|经费|进度|说明|绩效|方面)+[。:)]"
)
# 其中1,904.04万元 | 在用，284.00万元 | 出租给便民市场
IN_USE = re.compile(
    r"(?:正|实际|均|为|处于|属)?(?:在用|正常使用|投入使用)(?!率)|(?P<leased>(?:用于|对外|已|为|整体)?出租(?:出借)?)(?!率|收)"
)
# 公务接待9批次、74人次，花费0.42万元
# …。2.   …；（三）
ENUMERATED = re.compile(r"[。；;](?:\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十]、)$")
COST = frozenset(
    {
        "金额",
        "花费",
        "支出",
        "费用",
        "开支",
        "共",
        "共计",
        "合计",
        "发生",
        "共支出",
        "为",
        "列支",
        "经费",
        "支付",
        "实际支出",
    }
)
REACH = 300  # characters
CLAUSES = re.compile(r"[，。;；、]|,(?!\d{3})")
MONEY = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元)")
# ，预算执行率95.87%   ，完成年初预算的95.76%   ，支付率84.28%
EXECUTED = re.compile(
    r"[,，](?:部门整体|整体|全年|部门|总体)?(?:预算)?(?:支出)?(?:执行率|支付率|执行进度|完成率|(?:占|完成)[^,，。;；\d]{0,8}预算数?的)(?:为|达到|达|是)?(?P<number>\d+(?:\.\d+)?)%"
)
DIVIDED = re.compile(
    MONEY.pattern
    + r"[,，(]其中[:：]?基本支出(?:预算|决算|数|为)*"
    + MONEY.pattern.replace("number", "basic").replace("<unit", "<basic_unit")
    + r"[,，、和]项目支出(?:预算|决算|数|为)*"
    + MONEY.pattern.replace("number", "project").replace("<unit", "<project_unit")
)
# 全年安排公务用车运行维护费 | 4.00万元，实际支出3.86万元
SPENT_NEXT = re.compile(MONEY.pattern + r"[,，](?:全年|当年|年度)?实际(?:支出|使用|执行|发生|支付|列支)")
# 截至2024年12月31日， | 支出789.53万元
YEAR_END = 20  # characters
AT_YEAR_END = re.compile(r"(?:^|[。；;])(?:截[至止]|到)(?:20\d\d年)?(?:12月(?:31日|底|末)|年[末底])[,，]$")
CARRIED_OUT = re.compile(
    MONEY.pattern
    + r"[,，;；](?:全年|累计|年末|年底|截至[^,，]{1,12})*(?:实际)?(?:执行|支出|支付|完成)(?:数|完成|支出)?(?:为|达)?"
    + MONEY.pattern.replace("number", "spent").replace("<unit", "<spent_unit")
    + r"[,，](?:部门|整体)*预算执行率(?:为|达到?)?(?P<rate>\d+(?:\.\d+)?)%"
)
ADDED = re.compile(r"(?P<more>追加|调增|增加|增拨|新增|下达|追拨)|调减|追减|减少|核减|收回|压减|压缩")
GRAND_TOTALS = frozenset({"revenue_grand_total", "expenditure_grand_total"})
INCOMES = {"revenue": "expenditure", "project_revenue": "project_expenditure"}
SPLIT_BUDGET = re.compile(r"[^。；;]{1,20}(?:其中|包括|包含|含|由|[,，](?=年初预算))[^。；;]*?年初预算[^。；;]*?追加")


def find(reading: Reading, index: int, label: Label, run: list[Token], left: Token | None) -> Iterator[Figure]:
    """The figure that an amount of money is, if the words before it say which."""
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
    is_of_all = bool(run) and label.stage == "adjusted_budget" and _is_reached(reading, run[-1].end)
    is_of_all |= bool(run) and label.is_spending_word and _fits_a_rate(reading, run[-1].end)
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
    measures = _measures(reading, run, label)
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
        return
    measure = reading.background.measure(measures[0])
    stage = _stage(reading, measure.name, run, label)
    if stage not in measure.stages or (stage in STOCKS and (_is_spent(run) or _is_left_of_an_item(reading, run))):
        return
    year = reading.year_of(label, is_stock="opening" in measure.stages)
    if stage == "closing" and year is not None and year + 1 == reading.background.fiscal_year:
        stage, year = "opening", year + 1  # last year's year-end stock is this year's opening
    scope = label.scope or (reading.brackets[-1] if reading.brackets else "")
    breakdown = scope or label.breakdown
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
            reading.budgets.append((Decimal(token.text.replace(",", "")), unit))
        if name == "expenditure" and stage == "budget" and not breakdown:
            reading.base = Topic(name, stage, "", year, token.text, unit), token.end
            reading.background.memory["base"] = reading.base[0]
        if name in CHANGES and not breakdown:
            money = reading.background.vocabulary.words.money
            reading.said[name, stage, year] = Decimal(token.text.replace(",", "")) * money[unit]
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


def _measures(reading: Reading, run: list[Token], label: Label) -> tuple[str, ...]:
    """The measures that a label before money names, by itself or through the topic."""
    named, topic, near = reading.of_kind(label, "amount"), reading.topic, reading.near_topic
    words = [token for token in run if token.kind == "word"]
    spelled = [token.text for token in words]
    if any(name.endswith("grand_total") for name in named) and any("财政拨款" in word for word in spelled):
        return ()  # 财政拨款收入支出总计 is the appropriation's, not the department's
    if named == ("revenue",) and any(
        before.text.startswith(("一般公共预算", "政府性基金")) and after.text == "收入"
        for before, after in pairwise(words)
    ):
        return ()  # 完成一般公共预算收入18.62亿元: what the government took in, or one kind of the department's income
    if named == ("expenditure",) and any(
        before.text.startswith(("一般公共预算", "政府性基金")) and after.text == SPENDING
        for before, after in pairwise(words)
    ):
        return ()  # 全县一般公共预算支出21.36亿元
    if run and all(word.text in COST for word in run) and _is_behind_the_guests(reading, run[0].start):
        return ("official_reception",)
    if named == ("fiscal_appropriation",) and "涉及" in spelled and "项目" in reading.clause_before(run[0].start):
        return ()  # 对3个项目开展绩效自评，涉及财政拨款资金864.00万元
    if named == ("fiscal_appropriation",) and label.is_spending_word:
        return ("fiscal_appropriation_spent",)
    if reading.is_of_a_project and near is None and not label.has_own_name and named in ((), ("expenditure",)):
        return ()
    if run and run[0].text == "其" and set(label.measures) <= WEAK:
        return ()  # 6个分局单独编报，其年度支出合计3,918.40万元
    if named in (("expenditure",), ("revenue",)) and _is_an_item(reading, run):
        return named
    if named == ("expenditure",) and SPENDING in spelled and not _names_the_whole(words):
        return _bare_spending(reading, label)
    if (
        named == ("revenue",)
        and not (label.stage or label.scope or label.has_own_name or label.has_time)
        and "收入" in spelled
    ):
        return ()
    is_introduced = near is not None and not near.value and near.measure not in WEAK
    if named == ("expenditure",) and near is not None and is_introduced and not (label.has_own_name or label.year):
        return (_spent(reading, near.measure),)  # 政府采购：支出总额206.35万元
    if named:
        return named if _is_in_context(reading, words) else ()
    whole = reading.whole
    is_of_a_year = reading.is_turned and label.year is not None and bool(label.stage) and not reading.stranger
    if (
        is_of_a_year
        and whole is not None
        and whole.is_same_sentence
        and label.stage in reading.background.measure(whole.measure).stages
    ):
        return (whole.measure,)  # 2017年决算4.86万元，其中公务接待费2.11万元；2018年决算3.94万元
    if run and (label.stage or label.is_spending_word) and _is_divided(reading, run[-1].end):
        return ("expenditure",)
    is_open = topic is None or topic.measure == "expenditure"
    if run and "budget" in label.stage:
        end = run[-1].end
        if _is_reached(reading, end) or (is_open and not reading.is_of_a_project and _is_carried_out(reading, end)):
            return ("expenditure",)
    if label.measures == ("project_count",):  # 9个专项项目全年支出6,120.00万元
        return ("project_expenditure",) if label.stage or label.is_spending_word else ()
    if label.is_spending_word and run and _is_beside_the_income(reading) and not reading.stranger:
        return ("expenditure",)
    is_of_the_year = _is_of_the_year(label, words) and near is not None and bool(near.value) and not reading.stranger
    if is_of_the_year and near is not None and (near.measure, near.stage) == ("fiscal_appropriation", "actual"):
        return ("expenditure",)  # 全年财政拨款收入7,034.28万元，全年支出7,102.66万元
    if label.is_spending_word and near is None and reading.heading in ("", "expenditure", "revenue"):
        is_whole = label.has_own_name or (label.has_time and label.stage and not reading.stranger)
        if not label.has_own_name and (of := _last_whole(reading)):
            return (of,) if label.is_last_year else ()  # “三公”经费支出13.26万元…。上年支出14.90万元
        is_whole = is_whole or (reading.is_field and bool(label.stage))  # 支出决算数：5,081,220.15
        is_whole = is_whole or (_is_of_a_year(words) and _is_of_the_budget(reading, run[-1].end))
        is_whole = is_whole or (
            _names_its_budget(words) and _is_first(reading, run[0].start) and not reading.is_of_a_project
        )
        is_whole = is_whole or (_fits_a_rate(reading, token_end=run[-1].end) and not reading.stranger)
        return ("expenditure",) if is_whole or _is_first_budget(reading, words) else ()
    if label.has_own_name and label.stage and (near is None or label.has_time):
        return ("expenditure",)
    if topic is not None and label.stage and label.stage not in reading.background.measure(topic.measure).stages:
        topic = near = None  # 年末结转结余…。2023年全年预算…: a stock has no budget
        if _is_of_a_year(words) and not reading.is_of_a_project and not reading.stranger:
            return ("expenditure",)
    is_dated = label.year is not None or (label.has_time and label.is_spending_word)
    is_dated = is_dated or (_is_of_a_year(words) and _is_first(reading, run[0].start))
    is_of_a_part = bool(reading.whole and topic and topic.measure != reading.whole.measure)
    if label.is_comparison and is_of_a_part and not named and (near is None or reading.is_split):
        compared = sums.compared(reading, run[-1].end)
        if near is None or compared:
            topic = reading.topic = compared
            near = reading.near_topic
    if (
        topic is None
        and label.stage
        and is_dated
        and _begins_sentence(reading, run, label.stage)
        and not reading.is_of_a_project
    ):
        return ("expenditure",)
    if near is None and _is_of_a_year(words) and not reading.heading and _is_of_the_budget(reading, run[-1].end):
        return ("expenditure",)
    if near is None and topic is not None and topic.is_part and _is_of_a_year(words):
        return ()  # …，其中项目支出预算7,845.00万元。受疫情影响，调整预算10,684.30万元: of the part or of the whole?
    if reading.is_turned and near is not None and _is_of_a_year(words):
        whole = reading.whole  # 年初预算980万元，其中财政拨款900万元；全年执行数970万元
        if whole is not None and whole.is_same_sentence and not reading.stranger:
            return (whole.measure,)
        reading.topic = None
        return ()
    if near is not None and not near.value and is_copula(run) and reading.view.text[run[0].start - 1] in ",，":
        return (near.measure,)  # 会议费比上年减少0.50万元，为1.20万元
    says_something = (
        label.scope or label.breakdown or label.stage or label.is_spending_word or label.is_total or label.is_comparison
    )
    if label.is_last_year and near is not None and near.stage == "actual" and near.year == reading.year_of(Label()):
        return (near.measure,)  # 支出决算为7.50万元，上年为8.20万元
    if near is not None and "opening" in reading.background.measure(near.measure).stages and stock_stage(run):
        return (near.measure,)  # 存量资金年初12.50万元，年末8.30万元
    is_of_this_year = any(word.says("this_year") for word in words) and not label.is_last_year
    if is_of_this_year and near is not None and near.year is not None and near.year + 1 == reading.year_of(Label()):
        return (near.measure,)  # 上年为52.30万元，本年为49.80万元
    is_of_a_part = topic is not None and topic.measure != "three_public" and not label.scope
    if label.is_total and topic and is_of_a_part and reading.is_part_of(topic.measure, "three_public"):
        return _total_of_three(reading, run[-1].end)  # 公务接待费预算5.00万元、决算1.20万元。合计预算39.00万元
    if topic is not None and (says_something or (near is not None and label.year is not None)):
        return (_spent(reading, topic.measure) if label.is_spending_word else topic.measure,)
    return ()


def _is_an_item(reading: Reading, run: list[Token]) -> bool:
    """1.收入：1,862.30万元。2.支出：1,836.74万元: an item of a list that has no other name."""
    text, start = reading.view.text, run[0].start
    is_first = start == 0 or text[start - 1] in ".、)" or ENUMERATED.search(text, max(0, start - 8), start) is not None
    return len(run) == 1 and text[run[0].end : run[0].end + 1] == ":" and is_first and not reading.heading


def _last_whole(reading: Reading) -> str:
    """The three public expenses, where the paragraph spoke last of them or of their parts."""
    spoken = [figure.measure for figure in reading.spoken]
    is_last = bool(spoken) and reading.is_part_of(spoken[-1], "three_public")
    return "three_public" if is_last and "three_public" in spoken else ""


def _is_first_budget(reading: Reading, words: list[Token]) -> bool:
    """收入预算为1,876.35万元，…。支出预算1,876.35万元: spending beside an income just spoken of."""
    spoken = {figure.measure for figure in reading.spoken}
    is_beside = bool(spoken & {"revenue"}) and spoken <= {"revenue", "fiscal_appropriation", "expenditure"}
    is_first = bool(words) and reading.view.text[words[0].start - 1] in SENTENCE_ENDS + ";；"
    is_budget = any(word.text in ("支出预算", "年初支出预算") for word in words)
    return is_beside and is_first and is_budget and not reading.is_of_a_project


def _names_its_budget(words: list[Token]) -> bool:
    """调整后支出预算, 年初支出预算: spending, and which budget of it."""
    return any(word.word.is_spending and "预算" in word.text for word in words)


def _fits_a_rate(reading: Reading, token_end: int) -> bool:
    """全年预算5,539.08万元。实际支出5,310.46万元，预算执行率95.87%: such a share of a budget that was told."""
    found = MONEY.match(reading.view.text, token_end)
    rate = EXECUTED.match(reading.view.text, found.end()) if found else None
    if found is None or rate is None:
        return False
    claimed = Decimal(rate["number"])
    half_unit = Decimal(5).scaleb(int(claimed.as_tuple().exponent) - 1)
    budgets = {amount for amount, unit in reading.budgets if unit == found["unit"]}
    spent = Decimal(found["number"].replace(",", ""))
    return any(budget and abs(spent / budget * 100 - claimed) <= half_unit for budget in budgets)


def _total_of_three(reading: Reading, position: int) -> tuple[str, ...]:
    """The three public expenses, if the last parts of them that were told add up to the number at a position."""
    found = MONEY.match(reading.view.text, position)
    parts = [one for one in reading.spoken if reading.is_part_of(one.measure, "three_public") and not one.breakdown]
    for stage in ("budget", "actual", "adjusted_budget"):
        values = {one.measure: Decimal((one.value or "0").replace(",", "")) for one in parts if one.stage == stage}
        if {"vehicle_purchase", "vehicle_operation"} & set(values):
            values.pop("vehicle", None)
        values.pop("three_public", None)
        if found and len(values) > 1 and sum(values.values()) == Decimal(found["number"].replace(",", "")):
            return ("three_public",)
    return ()


def _is_divided(reading: Reading, position: int) -> bool:
    """全年预算 | 512.00万元，其中基本支出288.00万元、项目支出224.00万元: the two halves add up to it."""
    found = DIVIDED.match(reading.view.text, position)
    if found is None or len({found["unit"], found["basic_unit"], found["project_unit"]}) > 1:
        return False
    whole, basic, project = (Decimal(found[name].replace(",", "")) for name in ("number", "basic", "project"))
    return whole == basic + project


def _is_carried_out(reading: Reading, position: int) -> bool:
    """全年预算 | 5,539.08万元，累计执行5,310.46万元，预算执行率95.87%: the rate names whose budget it is."""
    found = CARRIED_OUT.match(reading.view.text, position)
    if found is None or found["unit"] != found["spent_unit"]:
        return False
    budget, spent, claimed = (Decimal(found[name].replace(",", "")) for name in ("number", "spent", "rate"))
    half_unit = Decimal(5).scaleb(int(claimed.as_tuple().exponent) - 1)
    return bool(budget) and abs(spent / budget * 100 - claimed) <= half_unit


def _is_behind_the_guests(reading: Reading, position: int) -> bool:
    """公务接待9批次、74人次，花费0.42万元: what the guests just counted cost."""
    place = reading.index_at(position)
    mark, number = (reading.tokens[place - 1], reading.tokens[place - 2]) if place > 1 else (None, None)
    is_counted = reading.last and reading.last[-1].measure in ("reception_batches", "reception_guests")
    return bool(is_counted and mark and number and mark.text in ",，、" and number.kind == "number")


def _is_of_the_year(label: Label, words: list[Token]) -> bool:
    """全年支出, 本年实际支出: spending of the year, and nothing more is said of it."""
    is_named = any(token.text.startswith(("全年", "本年", "当年", "年度")) for token in words)
    return label.is_spending_word and is_named and not label.measures and not label.is_total


def _is_of_a_year(words: list[Token]) -> bool:
    """年初预算, 全年预算数, 调整后预算: words that say of themselves which budget of the year they are."""
    return any(token.word.stage and token.text.startswith(("年初", "全年", "调整")) for token in words)


def _begins_sentence(reading: Reading, run: list[Token], stage: str) -> bool:
    """2023年初批复预算2,618.30万元: nothing but a year before an unqualified budget is the whole department's."""
    start = run[0].start
    is_of_the_heading = reading.heading and stage in reading.background.measure(reading.heading).stages
    return not is_of_the_heading and (reading.view.text[start - 1] in SENTENCE_ENDS or _is_first(reading, start))


def _is_first(reading: Reading, start: int) -> bool:
    """Whether a paragraph begins there, or has said no more than 预算执行情况。"""
    return start == 0 or bool(NEUTRAL_HEADING.fullmatch(reading.view.text, 0, start))


def _is_of_the_budget(reading: Reading, position: int) -> bool:
    """年初支出预算…，其中…。7月调减…，10月追加…，调整后预算…: what the additions lead to, or nobody else was named."""
    if reading.base is None or position - reading.base[1] > REACH:
        return False
    return _is_reached(reading, position) or (reading.whole is not None and not reading.stranger)


def _is_reached(reading: Reading, position: int) -> bool:
    """Whether the number at a position is the budget at the beginning of the year and what was added to it since."""
    if reading.base is None and "base" not in reading.background.memory:
        return False
    base, start = reading.base or (reading.background.memory["base"], 0)
    found = MONEY.match(reading.view.text, position)
    if found is None or position - start > REACH or not base.value or found["unit"] != base.unit:
        return False
    total = Decimal(base.value.replace(",", ""))
    for clause in CLAUSES.split(reading.view.text[start:position]):
        amount = MONEY.search(clause)
        if amount and amount["unit"] == base.unit and (added := ADDED.search(clause)):
            total += Decimal(amount["number"].replace(",", "")) * (1 if added["more"] else -1)
    return Decimal(found["number"].replace(",", "")) == total != Decimal(base.value.replace(",", ""))


def _names_the_whole(words: list[Token]) -> bool:
    """总支出, 整体支出, 本年支出合计 need no context; 支出 alone does."""
    return any("expenditure" in token.word.names for token in words if token.text != SPENDING)


def _bare_spending(reading: Reading, label: Label) -> tuple[str, ...]:
    """支出 after an amount of this sentence is that amount's; with a year or the department before it, the whole."""
    near = reading.near_topic
    if _is_beside_the_income(reading):
        return ("expenditure",)
    is_new = near is not None and (
        not near.value or (near.measure not in INCOMES and near.year != label.year is not None)
    )
    if near is not None and near.measure in GRAND_TOTALS:
        return ("expenditure",) if label.has_time else ()  # 收入总计1,663.50万元；当年支出1,601.36万元
    if near is not None and not label.has_own_name and (label.is_total or is_new):
        return (_spent(reading, near.measure),)
    if near is None and label.is_last_year and not label.has_own_name and (of := _last_whole(reading)):
        return (of,)  # “三公”经费支出13.26万元…。上年支出14.90万元
    is_dated = (
        AT_YEAR_END.search(reading.view.text, max(0, label.start - YEAR_END), label.start) is not None and near is None
    )
    is_dated |= label.has_time and (near is None or label.year is not None) and not reading.stranger
    if label.has_own_name or is_dated:
        return ("expenditure",)
    if near is not None:
        return (_spent(reading, near.measure),)
    return (_spent(reading, reading.heading),) if reading.heading and label.stage else ()


def _is_beside_the_income(reading: Reading) -> bool:
    """收入预算486.20万元，其中财政拨款收入486.20万元；支出预算…: spending behind the split income is the whole's."""
    near, whole = reading.near_topic, reading.whole
    is_split = whole is not None and (near is None or near.measure == "fiscal_appropriation")
    return is_split and reading.is_turned and whole.is_same_sentence and whole.measure == "revenue"  # type: ignore[union-attr]


def _spent(reading: Reading, measure: str) -> str:
    return INCOMES.get(measure) or reading.spent(measure)


def _is_in_context(reading: Reading, words: list[Token]) -> bool:
    """购置费 is the vehicles' only beside another of the three public expenses."""
    last = next(token.word for token in reversed(words) if token.word.names or token.word.contextual)
    if last.names or (reading.count == "vehicle_count" and last.contextual[0].startswith("vehicle")):
        return True  # 公务用车一辆，运行维护费2.16万元
    return reading.topic is not None and reading.is_related(last.contextual[0], reading.topic.measure)


def _stage(reading: Reading, measure: str, run: list[Token], label: Label) -> str:
    known, topic = reading.background.measure(measure), reading.topic
    if "opening" in known.stages:
        return stock_stage(run) or known.default_stage
    if any(done.text == "完成" and of.word.named_stage == "budget" for done, of in pairwise(run)):
        return "budget"  # 完成收入预算480.00万元的…
    if not label.stage and any(token.text in BEFORE_THE_YEAR for token in run):
        return ""  # 年初固定资产总额
    if (
        not label.stage
        and any(word.text == "安排" for word in run)
        and SPENT_NEXT.match(reading.view.text, run[-1].end)
    ):
        return "budget"
    if label.stage:
        return "adjusted_budget" if _is_split(reading, run) or _is_second(reading, measure, run, label) else label.stage
    is_part = any(token.text == "其中" for token in run) or bool(reading.brackets)
    near = reading.near_topic  # 三公经费预算9.00万元，支出7.02万元 is one measure, no part of the other
    is_part = is_part or (near is not None and near.stage == "budget" and near.measure != measure)
    is_part = is_part or (near is not None and near.is_part and near.stage == "adjusted_budget" != measure)
    is_part = is_part and not _begins_spending(reading, run)
    is_part = is_part and not (label.has_time and label.is_spending_word)  # 全年支出 is no part of a budget
    is_about_one_stage = topic is not None and topic.stages <= {topic.stage}
    if (
        topic
        and topic.stage in known.stages
        and (label.is_comparison or label.scope or (is_part and is_about_one_stage))
    ):
        return topic.stage
    return reading.background.default_stage(known)


def _begins_spending(reading: Reading, run: list[Token]) -> bool:
    """预算收入366.40万元，含年初预算…；人员支出318.06万元: what was spent is no part of an income."""
    near = reading.near_topic
    is_first = bool(run) and not reading.brackets and not re.search(r"\d", reading.clause_before(run[0].start))
    return is_first and near is not None and near.measure in INCOMES and any(SPENDING in word.text for word in run)


def _is_second(reading: Reading, measure: str, run: list[Token], label: Label) -> bool:
    """收入年初预算50.00万元，追加3.00万元，全年收入预算53.00万元: beside the first, the year's is another."""
    near = reading.near_topic
    if label.stage != "budget" or (near is not None and near.value and near.measure != measure):
        return False
    is_named = any(word.text == "全年" for word in run) or (
        measure == "expenditure" and _is_reached(reading, run[-1].end)
    )
    return is_named and any(
        one.measure == measure and one.stage == "budget" and not one.breakdown for one in reading.amounts
    )


def _is_split(reading: Reading, run: list[Token]) -> bool:
    """2021年预算收入1962.50万元，其中年初预算1788.34万元，调整追加174.16万元: the first is the budget as adjusted."""
    said = "".join(word.text for word in run)
    return said.endswith("预算收入") and bool(SPLIT_BUDGET.match(reading.view.text, run[-1].end))
