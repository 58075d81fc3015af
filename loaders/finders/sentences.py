"""Figures in running text, read from left to right: a number is a figure only when the words before it say which."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from loaders.finders import amount_names, amounts, counts, formulas, rates, scores, series, silence, tables
from loaders.finders.figures import Background, Figure
from loaders.finders.labels import SILENCES, SPENDING, WEAK, Label, Token, read_label
from loaders.finders.names import Meaning, read_name
from loaders.finders.paragraphs import (
    ASSUMING,
    LONGEST_HEADING,
    SENTENCE_ENDS,
    Reading,
    Topic,
    heading_measure,
    is_copula,
    open_paragraph,
    says_what,
)  # fmt: skip
from loaders.models import Passage

# 2021年12月31日: the end of a year is that year
YEAR_END = re.compile(r"(\d{4})年12月(?:31日|底|末)?$")
# 6月底  上半年  前三季度
PART_OF_YEAR = re.compile(r"(?<!\d)(?:[1-9]|1[01])月(?:底|末|份|\d{1,2}日)?$")
# 截至9月底
PERIOD = re.compile(r"[底末]$|[-至]\d+月")
# 2024年 | 第5次党组会议审定
OF_A_MEETING = re.compile(r"第?[一二三四五六七八九十\d]+次|[^,，。;；\d]{0,10}(?:会议|常委会|党组会|办公会)(?!费|室)")
# 7月份监控时 | 预算执行率41.6%
PART_OF_A_CLAUSE = re.compile(r"(?:^|[,，。;；:])(?:截[至止]|到)?(?:[1-9]|1[01])月(?:份|底|末)[^,，。;；\d全年]*$")
# 公务用车已于2016年 | 车改上交   单位于2018年 | 组建
SOME_EVENT = re.compile(r"[^,，。;；:\d]{0,8}(?:车改|改革|成立|组建|划转|挂牌|建成|投用|合并|撤销|以来|起[,，])")
# ≥ 90%
REACHED = re.compile(r"[≥≤><＞＜≧≦]\D{0,2}$")
HAN = re.compile(r"[\u4e00-\u9fff]")
DIGIT = re.compile(r"\d")
# 2.8 8万元
BLANK_BEFORE_DIGIT = re.compile(r" \d")
BLANK_AFTER_DIGIT = re.compile(r"(?<=\d) ")
LONGEST_NUMBERED_HEADING = LONGEST_HEADING + 10
# What is read as a whole, and a word it is never without
PATTERNS = (("预算", rates.COMPLETION), ("占", rates.SHARE), ("项目", amounts.PROJECTS), ("比", rates.OF_TWO))
# （一）老旧小区改造项目
PROJECT_HEADING = re.compile(r"..(?:项目|工程|课题|专项|专项资金|补助资金)[。:]?$")
SECTION = re.compile(r"[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分")
HEADING_LIKE = re.compile(r"[^,，;；。:\d]{2,30}")
# 1.老旧小区改造项目。年初预算100万元
PROJECT_PARAGRAPH = re.compile(r"[^,，。;；:\d]{2,30}(?:项目|工程|课题|专项|资金)[。:]")
# 力争由90%提高到95%
PLANNED = re.compile(r"力争|计划|目标|拟|将|争取|确保|要")
# 《…评价指标》规定：预算执行率达到95%得5分
AGAINST_A_RULE = re.compile(r"^(?:对照|按照|依照|根据|依据|参照|按)")  # 对照上述规定：…, and then what was reached
RULE = re.compile(r"(?:规定|标准|办法|要求|目标|细则)$")
# 比上年末的19.50万元多6.64万元
# 其中规模较大的是渔港经济区补助，预算900万元   如农村公路养护项目，年初预算300万元
ONE_OF_THEM = re.compile(
    r"(?:其中)?(?:[^,，]{0,10}(?:较大|最大|最多|较多|突出|典型)[^,，]{0,6}(?:是|为|有|包括)[^,，]{2,}"
    r"|(?:例?如|以)[^,，]{2,20}(?:项目|工程|专项|补助|课题)(?:为例)?)"
)
# 年末在职人员中，   在职人员按身份划分，
BY_KIND = re.compile(r"(?:[中里内]|[按从].{1,4}?(?:划?分|来?看)?)$")
# 上年基数低，本年“三公”经费决算达到18.50万元
NOW = frozenset({"本年", "本年度", "今年", "今年度", "本期"})
# 公务接待费无增减变化，预算和决算均为0万元
UNCHANGED = re.compile(r"持平|不变|变化|增减|变动")
BY_SO_MUCH = re.compile(r"(?:多|少|高|低|高出|低于)[用支花]?了?$")
# 政府采购执行率较上年回落3.4个百分点，为92.6%
POINTS = ("个百分点", "百分点")
# 公务接待费由1.80万元更正为1.60万元: the first never was
CORRECTING = ("更正", "应", "改", "修正", "订正")
# 剔除一次性因素后，支出为900.00万元
IF_ONLY = re.compile(rf"(?:^|[,，:]){ASSUMING.pattern}[^,，]*[,，][^,，]*$")
# 局机关及所属两个二级单位共有编制80名: of everybody
OWN_TOO = re.compile(
    r"(?:机关|本级)(?:及|和|与|及其|以及)(?:所属|下属|直属|局属)?的?(?:[两二三四五六七八九十]|\d{1,2})?[个家]?[^,，。;；\d]*$"
)
CHANGES = ("increases", "decreases", "unsigned_changes")
# Words that change what is being said, or say something by themselves
TELLING = frozenset(
    {*SILENCES, "respectively", "splits", "own_scope", "last_year", "this_year", "closing", "parts_of_the_year"}
)
CHANGING = frozenset({*CHANGES, "becomes"})


def find(background: Background) -> Iterator[Figure]:
    """Every figure stated in the report's paragraphs and in the prose inside its table cells."""
    heading, is_of_a_project, section_year = background.topic, False, None
    row, rate = (-1, -1), ""
    skipped = tables.goals(background)
    for passage, seen in zip(background.document.passages, background.views, strict=True):
        if passage.table is not None:
            row, rate = _row_of(background, passage, seen.text, row, rate)
            if passage.start not in skipped and _is_prose(background.text, passage):
                reading = open_paragraph(background, passage, seen, "")[0]
                reading.introduced = rate
                yield from _read(reading)
            continue
        if len(seen.text) > LONGEST_NUMBERED_HEADING and not background.lexicon.signs.search(seen.text):
            continue
        reading, is_heading = open_paragraph(background, passage, seen, heading)
        section_year = _year_of_section(seen.text, reading, section_year)
        if is_heading:
            is_neutral = all(token.kind != "gap" for token in reading.tokens)  # 总的情况
            heading = heading_measure(reading) or (background.topic if is_neutral else "")
        if is_heading or (len(reading.view.text) <= 30 and HEADING_LIKE.fullmatch(reading.view.text)):
            is_of_a_project = bool(PROJECT_HEADING.search(reading.view.text))
        begun = PROJECT_PARAGRAPH.match(reading.view.text)
        is_begun = begun is not None and not amount_names.NEUTRAL_HEADING.fullmatch(begun[0])
        reading.is_of_a_project = is_of_a_project or is_begun
        reading.section_year = section_year
        yield from _read(reading)


