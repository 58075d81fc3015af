"""What a sentence says without a number: nothing was spent, it is reported elsewhere, it does not apply."""

import re
from collections.abc import Iterator
from itertools import product, takewhile

from loaders.finders import posts
from loaders.finders.figures import BUDGETS, Figure
from loaders.finders.labels import Label, Token, read_label, stock_stage
from loaders.finders.paragraphs import SENTENCE_ENDS, Reading, Topic, says_what

CLAUSE = re.compile(r"[^,，。;；]*")
# 没有因公出国（境）预算和支出
BOTH = re.compile(r"预决算|预算[和与及、](?:支出|决算)|(?:支出|决算)[和与及、]预算")
# 由区委组织部统一列支 | ，统一反映在区委组织部的决算中
MORE_OF_IT = re.compile(r"[,，](?:并|且|全部|均)?(?:统一)?(?:在[^,，。;；]{2,30})?(?:反映|公开|核算)[^,，。;；]*")
# 受疫情影响 | 未发生支出
BECAUSE = re.compile(r"(?:受|因|由于)(?!公).{1,14}(?:影响|原因|管控|限制)")
# 由医院自有资金列支
BORNE = re.compile(r"(?:由.{2,20}(?:列支|承担|负担|保障|安排|支付|核算)|不在本.{1,8}(?:核算|列支|反映))$")
# 市机关事务管理局 | 的决算里
# 预算调整率：      %
EMPTY = re.compile(r":(?P<unit>%|分|人|名|个|件|辆)?(?![\w.(-])|(?P<bare>(?<=率)%)")
# 公务接待费决算（　　　）万元
UNFILLED = re.compile(r"(?:\(\)|_{2,})(?P<unit>亿元|万元|千元|元|%|分|人次|批次|人|名|个|辆|件)")
EMPTY_MONEY = re.compile(r":(?:亿元|万元|元)(?=$|[。；;,，])")
BODY_ENDS = re.compile(r"的?(?:部门)?(?:决算|预算)|列支|统一|反映|公开|并|核算")


def find(reading: Reading, index: int) -> Iterator[Figure]:
    """What a word such as 没有, 统一反映在 or 不涉及 says of the measures beside it."""
    word = reading.tokens[index]
    if word.says("none", "none_before"):
        yield from _nothing(reading, index)
    elif word.says("elsewhere"):
        yield from _elsewhere(reading, index)
    elif word.says("not_applicable"):
        yield from _not_applicable(reading, index)


def _nothing(reading: Reading, index: int) -> Iterator[Figure]:
    """没有发生因公出国（境）和购车支出; 公务接待费没有支出; 本年无预算，也无支出"""
    token = reading.tokens[index]
    after = reading.run_after(index) if token.says("none_before") else None
    if after is not None:
        before, _ = reading.run_before(index)  # 上年没有结转
        names = reading.names_in(after)
        is_stock = bool(stock_stage(before)) and any("opening" in reading.background.measure(n).stages for n in names)
        start = before[0].start if is_stock else token.start
        yield from _zeros(reading, token, [*before, *after] if is_stock else after, names, (start, after[-1].end))
        return
    if not token.says("none") or not _ends_here(reading, index):
        return
    run, left = reading.list_before(index)
    if run and says_what(run):
        if reading.is_clean(run, left, read_label(run)):
            yield from _zeros(reading, token, run, reading.names_in(run), (run[0].start, token.end))
    elif (budgeted := _budgeted(reading, token)) and _is_free(reading, left):
        yield from _zeros(reading, token, run, [budgeted], (run[0].start if run else token.start, token.end))
    elif reading.nothing and _is_free(reading, left):
        measure, start = reading.nothing
        yield from _zeros(reading, token, run, [measure], (start, token.end))


def _is_free(reading: Reading, left: Token | None) -> bool:
    """Whether nobody else is named before: 公务接待费预算2万元，| 受疫情影响 | 未发生支出."""
    if left is None or left.kind == "punctuation":
        return True
    return BECAUSE.fullmatch(reading.phrase_before(left.end)) is not None


def _budgeted(reading: Reading, token: Token) -> str:
    """公务接待费预算2.00万元，全年零支出: the measure whose budget was stated just before."""
    near = reading.near_topic
    is_spent = token.text.endswith(("支出", "发生", "执行", "开支"))
    is_amount = near is not None and reading.background.measure(near.measure).is_spending
    return near.measure if near is not None and is_spent and is_amount and near.stage in BUDGETS else ""


