"""The words before an amount of money → the measures that they name, by themselves or by what was said before."""

import re
from itertools import pairwise

from loaders.finders import agreement, sums
from loaders.finders.figures import BUDGETS, THREE_PUBLIC
from loaders.finders.labels import SPENDING, WEAK, Label, Token, stock_stage
from loaders.finders.paragraphs import SENTENCE_ENDS, Reading, is_copula

# 三、预算执行。   【预算安排】
NEUTRAL_HEADING = re.compile(
    r"\(?(?:预算|决算|资金|收支|收入|支出|执行|总体|整体|安排|使用|投入|管理|情况|及|其|和|与|的|、|部门|单位|本年|年度|财政|分析|结果|完成|编制|概况"
    r"|基本|经费|进度|说明|绩效|方面|全年|总量|规模|如下|是这样的)+[。:)]"
)
# 因公出国（境）费、公务接待费和公务用车运行费（“三公”经费）| 决算总额
SHORT_FOR_THREE = re.compile(r"\((?:以下)?(?:简称|合称|即)?[“\"]?三公[”\"]?经费\)")
# 全年总收入 | 612.30万元，其中本年收入520.10万元: with what was carried over
OF_THE_YEAR = re.compile(agreement.MONEY.pattern + r"[,，]其中:?(?:本年|当年|本年度)(?:收入|支出)(?!预算)")
# 决算支出 | 3,861.07万元，其中基本支出…
SPLIT_AGAIN = re.compile(agreement.MONEY.pattern + r"[,，(](?:其中|含|包括|包含)")
# …。2.   …；（三）
ENUMERATED = re.compile(r"[。；;](?:\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十]、)$")
# 公务接待9批次、74人次， | 花费 | 0.42万元
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
# 截至2024年12月31日， | 支出789.53万元
AT_YEAR_END = re.compile(r"(?:^|[。；;])(?:截[至止]|到)(?:20\d\d年)?(?:12月(?:31日|底|末)|年[末底])[,，]$")
LONGEST_DATE = 20  # characters
GRAND_TOTALS = frozenset({"revenue_grand_total", "expenditure_grand_total"})
APPROPRIATION_RECEIVED = ("fiscal_appropriation", "actual")
INCOMES = {"revenue": "expenditure", "project_revenue": "project_expenditure"}


def measures(reading: Reading, run: list[Token], label: Label) -> tuple[str, ...]:
    """The measures that a label before money names, by itself or through the topic."""
    words = [token for token in run if token.kind == "word"]
    by_name = _by_name(reading, run, label, words)
    return _by_context(reading, run, label, words) if by_name is None else by_name


def _by_name(reading: Reading, run: list[Token], label: Label, words: list[Token]) -> tuple[str, ...] | None:
    """The measures that the words themselves name; None where they name none, and only the context may tell."""
    named, near = reading.of_kind(label, "amount"), reading.near_topic
    if (
        run
        and named
        and set(named) <= THREE_PUBLIC
        and SHORT_FOR_THREE.search(reading.view.text, run[0].start, run[-1].end)
    ):
        return ("three_public",)
    spelled = [token.text for token in words]
    if named in (("revenue",), ("expenditure",)) and run and OF_THE_YEAR.match(reading.view.text, run[-1].end):
        return (f"{named[0]}_grand_total",)
    if any(name.endswith("grand_total") for name in named) and any("财政拨款" in word for word in spelled):
        return ()  # 财政拨款收入支出总计 is the appropriation's, not the department's
    if named in (("revenue",), ("expenditure",)) and _is_of_a_government_fund(words):
        return ()
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
    if named in (("expenditure",), ("revenue",)) and _is_of_a_list(reading, run):
        return named
    if set(named) <= {"expenditure"} and reading.whole is not None and _is_of_the_whole_again(reading, run, label):
        return (reading.whole.measure,)
    if named == ("expenditure",) and SPENDING in spelled and not _names_the_whole(words):
        return _bare_spending(reading, label, words)
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
    return None