def _row_of(
    background: Background, cell: Passage, text: str, before: tuple[int, int], rate: str
) -> tuple[tuple[int, int], str]:
    """The row that a cell stands in, and the rate that it or a cell before it in that row names."""
    row = cell.table or 0, cell.row or 0
    said = read_name(text) if len(text) <= LONGEST_HEADING and text.endswith("率") else Meaning()
    named = [name for name in said.measures if said.is_known and background.measure(name).kind == "rate"]
    return row, named[0] if named else (rate if row == before else "")


def _year_of_section(text: str, reading: Reading, before: int | None) -> int | None:
    """二、2018年“三公”经费决算情况: the year of what follows, up to the next heading of its kind."""
    if (
        not SECTION.match(text)
        or len(text) > LONGEST_HEADING
        or any(token.kind == "number" for token in reading.tokens)
    ):
        return before
    years = {int(token.text) for token in reading.tokens if token.kind == "year"}
    return years.pop() if len(years) == 1 else None


def _is_prose(text: str, cell: Passage) -> bool:
    """Words, and a number after them."""
    han = HAN.search(text, cell.start, cell.end)
    has_number = han is not None and DIGIT.search(text, han.end(), cell.end) is not None
    return has_number and len(text[cell.start : cell.end].strip()) >= 5


