"""What a word, a mark or a date changes for the figures behind it: topic, year, scope, heading, whose it is."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from loaders.finders import posts, series, silence
from loaders.finders.figures import Figure
from loaders.finders.labels import SILENCES, SPENDING, WEAK, Label, Token, read_label
from loaders.finders.paragraphs import SENTENCE_ENDS, Reading, Topic, says_what

# 6月底  上半年  前三季度
PART_OF_YEAR = re.compile(r"(?<!\d)(?:[1-9]|1[01])月(?:底|末|份|\d{1,2}日)?$")
# 截至9月底
PERIOD = re.compile(r"[底末]$|[-至]\d+月")
# 2024年 | 第5次党组会议审定
OF_A_MEETING = re.compile(r"第?[一二三四五六七八九十\d]+次|[^,，。;；\d]{0,10}(?:会议|常委会|党组会|办公会)(?!费|室)")
# 公务用车已于2016年 | 车改上交   单位于2018年 | 组建
SOME_EVENT = re.compile(r"[^,，。;；:\d]{0,8}(?:车改|改革|成立|组建|划转|挂牌|建成|投用|合并|撤销|以来|起[,，])")
# 《…评价指标》规定：预算执行率达到95%得5分
AGAINST_A_RULE = re.compile(r"^(?:对照|按照|依照|根据|依据|参照|按)")  # 对照上述规定：…, and then what was reached
RULE = re.compile(r"(?:规定|标准|办法|要求|目标|细则)$")
# 其中规模较大的是渔港经济区补助，预算900万元   如农村公路养护项目，年初预算300万元
ONE_OF_THEM = re.compile(
    r"(?:其中)?(?:[^,，]{0,10}(?:较大|最大|最多|较多|突出|典型)[^,，]{0,6}(?:是|为|有|包括)[^,，]{2,}"
    r"|(?:例?如|以)[^,，]{2,20}(?:项目|工程|专项|补助|课题)(?:为例)?)"
)
# 年末在职人员中，   在职人员按身份划分，
BY_KIND = re.compile(r"(?:[中里内]|[按从].{1,4}?(?:划?分|来?看)?)$")
# “三公”经费方面，   政府采购上，   从公用经费看，
ABOUT = re.compile(r"(?:(?:的)?(?:使用|支出|管理|执行|控制|预算|安排)?(?:方面|情况|这[块一]块?|上|来看|看))$")
# 信息化项目验收慢，全年预算1320万元
OF_A_PROJECT = re.compile(r"[\u3400-\u9fff]{2,}(?:项目|工程|课题|专项)(?!支出|经费|资金|预算|的?数)")
# 上年基数低，本年“三公”经费决算达到18.50万元
NOW = frozenset({"本年", "本年度", "今年", "今年度", "本期"})
# 项目支出执行率偏低，只有89.88%
LEVEL = re.compile(r"(?:偏|较|过|不够?|比较|仍然?)[低高慢]|不理想|不达标")
# 公务接待费无增减变化，预算和决算均为0万元
UNCHANGED = re.compile(r"持平|不变|变化|增减|变动")
BARE_SPENDING = frozenset({SPENDING, "支出数", "支出额", "支出决算", "决算支出"})
CHANGES = ("increases", "decreases", "unsigned_changes")
# Words that change what is being said, or say something by themselves
TELLING = frozenset(
    {*SILENCES, "respectively", "splits", "own_scope", "last_year", "this_year", "closing", "parts_of_the_year"}
)


def by_word(reading: Reading, index: int) -> Iterator[Figure]:
    """What one word of the lists changes, or says of the measures beside it."""
    kinds = reading.tokens[index].word.kinds
    if "respectively" in kinds:
        reading.series |= series.paired(reading, index)
        return
    if "splits" in kinds and _splits(reading, index):
        begins = index == 0 or reading.tokens[index - 1].text in SENTENCE_ENDS
        reading.whole = reading.near_topic or (begins and reading.topic) or reading.whole
        reading.is_split = True
        reading.aside, reading.refused_whole = None, reading.refused
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
        by_date(reading, index)


def _splits(reading: Reading, index: int) -> bool:
    """Whether parts of the amount just told follow: 支出1,000万元，含基本支出600万元, but not 含离退休人员."""
    if reading.tokens[index].text == "其中":
        return True
    before, after = reading.tokens[max(0, index - 2) : index], reading.tokens[index + 1 : index + 2]
    near = reading.near_topic
    if near is None or [token.kind for token in before] != ["number", "punctuation"] or before[1].text not in ",，":
        return False
    return any(reading.is_part_of(name, near.measure) for token in after for name in token.word.names)


def by_mark(reading: Reading, index: int) -> None:
    mark = reading.tokens[index].text
    if mark == ":":
        _introduce(reading, index)
    elif mark == "(":
        _name_example(reading, index)
        reading.brackets.append(reading.scope)
        reading.topics.append((reading.topic, reading.year))
    elif mark == ")" and reading.brackets:
        reading.brackets.pop()
        reading.refused = ""
        reading.topic, year = reading.topics.pop()
        if reading.tokens[index - 1].kind != "year":  # （2020年4.01万元），其中：…; but 上年度（2019年度）自评得分…
            reading.year = year
        opening = reading.view.text.rfind("(", 0, reading.tokens[index].start)
        before = reading.view.text[opening - 1 : opening] if opening else "。"
        if not reading.brackets and before == "。":
            reading.end_sentence()  # …，等级为优。（评价标准：90分及以上为优…）全年“三公”经费控制率为100%
            _head_in_brackets(reading, opening, index)
    elif mark in SENTENCE_ENDS:
        reading.end_sentence()
        _head(reading, index)
    elif mark in ",，":
        _name_subject(reading, index)
    elif mark in ";；":
        reading.end_aside()
        reading.subject, reading.is_of_another_body = "", False
        reading.post, reading.nothing, reading.stranger, reading.refused = "", None, False, ""
        reading.is_turned = reading.is_split


def _name_example(reading: Reading, index: int) -> None:
    """当年安排项目12个，最大的是实验室改造（预算520万元，支出509.6万元）: one of them, not all."""
    if ONE_OF_THEM.fullmatch(reading.phrase_before(reading.tokens[index].start)):
        reading.topic, reading.stranger = None, True


def _head(reading: Reading, index: int) -> None:
    """（三）“三公”经费。2020年年初预算安排22.00万元: a paragraph that begins with its heading."""
    before = list(takewhile(lambda token: not _ends_heading(token), islice(reading.tokens, index)))
    amounts_named = reading.of_kind(read_label(before), "amount") if before and len(before) == index else ()
    if len(amounts_named) == 1:
        reading.heading, reading.topic = amounts_named[0], Topic(amounts_named[0])
        reading.nothing = amounts_named[0], before[0].start  # 因公出国（境）费。年初未安排预算


def _head_in_brackets(reading: Reading, opening: int, index: int) -> None:
    """【三公经费】年初预算1,260万元: a heading in the line of what it heads."""
    inside = reading.tokens[reading.index_at(opening) + 1 : index]
    named = reading.of_kind(read_label(inside), "amount")
    if len(named) == 1 and named[0] not in WEAK and not any(map(_ends_heading, inside)):
        reading.heading, reading.topic = named[0], Topic(named[0])


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
        if clause[0].kind == "gap" and OF_A_PROJECT.match(clause[0].text) and not start:
            reading.topic, reading.stranger = None, True
            return
        is_item = start > 0 and reading.tokens[start - 1].text.endswith("是") and clause[-1].kind == "gap"
        if is_item:  # 主要用于三件事：一是立法调研，支出62.35万元
            reading.topic, reading.stranger = None, True
        return
    known = list(takewhile(lambda token: token.kind != "gap", clause))
    named = reading.of_kind(read_label(known), "amount")
    counted = [name for token in clause for name in token.word.names if name in posts.COUNTED]
    if counted and BY_KIND.search(reading.view.text, clause[0].start, clause[-1].end):
        reading.count = counted[-1]  # 年末在职人员中，行政人员55人
    is_changed = any(token.says("increases", "decreases") for token in clause)
    is_judged = LEVEL.search(reading.view.text, clause[0].start, clause[-1].end) is not None
    if (is_changed or is_judged) and (rate := reading.of_kind(read_label(known), "rate")):
        reading.moved = rate[0]
    if not named or named[0] in WEAK:
        return
    if ABOUT.fullmatch(reading.view.text, known[-1].end, clause[-1].end):
        reading.topic = Topic(named[0])
        return
    if reading.is_part_of(named[0], "expenditure"):
        return
    is_stock = "opening" in reading.background.measure(named[0]).stages and len(known) == len(clause)
    is_subject = len(known) == len(clause) and (not start or reading.tokens[start - 1].text not in ",，、:(")
    if is_subject:
        reading.nothing = named[0], clause[0].start  # 因公出国（境）费，年初无预算，全年无支出
    if is_stock or is_changed or UNCHANGED.search(reading.view.text, clause[0].start, clause[-1].end):
        reading.topic = Topic(named[0])


def by_year(reading: Reading, index: int) -> None:
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


def leave_aside(reading: Reading, label: Label) -> None:
    """会议费3.00万元，2022年会议费2.74万元，培训费2.20万元: the year beside one amount is not the next one's."""
    if reading.aside is None or not label.measures or label.measures[0] in WEAK:
        return
    if label.measures[0] not in (reading.aside[0], reading.spent(reading.aside[0])):
        if label.year is None:
            reading.end_aside()
        reading.aside = None


