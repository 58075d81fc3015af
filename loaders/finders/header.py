"""Who reports on which year: department, jurisdiction, fiscal year, filing date, kind and scope of the report."""

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

from loaders.finders.view import view, views

HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
# 评价单位：湛江市人民政府驻北京联络处本级    单位名称 | 砚溪区科学技术协会
NAMED = re.compile(
    r"(?:评价单位|部门名称|单位名称|预算部门单位|部门\(单位\)名称|填报单位|单位|部门)(?:\(公章\)|\(盖章\))?[:|]"
    r"(?P<name>[^|:。,，\n]{3,40}?)(?:\||$|\n|联系|填报|填表|评价|年度|日期|金额|电话|\s)"
)
# 部门名称 / 芷汀县农业农村局: cells one a line
NAME_LABEL = re.compile(
    r"(?:(?:预算)?(?:部门|单位)(?:名称)?|部门\(单位\)名称|填报单位|评价单位)(?:\(公章\)|\(盖章\))?:?"
)
# 党政办公室2023年度整体支出绩效自评报告   2021年度沂浦县水利局部门决算   禾泽县统计局收支对比表（2022年度）
TITLE = re.compile(
    r"(?:第.{1,3}部分)?(?:关于)?(?:中华人民共和国)?(?:20\d\d年度?)?"
    r"(?P<name>(?:[^\d\s。，,;:：、()《》“”\"|]|\d+(?![\d年])){2,30}"
    r"(?:[局部办委处馆会站校院所队社厅台室镇乡联心行园司组店府场团]|[中小大]学|街道)"
    r"(?:\((?:[^()]{0,6}(?:汇总|合并)|本级|机关|本部)\)|本级)?)"
    r"(?=\(?(?:20\d\d|二[〇○零0]..)年|关于|(?:部门|单位)?整体|(?:部门)?[预决]算|绩效|收支|[“\"]?三公|近[两三]年|经费"
    r"|财政资金|财政拨款|政府采购|资产管理|结转结余|自评|支出)"
)
# 民政局（部门汇总）   水利局本级
SCOPED = re.compile(r"\((?:[^()]{0,6}(?:汇总|合并)|本级|机关|本部)\)$|\(?(?:本级|机关|汇总)\)?$")
# 我局2022年收入预算   根据市财政局关于……的通知
NO_NAME = re.compile(r"[我本该]|根据|按照|依据|为|经|截[至止]")
ABOUT = re.compile(r"自评|决算|三公|绩效|预算|公开|支出|经费")
# 2023年度整体支出绩效自评报告   2021年度“三公”经费公开
TITLED_YEAR = re.compile(
    r"(?P<year>20\d\d)年(?:度)?(?:一般公共预算|财政拨款|部门|单位|市级|县级|项目)*(?:.{0,30}自评|.{0,30}绩效|整体|绩效|[预决]算(?!数)|三公|收支|收入支出|预算支出|项目资金)"
)
# 整体支出绩效自评表（2021年度）   （2021年度）
YEAR_BEHIND = re.compile(r"(?:(?:自评|绩效|评价|决算|支出)[^\d]{0,10}|^)\((?P<year>20\d\d)(?:年度?)?\)$")
# 评价年度：2021   评价年度 / 2021   砚溪区科协年度：2021
OF_YEAR = re.compile(
    r"(?:(?:评价|报告|自评|预算|所属|填报|统计|数据|会计)年度[:：|]?|(?:^|\||[局委办会院校站所队镇处心])年度[:：|])\n?(20\d\d)(?!\d)",
    re.M,
)
# 统计期间：2021年1月1日—2021年12月31日
OF_PERIOD = re.compile(r"(?:期间?|时段|区间)[:：|]?\n?(20\d\d)年1月1日?[-—至~]{1,2}(?:\1年)?12月(?:31日|底)?")
YEAR = re.compile(r"(20\d\d)年(?:度)?")
# 2022年末实有   2022年度收入合计: a year that is over
ACTUAL_YEAR = re.compile(r"(?<![与比较])(20\d\d)年度?(?:末|底|总?收入|总?支出|决算|全年|实际)(?!预算)")
FILED = re.compile(r"(?:填报|填表|报告|编制|上报)(?:日期|时间)[:：]?(20\d\d)年(\d{1,2})月(\d{1,2})日")
# 部门整体支出绩效自评表（2021年度）   绩效评价基础数据表
FORM = re.compile(r"[^附]表(?:\(.*\))?$")
CLOSING_DATE = re.compile(r"^(20\d\d)年(\d{1,2})月(\d{1,2})日$")
ORGANISATION = re.compile(r"(?:[局部办委处馆会站校院所队社厅台室镇乡联中心行园司组店区县市府场团]|[中小大]学|街道)$")
# 湛江市   广东省湛江市   聊城市, but not 城市管理局   临汐市经济开发区   内蒙古自治区锡林郭勒盟   澜沅州
CITY = r"市(?![区场])(?!(?<=城市)(?:管理|建设|规划|综合|更新|执法|投资|服务|照明|绿化|园林|环境))"
REGION = re.compile(
    rf"^(?:中共)?(?P<region>(?:[^省市县区]{{2,6}}(?:省|自治区))?(?:[^省市县区]{{1,12}}?(?:{CITY}|自治州|盟|(?<=..)州(?!市)))?"
    r"(?:[^省市县]{1,10}?(?:经济开发区|高新区|开发区|新区|(?<![地社景园校辖])区(?!域))"
    rf"|[^省市县区]{{1,8}}?(?:县|旗|{CITY})|[^省市县区]{{1,3}}市区)?)(?=\S{{2,}})"
)
Kind = Literal["self_evaluation", "self_evaluation_form", "final_accounts", "three_public_note", "unknown"]
Scope = Literal["", "own", "consolidated"]