def _read(reading: Reading) -> list[Figure]:
    """The figures of one paragraph."""
    if not reading.background.lexicon.signs.search(reading.view.text):
        return []
    found: list[Figure] = []
    for figure, start, end in formulas.find(reading.view, reading.background, reading.introduced):
        found.append(figure)
        reading.explained.update(range(start, end))
    text = reading.view.text
    matches = [match for word, pattern in PATTERNS if word in text for match in pattern.finditer(text)]
    patterns = {position: match for match in reversed(matches) for position in range(*match.span())}
    for index, token in enumerate(reading.tokens):
        if token.kind == "word":
            if not token.word.kinds.isdisjoint(TELLING):
                found += _word(reading, index)
        elif token.kind == "punctuation":
            _punctuate(reading, index)
        elif token.kind == "number" and token.start not in reading.explained:
            reading.last = _number(reading, index, patterns)
            found += reading.last
        elif token.kind == "year":
            _name_year(reading, index)
        elif token.kind == "date":
            reading.year = int(year[1]) if (year := YEAR_END.match(token.text)) else reading.year
            _name_date(reading, index)
    return [*found, *scores.grades(reading), *silence.blanks(reading)]


def _word(reading: Reading, index: int) -> Iterator[Figure]:
    """What one word of the lists changes, or says of the measures beside it."""
    kinds = reading.tokens[index].word.kinds
    if "respectively" in kinds:
        reading.series |= series.paired(reading, index)
        return
    if "splits" in kinds:
        reading.whole, reading.is_split = reading.near_topic or reading.whole, True
        reading.aside = None
    if "own_scope" in kinds:
        reading.knows_own_scope = True
    if not kinds.isdisjoint(SILENCES):
        yield from silence.find(reading, index)
    if not kinds.isdisjoint(("this_year", "closing")):
        reading.is_partial = reading.is_partial and reading.tokens[index].text in ("累计", "截至", "截止", "年度", "未")
    if "last_year" in kinds:
        _name_last_year(reading, index)
    elif reading.is_told_of_last_year and reading.tokens[index].text in NOW:
        reading.year, reading.is_told_of_last_year = None, False
    if "parts_of_the_year" in kinds:
        _name_date(reading, index)


def _punctuate(reading: Reading, index: int) -> None:
    mark = reading.tokens[index].text
    if mark == ":":
        _introduce(reading, index)
    elif mark == "(":
        reading.brackets.append(reading.scope)
        reading.topics.append((reading.topic, reading.year))
    elif mark == ")" and reading.brackets:
        reading.brackets.pop()
        reading.topic, year = reading.topics.pop()
        if reading.tokens[index - 1].kind != "year":  # （2020年4.01万元），其中：…; but 上年度（2019年度）自评得分…
            reading.year = year
    elif mark in SENTENCE_ENDS:
        reading.end_sentence()
        _head(reading, index)
    elif mark in ",，":
        _name_subject(reading, index)
    elif mark in ";；":
        reading.end_aside()
        reading.subject, reading.is_of_another_body = "", False
        reading.post, reading.nothing, reading.stranger = "", None, False
        reading.is_turned = reading.is_split


