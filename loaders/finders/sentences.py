"""Figures in running text, read from left to right: a number is a figure only when the words before it say which."""

import re
from collections.abc import Iterator

from loaders.finders import amount_names, amounts, contexts, counts, formulas, posts, rates, scores, silence, tables
from loaders.finders.figures import Background, Figure
from loaders.finders.labels import Label, Token, read_label
from loaders.finders.names import rate_named
from loaders.finders.paragraphs import (
    ASSUMING,
    LONGEST_HEADING,
    Reading,
    Topic,
    heading_measure,
    is_copula,
    open_paragraph,
    rank,
)  # fmt: skip
from loaders.models import Passage

# 2021年12月31日: the end of a year is that year
YEAR_END = re.compile(r"(\d{4})年12月(?:31日|底|末)?$")
# 7月份监控时 | 预算执行率41.6%
PART_OF_A_CLAUSE = re.compile(r"(?:^|[,，。;；:])(?:截[至止]|到)?(?:[1-9]|1[01])月(?:份|底|末)[^,，。;；\d全年]*$")
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
# 公务卡支出÷应使用公务卡的支出×100%= | 42.6万元 | ÷60.0万元
OPERATORS = frozenset("÷×*/")
BEFORE_OPERANDS = OPERATORS | set("=(（")
# 力争由90%提高到95%
PLANNED = re.compile(r"力争|计划|目标|拟|将|争取|确保|要")
# 比上年末的19.50万元多 | 6.64万元
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
WIDE_BLANK = "\u3000"
CHANGING = frozenset({*contexts.CHANGES, "becomes"})


def find(background: Background) -> Iterator[Figure]:
    """Every figure stated in the report's paragraphs and in the prose inside its table cells."""
    heading, heading_rank, is_of_a_project, section_year = background.topic, None, False, None
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
        numbered = rank(seen.text)
        if numbered is not None and numbered == heading_rank:
            heading, heading_rank = background.topic, None  # the next of its kind
        reading, is_heading = open_paragraph(background, passage, seen, heading)
        section_year = _year_of_section(seen.text, reading, section_year)
        if is_heading:
            is_neutral = all(token.kind != "gap" for token in reading.tokens)  # 总的情况
            heading = heading_measure(reading) or (background.topic if is_neutral else "")
            heading_rank = numbered
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
    named = rate_named(text) if len(text) <= LONGEST_HEADING and text.endswith("率") else ""
    return row, named or (rate if row == before else "")


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
            if not token.word.kinds.isdisjoint(contexts.TELLING):
                found += contexts.by_word(reading, index)
        elif token.kind == "punctuation":
            contexts.by_mark(reading, index)
        elif token.kind == "number" and token.start not in reading.explained:
            reading.last = _number(reading, index, patterns)
            found += reading.last
        elif token.kind == "year" and token.start not in reading.explained:
            contexts.by_year(reading, index)
        elif token.kind == "date":
            reading.year = int(year[1]) if (year := YEAR_END.match(token.text)) else reading.year
            contexts.by_date(reading, index)
    return [*found, *scores.grades(reading), *silence.blanks(reading)]


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
    text = reading.view.text
    if text[token.start - 1 : token.start] in BEFORE_OPERANDS and text[token.end : token.end + 1] in OPERATORS:
        return
    if _is_goal(reading, index, run, left):
        _remember_rate(reading, run, left)
        return
    if contexts.is_of_part_of_the_year(run) or _is_broken(reading, index):
        return
    is_of_money = token.unit == "%" or token.unit in reading.background.vocabulary.words.money
    if is_of_money and (reading.is_partial or _is_assumed(reading, token.start)):
        return
    label = read_label(run)
    if token.unit == "分" and "self_score" in label.measures:
        label.measures = ("self_score",)  # 自评结果：92.5分，良好
    if reading.is_of_another_body and not (label.has_own_name or label.scope or posts.is_beside_posts(reading, label)):
        reading.topic = None
        return
    contexts.leave_aside(reading, label)
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
    elif label.stage and not (label.measures or label.has_own_name or reading.brackets or reading.is_split):
        label.scope = reading.subject  # 委机关年初安排21.50万元，决算12.08万元
    else:
        label.scope = _whose_part(reading, label)
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
        contexts.by_change(reading, label, run)
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
    elif token.unit == "%" or _is_a_rate_of_zero(reading, token, label, run):
        yield from rates.find(reading, index, label, run, left)
    elif token.unit in ("分", "") and reading.kind(label.measures) == "score":
        yield from scores.find(reading, index, label, run, left)
    elif token.unit == "分" or scores.TOTAL_ALONE.fullmatch(reading.view.text):
        yield from scores.unnamed(reading, index)
    else:
        yield from counts.find(reading, index, label, run, left)


