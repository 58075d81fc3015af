"""Numbers that agree with one another: whose an amount is where only the numbers around it tell.

全年预算5,539.08万元，累计执行5,310.46万元，预算执行率95.87%
"""

import re
from decimal import Decimal

from loaders.finders.paragraphs import Reading
from loaders.finders.printed import is_share, number

REACH = 300  # characters from the budget at the beginning of the year to what additions led to
THREE = "three_public"
CLAUSES = re.compile(r"[，。;；]|,(?!\d{3})")


def _money(name: str = "") -> str:
    return rf"(?P<{name}number>\d[\d,]*(?:\.\d+)?)(?P<{name}unit>亿元|万元|元)"


MONEY = re.compile(_money())
# ，预算执行率95.87%   ，完成年初预算的95.76%   ，支付率84.28%
EXECUTED = re.compile(
    r"[,，](?:部门整体|整体|全年|部门|总体)?(?:预算)?(?:支出)?(?:执行率|支付率|执行进度|完成率|(?:占|完成)[^,，。;；\d]{0,8}预算数?的)(?:为|达到|达|是)?(?P<rate>\d+(?:\.\d+)?)%"
)
# 512.00万元，其中基本支出288.00万元、项目支出224.00万元   …，其中人员经费…，日常公用经费…，项目支出…
DIVIDED = re.compile(rf"{_money()}[,，(](?:其中|包括|含)[:：]?")
PART = re.compile(
    rf"(?P<part>基本(?=支出)|项目|人员|(?:日常)?公用)(?:支出|经费)(?:预算|决算|数|为)*{_money()}[,，、和;；]?"
)
SUMS = ({"基本", "项目"}, {"人员", "公用", "项目"})
# 5,539.08万元，累计执行5,310.46万元，预算执行率95.87%
CARRIED_OUT = re.compile(
    rf"{_money()}[,，;；](?:全年|累计|年末|年底|截至[^,，]{{1,12}})*(?:实际)?(?:执行|支出|支付|完成)(?:数|完成|支出)?(?:为|达)?"
    rf"{_money('spent_')}[,，](?:部门|整体)*预算执行率(?:为|达到?)?(?P<rate>\d+(?:\.\d+)?)%"
)
# 10月追加基本支出120.00万元
ADDED = re.compile(r"(?P<more>追加|调增|增加|增拨|新增|下达|追拨)|调减|追减|减少|核减|收回|压减|压缩")
ADDED_OR_MONEY = re.compile(f"{ADDED.pattern}|{MONEY.pattern}")


def fits_a_rate(reading: Reading, position: int) -> bool:
    """全年预算5,539.08万元。实际支出 | 5,310.46万元，预算执行率95.87%: such a share of a budget that was told."""
    found = MONEY.match(reading.view.text, position)
    executed = EXECUTED.match(reading.view.text, found.end()) if found else None
    if found is None or executed is None:
        return False
    budgets = {amount for amount, unit in reading.budgets if unit == found["unit"]}
    spent, rate = number(found["number"]), number(executed["rate"])
    return any(is_share(spent, budget, rate) for budget in budgets)


def is_carried_out(reading: Reading, position: int) -> bool:
    """全年预算 | 5,539.08万元，累计执行5,310.46万元，预算执行率95.87%: the rate names whose budget it is."""
    found = CARRIED_OUT.match(reading.view.text, position)
    if found is None or found["unit"] != found["spent_unit"]:
        return False
    return is_share(number(found["spent_number"]), number(found["number"]), number(found["rate"]))


def is_divided(reading: Reading, position: int) -> bool:
    """全年预算 | 512.00万元，其中基本支出288.00万元、项目支出224.00万元: the two halves add up to it."""
    found = DIVIDED.match(reading.view.text, position)
    if found is None:
        return False
    said: dict[str, Decimal] = {}
    end = found.end()
    while part := PART.match(reading.view.text, end):
        end = part.end()
        if part["unit"] == found["unit"]:
            said[part["part"].removeprefix("日常")] = number(part["number"])
    return any(parts <= said.keys() and number(found["number"]) == sum(said[one] for one in parts) for parts in SUMS)


def is_total_of_three(reading: Reading, position: int) -> bool:
    """Whether the last parts of the three public expenses that were told add up to the number at a position."""
    found = MONEY.match(reading.view.text, position)
    parts = [one for one in reading.spoken if reading.is_part_of(one.measure, THREE) and not one.breakdown]
    for stage in ("budget", "actual", "adjusted_budget"):
        values = {one.measure: number(one.value or "0") for one in parts if one.stage == stage}
        if {"vehicle_purchase", "vehicle_operation"} & set(values):
            values.pop("vehicle", None)
        values.pop(THREE, None)
        if found and len(values) > 1 and sum(values.values()) == number(found["number"]):
            return True
    return False


def is_reached(reading: Reading, position: int) -> bool:
    """Whether the number at a position is the budget at the beginning of the year and what was added to it since."""
    if reading.base is None and "base" not in reading.background.memory:
        return False
    base, start = reading.base or (reading.background.memory["base"], 0)
    found = MONEY.match(reading.view.text, position)
    if found is None or position - start > REACH or not base.value or found["unit"] != base.unit:
        return False
    first = number(base.value)
    total = first + sum(_added(clause, base.unit) for clause in CLAUSES.split(reading.view.text[start:position]))
    return number(found["number"]) == total != first


def _added(clause: str, unit: str) -> Decimal:
    """追加接访大厅改造、信访维稳等经费46万元、30万元: what a clause says was added, or cut."""
    total, sign = Decimal(0), 0
    for found in ADDED_OR_MONEY.finditer(clause):
        if found["unit"] is None:
            sign = 1 if found["more"] else -1
        elif found["unit"] == unit:
            total += sign * number(found["number"])
    return total