# 2019年预算、2018年决算: the accounts are what there is to judge
BUDGET_AND_ACCOUNTS = re.compile(r"(?P<plan>20\d\d)年度?(?:部门)?预算[^。\d]{0,8}(?P<year>20\d\d)年度?(?:部门)?决算")


@dataclass(frozen=True)
class Header:
    department: str = ""
    jurisdiction: str = ""
    fiscal_year: int | None = None
    filed_on: date | None = None
    kind: Kind = "unknown"
    scope: Scope = ""
    title: str = ""
    is_plan: bool = False  # a budget for the year to come: its amounts are budgets


def find(text: str) -> Header:
    """The header of a report; what the text does not settle stays empty."""
    parted = text.replace("\t", "|")  # cells
    lines = [seen.text.strip("|#") for seen in views(parted, _lines(text))]
    lines = [line for line in lines if line]
    opening = lines[:12]
    title = next(
        (line for line in opening if ABOUT.search(line) and len(line) <= 60 and "。" not in line),
        opening[0] if opening else "",
    )
    name = _department(lines, opening)
    scope: Scope = (
        "own"
        if re.search(r"(?:本级|\(机关\)|机关本级)$", name)
        else "consolidated"
        if "汇总" in "".join(opening[:3])
        else ""
    )
    department = SCOPED.sub("", name)
    return Header(
        department=department,
        jurisdiction=_jurisdiction(department),
        fiscal_year=_fiscal_year([_arabic(line) for line in lines], text),
        filed_on=_filed_on(lines),
        kind=_kind(title, text),
        scope=scope,
        title=title,
        is_plan=bool(re.search(r"预算(?:20\d\d年度?)?(?:安排)?(?:有关|相关)?(?:说明|公开|情况|编制|$)", title))
        and not re.search("决算|自评|绩效", title),
    )


def _arabic(line: str) -> str:
    """二〇二一年度 as 2021年度."""
    return re.sub(r"二[〇○零0][〇○零0一二三四五六七八九]{2}(?=年)", lambda found: found[0].translate(HAN_DIGITS), line)