def _by_context(reading: Reading, run: list[Token], label: Label, words: list[Token]) -> tuple[str, ...]:
    """The measures that an amount without a name is about: what was spoken of, or what its numbers agree with."""
    topic, near, whole = reading.topic, reading.near_topic, reading.whole
    is_of_a_year = reading.is_turned and label.year is not None and bool(label.stage) and not reading.stranger
    if (
        is_of_a_year
        and whole is not None
        and whole.is_same_sentence
        and label.stage in reading.background.measure(whole.measure).stages
    ):
        return (whole.measure,)  # 2017年决算4.86万元，其中公务接待费2.11万元；2018年决算3.94万元
    if run and (label.stage or label.is_spending_word) and agreement.is_divided(reading, run[-1].end):
        return ("expenditure",)
    is_open = topic is None or topic.measure == "expenditure"
    if run and "budget" in label.stage:
        end = run[-1].end
        is_carried_out = is_open and not reading.is_of_a_project and agreement.is_carried_out(reading, end)
        if is_carried_out or agreement.is_reached(reading, end):
            return ("expenditure",)
    if label.measures == ("project_count",):  # 9个专项项目全年支出6,120.00万元
        return ("project_expenditure",) if label.stage or label.is_spending_word else ()
    if label.is_spending_word and run and _is_beside_the_income(reading) and not reading.stranger:
        return ("expenditure",)
    if _is_beside_the_appropriation(reading, label, words):
        return ("expenditure",)
    if label.is_spending_word and near is None and reading.heading in ("", "expenditure", "revenue"):
        is_whole = label.has_own_name or (label.has_time and label.stage and not reading.stranger)
        if not label.has_own_name and (of := _last_whole(reading)):
            return (of,) if label.is_last_year else ()  # “三公”经费支出13.26万元…。上年支出14.90万元
        is_whole = is_whole or (reading.is_field and bool(label.stage))  # 支出决算数：5,081,220.15
        is_whole = is_whole or (_is_of_a_year(words) and _is_of_the_budget(reading, run[-1].end))
        is_whole = is_whole or (
            _names_its_budget(words) and _is_first(reading, run[0].start) and not reading.is_of_a_project
        )
        is_whole = is_whole or (agreement.fits_a_rate(reading, run[-1].end) and not reading.stranger)
        is_whole = is_whole or _is_first_budget(reading, words) or _is_what_came_of_it(reading, label)
        return ("expenditure",) if is_whole else ()
    if label.has_own_name and label.stage and (near is None or label.has_time):
        return ("expenditure",)
    if topic is not None and label.stage and label.stage not in reading.background.measure(topic.measure).stages:
        topic = near = None  # 年末结转结余…。2023年全年预算…: a stock has no budget
        if _is_of_a_year(words) and not reading.is_of_a_project and not reading.stranger:
            return ("expenditure",)
    is_dated = label.year is not None or (label.has_time and label.is_spending_word)
    is_dated = is_dated or (_is_of_a_year(words) and _is_first(reading, run[0].start))
    is_of_a_part = bool(reading.whole and topic and topic.measure != reading.whole.measure)
    if label.is_comparison and is_of_a_part and (near is None or reading.is_split):
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
        is_total = agreement.is_total_of_three(reading, run[-1].end)
        return (agreement.THREE,) if is_total else ()  # 公务接待费预算5.00万元、决算1.20万元。合计预算39.00万元
    if topic is not None and (says_something or (near is not None and label.year is not None)):
        return (_spent(reading, topic.measure) if label.is_spending_word else topic.measure,)
    return ()


def _is_of_the_whole_again(reading: Reading, run: list[Token], label: Label) -> bool:
    """年初预算…，其中基本支出…、项目支出…；决算支出3,861万元，其中…: another stage of what was split, split again."""
    whole = reading.whole
    return (
        reading.is_turned
        and whole is not None
        and whole.is_same_sentence
        and not reading.stranger
        and label.stage not in ("", whole.stage)
        and label.stage in reading.background.measure(whole.measure).stages
        and SPLIT_AGAIN.match(reading.view.text, run[-1].end) is not None
    )


def _is_of_a_government_fund(words: list[Token]) -> bool:
    """完成一般公共预算收入18.62亿元, 全县一般公共预算支出…: the government's, or one kind of the department's."""
    funds = ("一般公共预算", "政府性基金")
    return any(before.text.startswith(funds) and after.text in ("收入", SPENDING) for before, after in pairwise(words))


