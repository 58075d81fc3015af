"""Numbers of people, projects, vehicles, guests and petitions → counts, with the kind of post or the scope."""

import re
from collections.abc import Iterator

from loaders.finders import posts, vehicles
from loaders.finders.amount_stages import BEFORE_THE_YEAR
from loaders.finders.amounts import ORGANISATION
from loaders.finders.figures import BODIES, Figure
from loaders.finders.labels import Label, Token, read_label
from loaders.finders.names import POSTS
from loaders.finders.paragraphs import STRANGER, Reading, Topic, start_of

REACH = 40  # characters
LONGEST_PREFIX = 12
PLANS = frozenset({"计划", "拟"})
PEOPLE = frozenset({"人", "名"})
STAFF = frozenset({*posts.COUNTED, "staff_contract", "staff_total"})
EVENTS = frozenset({"overseas_travel", "meeting_expense", "training_expense"})
TIMES = frozenset({"人次", "批次", "批", "次", "场", "期", "个", "人", "名"})
OF_PROJECTS = frozenset({"project_expenditure", "project_revenue"})
UNCLEAR = "unclear"  # which of the posts just named
# 临聘生活老师14人, 聘用养护工120人; an expert asked in, or one who is to come, is not on the payroll
HIRED = re.compile(
    r"(?P<who>[^,，。;；:、()]*?)(?P<hire>(?:临时|编外|合同制|外|另|还|共|另行)*(?:聘用|临聘|外聘|雇用|雇佣|招用|劳务派遣|编外|合同制)(?:了|的|各类)?"
    r"(?P<job>[\u4e00-\u9fff]{1,8}(?:、[\u4e00-\u9fff]{1,4})*等?(?:人员)?))$"
)
NOT_HIRED = re.compile(r"专家|顾问|律师|导师|讲师|教授|机构|监督|代表|评委|公司|单位")
TO_BE_HIRED = re.compile(r"拟|将|计划|准备|力争|增加|新增|增聘|扩招|补充")
# 政法专项行政编制, 所属执法大队事业编制: a kind of post, whosesoever; but not 各街道所原有…, 收回空编…
NOT_OURS = re.compile(r"各|原|全[省市县区镇乡国]|收回|核减|划|新增|新招|招|录|拟|空|乡|镇|街道|村|社区|为|给|增|减")
OF_A_JOURNEY = re.compile(r"(?:(?<![来外]访)(?<![来外]宾)团组|出国|出境)[^,，、]{0,6}$")
# 接待上级检查18批次 | 156人次，公务接待费1.10万元
RECEPTION = re.compile(r"[,，、]?(?:共|计)?(?:\d[\d,]*人次?)?[,，](?:共|全年)?(?:支出|发生|列支|使用)?公务接待费")
# 全年共接待国内来访 | 85批次、来访人员510人次
PETITIONERS = re.compile(r"信访|上访|来信|群众来访")
VISITORS = re.compile(
    r"(?<!其中)(?<!其中[:：])接待(?:国内外?|省内外?|国（境）内)?(?:公务)?(?:来访|来宾|外宾|内宾|客商)(?:团组|人员)?$"
)
# 军休所（公益一类，编制 | 15名
BODY_BRACKET = re.compile(r"[所站队院校馆中心处园场厂]\((?:[^()\d]{0,12}[,，])?[^()\d,，]{0,6}$")
# 行政22、   行政22、事业34)
POSTS_IN_BRACKETS = re.compile(r"(?:其中:?)?(?:(?:行政|事业|工勤|参公)(?:编制?|人员|岗)?:?\d+[、,，)])+")
# 人员编制 | ：9
FIELD = re.compile(r":\d")
# ，在职 | 10，
ALONE = re.compile(r"(?:^|[,，、;；:])(?:人员)?(?:编制|在职|离休|退休|离退休)$")
FIELD_NAME = 14  # characters
# 全年安排项目14个 | ，项目支出1,386.92万元
PROJECTS = re.compile(
    r"(?:^|[,，。;；:、(])(?:\d{4}年)?(?:年初|全年|本年|当年|年内|共|共计|安排|批复|下达|实施|专项|部门预算|涉及|有|其中|(?:纳入|参加|开展)(?:绩效)?(?:自评|评价)的?|列入预算的?|全部|所有)*"
    r"项目(?:共|有|为|共有|共计)?$"
)
# 全年安排项目14个 | ，项目支出1,386.92万元   纳入自评的项目共14个 | ，年初预算2,180.00万元
MONEY_OF_PROJECTS = re.compile(
    r"[,，、](?:全年|年初|实际)?(?:项目支出(?:预算|决算)?|金额|涉及(?:金额|资金|预算)|支出|(?:年初|全年|调整后?的?)?预算(?:安排|资金|金额)?)(?:为|共|合计)?\d"
)
EVALUATED = re.compile(r"(?:对|将|组织)(?:全部|所有|本年度?|\d{4}年度?)*$")
EVALUATION = re.compile(
    r"(?:预算|[一二三]级)?项目(?:支出)?(?:全部)?(?:开展|进行|纳入)了?(?:绩效)?自评[,，]涉及(?:金额|资金|预算)"
)


