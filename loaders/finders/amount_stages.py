"""The words around an amount of money → its stage: a budget, the budget as adjusted, what was spent, a stock."""

import re
from itertools import pairwise

from loaders.finders import agreement
from loaders.finders.amount_names import INCOMES
from loaders.finders.labels import SPENDING, Label, Token, stock_stage
from loaders.finders.paragraphs import Reading

# 其中年初预算1788.34万元，调整追加174.16万元
BEFORE_THE_YEAR = frozenset({"年初", "期初"})
# 全年安排公务用车运行维护费 | 4.00万元，实际支出3.86万元
SPENT_NEXT = re.compile(agreement.MONEY.pattern + r"[,，](?:全年|当年|年度)?实际(?:支出|使用|执行|发生|支付|列支)")
# 2021年预算收入1962.50万元 | ，其中年初预算1788.34万元，调整追加174.16万元
SPLIT_BUDGET = re.compile(r"[^。；;]{1,20}(?:其中|包括|包含|含|由|[,，](?=年初预算))[^。；;]*?年初预算[^。；;]*?追加")


def stage(reading: Reading, measure: str, run: list[Token], label: Label) -> str:
    known, topic = reading.background.measure(measure), reading.topic
    if "opening" in known.stages:
        return stock_stage(run) or known.default_stage
    if any(done.text == "完成" and of.word.named_stage == "budget" for done, of in pairwise(run)):
        return "budget"  # 完成收入预算480.00万元的…
    if not label.stage and any(token.text in BEFORE_THE_YEAR for token in run):
        is_of_the_budget = label.is_comparison and topic is not None and topic.stage == "adjusted_budget"
        return "budget" if is_of_the_budget else ""  # 全年预算551.00万元，比年初的512.40万元…; 年初固定资产总额
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
    return reading.background.default_stage(known, reading.year_of(label))


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
        measure == "expenditure" and agreement.is_reached(reading, run[-1].end)
    )
    return is_named and any(
        one.measure == measure and one.stage == "budget" and not one.breakdown for one in reading.amounts
    )


def _is_split(reading: Reading, run: list[Token]) -> bool:
    """2021年预算收入1962.50万元，其中年初预算1788.34万元，调整追加174.16万元: the first is the budget as adjusted."""
    said = "".join(word.text for word in run).removesuffix("为")
    return said.endswith("预算收入") and bool(SPLIT_BUDGET.match(reading.view.text, run[-1].end))