def _ends_here(reading: Reading, index: int) -> bool:
    """公务接待费没有。 but not 因公出国（境）费比去年无增减变化."""
    following = reading.tokens[index + 1 : index + 3]
    if not following or following[0].kind in ("punctuation", "hint") or following[0].says("none"):
        return True  # 公务用车购置费本年无预算也无支出
    is_spent = following[0].text in ("支出", "预算", "发生", "安排", "开支", "费用")
    return is_spent and (len(following) == 1 or following[1].kind == "punctuation")


def _zeros(
    reading: Reading, token: Token, run: list[Token], measures: list[str], span: tuple[int, int]
) -> Iterator[Figure]:
    label = read_label(run)
    changes = ("increases", "decreases")
    if label.is_foreign or any(word.kind == "word" and word.says(*changes) for word in run):
        return
    is_spent = token.text.endswith("支出") or (bool(run) and run[-1].text == "支出")
    is_planned = "预算" in token.text or "安排" in token.text or label.stage == "budget"
    is_budget = (is_planned and not is_spent) or reading.view.text.startswith("预算", span[1])
    for name in measures:
        known = reading.background.measure(name)
        stage = reading.background.default_stage(known, reading.year_of(label))
        if "opening" in known.stages:
            stage = stock_stage(run) or stage
        elif is_budget and "budget" in known.stages:
            stage = "budget"
        unit = "万元" if known.kind == "amount" else known.unit
        is_of_both = "budget" in known.stages and BOTH.search(reading.view.text, *span)
        stages = {stage, "budget"} if is_of_both else {stage}
        breakdowns = {label.breakdown if name == "fixed_assets" else ""}
        if name == "staff_retired":  # 无离休人员 says nothing of those who retired
            breakdowns = posts.pensions(reading, run)
        for breakdown, of in product(sorted(breakdowns), sorted(stages)):
            yield reading.figure(name, "0", unit, span, stage=of, year=label.year, breakdown=breakdown)
        reading.nothing = name, span[0]
    if len(measures) == 1 and reading.kind((measures[0],)) == "amount":
        reading.topic = Topic(measures[0])  # 因公出国（境）费年初未安排预算，支出决算为0万元


def _elsewhere(reading: Reading, index: int) -> Iterator[Figure]:
    """“三公”经费预算数与决算数统一反映在市机关事务管理局"""
    start = index
    while start > 0 and reading.tokens[start - 1].text not in SENTENCE_ENDS + ";；,，":
        start -= 1
    before, token = reading.tokens[start:index], reading.tokens[index]
    opens = max((place for place, word in enumerate(before) if word.text in ("由", "在")), default=-1)
    between = before[opens + 1 :]
    if opens > 0 and any(word.kind == "gap" for word in between):  # 由区委党校统一列支, 在区机关事务服务中心统一反映
        body, rest = reading.view.text[between[0].start : token.start], ""
    else:
        rest = CLAUSE.match(reading.view.text, token.end)[0]  # type: ignore[index]
        body = BODY_ENDS.split(rest)[0]
    if more := MORE_OF_IT.match(reading.view.text, token.end + len(rest)):
        rest += more[0]
    named = [(word, name) for word in before if word.kind == "word" for name in reading.names(word)]
    if not named:  # 公务接待费由医院自有资金列支，统一反映在单位决算
        named = [(word, name) for word in _borne_before(reading, start) for name in reading.names(word)]
    named = [(word, name) for word, name in named if reading.background.measure(name).kind == "amount"]
    if not named or len(body) < 2 or token.start < reading.elsewhere_until:
        return
    reading.elsewhere_until = token.end + len(rest)
    said = "".join(word.text for word in before) + rest
    stages = [stage for stage, word in (("budget", "预算"), ("actual", "决算")) if word in said]
    stage = stages[0] if len(stages) == 1 else ""
    span = named[0][0].start, token.end + len(rest)
    for name in dict.fromkeys(name for _, name in named):
        stages_of = reading.background.measure(name).stages
        of = stages_of[0] if len(stages_of) == 1 else stage
        yield reading.figure(name, None, "", span, stage=of, disclosure="reported_elsewhere", reported_by=body)