def find(reading: Reading, index: int, label: Label, run: list[Token], left: Token | None) -> Iterator[Figure]:
    """The count that a number is, if the words before it say which."""
    token = reading.tokens[index]
    if not token.unit and reading.counts_something(token):
        return  # 县广播电视台4家
    if reading.count and left is not None and (body := _subordinate_before(reading, index, run, left)):
        named = reading.of_kind(label, "count")
        reading.count = named[0] if named else reading.count
        yield _counted(reading, reading.count, token, body[1], "subordinate", None)
        reading.subordinates.add(body[0])
        reading.scope = "subordinate"
        reading.subject = "subordinate" if named else ""  # 区妇幼保健院编制数88人，在职80人
        return
    is_of_a_job = all(word.text in ("人员", "编") for word in run) and left is not None and left.kind == "gap"
    if token.unit in PEOPLE and is_of_a_job and (hired := _hired(reading, token)) is not None:
        yield hired
        return
    if (start := vehicles.start_of_those_run(reading, index)) is not None:
        yield _counted(reading, "vehicle_count", token, start, "", None)
        return
    if money := reading.of_kind(label, "amount"):
        is_of_events = money[0] in EVENTS and token.unit in TIMES and not reading.of_kind(label, "count")
        if is_of_events and reading.is_clean(run, left, label):
            reading.topic = Topic(money[0], year=label.year)  # 因公出国（境）1人次，支出4.56万元
            return
    if reading.brackets and not label.scope and BODY_BRACKET.search(reading.view.text[: token.start]):
        opening = reading.view.text.rfind("(", 0, token.start)
        if (said := reading.index_at(opening - 1)) >= 0 and not reading.background.is_own_name(
            reading.tokens[said].text
        ):
            return  # 下设军休所（公益一类，编制15名）、烈士陵园管理处（编制12名）
    measure = _measure(reading, token, run, label) or _projects_behind(reading, index, run, left)
    if measure == "petition_count" and "信访" in reading.background.department:
        return  # its business
    is_named = bool(label.measures or label.breakdown or label.scope)
    if measure == "project_count" and MONEY_OF_PROJECTS.match(reading.view.text, token.end):
        reading.topic, reading.is_turned = Topic("project_expenditure"), False  # 专项项目31个，调整后预算6,881.32万元
    if any(word.says("none", "none_before") for word in run if word.kind == "word"):
        return  # 未安排公务接待的76批次
    if measure == "project_count" and any(word.text in PLANS for word in run):
        return
    if not measure and token.unit in PEOPLE:
        reading.count = ""  # somebody was counted, nobody can tell who
    is_foreign = label.is_foreign and not measure.startswith("reception")  # 接待外宾29批次
    if not measure or is_foreign or any(word.text in BEFORE_THE_YEAR for word in run):
        return
    if is_named and not reading.is_clean(run, left, label) and not _is_of_any_prefix(measure, label, left):
        reading.stranger, reading.refused = True, measure
        return
    if measure == "reception_guests" and reading.refused == "reception_batches":
        return  # 国（境）外公务接待4批次，接待人次31人
    if reading.stranger and measure in posts.COUNTED and not (label.has_own_name or label.scope or label.breakdown):
        return  # 各街道所原有行政编制38名，实有35人
    if measure == "vehicle_count" and not vehicles.are_official(reading, token, run):
        return
    if (
        reading.year not in (None, reading.background.fiscal_year)
        and label.year is None
        and reading.is_a_reason(token.start)
    ):
        return  # 主要原因为上年新增2辆车，…，车辆保有量9辆: of which year?
    is_a_part = bool(reading.brackets) or (bool(run) and run[0].text == "其中")
    if measure == reading.count == "staff_contract" and is_a_part:
        return  # 编外人员12人（劳务派遣8人、公益岗4人）
    scope = label.scope or (reading.brackets[-1] if reading.brackets else "")
    part = posts.breakdown(reading, measure, token, run, label)
    part = part if part == "veteran_retired" else scope or part  # 局机关在职93人、离休1人、退休61人
    breakdown = label.breakdown if label.breakdown in POSTS else part
    year = reading.year_of(label)
    word = posts.word_of_post(run)
    if breakdown in POSTS and reading.posts.setdefault((measure, breakdown, year), word) != word:
        reading.post = UNCLEAR
        return  # 公务员30名，参公人员10名: two kinds in one, and neither is all of it
    if breakdown == UNCLEAR:
        return
    yield _counted(reading, measure, token, start_of(run, label, token), breakdown, year)
    _remember(reading, measure, label, scope)