def _head(reading: Reading, index: int) -> None:
    """（三）“三公”经费。2020年年初预算安排22.00万元: a paragraph that begins with its heading."""
    before = list(takewhile(lambda token: not _ends_heading(token), islice(reading.tokens, index)))
    amounts_named = reading.of_kind(read_label(before), "amount") if before and len(before) == index else ()
    if len(amounts_named) == 1:
        reading.heading, reading.topic = amounts_named[0], Topic(amounts_named[0])


def _ends_heading(token: Token) -> bool:
    return token.kind in ("number", "gap") or token.text in SENTENCE_ENDS


def _introduce(reading: Reading, index: int) -> None:
    """把近三年“三公”经费列在一起：2016年合计支出7.12万元 names the topic before its figures."""
    position = reading.tokens[index].start
    is_rule = bool(RULE.search(reading.view.text, max(0, position - 4), position))
    reading.is_rule |= is_rule and not AGAINST_A_RULE.search(reading.clause_before(position))
    for position in range(index - 1, -1, -1):
        token = reading.tokens[position]
        if token.kind in ("punctuation", "number"):
            return
        if reading.kind(token.word.names) == "rate":
            _introduce_rate(reading, token.word.names[0])
            return
        names = [name for name in reading.names(token) if reading.background.measure(name).kind == "amount"]
        if token.kind == "word" and len(names) == 1:
            reading.topic = Topic(names[0])
            return


def _introduce_rate(reading: Reading, rate: str) -> None:
    """“三公”经费控制率：实际支出88.13万元，预算安排132.00万元，控制率66.77%"""
    reading.introduced, topic = rate, reading.background.measure(rate).topic
    if topic and reading.background.measure(topic).kind == "amount":
        reading.topic = Topic(topic)


def _name_subject(reading: Reading, index: int) -> None:
    """公务接待费无增减变化，预算和决算均为0万元: what a clause without a number speaks of, the next one may too."""
    start = index
    while start and reading.tokens[start - 1].kind not in ("punctuation", "number"):
        start -= 1
    clause = reading.tokens[start:index]
    is_number = start > 0 and reading.tokens[start - 1].kind == "number"
    if is_number or not clause:
        return
    if clause[-1].kind == "gap" and ONE_OF_THEM.fullmatch(reading.view.text, clause[0].start, clause[-1].end):
        reading.topic, reading.stranger = None, True
        return
    if not any(token.word.names for token in clause):
        is_item = start > 0 and reading.tokens[start - 1].text.endswith("是") and clause[-1].kind == "gap"
        if is_item:  # 主要用于三件事：一是立法调研，支出62.35万元
            reading.topic, reading.stranger = None, True
        return
    known = list(takewhile(lambda token: token.kind != "gap", clause))
    named = reading.of_kind(read_label(known), "amount")
    counted = [name for token in clause for name in token.word.names if name in counts.BY_POST]
    if counted and BY_KIND.search(reading.view.text, clause[0].start, clause[-1].end):
        reading.count = counted[-1]  # 年末在职人员中，行政人员55人
    is_changed = any(token.says("increases", "decreases") for token in clause)
    if is_changed and (rate := reading.of_kind(read_label(known), "rate")):
        reading.moved = rate[0]
    if not named or named[0] in WEAK or reading.is_part_of(named[0], "expenditure"):
        return
    is_stock = "opening" in reading.background.measure(named[0]).stages and len(known) == len(clause)
    if is_stock or is_changed or UNCHANGED.search(reading.view.text, clause[0].start, clause[-1].end):
        reading.topic = Topic(named[0])


