"""Points and grades that a report gives itself, or reports that others gave."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from loaders.finders.figures import Figure
from loaders.finders.labels import Label, Token, read_label
from loaders.finders.paragraphs import Reading
from loaders.finders.view import matched

# 投入指标满分12分，自评12分; （一）预算编制（10分）。…自评得9分: a part's points are no more than its full points
FULL_POINTS = re.compile(
    r"满分(?:为|是)?(\d+(?:\.\d+)?)分|\((?:满分)?(\d+(?:\.\d+)?)分\)|(?<![\d.])(\d+(?:\.\d+)?)分[,，]?得"
)
REACH = 400  # characters
# 全部指标合计自评得分94.7分
ALL_INDICATORS = re.compile(r"(?:全部|所有|各项?|以上)(?:评价|考核)?指标$")
BY_OTHERS = re.compile(r"复核|抽查|复评|复审|第三方|重点评价|再评价|督查|平均|财政(?:局|部门|厅)[^,，]{0,4}[复抽评审]")
BARE = frozenset({"自评", "自评得", "得分", "综合得分"})  # anybody's points, if somebody was named just before
# 项目自评得分96分: of a project, not of the department
OF_A_PROJECT = re.compile(r"项目(?:支出)?(?:绩效)?$|子项$|指标$")
# 高标准农田建设项目：全年预算6,300.00万元，自评得分98分
PROJECT_PARAGRAPH = re.compile(r"[^,，。;；:]{2,30}项目:")
SOMETHING_SMALLER = re.compile(r"项目|专项|课题|工程|单项|分项")
THE_WHOLE = re.compile(r"整体|部门|单位|[我本全][局委办院校会所站队馆社厅台室镇乡处部]|本中心")
OF_SOMETHING_ELSE = re.compile(r"项目|指标|科室|专项|类$|各$")
GRADE_OF_SOMETHING_ELSE = re.compile(r"项目综合|项目$|项目绩效|复核|抽查|上年")


def find(reading: Reading, index: int, label: Label, run: list[Token], left: Token | None) -> Iterator[Figure]:
    """The score that a number of points is, if the words before it name one."""
    token = reading.tokens[index]
    if left is not None and left.kind == "gap" and not reading.is_clean(run, left, label):
        names = _names(run)
        is_of_all = ALL_INDICATORS.search(reading.view.text[: left.end])
        is_named = any(re.search("自评|复核|评价", name) for name in names)
        if not is_of_all and (not is_named or OF_SOMETHING_ELSE.search(left.text)):
            return
    if left is not None and left.kind == "number" and left.unit == "分":
        return  # 共性指标40分自评39.2分
    if any("project_expenditure" in word.word.names for word in run) and not label.has_own_name:
        return  # 项目支出绩效自评得分95分
    if _is_of_a_part(reading, token, run) or (reading.stranger and BARE.issuperset(_names(run))):
        return
    is_bare = label.measures[0] == "self_score" and not any("自" in name for name in _names(run))
    if is_bare and _is_by_others(reading, run[0].start):
        return
    sentence = ALL_INDICATORS.sub("", reading.clause_before(run[0].start))
    is_of_a_project = bool(SOMETHING_SMALLER.search(sentence)) and not label.has_own_name
    is_of_a_project = is_of_a_project or (reading.is_of_a_project and not label.has_own_name)
    if not is_of_a_project and not PROJECT_PARAGRAPH.match(reading.view.text) and not OF_A_PROJECT.search(sentence):
        year = reading.year_of(label)
        if label.measures[0] == "self_score":
            reading.scored.add(token.end)
        yield reading.figure(label.measures[0], token.text, "分", (run[0].start, token.end), year=year)


def _names(run: list[Token]) -> list[str]:
    return [word.text for word in run if word.word.names]


def _is_by_others(reading: Reading, position: int) -> bool:
    """财政部门复核后得分91.5分: points or a grade that somebody else gave."""
    sentence = reading.clause_before(position)
    clause = re.split("[,，]", sentence)[-1]
    return bool(BY_OTHERS.search(clause)) or ("自评" not in sentence and bool(BY_OTHERS.search(sentence)))


def _is_of_a_part(reading: Reading, token: Token, run: list[Token]) -> bool:
    """Whether full points that the paragraph printed just before leave room for these."""
    start = run[0].start
    said = FULL_POINTS.finditer(reading.view.text, max(0, start - REACH), start)
    points = Decimal(token.text.replace(",", ""))
    return any(points <= Decimal(found[1] or found[2] or found[3]) < 100 for found in said)


@cache
def _patterns(spellings: tuple[str, ...], names_spelled: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    grades, names = (
        "|".join(sorted(map(re.escape, map(matched, spelled)), key=len, reverse=True))
        for spelled in (spellings, names_spelled)
    )
    # 自评等级为优秀   等次为优
    named = re.compile(
        rf"(?P<name>{names})(?:[:为是]|定为|评定为|属于?)*(?P<grade>{grades})(?:等级|等次|档次|档)?(?=[,，。;；、)|]|$)"
    )
    # 自评分数为100分，属第一等级
    after_score = re.compile(
        rf"分[,，](?:(?:综合|自评|绩效)?(?:属于?|[被]?评定?为|定为|为|等级|等次|等级为|等次为|等级评定为|结论为|档次为))?"
        rf"(?P<grade>{grades})(?:等级|等次|档次|档)?(?=[,，。;；、)]|$)"
    )
    return named, after_score


def grades(reading: Reading) -> Iterator[Figure]:
    """Grades by name, or right behind the self-score."""
    known = reading.background.vocabulary
    named, after_score = _patterns(known.words.grades, known.measures["self_grade"].names)
    text = reading.view.text
    for found in named.finditer(text):
        if _is_graded(reading, found.start()):
            yield _grade(reading, found, found.start())
    for found in after_score.finditer(text):
        start = _self_score_before(reading, found.start())
        if start is not None:
            yield _grade(reading, found, start)


def _is_graded(reading: Reading, position: int) -> bool:
    """Whether a grade is the department's: “智慧城管”平台项目自评得分88分，绩效等级为良 is not."""
    if GRADE_OF_SOMETHING_ELSE.search(reading.view.text, max(0, position - 6), position):
        return False
    sentence = reading.clause_before(position)
    if "自评" not in reading.view.text[position : position + 4] and _is_by_others(reading, position):
        return False
    return not SOMETHING_SMALLER.search(sentence) or bool(THE_WHOLE.search(sentence))


def _grade(reading: Reading, found: re.Match[str], start: int) -> Figure:
    return reading.figure(
        "self_grade", found["grade"], "", (start, found.end("grade")), year=reading.background.fiscal_year
    )


def _self_score_before(reading: Reading, position: int) -> int | None:
    """Where the self-score begins whose 分 stands at a position."""
    if position + 1 not in reading.scored:
        return None
    for index, token in enumerate(reading.tokens):
        if token.kind == "number" and token.unit == "分" and token.end - 1 == position:
            run, _ = reading.run_before(index)
            return run[0].start if "self_score" in read_label(run).measures else None
    return None
