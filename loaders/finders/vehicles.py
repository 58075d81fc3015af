"""Which vehicles are the department's official ones, and are counted: kept, of the quota, run by its money."""

import re

from loaders.finders.labels import Token
from loaders.finders.paragraphs import Reading

VEHICLES_OF_THE_LAW = (
    "执法执勤用车",
    "执勤执法用车",
    "执法用车",
    "执法执勤车",
    "执纪执法车",
    "执法车辆",
    "执法车",
    "执法执勤车辆",
)
VEHICLES_WITHOUT_A_NAME = frozenset({"公务用车", "车辆", "车辆数", "警务用车", *VEHICLES_OF_THE_LAW})
STILL_THERE = frozenset({"现有", "共有", "实有", "保有", "保留", "保留有", "在用"})
KEPT = frozenset({*STILL_THERE, "公务用车", "配备", "配有", "年末", "有", "共", "年末公务用车"})
CHANGED_VEHICLES = re.compile(r"购|更新|新增|报废|处置|报批|申请|拍卖|租")
# 购置（更新） | 车辆0辆
BOUGHT = re.compile(r"(?:购置|更新|新购|报废|处置)(?:\([^()]*\))?$")
LONGEST_USE = 14  # characters
# 用于 | 46辆 | 执法车的油料、维修和保险
USED_FOR = re.compile(r"(?:用于|保障|维持|供)(?:全局|本局|现有|在用|保有的?|管理的)*$")
# ，保障平台车辆 | 14辆
SERVED = re.compile(r"[,，(](?:用于)?(?:保障|维持)[^,，。;；:\d]{0,6}车辆?(?:运行)?$")
RUNNING = re.compile(
    r"(?:[^,，。;；]{0,12}车辆?)的?(?:日常)?(?:油料|燃油|燃料|加油|维修|维护|保险|运行|保养|过路|使用|支出)"
)
# 公务用车2辆 | ，运行费5.70万元
RUN = re.compile(r"[,，、(](?:公务用车|公车|车辆|全年|其)*运行")
# 公务用车编制8辆 | ，实有6辆
QUOTA = re.compile(r"车辆?编制(?:数|为|共)*\d+[辆台部][,，、]?$")


# 公务用车运行维护费8.40万元（ | 2辆）
BRACKETED = re.compile(r"(?:亿元|万元|元)\((?:共|计)?$")


def are_official(reading: Reading, token: Token, run: list[Token]) -> bool:
    """N辆 counts beside the money that runs official vehicles, or under a full name."""
    words = {token.text for token in run}
    is_kept = "公务用车" in words and not words.isdisjoint(STILL_THERE)
    before = reading.clause_before(run[0].start)  # 车辆编制1辆，实有车辆1辆
    is_of_a_quota = bool({"实有", "实有数"} & words) and QUOTA.search(before) is not None
    is_named = (
        is_kept
        or (is_of_a_quota and (words & VEHICLES_WITHOUT_A_NAME or token.unit in ("辆", "台")))
        or any("vehicle_count" in token.word.names and token.text not in VEHICLES_WITHOUT_A_NAME for token in run)
    )
    if BOUGHT.search(reading.view.text, max(0, run[0].start - 8), run[0].start):
        return False
    topic = reading.topic
    is_beside_their_money = (
        "公务用车运行" in before  # …均为公务用车运行维护费，执法执勤用车15辆
        or (topic is not None and topic.measure in ("vehicle", "vehicle_operation"))
        or RUN.match(reading.view.text, token.end)
    )
    return bool(is_named or is_beside_their_money or _are_kept(reading, token, run))


def _are_kept(reading: Reading, token: Token, run: list[Token]) -> bool:
    """公务用车4辆。 A clause of its own, about nothing that was bought or applied for."""
    if any(word.text not in KEPT and not word.says("own_names") for word in run) or "公务用车" not in run[-1].text:
        return False
    text, start = reading.view.text, run[0].start
    is_alone = (start == 0 or text[start - 1] in "。;；,，:") and text[token.end : token.end + 1] in ("", *",，。;；(")
    return is_alone and not CHANGED_VEHICLES.search(reading.clause_before(start) + text[token.end : token.end + 12])


def start_of_those_run(reading: Reading, index: int) -> int | None:
    """公务用车运行维护费112.45万元， | 用于46辆执法车的油料、维修和保险: where those begin."""
    token, topic, text = reading.tokens[index], reading.near_topic, reading.view.text
    if topic is None or topic.measure not in ("vehicle", "vehicle_operation") or token.unit not in ("辆", "台"):
        return None
    start = max(0, token.start - LONGEST_USE)
    if BRACKETED.search(text, start, token.start) and text[token.end : token.end + 1] in ")，,、":
        return token.start
    if served := SERVED.search(text, start, token.start):
        return served.start() + 1
    found = USED_FOR.search(text, start, token.start)
    return found.start() if found and RUNNING.match(text, token.end) else None