def _name_year(reading: Reading, index: int) -> None:
    """A year holds for its sentence; 与2019年相比 names another one, and only inside the comparison."""
    beside = [*reading.tokens[max(0, index - 1) : index], *reading.tokens[index + 1 : index + 2]]
    token, text = reading.tokens[index], reading.view.text
    is_past = int(token.text) < (reading.background.fiscal_year or 0)
    if OF_A_MEETING.match(text, token.end) or (is_past and SOME_EVENT.match(text, token.end)):
        return
    if any(token.kind == "word" and token.says("comparisons") for token in beside):
        return
    year, own, near = int(reading.tokens[index].text), reading.background.fiscal_year, reading.near_topic
    if near is not None and near.value and year != own and reading.year in (None, own):
        reading.aside = near.measure, reading.year
    elif year == own:
        reading.aside = None
    reading.year = year


def _leave_aside(reading: Reading, label: Label) -> None:
    """会议费3.00万元，2022年会议费2.74万元，培训费2.20万元: the year beside one amount is not the next one's."""
    if reading.aside is None or not label.measures or label.measures[0] in WEAK:
        return
    if label.measures[0] not in (reading.aside[0], reading.spent(reading.aside[0])):
        if label.year is None:
            reading.end_aside()
        reading.aside = None


def _name_date(reading: Reading, index: int) -> None:
    """截至9月底，预算执行率71.2%: of part of the year, up to the end of the sentence or to 全年."""
    token, year = reading.tokens[index], reading.background.fiscal_year
    before = reading.tokens[index - 1].text if index else ""
    is_period = bool(PERIOD.search(token.text)) or before in ("截至", "截止", "到", "截至目前")
    is_later = year is not None and token.text[:4].isdigit() and int(token.text[:4]) > year
    ends = reading.tokens[index + 1 : index + 2]
    is_said_before = bool(ends) and (ends[0].text in ",，" or _begins_a_clause(reading, index))
    is_part = token.says("parts_of_the_year") or (is_period and bool(PART_OF_YEAR.search(token.text)))
    reading.is_partial = is_part and is_said_before and not is_later


def _begins_a_clause(reading: Reading, index: int) -> bool:
    """上半年受机构搬迁影响，预算执行率只有41.2%: a part of the year at the head of a clause without a number."""
    before = reading.tokens[index - 1] if index else None
    is_first = before is None or before.text in SENTENCE_ENDS + ";；,，、" or before.kind == "year"
    following = list(takewhile(lambda token: token.text not in SENTENCE_ENDS + ",，;；", reading.tokens[index + 1 :]))
    return is_first and not any(token.kind == "number" for token in following)


def _name_last_year(reading: Reading, index: int) -> None:
    """去年区财政局对本办的复核得分为93.4分: the sentence is about last year."""
    after = reading.tokens[index + 1 : index + 2]
    is_first = index == 0 or reading.tokens[index - 1].kind == "punctuation"
    if is_first and after and after[0].kind == "gap":
        year = reading.background.fiscal_year
        if year is not None and reading.year is None:
            reading.year, reading.is_told_of_last_year = year - 1, True


def _number(reading: Reading, index: int, patterns: dict[int, re.Match[str]]) -> list[Figure]:
    """What one number is; 退休人员由20人增加到22人 does not say when there were 20."""
    found = list(_figures(reading, index, patterns))
    following = reading.tokens[index + 1 : index + 2]
    if following and following[0].says("becomes"):
        run, _ = reading.run_before(index)
        reading.was = found
        is_corrected = following[0].text.startswith(CORRECTING)
        if is_corrected or not any(word.kind == "year" or word.says("last_year") for word in run):
            return []
    return found


