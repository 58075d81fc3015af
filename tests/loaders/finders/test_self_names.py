"""What a report calls its department, and who else speaks in it."""

import re

import pytest

from tests.loaders.reading import report

TITLE = "中共湛江市委组织部2020年度部门整体支出绩效自评报告\n\n"

FOUND = {
    "自称，各记一次": (
        "我部严格执行预算。我部定期通报。我委成立自评小组。",
        {("self", "我部", 2), ("self", "我委", 1)},
    ),
    "本字在句首或虚词之后": ("本局按时公开，由本局负责。", {("self", "本局", 2)}),
    "我市我省不是自称": ("我市经济平稳，我省、我国、我县、我区也一样。", set()),
    "别的词": ("基本办公条件改善，本办法自发布之日起施行，成本中心、本会计年度、我办理的事项、自我局限。", set()),
    "书名号里是别人的话": ("根据《我校财务管理办法》执行。", set()),
    "别的单位当主语": ("保护区建立了健全的资金管理办法。", {("body", "保护区", 1)}),
    "句首的成绩可以是别人的": ("学校获得省级表彰。社区不断完善服务设施。", set()),
    "句中管钱的分句": ("为保证质量，医院建立了项目资金台账。", {("body", "医院", 1)}),
    "句中不管钱的分句": ("检查以后，医院建立了值班制度。", set()),
    "有定语的不是口吻": ("各学校严格落实责任。指导公司建立台账。市第一医院不断优化流程。", set()),
    "别的部门自评": ("雷州市水务局成立自评工作小组。", {("department", "雷州市水务局", 1)}),
    "财政局说的是大家": ("湛江市财政局开展自评工作部署。徐闻县财政局部门预算批复下达。", set()),
    "本部门自己的全称": ("湛江市委组织部成立自评工作小组。", set()),
}


@pytest.mark.parametrize(("text", "wanted"), FOUND.values(), ids=FOUND.keys())
def test_who_speaks(text: str, wanted: set[tuple[str, str, int]]) -> None:
    assert {(name.kind, name.name, name.mentions) for name in report(text, TITLE).self_names} == wanted


def test_a_body_that_the_report_speaks_of_elsewhere_too() -> None:
    (name,) = report("学校坚持勤俭办学。教育经费拨付各学校。", TITLE).self_names
    assert (name.mentions, name.other_mentions) == (1, 1)


def test_the_evidence_is_the_clause() -> None:
    (name,) = report("一、概况\n按要求完成了工作，我委成立自评工作小组共13人，人数符合规定。\n", TITLE).self_names
    assert name.place.evidence == "我委成立自评工作小组共13人"


@pytest.mark.parametrize(
    ("word", "fitting", "foreign"),
    [
        ("我委", "市发展和改革委员会", "中共湛江市委组织部"),
        ("我局", "市教育局（本级）", "市教育局勘察中心"),
        ("我办", "市人民政府驻北京联络处", "市水利局"),
        ("我街道", "城东街道办事处", "城东镇人民政府"),
        ("本单位", "市水利局", ""),
    ],
)
def test_which_names_it_fits(word: str, fitting: str, foreign: str) -> None:
    (name,) = report(f"{word}严格执行预算。", TITLE).self_names
    assert re.search(name.fits, fitting)
    assert not foreign or not re.search(name.fits, foreign)