def _is_of_any_prefix(measure: str, label: Label, left: Token | None) -> bool:
    """A named kind of post is the breakdown whosesoever it is: 地方气象事业编制38名; a warden is hired for anything."""
    if (
        left is not None
        and left.kind == "gap"
        and measure == "staff_contract"
        and re.search(r"[聘招][用请聘]?的?$", left.text)
    ):
        return not TO_BE_HIRED.search(left.text)  # 学校自主招聘的编外教师42人
    if left is None or left.kind != "gap" or len(left.text) > LONGEST_PREFIX or NOT_OURS.search(left.text):
        return False
    if measure == "vehicle_count":
        return left.text.endswith("保障")  # 保障执法执勤用车3辆
    return measure == "staff_contract" or (measure == "staff_quota" and label.breakdown in POSTS)


def _hired(reading: Reading, token: Token) -> Figure | None:
    """People hired for a job that has a name; those of another body only where it was read as a subordinate."""
    clause = reading.view.text[max(0, token.start - REACH) : token.start]
    found = HIRED.search(clause)
    if not found or NOT_HIRED.search(found["job"]) or TO_BE_HIRED.search(found["who"]):
        return None
    who = found["who"]
    is_subordinate = who in reading.subordinates
    if not is_subordinate and (
        STRANGER.search(who) or (who[-1:] in BODIES and not reading.background.is_own_name(who))
    ):
        return None
    start = token.start - len(clause) + (found.start() if is_subordinate else found.start("hire"))
    is_own = any(name in clause[found.start() :] for name in reading.background.vocabulary.words.own_scope)
    breakdown = "subordinate" if is_subordinate else "own" if is_own else ""
    return _counted(reading, "staff_contract", token, start, breakdown, None)


