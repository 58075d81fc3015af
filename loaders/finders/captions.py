"""What stands above a table, or between its rows: unit, topic, year, whose figures → Surroundings.

公开08表　一般公共预算财政拨款“三公”经费支出决算表      金额单位：万元      二、年度收入情况（万元）
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders import vocabulary
from loaders.finders.cells import Surroundings
from loaders.finders.figures import THREE_PUBLIC, UNIT_FOLLOWS, Background
from loaders.finders.labels import WEAK, lexicon
from loaders.finders.names import LEADING, bare, read_name
from loaders.finders.view import view
from loaders.models import Passage

# 单位：万元   年度收入情况（万元）   预算数(元)
UNIT = re.compile(
    rf"(?:{UNIT_FOLLOWS}(?:人民币)?(?:[人名个辆台件]、)*|[(（](?:[^()（）]{{1,12}}[,，、])?(?:金额)?(?:单位)?[:：]?)(?P<unit>亿元|万元|千元|元)"
)
# 编制单位：区人社局   填报单位（盖章）：   部门：市排水管理处   编报日期：
ABOUT_UNITS = re.compile(r"\(?[\u3400-\u9fff]{0,4}(?:单位|部门|机构|名称|日期|时间|人|年度)(?:\([^()]*\))?[:：].*")
# 填报日期：2023年4月26日   填报日期2023年4月26日   填表人：
ABOUT_FILING = re.compile(
    r"\(?(?:(?:填报|填表|编制|制表|报送|上报)(?:日期|时间|人员?)|日期|联系(?:人|电话))(?:[:：]|(?=(?:19|20)\d\d年)).*"
)
# 表1   公开09表   附件3-1   （2022年度）   （节录）
NEUTRAL = re.compile(
    r"(?:公开|附)?(?:表|件)?[\d一二三四五六七八九十\-.、]*表?|\(?(?:19|20)\d\d年?度?\)?|\([^()]{1,4}\)"
)
# 2022年部门预算支出表
OF_A_BUDGET = re.compile(r"预算(?:安排|收支|支出|批复|明细|情况|总|分配)*表")
NOT_OF_A_BUDGET = re.compile(r"决算|执行|完成|绩效|对比|对照")
# 财政拨款收入支出决算总表: its totals are the appropriation's, not the department's
OF_A_FUND = re.compile(r"(?:财政拨款|政府性基金|国有资本经营).{0,20}(?:表|情况)")
# （续表）   续上表   接上页
CONTINUED = re.compile(r"\(?(?:续|接)上?[表页][一二三四五六七八九十\d]*\)?")
# - 3 -   第3页
ABOUT_PAGE = re.compile(r"[-—\s]*第?\d{1,3}页?[-—\s]*")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
SENTENCE = re.compile(r"[。；;]")
WHOLE_REPORT = re.compile(r"整体支出|绩效|自评")
MARKED = re.compile(r"情况|[表篇](?:\(|$)")
WITH_OTHERS = re.compile(r"[及和、与]其他|等")
OF_EVERYTHING = re.compile(r"整体支出|资金(?:总额|情况)|预算执行情况")
PROJECTS = "project_expenditure"
# 重点项目支出情况表: not all of them
SOME = re.compile(r"重点|部分|主要|重大|其他|单个|典型|上级|中央|省级|抽查|抽样|[Tt][Oo][Pp]")
# 项目支出绩效自评表, 项目绩效目标自评表
OF_A_PROJECT = re.compile(r"项目(?:支出|资金|经费)?(?:绩效)?(?:目标)?自评表")
RATE_ENDING = re.compile(r"(?:完成)?(?:情况|统计)?表?(?:\(%\))?$")
REACH = 3
LONGEST = 60


def above(background: Background, before: Sequence[Passage]) -> list[str]:
    """The short paragraphs right above a table, nearest first."""
    texts = [view(background.text, passage.start, passage.end).text for passage in reversed(before[-2 * REACH :])]
    found: list[str] = []
    for text in texts:
        if sum(not _is_neutral(said) for said in found) == REACH:
            break
        found.append(text)
    return [text for text in found if len(text) <= LONGEST]


def _is_neutral(text: str) -> bool:
    return bool(NEUTRAL.fullmatch(_body(text)))


def _body(caption: str) -> str:
    """A caption without who filled in what when."""
    return bare(ABOUT_FILING.sub("", ABOUT_UNITS.sub("", caption)))


def is_continuation(background: Background, before: Sequence[Passage]) -> bool:
    """Whether a table goes on with the one above: nothing between them, or （续表）."""
    texts = [view(background.text, passage.start, passage.end).text for passage in before]
    return all(CONTINUED.fullmatch(text) or ABOUT_PAGE.fullmatch(text) for text in texts)


def surroundings(background: Background, captions: Sequence[str], beginning: str) -> Surroundings:
    """What the captions of a table say; `beginning` are the words of its first rows."""
    around = Surroundings(
        background,
        money_unit=background.money_unit,
        is_three_public=background.topic == "three_public",
        topic=background.topic,
    )
    for caption in reversed(captions):
        around = under(around, caption)
    unit = next((found["unit"] for caption in captions if (found := UNIT.search(caption))), "")
    if not unit and (found := UNIT.search(beginning)):
        unit = found["unit"]
    is_three_public = around.is_three_public or any(is_of_three_public(caption) for caption in captions)
    return replace(around, money_unit=unit or around.money_unit, is_three_public=is_three_public)


def under(around: Surroundings, caption: str) -> Surroundings:
    """The same surroundings below one more caption; one that only names the unit changes nothing else."""
    unit = UNIT.search(caption)
    money_unit = unit["unit"] if unit else around.money_unit
    body = _body(caption)
    if NEUTRAL.fullmatch(body) or SENTENCE.search(body):
        return replace(around, money_unit=money_unit)
    meaning = read_name(body)
    if meaning.is_only_scope:
        return replace(around, money_unit=money_unit, scope=meaning.scope)
    years = set(YEAR.findall(body))
    topic = topic_of(body)
    rate = _rate(body)
    return replace(
        around,
        money_unit=money_unit,
        topic=topic,
        rate=rate,
        is_of_a_project=is_of_a_project(body),
        is_of_everything=bool(OF_EVERYTHING.search(body)),
        scope="",
        stage="budget" if OF_A_BUDGET.search(body) and not NOT_OF_A_BUDGET.search(body) else "",
        year=int(years.pop()) if len(years) == 1 else around.year,
        is_three_public=is_of_three_public(body) or around.background.topic == "three_public",
        is_of_a_fund=(bool(OF_A_FUND.search(body)) or _names_money(body)) and "三公" not in body,
    )


def _names_money(caption: str) -> bool:
    """乡村振兴专项资金收支情况表: money with a name of its own, and nothing of the department's."""
    run = lexicon().tokens(caption)
    named = {name for token in run for name in token.word.names}
    return any(token.says("named_money") for token in run) and not named - WEAK