def _figures(reading: Reading, index: int, patterns: dict[int, re.Match[str]]) -> Iterator[Figure]:
    """What one number is, if the words before it say so."""
    token = reading.tokens[index]
    run, left = reading.series[index] if index in reading.series else reading.run_before(index)
    if found := patterns.get(token.start):
        reading.explained.update(range(*found.span()))
        yield from _by_pattern(reading, index, found)
        return
    if index not in reading.series and _is_listed(reading, index):
        return
    if _is_goal(reading, index, run, left):
        _remember_rate(reading, run, left)
        return
    if _is_of_part_of_the_year(run) or _is_broken(reading, index):
        return
    is_of_money = token.unit == "%" or token.unit in reading.background.vocabulary.words.money
    if is_of_money and (reading.is_partial or _is_assumed(reading, token.start)):
        return
    label = read_label(run)
    if token.unit == "分" and "self_score" in label.measures:
        label.measures = ("self_score",)  # 自评结果：92.5分，良好
    if reading.is_of_another_body and not (label.has_own_name or label.scope or counts.is_beside_posts(reading, label)):
        reading.topic = None
        return
    _leave_aside(reading, label)
    if _is_own_by_contrast(reading, index, run):
        label.scope, reading.knows_own_scope = "own", True
    if label.scope and OWN_TOO.search(reading.view.text, max(0, run[-1].end - 40), run[-1].end):
        label.scope, label.has_own_name = "", True
    if not label.scope and _is_of_the_same_body(reading, label, left):
        label.scope = reading.last[0].breakdown
    if label.scope:
        clause = re.split("[。；;]", reading.view.text[max(0, run[0].start - LONGEST_HEADING) : run[0].start])[-1]
        reading.subject = "" if "其中" in clause or run[0].text == "其中" or DIGIT.search(clause) else label.scope
    elif label.measures and not (label.has_own_name or reading.brackets or reading.is_split or reading.post):
        label.scope = reading.subject if reading.kind(label.measures) in ("amount", "count") else ""
    if reading.view.text.startswith(POINTS, token.end - len(token.unit)):
        _remember_rate(reading, run, left)
        return
    if (said := _after_a_change(reading, run)) is not None:
        run, left = said
        label = read_label(run)
    changes = [word for word in run if not word.word.kinds.isdisjoint(CHANGING)]
    if changes and any(word.says("becomes") for word in changes):
        yield from _become(reading, index, label, left)
        return
    if not run and token.unit == "%" and left is not None and left.text == "(" and reading.changed_at:
        word, end = reading.changed_at  # 较上年决算21,905元减少3,145元（-14.36%）
        if left.start == end:
            yield from rates.change(reading, index, word)
            return
    if not run and left is not None and left.kind == "gap" and BY_SO_MUCH.search(left.text):
        return
    if changes and not _ends_in_a_rate(reading, run):
        _name_changed(reading, label, run)
        reading.changed_at = changes[-1], token.end
        if token.unit == "%":
            yield from rates.change(reading, index, changes[-1])
    elif token.unit in reading.background.vocabulary.words.money or _is_bare_money(reading, token, label, run):
        yield from amounts.find(reading, index, label, run, left)
    elif token.unit and reading.last and reading.last[0].unit == token.unit and _is_of_another_year(reading, run, left):
        (last,) = reading.last
        year = label.year if label.year is not None or last.fiscal_year is None else last.fiscal_year - 1
        yield reading.figure(last.measure, token.text, token.unit, (run[0].start, token.end), year=year)
    elif token.unit == "%" and _is_of_part_of_a_clause(reading, run[0] if run else token):
        return
    elif token.unit == "%":
        yield from rates.find(reading, index, label, run, left)
    elif token.unit in ("分", "") and reading.kind(label.measures) == "score":
        yield from scores.find(reading, index, label, run, left)
    elif token.unit == "分":
        yield from scores.unnamed(reading, index)
    else:
        yield from counts.find(reading, index, label, run, left)


def _remember_rate(reading: Reading, run: list[Token], left: Token | None) -> None:
    """The rate of which only a change or a goal was said so far."""
    label = read_label(run)
    rate = reading.of_kind(label, "rate")
    reading.moved = rate[0] if rate and not label.is_foreign and reading.is_clean(run, left, label) else ""


