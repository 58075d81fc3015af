"""Numbers of people, projects, vehicles, guests and petitions → counts, with the kind of post or the scope."""

import re
from collections.abc import Iterator

from loaders.finders.amounts import ORGANISATION
from loaders.finders.figures import Figure
from loaders.finders.labels import Label, Token
from loaders.finders.paragraphs import Reading, Topic, start_of

BY_POST = frozenset({"staff_quota", "staff_on_post", "staff_retired"})
PLANS = frozenset({"计划", "拟"})
PEOPLE = frozenset({"人", "名"})
POSTS = frozenset({"administrative", "institution", "administrative_support"})
HEADCOUNTS = frozenset({"实有", "实有人数", "年末实有人数"})
VETERANS = frozenset({"离休", "离休人员", "离休人数"})
PENSIONERS = frozenset({"退休", "退休人员", "退休人数"})
VEHICLES_BY_NAME = frozenset({"公务用车保有量", "公务车保有量", "公务车辆数", "公务用车数量"})
# 实有人数9人。其中：在职人员5人，离休0人，退休4人
PARTS = re.compile(r"[。，,;；(（]?其中[:：]?(?P<parts>[^。]*)")


def find(reading: Reading, index: int, label: Label, run: list[Token], left: Token | None) -> Iterator[Figure]:
    """The count that a number is, if the words before it say which."""
    token = reading.tokens[index]
    if reading.count and left is not None and _is_subordinate(reading, run, left):
        yield _counted(reading, reading.count, token, left.start, "subordinate", None)
        reading.scope = "subordinate"
        return
    measure = _measure(reading, token, run, label)
    is_named = bool(label.measures or label.breakdown or label.scope)
    if any(word.says("none", "none_before") for word in run if word.kind == "word"):
        return  # 未安排公务接待的76批次
    if measure == "project_count" and any(word.text in PLANS for word in run):
        return
    if not measure and token.unit in PEOPLE:
        reading.count = ""  # somebody was counted, nobody can tell who
    if not measure or label.is_foreign or (is_named and not reading.is_clean(run, left, label)):
        return
    if measure == "vehicle_count" and not _are_official_vehicles(reading, run):
        return
    scope = label.scope or (reading.brackets[-1] if reading.brackets else "")
    breakdown = label.breakdown if label.breakdown in POSTS else scope or _breakdown(reading, measure, run, label)
    yield _counted(reading, measure, token, start_of(run, label, token), breakdown, reading.year_of(label))
    _remember(reading, measure, label, scope)


def _remember(reading: Reading, measure: str, label: Label, scope: str) -> None:
    reading.scope = scope
    if not reading.brackets:
        reading.count = measure
        if measure == "staff_quota":
            reading.post = label.breakdown
    if amounts := reading.of_kind(label, "amount"):  # 专项预算项目85个，预算调整金额…
        reading.topic = Topic(amounts[0])


def _measure(reading: Reading, token: Token, run: list[Token], label: Label) -> str:
    named = list(reading.of_kind(label, "count"))
    if not label.measures and (label.scope or (label.breakdown and reading.count in BY_POST)):
        named = [reading.count]
    elif not named:
        named = _beside_reception(reading, token, run)
    measure = next((name for name in named if name and _counts_in(reading, name, token)), "")
    return "staff_total" if measure == "staff_on_post" and _includes_retired(reading, run, token) else measure


def _counts_in(reading: Reading, measure: str, token: Token) -> bool:
    return token.unit in reading.background.measure(measure).counters or (not token.unit and token.text == "0")


def _beside_reception(reading: Reading, token: Token, run: list[Token]) -> list[str]:
    """公务接待费36,155元，接待省内外同行22批次，人数1,044人"""
    is_reception = reading.topic is not None and reading.topic.measure == "official_reception"
    is_of_batches = token.unit in ("批次", "批", "个批次")
    if is_of_batches and is_reception and "接待" in reading.clause_before(token.start):
        return ["reception_batches"]
    says_people = not run or token.unit == "人次" or bool({word.text for word in run} & {"人数", "人次"})
    return ["reception_guests"] if reading.count == "reception_batches" and says_people else []


def _counted(reading: Reading, measure: str, token: Token, start: int, breakdown: str, year: int | None) -> Figure:
    unit = reading.background.measure(measure).unit
    return reading.figure(measure, token.text, unit, (start, token.end), year=year, breakdown=breakdown)


def _includes_retired(reading: Reading, run: list[Token], token: Token) -> bool:
    if not any(word.text in HEADCOUNTS for word in run):
        return False
    found = PARTS.match(reading.view.text, token.end)
    return found is not None and "在职" in found["parts"] and "退休" in found["parts"]


def _are_official_vehicles(reading: Reading, run: list[Token]) -> bool:
    """N辆 counts beside the money that runs official vehicles, or under a full name."""
    words = {token.text for token in run}
    is_kept = "公务用车" in words and not words.isdisjoint({"现有", "共有", "实有", "保有"})
    is_named = is_kept or not words.isdisjoint(VEHICLES_BY_NAME)
    return is_named or (reading.topic is not None and reading.topic.measure in ("vehicle", "vehicle_operation"))


def _breakdown(reading: Reading, measure: str, run: list[Token], label: Label) -> str:
    words = {token.text for token in run}
    if measure == "staff_retired":
        if words & VETERANS:
            return "veteran_retired"
        return "retired" if words & PENSIONERS and re.search(r"(?<!退)离休", reading.view.text) else ""
    if measure == "staff_on_post" and not label.breakdown:
        return "established" if "在编人员" in words else reading.post if words & HEADCOUNTS else ""
    return label.breakdown if measure in BY_POST else ""


def _is_subordinate(reading: Reading, run: list[Token], left: Token) -> bool:
    """市环卫所832人 after 局本级132人"""
    is_named = not run and left.kind == "gap" and bool(ORGANISATION.match(left.text))
    return is_named and reading.knows_own_scope and not reading.brackets