def is_caption(text: str) -> bool:
    """Whether words alone in a row are about the rows below; 公务接待费 alone is a row without values."""
    is_marked = LEADING.match(text) or UNIT.search(text) or MARKED.search(text)
    return bool(is_marked) or not read_name(text).measures


def is_of_three_public(caption: str) -> bool:
    """Whether a bare total below is that of the three public expenses: not where 会议费 or 其他经费 are with them."""
    if "三公" not in caption or WITH_OTHERS.search(caption):
        return False
    strong = {token.word.names[0] for token in lexicon().tokens(caption) if token.word.names} - WEAK
    return strong <= THREE_PUBLIC


def is_of_a_project(caption: str) -> bool:
    """项目支出绩效自评表; not 部门整体支出和项目支出绩效自评表."""
    return bool(OF_A_PROJECT.search(caption)) and "整体" not in caption


def topic_of(caption: str) -> str:
    """The one amount that a caption names; the report's own title names none."""
    if WHOLE_REPORT.search(caption):
        return ""
    run = lexicon().tokens(caption)
    if any(token.says("named_money", "others") for token in run):
        return ""
    named = {_amount(token.word.names) for token in run if token.word.names}
    strong = named - WEAK
    chosen = strong or named
    topic = chosen.pop() if len(chosen) == 1 else ""
    return "" if topic == PROJECTS and SOME.search(caption) else topic


def _rate(caption: str) -> str:
    """执行率, 2.预算完成率情况: the rate that everything below is."""
    said = [token for token in lexicon().tokens(RATE_ENDING.sub("", caption)) if token.kind not in ("year", "date")]
    if len(said) != 1 or not (said[0].word.shorts or said[0].word.names):
        return ""
    measures = vocabulary.load().measures
    is_rate = all(measures[name].kind == "rate" for name in said[0].word.names)
    return said[0].text if is_rate else ""


def _amount(names: Sequence[str]) -> str:
    """专项预算项目 is money where a table is about it, and a count in a sentence."""
    measures = vocabulary.load().measures
    return next((name for name in names if measures[name].kind == "amount"), names[0])