def _after_a_change(reading: Reading, run: list[Token]) -> tuple[list[Token], Token | None] | None:
    """公务接待费支出较上年略有增加，为0.80万元: the words behind the change, and the mark between."""
    if len(run) < 2 or not is_copula(run[-1:]) or reading.view.text[run[-1].start - 1] not in ",，":
        return None
    if not any(word.says(*CHANGES) for word in run[:-1]):
        return None
    _name_changed(reading, read_label(run[:-1]), run[:-1])
    return run[-1:], reading.token_at(run[-1].start - 1)


def _is_assumed(reading: Reading, position: int) -> bool:
    return reading.assumes and IF_ONLY.search(reading.clause_before(position)) is not None


def _is_own_by_contrast(reading: Reading, index: int, run: list[Token]) -> bool:
    """在职32人，其中机关19人、信息保障中心13人: 机关 beside another body is the department's own."""
    if [word.text for word in run[:2]] == ["其中", "机关"] and reading.of_kind(read_label(run[2:]), "count"):
        return True  # 编制4,268人，其中机关编制36人
    if not run or run[-1].text != "机关":
        return False
    said = [word.text for word in run if word.text != "其中"]
    return len(said) == 1 and bool(amounts.ORGANISATION.match(reading.body_after(index)))


def _is_of_the_same_body(reading: Reading, label: Label, left: Token | None) -> bool:
    """其中局机关编制48名 | 、在职43名: another count of the body just counted."""
    if left is None or left.text != "、" or len(reading.last) != 1 or reading.brackets:
        return False
    (last,) = reading.last
    counted = reading.of_kind(label, "count")
    return bool(counted) and counted[0] != last.measure and last.breakdown in ("own", "subordinate")


def _is_bare_money(reading: Reading, token: Token, label: Label, run: list[Token]) -> bool:
    """“三公”经费预算48.00，决算39.57: money without its unit, by its name, or by its stage where the unit was said."""
    if token.unit or reading.counts_something(token):
        return False
    is_said = not token.text.strip("0.") or bool(reading.money_unit and "." in token.text)
    is_told = bool(label.stage or label.is_spending_word or label.breakdown) and not label.measures
    is_noted = is_told and any(
        word.kind == "hint" and word.text[1:-1] in reading.background.vocabulary.words.money for word in run
    )
    is_placed = reading.topic is not None or label.has_time
    return bool(reading.of_kind(label, "amount")) or is_noted or (is_said and is_told and is_placed)


def _is_of_another_year(reading: Reading, run: list[Token], left: Token | None) -> bool:
    """自评得分：2019年度94分，2020年度95.5分; 预算执行率98.53%，上年为97.10%; …，较上年95.20%提高3.36个百分点"""
    (last, *others) = reading.last
    if others or not (last.measure == "self_score" or reading.background.measure(last.measure).kind == "rate"):
        return False
    is_listed = left is not None and left.text in (",", "，", "、", ";", "；")
    return (
        is_listed
        and any(word.kind == "year" or word.says("last_year") for word in run)
        and all(
            word.kind == "year" or word.says("last_year", "comparisons") or word.text in ("为", "是", "的")
            for word in run
        )
    )


def _become(reading: Reading, index: int, label: Label, left: Token | None) -> Iterator[Figure]:
    """项目支出由上年的406.00万元压到351.20万元: from last year's to this year's."""
    token, year = reading.tokens[index], reading.year_of(Label())
    if left is None or left.kind != "number" or left.unit != token.unit or label.measures or len(reading.was) != 1:
        return
    (was,) = reading.was
    is_a_plan = bool(PLANNED.search(reading.clause_before(token.start)))
    if year is None or was.fiscal_year not in (year, year - 1) or was.stage in ("opening", "closing") or is_a_plan:
        return
    span = left.end, token.end
    unit = was.unit if token.unit in ("人", "名") else token.unit
    yield reading.figure(was.measure, token.text, unit, span, stage=was.stage, year=year, breakdown=was.breakdown)
    if reading.background.measure(was.measure).kind == "amount":
        reading.topic = Topic(was.measure, was.stage, was.breakdown, year, token.text, token.unit)