def _is_of_a_list(reading: Reading, run: list[Token]) -> bool:
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
    is_beside = bool(spoken & {"revenue"}) and spoken <= {"revenue", "fiscal_appropriation", "expenditure", "carryover"}
    is_first = bool(words) and reading.view.text[words[0].start - 1] in SENTENCE_ENDS + ";；"
    is_budget = any(word.text in ("支出预算", "年初支出预算", "决算支出", "支出决算") for word in words)
    return is_beside and is_first and is_budget and not reading.is_of_a_project


def _is_what_came_of_it(reading: Reading, label: Label) -> bool:
    """…调整预算数为11240.36万元。决算支出11076.92万元: a sentence after the budget or income of the whole."""
    if not reading.spoken or label.stage != "actual" or reading.near_topic is not None:
        return False
    last, is_first = reading.spoken[-1], reading.view.text[label.start - 1] in SENTENCE_ENDS
    is_planned = last.measure == "expenditure" and last.stage in BUDGETS
    is_of_the_whole = not last.breakdown and (is_planned or last.measure == "revenue")
    return is_first and is_of_the_whole and not (reading.is_of_a_project or reading.is_of_another_body)


def _names_its_budget(words: list[Token]) -> bool:
    """调整后支出预算, 年初支出预算: spending, and which budget of it."""
    return any(word.word.is_spending and "预算" in word.text for word in words)


def _is_behind_the_guests(reading: Reading, position: int) -> bool:
    """公务接待9批次、74人次，花费0.42万元: what the guests just counted cost."""
    place = reading.index_at(position)
    mark, number = (reading.tokens[place - 1], reading.tokens[place - 2]) if place > 1 else (None, None)
    is_counted = reading.last and reading.last[-1].measure in ("reception_batches", "reception_guests")
    return bool(is_counted and mark and number and mark.text in ",，、" and number.kind == "number")


def _is_beside_the_appropriation(reading: Reading, label: Label, words: list[Token]) -> bool:
    """全年财政拨款收入7,034.28万元，全年支出7,102.66万元: spending of the year, and nothing more is said of it."""
    near = reading.near_topic
    is_beside = near is not None and bool(near.value) and (near.measure, near.stage) == APPROPRIATION_RECEIVED
    is_of_the_year = any(token.text.startswith(("全年", "本年", "当年", "年度")) for token in words)
    is_plain = set(label.measures) <= {"expenditure"} and not label.is_total and not reading.stranger
    return is_beside and is_of_the_year and is_plain and label.is_spending_word


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
    if reading.base is None or position - reading.base[1] > agreement.REACH:
        return False
    return agreement.is_reached(reading, position) or (reading.whole is not None and not reading.stranger)


def _names_the_whole(words: list[Token]) -> bool:
    """总支出, 整体支出, 本年支出合计 need no context; 支出 alone does."""
    return any("expenditure" in token.word.names for token in words if token.text != SPENDING)


def _bare_spending(reading: Reading, label: Label, words: list[Token]) -> tuple[str, ...]:
    """支出 after an amount of this sentence is that amount's; with a year or the department before it, the whole."""
    near = reading.near_topic
    if _is_beside_the_income(reading):
        return ("expenditure",)
    is_new = near is not None and (
        not near.value or (near.measure not in INCOMES and near.year != label.year is not None)
    )
    if _is_beside_the_appropriation(reading, label, words):
        return ("expenditure",)
    if near is not None and near.measure in GRAND_TOTALS:
        return ("expenditure",) if label.has_time else ()  # 收入总计1,663.50万元；当年支出1,601.36万元
    if near is not None and not label.has_own_name and (label.is_total or is_new):
        return (_spent(reading, near.measure),)
    if near is None and label.is_last_year and not label.has_own_name and (of := _last_whole(reading)):
        return (of,)  # “三公”经费支出13.26万元…。上年支出14.90万元
    is_dated = (
        AT_YEAR_END.search(reading.view.text, max(0, label.start - LONGEST_DATE), label.start) is not None
        and near is None
    )
    is_dated |= label.has_time and (near is None or label.year is not None) and not reading.stranger
    if label.has_own_name or is_dated or _is_what_came_of_it(reading, label):
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