def _is_a_rate_of_zero(reading: Reading, token: Token, label: Label, run: list[Token]) -> bool:
    """结转结余率为0"""
    is_zero = not token.unit and not token.text.strip("0.") and not reading.counts_something(token)
    return is_zero and len(run) > 1 and is_copula(run[-1:]) and bool(reading.of_kind(label, "rate"))


def _remember_rate(reading: Reading, run: list[Token], left: Token | None) -> None:
    """The rate of which only a change or a goal was said so far."""
    label = read_label(run)
    rate = reading.of_kind(label, "rate")
    reading.moved = rate[0] if rate and not label.is_foreign and reading.is_clean(run, left, label) else ""


def _after_a_change(reading: Reading, run: list[Token]) -> tuple[list[Token], Token | None] | None:
    """公务接待费支出较上年略有增加，为0.80万元: the words behind the change, and the mark between."""
    if len(run) < 2 or not is_copula(run[-1:]) or reading.view.text[run[-1].start - 1] not in ",，":
        return None
    if not any(word.says(*contexts.CHANGES) for word in run[:-1]):
        return None
    contexts.by_change(reading, read_label(run[:-1]), run[:-1])
    return run[-1:], reading.token_at(run[-1].start - 1)


def _is_assumed(reading: Reading, position: int) -> bool:
    return reading.assumes and IF_ONLY.search(reading.clause_before(position)) is not None


def _whose_part(reading: Reading, label: Label) -> str:
    """局机关“三公”经费12.08万元，其中：公务接待费0.92万元: a part is whose the whole is."""
    whole = reading.whole if reading.is_split and not label.has_own_name else None
    if whole is None or whole.breakdown not in ("own", "subordinate"):
        return ""
    return whole.breakdown if any(reading.is_part_of(name, whole.measure) for name in label.measures) else ""


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
    if is_said and reading.money_unit and _is_a_year_of_the_heading(reading, run):
        return True
    return bool(reading.of_kind(label, "amount")) or is_noted or (is_said and is_told and is_placed)


def _is_a_year_of_the_heading(reading: Reading, run: list[Token]) -> bool:
    """2.公务接待费。2019年24.60，2020年19.45: money of the years behind the name that heads them."""
    near = reading.near_topic
    is_yearly = bool(run) and all(word.kind == "year" or word.text in ("为", "是", "度") for word in run)
    return is_yearly and near is not None and reading.kind((near.measure,)) == "amount"


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
    if reading.year is not None and was.fiscal_year == reading.year:
        year = reading.section_year or reading.background.fiscal_year  # 由2016年的10.12万元降到8.64万元
    is_a_plan = bool(PLANNED.search(reading.clause_before(token.start)))
    if year is None or was.fiscal_year not in (year, year - 1) or was.stage in ("opening", "closing") or is_a_plan:
        return
    span = left.end, token.end
    if was.measure == "self_score" and scores.BY_OTHERS.search(reading.clause_before(token.start)):
        yield was  # 上级复核把自评97分改为91.4分
        yield reading.figure("review_score", token.text, "分", span, year=was.fiscal_year)
        return
    unit = was.unit if token.unit in ("人", "名") else token.unit
    yield reading.figure(was.measure, token.text, unit, span, stage=was.stage, year=year, breakdown=was.breakdown)
    if reading.background.measure(was.measure).kind == "amount":
        reading.topic = Topic(was.measure, was.stage, was.breakdown, year, token.text, token.unit)


def _is_listed(reading: Reading, index: int) -> bool:
    """“三公”经费10.00万元、8.60万元、9.10万元: several numbers behind one name, and nothing says which is which."""
    following = reading.tokens[index + 1 : index + 3]
    is_listed = len(following) == 2 and following[0].text in ("、", "和") and following[1].kind == "number"
    return is_listed and following[1].unit == reading.tokens[index].unit != ""


def _is_of_part_of_a_clause(reading: Reading, first: Token) -> bool:
    return PART_OF_A_CLAUSE.search(reading.view.text, max(0, first.start - LONGEST_HEADING), first.start) is not None


def _is_broken(reading: Reading, index: int) -> bool:
    """2.8 8万元: a blank inside a number, or between two: nobody can tell. A wide one parts them: 决算0.45　6批次."""
    token, text = reading.tokens[index], reading.view.text
    number_end = token.end - len(token.unit)
    blanks = [number_end] if BLANK_BEFORE_DIGIT.match(text, number_end) else []
    blanks += [token.start - 1] if BLANK_AFTER_DIGIT.match(text, token.start - 1) else []
    written, offsets = reading.background.text, reading.view.offsets
    return any(WIDE_BLANK not in written[offsets[blank - 1] : offsets[blank] + 1] for blank in blanks)


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