def _projects_behind(reading: Reading, index: int, run: list[Token], left: Token | None) -> str:
    """共7个专项项目, 9个专项项目全年支出…: the name stands behind the number, and money near it."""
    token, following = reading.tokens[index], reading.tokens[index + 1 : index + 2]
    near = reading.near_topic
    if token.unit not in ("个", "项") or not following:
        return ""
    if following[0].text == "项目" and near and near.measure == "project_expenditure" and not near.breakdown:
        is_all = [word.text for word in run] in (["共"], ["共有"], ["共计"], ["涉及"]) and left and left.text in ",，"
        return "project_count" if is_all else ""  # 项目支出1,160.00万元，共9个项目
    text = reading.view.text
    if PROJECTS.search(text, max(0, token.start - REACH), token.start) and (
        (near and near.measure in OF_PROJECTS and not near.breakdown) or MONEY_OF_PROJECTS.match(text, token.end)
    ):
        if not near or near.measure not in OF_PROJECTS:
            reading.topic, reading.is_turned = Topic("project_expenditure"), False
        return "project_count"  # 全年安排项目14个，项目支出1,386.92万元
    if EVALUATED.search(text, max(0, token.start - REACH), token.start) and EVALUATION.match(text, token.end):
        return "project_count"  # 对22个项目开展了绩效自评，涉及金额1,788.42万元
    if "project_count" not in following[0].word.names:
        return ""
    is_alone = (left is None or left.kind == "punctuation") and not read_label(run).measures
    around = reading.view.text[max(0, token.start - REACH) : token.end + REACH]
    return "project_count" if is_alone and "元" in around else ""


def _remember(reading: Reading, measure: str, label: Label, scope: str) -> None:
    reading.scope = scope
    was = reading.count
    if not reading.brackets or measure == "reception_batches":
        reading.count = measure
        if measure == "staff_quota":  # 行政编制24名，事业编制61名，实有82人: of both
            is_another = was == measure and label.breakdown != reading.post
            reading.post = "" if is_another else label.breakdown
    if amounts := reading.of_kind(label, "amount"):  # 专项预算项目85个，预算调整金额…
        reading.topic, reading.is_turned = Topic(amounts[0]), False


def _measure(reading: Reading, token: Token, run: list[Token], label: Label) -> str:
    named = list(reading.of_kind(label, "count"))
    if named == ["staff_on_post"] and run and vehicles.QUOTA.search(reading.clause_before(run[0].start)):
        named = ["vehicle_count"]  # 公务用车编制8辆，实有6辆
    if named == ["staff_on_post"] and token.unit in ("辆", "台") and any(word.text == "公务用车" for word in run):
        named = ["vehicle_count"]  # 公务用车实有6辆
    if label.scope and not named and token.unit == "个":
        return ""  # 下属事业单位3个
    if run and reading.count in posts.COUNTED and all(_says_when(word) for word in run):
        named = [reading.count]  # 年末在职人数：2020年末21人，2021年末20人
    elif not label.measures and not reading.count and posts.are_there(run):
        named = ["staff_on_post"]  # 现有行政人员18名
    elif not label.measures and (label.scope or (label.breakdown and reading.count in posts.COUNTED)):
        named = [posts.of_a_post(reading, run, label)]
    elif not named:
        named = _beside_reception(reading, token, run)
    if not named and reading.count in posts.COUNTED and [word.text for word in run] in (["共"], ["共计"], ["合计"]):
        named = [reading.count] if posts.add_up(reading, token) else []  # 行政编制31人、事业编制106人，共137人
    if named == ["staff_quota"] and reading.count == "staff_on_post":
        is_short = any(word.text == "编" for word in run)  # 在职53人，其中：公务员21人，事业编32人
        if is_short or (label.breakdown in POSTS and posts.divides_those_on_post(reading, token)):
            named = ["staff_on_post"]
    measure = next((name for name in named if name and _counts_in(reading, name, token)), "")
    return "staff_total" if measure == "staff_on_post" and posts.includes_retired(reading, run, token) else measure


def _says_when(word: Token) -> bool:
    return word.kind == "year" or word.says("closing") or word.text in ("为", "是")


