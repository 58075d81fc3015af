"""Points and grades that a report gives itself, or reports that others gave."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from loaders.finders.figures import Figure
from loaders.finders.labels import Label, Token
from loaders.finders.paragraphs import Reading
from loaders.finders.view import matched

# 投入指标满分12分，自评12分; （一）预算编制（10分）。…自评得9分: a part's points are no more than its full points
FULL_POINTS = re.compile(
    r"满分(?:为|是)?(\d+(?:\.\d+)?)分|\((?:满分)?(\d+(?:\.\d+)?)分\)|(?<![\d.])(\d+(?:\.\d+)?)分[,，]?得"
)
# 扣除专项资金下达不及时2分、结余结转1分， | 自评得95分
LOST = re.compile(r"[^,，、。;；]*\d+(?:\.\d+)?分[、,，]")
# 县财政局对我局2022年部门整体支出开展重点绩效评价， | 评价得分87.4分
BY_THE_BUREAU = re.compile(
    r"财政(?:局|部门|厅|所)?(?:对|组织|开展)?[^。；;]{0,40}(?:评价[,，]|(?:复核|抽查|复评)[,，]?)$"
)
REACH = 400  # characters
# 全部指标合计自评得分94.7分   14项指标合计得分93分
ALL_INDICATORS = re.compile(
    r"(?:全部|所有|各项?|以上|[\d一二三四五六七八九十]+[项个条])(?:[一二三]级)?(?:评价|考核|绩效)?指标$"
)
BY_OTHERS = re.compile(r"复核|抽查|复评|复审|第三方|重点评价|再评价|督查|平均|财政(?:局|部门|厅)[^,，]{0,4}[复抽评审]")
BARE = frozenset({"自评", "自评得", "得分", "综合得分"})  # anybody's points, if somebody was named just before
# 项目自评得分96分: of a project, not of the department
OF_A_PROJECT = re.compile(r"项目(?:支出)?(?:绩效)?$|子项$|指标$")
# 高标准农田建设项目：全年预算6,300.00万元，自评得分98分
PROJECT_PARAGRAPH = re.compile(r"[^,，。;；:]{2,30}项目:")
SOMETHING_SMALLER = re.compile(r"项目|专项|课题|工程|单项|分项")
THE_WHOLE = re.compile(r"整体|部门|单位|[我本全][局委办院校会所站队馆社厅台室镇乡处部]|本中心")
CITED = re.compile(r"[^《》]*》|《[^《》]*")  # 按《部门整体支出绩效评价指标体系》 | 自评得分
OF_SOMETHING_ELSE = re.compile(r"项目|指标|科室|专项|类$|各$")
# 对照24项指标自评，我局得91分   经打分，街道共得90.5分
OWN_POINTS = re.compile(
    r"(?:[我本][局部办委处馆会站校院所队社厅台室镇乡中单]|街道|学校|医院|法院|全[局委会镇乡校院]|部门|单位|整体)[^,，。;；:\d项分]{0,6}"
    r"(?:共|共计|合计|实际|最终|总共|综合|实)?得(?:分|了|到)?(?:为|是)?$"
)
# 投入得19分、过程得24分、产出得34分、效益得18.5分，总分95.5分
TOTAL_POINTS = re.compile(
    r"(?:^|[,，。;；:、])(?:[四五六三两]个?[项部]分?|各项|以上|自评)?(?:总分|合计|共计|总计|总共|累计|共|合)(?:得分?|分数?)?(?:为|是)?$"
)
POINTS_GIVEN = re.compile(r"得(?:分|了)?(?:为|是)?(?P<points>\d+(?:\.\d+)?)分")
POINTS_LISTED = re.compile(r"得分?(?:分别为?|依次为?|各为)(?:\d+(?:\.\d+)?分[、,，和及]?)+")
GRADED = re.compile(r"分[,，](?:自评|评价|综合|绩效)?(?:等[级次]|档次|[被获]?评定?为|属于?|定为)")
SELF_GIVEN = re.compile(r"自评|自我评|打分|评分|评价|对照|逐项")
# 自评总分100分，我局自评得分94.8分: the first are the full points
FULL_FIRST = re.compile(
    r"[^\d,，]*总分(?:为|是)?100分(?:\([^()]*\))?[,，][^。；;]{0,20}?[得评]分?(?:为|是)?\d+(?:\.\d+)?分"
)
# 企业满意度调查得分95.2分
OF_OPINIONS = re.compile(r"满意[度率][^,，。;；]{0,8}$|(?:测评|问卷|民意|评议|测验|考试)[^,，。;；]{0,4}$")
SCORED = re.compile(r"自评(?:得分?|得)?(?:为|是)?\d+(?:\.\d+)?分")
LEAST_OWN_POINTS = 50
WHOLE_SCORE = re.compile(r"总|综合|最终|合计|整体|部门")
# 自评97.5分，市财政局复核 | 88.5分   经市财政局复核为 | 89.3分
REVIEWED_AT = re.compile(
    r"(?:财政[局厅]?|财政部门|上级|评价中心|评审中心)[^,，。;；\d]{0,8}(?:复核|抽查|复评|再评价|核定)(?:后|结果)?(?:得分|给分)?[为是]?$"
)
# （六）总分：94.74分: nothing else in its line, and less than full points
TOTAL_ALONE = re.compile(r"(?:自评|评价)?总分(?:值|数)?[:为是](?!100(?:\.0+)?分?$)\d{2}(?:\.\d+)?分?[。;；]?")
GRADE_OF_SOMETHING_ELSE = re.compile(r"项目综合|项目$|项目绩效|复核|抽查|上年")


def find(reading: Reading, index: int, label: Label, run: list[Token], left: Token | None) -> Iterator[Figure]:
    """The score that a number of points is, if the words before it name one."""
    token = reading.tokens[index]
    if left is not None and left.kind == "gap" and not reading.is_clean(run, left, label):
        names = _names(run)
        is_of_all = ALL_INDICATORS.search(reading.view.text[: left.end])
        is_named = any(re.search("自评|复核|评价", name) for name in names)
        if not is_of_all and (not is_named or OF_SOMETHING_ELSE.search(CITED.sub("", left.text))):
            return
    if left is not None and left.kind == "number" and left.unit == "分":
        return  # 共性指标40分自评39.2分
    is_low = Decimal(token.text.replace(",", "")) < LEAST_OWN_POINTS
    if label.measures[0] == "self_score" and is_low and not any(WHOLE_SCORE.search(name) for name in _names(run)):
        return  # 预算编制4分，自评得4分
    if OF_OPINIONS.search(reading.view.text, max(0, run[0].start - 12), run[-1].end):
        return
    if token.text == "100" and FULL_FIRST.match(reading.view.text, run[-1].start):
        return
    if any("project_expenditure" in word.word.names for word in run) and not label.has_own_name:
        return  # 项目支出绩效自评得分95分
    if _is_of_a_part(reading, token, run) or (reading.stranger and BARE.issuperset(_names(run))):
        return
    is_bare = label.measures[0] == "self_score" and not any("自" in name for name in _names(run))
    others = reading.others_before(run[0].start)
    if is_bare and BY_THE_BUREAU.search(others) and not SOMETHING_SMALLER.search(others.split("评价")[0][-16:]):
        span, year = (run[0].start, token.end), reading.year_of(label)
        yield reading.figure("review_score", token.text, "分", span, year=year)
        return
    if is_bare and _is_by_others(reading, run[0].start):
        return
    sentence = LOST.sub("", ALL_INDICATORS.sub("", reading.clause_before(run[0].start)))
    is_of_a_project = bool(SOMETHING_SMALLER.search(sentence)) and not label.has_own_name
    is_of_a_project = is_of_a_project or (reading.is_of_a_project and not label.has_own_name)
    if not is_of_a_project and not PROJECT_PARAGRAPH.match(reading.view.text) and not OF_A_PROJECT.search(sentence):
        year = reading.year_of(label)
        if label.measures[0] == "review_score" and label.year is None and not label.is_last_year:
            year = (
                _year_of_the_score(reading, run[0].start) if reading.year is None else year
            )  # 上年自评90.8分，抽查得分87分
        if label.measures[0] == "review_score" and label.is_last_year and reading.background.fiscal_year:
            year = reading.background.fiscal_year - 1  # 对2021年度复核指出的问题逐条整改，上年复核得分85分
        if label.measures[0] == "self_score":
            reading.scored[token.end] = run[0].start, year
        yield reading.figure(label.measures[0], token.text, "分", (run[0].start, token.end), year=year)


def unnamed(reading: Reading, index: int) -> Iterator[Figure]:
    """Points without their name: those the department gave itself, or what the parts before them add up to."""
    token = reading.tokens[index]
    sentence = reading.clause_before(token.start)
    if (found := REVIEWED_AT.search(sentence)) and not SOMETHING_SMALLER.search(sentence):
        start = token.start - len(sentence) + found.start()
        year = reading.year or _year_of_the_score(reading, token.start)
        yield reading.figure("review_score", token.text, "分", (start, token.end), year=year)
        return
    is_own = OWN_POINTS.search(sentence) and SELF_GIVEN.search(sentence)
    total = TOTAL_POINTS.search(sentence)
    is_alone = TOTAL_ALONE.fullmatch(reading.view.text)
    if not (is_own or total or is_alone) or not LEAST_OWN_POINTS <= Decimal(token.text.replace(",", "")) <= 100:
        return
    if total and not (_adds_up(sentence, token) or GRADED.match(reading.view.text, token.end - 1)):
        return
    clause = re.split("[,，]", sentence)[-1]
    if BY_OTHERS.search(clause) or SOMETHING_SMALLER.search(clause) or reading.is_of_a_project:
        return
    if is_own and (BY_OTHERS.search(sentence) or _leaves_no_more(reading, token.start, token)):
        return
    said = total or is_own
    start = token.start - len(said[0].lstrip(",，。;；:、")) if said else 0
    year = reading.year_of(Label())
    reading.scored[token.end] = start, year
    yield reading.figure("self_score", token.text, "分", (start, token.end), year=year)


def _adds_up(sentence: str, token: Token) -> bool:
    """投入管理25分得24分，运营效率25分得23分，…，合计94分; 得分分别为20分、29.5分、28分、19分，总计96.5分"""
    parts = [Decimal(found["points"]) for found in POINTS_GIVEN.finditer(sentence)]
    if listed := POINTS_LISTED.search(sentence):
        parts = [Decimal(points) for points in re.findall(r"\d+(?:\.\d+)?(?=分)", listed[0])]
    return len(parts) > 1 and sum(parts) == Decimal(token.text)


def _names(run: list[Token]) -> list[str]:
    return [word.text for word in run if word.word.names]


def _is_by_others(reading: Reading, position: int) -> bool:
    """财政部门复核后得分91.5分: points or a grade that somebody else gave."""
    sentence = reading.clause_before(position)
    clause = re.split("[,，]", sentence)[-1]
    return bool(BY_OTHERS.search(clause)) or ("自评" not in sentence and bool(BY_OTHERS.search(sentence)))


def _is_of_a_part(reading: Reading, token: Token, run: list[Token]) -> bool:
    """Whether full points that the paragraph printed just before leave room for these."""
    return _leaves_no_more(reading, run[0].start, token)


def _leaves_no_more(reading: Reading, start: int, token: Token) -> bool:
    said = FULL_POINTS.finditer(reading.view.text, max(0, start - REACH), start)
    points = Decimal(token.text.replace(",", ""))
    return any(points <= Decimal(found[1] or found[2] or found[3]) < 100 for found in said)


@cache
def _patterns(
    spellings: tuple[str, ...], names_spelled: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    grades, names = (
        "|".join(sorted(map(re.escape, map(matched, spelled)), key=len, reverse=True))
        for spelled in (spellings, names_spelled)
    )
    # 自评等级为优秀   等次为优   评价等级为良(95分以上为优); but not 评价等级为优(90分以上)、良(80-90分)
    ends = rf"(?=[,，。;；)|]|$|、(?!{grades})|\((?![^()]*\)[、,，;；/]?(?:{grades})))"
    named = re.compile(
        rf"(?P<name>{names})(?:[:为是]|定为|评定为|评为|确定为|属于?)*(?P<grade>{grades})(?:等级|等次|档次|档|级)?{ends}"
    )
    # 自评分数为100分，属第一等级   94分，评为优   89.6分，在优(≥90)、良(80-90)、中、差四档中为良   92分，对应优档
    after_score = re.compile(
        rf"分(?:\([^()]{{1,16}}\))?[,，](?:(?:综合|自评|绩效|整体)?(?:属于?|[被获]?评定?为|确定为|定为|评价为|评价结果为|为|达到|等级|等次|等级为|等次为"
        rf"|等级评定为|结论为|档次为|在[^。;；]{{2,60}}?[档级次等](?:中|里|内)(?:属于?|为|是|评为|列为|处于)"
        rf"|(?:对应|落在|处于|位于|归入|列入|达到)(?:的?(?:等级|等次|档次)为?)?))?"
        rf"(?P<grade>{grades})(?:等级|等次|档次|档|级|区间)?{ends}"
    )
    # 自评得分96分。按“90分以上为优、80-89分为良…”的标准，属于“优”
    by_rule = re.compile(
        rf"(?:标准|规定|办法|划分)(?:[^,，。;；]{{0,10}}[,，])?(?:自评|评价)?(?:结果|等级|等次)?(?:属于?|评定?为|确定为|定为|为)"
        rf"(?P<grade>{grades})(?:等级|等次|档次|档|级)?{ends}"
    )
    return named, after_score, by_rule


def grades(reading: Reading) -> Iterator[Figure]:
    """Grades by name, or right behind the self-score."""
    known = reading.background.vocabulary
    named, after_score, by_rule = _patterns(known.words.grades, known.measures["self_grade"].names)
    text = reading.view.text
    for found in named.finditer(text):
        if _is_graded(reading, found.start()):
            yield _grade(reading, found, found.start(), _year_of_the_score(reading, found.start()))
    for found in after_score.finditer(text):
        if scored := reading.scored.get(found.start() + 1):
            yield _grade(reading, found, *scored)
    for found in by_rule.finditer(text):
        if scores := [scored for end, scored in reading.scored.items() if end <= found.start()]:
            yield _grade(reading, found, found.start("grade"), scores[-1][1])


def _year_of_the_score(reading: Reading, position: int) -> int | None:
    """2021年自评得分为93分，等级为优: of the year that the score of the same sentence is of."""
    begins = max(reading.view.text.rfind(mark, 0, position) for mark in "。；;")
    years = [
        year
        for end, (_, year) in reading.scored.items()
        if begins < end <= position and not _is_closed_off(reading.view.text[end:position])
    ]
    return years[-1] if years else reading.background.fiscal_year


def _is_closed_off(between: str) -> bool:
    """自评93分（2022年自评95分），等次定为良好: the second score stands in a bracket that was closed since."""
    return between.count(")") > between.count("(")


def _is_graded(reading: Reading, position: int) -> bool:
    """Whether a grade is the department's: “智慧城管”平台项目自评得分88分，绩效等级为良 is not."""
    if GRADE_OF_SOMETHING_ELSE.search(reading.view.text, max(0, position - 6), position):
        return False
    sentence = reading.clause_before(position)
    if SCORED.search(sentence) and not any(end > position - len(sentence) for end in reading.scored if end <= position):
        return False  # 水稻新品种展示：…自评90分，等级为良
    if "自评" not in reading.view.text[position : position + 4] and _is_by_others(reading, position):
        return False
    return not SOMETHING_SMALLER.search(sentence) or bool(THE_WHOLE.search(sentence))


def _grade(reading: Reading, found: re.Match[str], start: int, year: int | None) -> Figure:
    return reading.figure("self_grade", found["grade"], "", (start, found.end("grade")), year=year)