def by_date(reading: Reading, index: int) -> None:
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


def by_change(reading: Reading, label: Label, run: list[Token]) -> None:
    """“三公”经费支出比上年减少1.22万元，下降12.39% names the topic; 支出较上年增加… leaves it, 追加人员经费… too."""
    named = reading.of_kind(label, "amount")
    is_bare = named == ("expenditure",) and any(word.text in BARE_SPENDING for word in run)
    is_bare = is_bare and reading.topic is not None and label.year is None and not label.has_own_name
    before = list(takewhile(lambda word: not (word.kind == "word" and word.says(*CHANGES)), run))
    told = list(takewhile(lambda word: not (word.kind == "word" and word.says("comparisons")), before))
    years = [int(word.text) for word in told if word.kind == "year"] if len(told) < len(before) else []
    year = years[0] if len(years) == 1 else None  # “三公”经费2021年比2020年下降12.5%，2022年比2021年下降3%
    if named and not is_bare and says_what(before):
        reading.topic = Topic(named[0], label.stage, year=year)
    elif year is not None and not label.measures and reading.near_topic and not reading.near_topic.value:
        reading.topic = Topic(reading.near_topic.measure, reading.near_topic.stage, year=year)


def is_of_part_of_the_year(run: list[Token]) -> bool:
    """6月底全部预算执行率为46.2%"""
    return any(
        (token.kind == "date" and PART_OF_YEAR.search(token.text)) or token.says("parts_of_the_year") for token in run
    )