def _name_changed(reading: Reading, label: Label, run: list[Token]) -> None:
    """“三公”经费支出比上年减少1.22万元，下降12.39% names the topic; 支出较上年增加… leaves it, 追加人员经费… too."""
    named = reading.of_kind(label, "amount")
    is_bare = named == ("expenditure",) and any(word.text == SPENDING for word in run)
    is_bare = is_bare and reading.topic is not None and label.year is None and not label.has_own_name
    before = list(takewhile(lambda word: not (word.kind == "word" and word.says(*CHANGES)), run))
    told = list(takewhile(lambda word: not (word.kind == "word" and word.says("comparisons")), before))
    years = [int(word.text) for word in told if word.kind == "year"] if len(told) < len(before) else []
    year = years[0] if len(years) == 1 else None  # “三公”经费2021年比2020年下降12.5%，2022年比2021年下降3%
    if named and not is_bare and says_what(before):
        reading.topic = Topic(named[0], label.stage, year=year)
    elif year is not None and not label.measures and reading.near_topic and not reading.near_topic.value:
        reading.topic = Topic(reading.near_topic.measure, reading.near_topic.stage, year=year)


def _is_listed(reading: Reading, index: int) -> bool:
    """“三公”经费10.00万元、8.60万元、9.10万元: several numbers behind one name, and nothing says which is which."""
    following = reading.tokens[index + 1 : index + 3]
    is_listed = len(following) == 2 and following[0].text in ("、", "和") and following[1].kind == "number"
    return is_listed and following[1].unit == reading.tokens[index].unit != ""


def _is_of_part_of_the_year(run: list[Token]) -> bool:
    """6月底全部预算执行率为46.2%"""
    return any(
        (token.kind == "date" and PART_OF_YEAR.search(token.text)) or token.says("parts_of_the_year") for token in run
    )


def _is_of_part_of_a_clause(reading: Reading, first: Token) -> bool:
    return PART_OF_A_CLAUSE.search(reading.view.text, max(0, first.start - LONGEST_HEADING), first.start) is not None


def _is_broken(reading: Reading, index: int) -> bool:
    """2.8 8万元: a blank inside a number, or between two: nobody can tell."""
    token, text = reading.tokens[index], reading.view.text
    number_end = token.end - len(token.unit)
    return bool(BLANK_BEFORE_DIGIT.match(text, number_end) or BLANK_AFTER_DIGIT.match(text, token.start - 1))


def _by_pattern(reading: Reading, index: int, found: re.Match[str]) -> Iterator[Figure]:
    if found.re is rates.COMPLETION:
        yield from rates.completion(reading, found)
    elif found.re is rates.SHARE:
        yield from rates.share(reading, found)
    elif found.re is rates.OF_TWO:
        yield from rates.of_two(reading, found)
    else:
        yield from amounts.projects(reading, index, found)


def _ends_in_a_rate(reading: Reading, run: list[Token]) -> bool:
    return any(token.kind == "word" and reading.kind(token.word.names) == "rate" for token in run[-2:])


def _is_goal(reading: Reading, index: int, run: list[Token], left: Token | None) -> bool:
    """达到90%及以上, 不低于95%: to be reached, not reached."""
    is_rule = reading.is_rule and reading.tokens[index].unit in ("%", "分")
    if is_rule or any(token.kind == "word" and token.says("goals_before") for token in run[-3:]):
        return True
    if left is not None and left.kind == "gap" and REACHED.search(left.text):
        return True
    return reading.view.text.startswith(reading.background.lexicon.goals_after, reading.tokens[index].end)