def _borne_before(reading: Reading, start: int) -> list[Token]:
    """The words of the clause before, where that says who bears the cost."""
    if start == 0 or reading.tokens[start - 1].text not in ",，":
        return []
    clause = list(takewhile(lambda token: token.kind != "punctuation", reversed(reading.tokens[: start - 1])))
    said = "".join(token.text for token in reversed(clause))
    return list(reversed(clause)) if BORNE.search(said) else []


def _not_applicable(reading: Reading, index: int) -> Iterator[Figure]:
    """本会2020年不涉及政府采购; 存量资金变动率：不适用"""
    token, run, left = reading.tokens[index], reading.run_after(index), None
    if run is None:
        run, left = reading.list_before(index)
        if left is not None and left.text == ":" and not any(map(reading.names, run)):  # 政府采购：本会当年不涉及
            run, left = reading.list_before(reading.tokens.index(left) + 1)
        if not run or not _ends_here(reading, index) or not reading.is_clean(run, left, read_label(run)):
            return
    part = read_label(run).breakdown
    for name in reading.names_in(run):
        stages = reading.background.measure(name).stages
        span = min(run[0].start, token.start), max(run[-1].end, token.end)
        yield reading.figure(
            name, None, "", span, stage=stages[0] if len(stages) == 1 else "", disclosure="not_applicable",
            breakdown=part if name == "fixed_assets" else "",
        )  # fmt: skip


def _empty_brackets(reading: Reading) -> Iterator[Figure]:
    """公务接待费决算（　　　）万元: a place for a number, and no number there."""
    for found in UNFILLED.finditer(reading.view.text):
        run, left = reading.run_before(reading.index_at(found.start() - 1) + 1)
        label = read_label(run)
        names = [name for name in label.measures if found["unit"] in _units(reading, name)]
        if len(names) == 1 and reading.is_clean(run, left, label):
            yield _blank(reading, names[0], run, label, (label.start, found.end()))


def _empty_money(reading: Reading) -> Iterator[Figure]:
    """固定资产总额：        万元"""
    for found in EMPTY_MONEY.finditer(reading.view.text):
        run, left = reading.run_before(reading.index_at(found.start() - 1) + 1)
        label = read_label(run)
        names = [name for name in label.measures if reading.background.measure(name).kind == "amount"]
        if len(names) == 1 and run and (left is None or left.text in SENTENCE_ENDS + ";；"):
            yield _blank(reading, names[0], run, label, (run[0].start, found.end()))


def _blank(reading: Reading, name: str, run: list[Token], label: Label, span: tuple[int, int]) -> Figure:
    known = reading.background.measure(name)
    stage = stock_stage(run) if "opening" in known.stages else label.stage
    stage = stage if stage in known.stages else reading.background.default_stage(known, label.year)
    return reading.figure(name, None, "", span, stage=stage, year=label.year, disclosure="blank")


def _units(reading: Reading, name: str) -> tuple[str, ...]:
    known = reading.background.measure(name)
    return tuple(reading.background.vocabulary.words.money) if known.kind == "amount" else (known.unit, *known.counters)


def blanks(reading: Reading) -> Iterator[Figure]:
    """预算调整率：      % and 自评等级： — a line that is there and empty."""
    if "()" in reading.view.text or "__" in reading.view.text:
        yield from _empty_brackets(reading)
    yield from _empty_money(reading)
    if ":" not in reading.view.text and "率%" not in reading.view.text:
        return
    for index, token in enumerate(reading.tokens):
        names = token.word.names
        kind, hint = reading.kind(names), reading.tokens[index + 1 : index + 2]
        is_field = kind == "amount" and bool(hint) and hint[0].kind == "hint"  # 年末结转结余（万元）：
        if kind not in ("rate", "score", "grade", "count") and not is_field:
            continue
        found = EMPTY.match(reading.view.text, hint[0].end if is_field else token.end)
        if not found:
            continue
        run, left = reading.run_before(index)
        is_behind_a_number = left is not None and left.kind == "number" and not run  # 自评得分：92    自评等级：
        is_first = index == 0 or (left is None and bool(run) and is_field)
        is_a_line = (is_first or is_behind_a_number) and found.end() == len(reading.view.text)
        if is_a_line or (kind == "rate" and found["unit"] == "%"):
            known = reading.background.measure(names[0])
            stage = (stock_stage([*run, token]) if "opening" in known.stages else "") or known.default_stage
            span = run[0].start if run else token.start, found.end()
            yield reading.figure(names[0], None, "", span, stage=stage, disclosure="blank")
