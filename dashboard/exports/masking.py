"""Persons in quoted sentences: a sentence comes in, the same without what identifies a person goes out.

That is replaced by what it was: 联系人：〔姓名〕，电话〔电话〕. Departments, titles and figures stay. The rules go by
the words around a name, so one that stands alone in running text, without title or label, is not recognised.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

NAME, PHONE, MAIL, IDENTITY, ACCOUNT = "〔姓名〕", "〔电话〕", "〔邮箱〕", "〔证件号〕", "〔账号〕"

_KNOWN = tomllib.loads(Path(__file__).with_name("persons.toml").read_text(encoding="utf-8"))
SURNAMES, DOUBLE = "".join(_KNOWN["surnames"].split()), "|".join(_KNOWN["double"].split())
WORDS, BODY_ENDS = frozenset(_KNOWN["words"].split()), _KNOWN["body_ends"]

# Labels whose characters are set apart to fill a line: 组　长 · 联 系 人
_APART = "|".join(
    r"[\s　]{0,4}".join(label)
    for label in (
        "组长",
        "组员",
        "成员",
        "联系人",
        "填报人",
        "填表人",
        "负责人",
        "审核人",
        "经办人",
        "制表人",
        "姓名",
        "签字",
        "签名",
    )
)
DUTIES = (
    f"(?:{_APART}|"
    "(?:单位|部门|项目|财务|主要|预算|评价|绩效|分管|主管|第一|直接|科室|机构|企业|资金|工作|业务)*(?:负责人|责任人|领导)|法定代表人|法人代表|法人|"
    "(?:业务|项目|财务|绩效|工作|单位)?(?:联系人|联络人|联络员|经办人|经办|承办人)|(?:填报|填表|填写|填制|报送|制表|编制|编报|上报|审核|复核|审批|审定|审查|"
    "校对|核对|签发|批准|撰稿|撰写|起草|评价|自评|评审|调查|统计|录入|申报|申请|记录|监督|验收|会计|出纳)人员?|制表|审核|复核|会计主管|财务主管|会计|出纳|"
    "评价人员|评价专家|专家|主评人|(?:评价|领导|工作|评审)?小?组?(?:常务)?副?组长|组员|成员|签字|签名|签章|签字人|签名人|姓名)"
)
TITLES = (
    "(?:党组|党委|党总支|党支部|支部|工委)?(?:常务)?副?(?:书记|局长|主任|处长|科长|股长|部长|院长|校长|馆长|站长|所长|队长|厅长|县长|区长|市长|镇长|"
    "乡长|主席|会长|秘书长|总会计师|总工程师|调研员|主任科员|巡视员|纪检组长|组长|检察长|庭长|司长|行长|社长|台长|园长|经理|董事长)"
)
MARKS = r"(?:[（(](?:签字|签名|签章|盖章|公章|签字或盖章|签字、盖章|签字/盖章|手写|签)[）)])"
GAP = r"[\s:：│|_＿　]*"
COLON = rf"\s*(?:{MARKS}\s*)?[:：│|]{GAP}(?:{MARKS}{GAP})?"
LOOSE = rf"(?:\s*{MARKS})?[\s　│|]+"
# 任科长 is to become one, 联系电话 the next label.
NO_NAME = rf"(?!任?(?:{DUTIES}|{TITLES})|任副|联系|联络|电话|手机|传真|邮箱|职务|日期|时间)"
PERSON = (
    rf"(?:{NO_NAME}(?:(?:{DOUBLE})[ 　]?[一-鿿][ 　]?[一-鿿]?|[{SURNAMES}][ 　]{{0,2}}[一-鿿](?:[ 　]{{0,2}}[一-鿿])?))"
)
# After a colon a rare family name is one too, and a name of another people: 阿依古丽·买买提.
STRANGER = rf"{NO_NAME}[一-鿿](?:(?:[ 　]?[一-鿿]){{1,2}}|[一-鿿]{{1,5}}·[一-鿿]{{1,6}})"
# What may follow a name: no further character of a word, or the next label.
END = (
    rf"(?=$|[^一-鿿]|(?:联系|办公|手机|固定)?(?:电话|传真|手机|邮箱|邮编|职务|职称|日期|填报|填表|时间|身份证|签字|盖章)|同志|先生|女士|{DUTIES}{GAP}|"
    r"任|担任|为组长|为副组长|主持|带队|牵头|兼任|年[ 　]|[女男](?:，|,)|等\d|等[一二三四五六七八九十]|等同志|等人)"
)
NEXT = rf"{PERSON}{END}"
BETWEEN = r"[、，,;；/\s　和及与]{1,3}"

# 440803197001011234 · 440803700101123
_IDENTITY = re.compile(
    r"(?<![\d.])(?:[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]|"
    r"(?<=[证号码:： ])[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?![\d.])"
)
# zhang.san@example.gov.cn · 12345＠qq.com
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_AFTER_NUMBER = r"(?![\d,，]*(?:\.\d|\d)|\s*(?:元|万|亿|千|百|人|个|件|户|平方|公里|亩|吨|%|％))"
# 13812345678 · 138 1234 5678 · 138-1234-5678 · +86 138…
_MOBILE = re.compile(rf"(?<![\d.,])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{{4}}[- ]?\d{{4}}{_AFTER_NUMBER}")
# 0759-3366999 · （0759）3366999 · 010-88888888-8001 · 0759 3366999
_LANDLINE = re.compile(r"(?<![\d.])(?:[（(]0\d{2,3}[）)]\s?|0\d{2,3}[-－—–\s])\d{7,8}(?:[-－—–转]\d{1,6})?(?!\d)")
# 联系电话：3366999 · 传真 3366888 · 电话│3366999、3366888
_CALLED = re.compile(
    rf"(?P<label>(?:电话号码|电话|传真|手机号码?|手机|座机|热线|Tel|TEL|tel|Fax|FAX){GAP}\.?{GAP})"
    rf"(?P<number>\d[\d\-－—– ]{{5,16}}\d(?:[、/，,]\s*\d[\d\-－—– ]{{5,16}}\d)*){_AFTER_NUMBER}"
)
# QQ：123456 · 微信号：abc_123 · 银行账号：6222…
_ACCOUNT = re.compile(
    rf"(?P<label>(?:QQ号?|qq号?|微信号?|(?:银行)?账号|(?:银行)?帐号|卡号|护照号码?|工号|身份证号码?|证件号码?){COLON})"
    r"(?P<number>[A-Za-z0-9_][A-Za-z0-9_ -]{4,24}[A-Za-z0-9_])"
)
# 联系人：张三 · 单位负责人（签字）： 李四　 · 成员：王五、赵六、孙七
_LABELLED = re.compile(rf"(?P<label>{DUTIES}{COLON})(?P<names>(?:{PERSON}|{STRANGER}){END}(?:{BETWEEN}{NEXT})*)")
# 填报人 张三 · 局长 李四 · 组长\n\t王五
_SPACED = re.compile(rf"(?P<label>(?:{DUTIES}|{TITLES}){LOOSE})(?P<names>{PERSON}{END}(?:{BETWEEN}{NEXT})*)")
# 局长：张三 · 组长由局长张三担任 · 副局长李四、王五
_TITLED = re.compile(rf"(?P<label>{TITLES}{GAP}|{DUTIES}(?=[一-鿿]))(?P<names>{PERSON}{END}(?:、{NEXT})*)")
# 张三同志 · 李四先生 · 张三（签字）
_ADDRESSED = re.compile(
    rf"(?P<label>^|[^一-鿿]|[由请经与和向为对给是让])(?P<names>{PERSON}(?:、{PERSON})*)(?=同志|先生|女士|等同志|{MARKS})"
)
_ONE = re.compile(rf"{PERSON}|{STRANGER}")


def masked(sentence: str) -> str:
    """A sentence without what identifies a person; doing it again changes nothing."""
    for pattern, word in ((_MAIL, MAIL), (_IDENTITY, IDENTITY), (_MOBILE, PHONE), (_LANDLINE, PHONE)):
        sentence = pattern.sub(word, sentence)
    for pattern, word in ((_CALLED, PHONE), (_ACCOUNT, ACCOUNT)):
        sentence = pattern.sub(rf"\g<label>{word}", sentence)
    for pattern in (_LABELLED, _SPACED, _TITLED, _ADDRESSED):
        sentence = pattern.sub(_without_names, sentence)
    return sentence


def masked_cell(value: Any) -> Any:
    """The same for a cell, which may be empty or no words at all."""
    return masked(value) if isinstance(value, str) else value


def _without_names(found: re.Match[str]) -> str:
    return found["label"] + _ONE.sub(lambda one: one[0] if _is_no_name(one[0]) else NAME, found["names"])


def _is_no_name(word: str) -> bool:
    """Whether it is a word or a body: 高度 · 财政局 · 办公室."""
    plain = re.sub(r"\s", "", word)
    return plain in WORDS or plain[:2] in WORDS or plain[-1] in BODY_ENDS