def _lines(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _department(lines: list[str], opening: list[str]) -> str:
    for line in opening:
        found = NAMED.search(line + "\n")
        if found and ORGANISATION.search(SCOPED.sub("", found["name"])):
            return found["name"]
    for label, line in itertools.pairwise(opening):
        if NAME_LABEL.fullmatch(label) and ORGANISATION.search(line) and len(line) <= 40:
            return line
    titled = [line for line in lines if len(line) <= 60 and "。" not in line and "《" not in line]
    about = itertools.islice((line for line in titled if ABOUT.search(line)), 12)
    for line in itertools.chain(titled[:12], about):
        found = TITLE.match(line)
        if found and not NO_NAME.match(found["name"]):
            return found["name"]
    for previous, line in itertools.pairwise(lines):
        if (
            len(line) <= 40
            and ABOUT.search(line)
            and re.search(r"20\d\d年|报告|自评", line)
            and ORGANISATION.search(SCOPED.sub("", previous))
            and len(previous) <= 25
        ):
            return re.sub(r"^\|", "", previous)
    return ""


def _jurisdiction(department: str) -> str:
    region = REGION.match(department)
    return region["region"] if region else ""


def _fiscal_year(lines: list[str], text: str) -> int | None:
    opening = "\n".join(lines[:30])
    if evaluated := OF_YEAR.search(opening) or OF_PERIOD.search(opening):
        return int(evaluated[1])
    for line in lines[:12]:
        found = YEAR_BEHIND.search(line) if len(line) <= 60 else None
        if found and not TITLED_YEAR.search(line) and not re.search("《|通知|根据|。", line):
            return int(found["year"])
        if TITLED_YEAR.search(line):
            break
    for line in lines[:4]:
        found = BUDGET_AND_ACCOUNTS.search(line) if "|" not in line else None
        if found and int(found["year"]) < int(found["plan"]):
            return int(found["year"])
    for line in lines:
        found = TITLED_YEAR.search(line) if len(line) <= 60 else None
        if found and not re.search("《|通知|根据|。", line):
            return int(found["year"])
    for line in lines[:12]:
        found = YEAR.search(line)
        if found and len(line) <= 30 and not re.search(r"《|通知|[预决]算数|月", line):
            return int(found[1])
    squeezed = view(text, 0, len(text)).text
    if found := TITLED_YEAR.search(squeezed[:60]) if len(lines) == 1 else None:
        return int(found["year"])
    if told := Counter(ACTUAL_YEAR.findall(squeezed)):
        return int(max(told, key=lambda year: (told[year], year)))
    if titled := Counter(found["year"] for found in TITLED_YEAR.finditer(squeezed)):
        return int(max(titled, key=lambda year: (titled[year], year)))
    counted = Counter(YEAR.findall(re.sub(r"《.*?》|\(.{0,12}?号\)|\d{4}年\d{1,2}月\d{1,2}日", "", squeezed)))
    return int(max(counted, key=lambda year: (counted[year], year))) if counted else None


def _filed_on(lines: list[str]) -> date | None:
    for line in lines:
        if found := FILED.search(line):
            return _date(found)
    for line in reversed(lines[-4:]):
        if found := CLOSING_DATE.match(line):
            return _date(found)
    return None


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _kind(title: str, text: str) -> Kind:
    if re.search(r"自评|绩效|整体支出评", title) and not re.search(r"[预决]算.{0,4}(?:公开|说明|情况|绩效)", title):
        return "self_evaluation_form" if FORM.search(title) else "self_evaluation"
    if re.search(r"三公", title):
        return "three_public_note"
    if re.search(r"决算", title):  # 部门决算及绩效自评公开说明 is both, and counts as the rarer one
        return "self_evaluation" if "自评" in title else "final_accounts"
    return "self_evaluation" if re.search(r"绩效自评|自评得分|自评报告", text) else "unknown"