def _counts_in(reading: Reading, measure: str, token: Token) -> bool:
    if token.unit:
        return token.unit in reading.background.measure(measure).counters
    if token.text.isdigit() and reading.brackets and _is_a_post_in_brackets(reading, token):
        return True
    before = reading.view.text[token.start - 1 : token.start]
    if token.text.isdigit() and before == "数" and measure in posts.COUNTED and _ends_there(reading, token.end):
        return True  # 编制数26，实有人数28人
    if (
        token.text.isdigit()
        and measure in posts.COUNTED
        and ALONE.search(reading.view.text, max(0, token.start - LONGEST_PREFIX), token.start)
    ):
        return _ends_there(reading, token.end)  # 编制11，在职10，退休14
    is_field = token.text.isdigit() and FIELD.match(reading.view.text, token.start - 1) is not None
    return token.text == "0" or (is_field and _begins_a_field(reading, token.end))


def _ends_there(reading: Reading, position: int) -> bool:
    return reading.view.text[position : position + 1] in ("", *",，、。;；(")


def _is_a_post_in_brackets(reading: Reading, token: Token) -> bool:
    """人员编制56名（行政22、事业34）: the unit was said before the bracket."""
    opening = reading.view.text.rfind("(", 0, token.start)
    before, inside = reading.token_at(opening - 1), reading.view.text[opening + 1 : token.end + 1]
    is_counted = before is not None and before.kind == "number" and before.unit in PEOPLE
    return is_counted and bool(POSTS_IN_BRACKETS.fullmatch(inside))


def _begins_a_field(reading: Reading, position: int) -> bool:
    """人员编制：9 | 实有人数：8"""
    following = reading.token_at(position)
    is_last = position >= len(reading.view.text)
    is_named = following is not None and bool(following.word.names)
    return is_last or (is_named and ":" in reading.view.text[position : position + FIELD_NAME])


def _beside_reception(reading: Reading, token: Token, run: list[Token]) -> list[str]:
    """公务接待费36,155元，接待省内外同行22批次，人数1,044人"""
    if OF_A_JOURNEY.search(reading.view.text, max(0, token.start - LONGEST_PREFIX), token.start):
        return []  # 因公出国（境）费6.60万元，2个团组5人次
    if PETITIONERS.search(reading.clause_before(token.start)):
        return []  # 受理群众来信215件，接待来访736批1,904人次
    is_reception = reading.topic is not None and reading.topic.measure == "official_reception"
    is_reception = is_reception or reading.names_three_public or "公务接待费" in reading.clause_before(token.start)
    is_reception = is_reception or bool(RECEPTION.match(reading.view.text, token.end))
    is_of_batches = token.unit in ("批次", "批", "个批次")
    if is_of_batches and VISITORS.search(reading.clause_before(token.start)):
        return ["reception_batches"]
    if is_of_batches and is_reception and "接待" in reading.clause_before(token.start):
        return ["reception_batches"]
    text = reading.view.text[max(0, token.start - 6) : token.start]
    if reading.count == "reception_batches" and text.endswith(("来访人员", "来宾", "来访人数", "来客")):
        return ["reception_guests"]
    words = {word.text for word in run}
    says_people = not words - {"约", "共", "计"} or token.unit == "人次" or bool(words & {"人数", "人次"})
    return ["reception_guests"] if reading.count == "reception_batches" and says_people else []


def _counted(reading: Reading, measure: str, token: Token, start: int, breakdown: str, year: int | None) -> Figure:
    unit = reading.background.measure(measure).unit
    return reading.figure(measure, token.text, unit, (start, token.end), year=year, breakdown=breakdown)


def _subordinate_before(reading: Reading, index: int, run: list[Token], left: Token) -> tuple[str, int] | None:
    """市环卫所832人 after 局本级132人; 州种苗站在职49人 after 局机关在职30人: the body and where its name begins."""
    if not reading.knows_own_scope or reading.brackets or reading.is_one_of_several(index):
        return None
    if reading.scope and (said := reading.body_said_before(index)) and not read_label(run).measures:
        return said
    name, rest = reading.body_before(run, left)
    named = reading.of_kind(read_label(rest), "count") if len(rest) == 1 else ()
    is_of_staff = {*named, reading.count} <= STAFF
    is_said = named == (reading.count,) or (bool(named) and is_of_staff)
    return (name, left.start) if (not rest or is_said) and ORGANISATION.match(name) else None
