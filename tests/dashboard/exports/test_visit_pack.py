"""The 核查包 holds what a visit needs, whatever the findings are."""

import io
from pathlib import Path

import docx
from docx.oxml.ns import qn

import queries
from dashboard.exports.visit_pack import visit_pack
from dashboard.workbench import visits
from dashboard.workbench.visits import EVERY, Lead, Visit
from tests.dashboard.exports.office import needs_office, pages
from tests.dashboard.exports.test_draw_record import words

GUIDES = visits.read()
SNAPSHOT = "snapshot-20261126T010203Z-7"
LEADS = (
    Lead("spending_exceeds_budget", "支出超预算", "疑点", "高", "支出决算 4276.91万元，为年初预算 3830.11万元的 111.67%", ("全年支出合计4276.91万元", "年初预算3830.11万元")),
    Lead("conflicting_figures", "同一数字前后不一", "疑点", "中", "收入预算写作 3830.11 和 3864.89万元", ("收入预算\n3830.11万元\x07",)),
    Lead("conflicting_figures", "同一数字前后不一", "存疑", "低", "职工人数写作 12 和 13", ()),
)  # fmt: skip
VISIT = Visit("市林业局", "广东省湛江市", 2020, "000.docx", LEADS)
NOTHING = Visit("市水务局", "广东省湛江市", 2020, "001.docx", ())


def said(*targets: Visit, is_blind: bool = False) -> str:
    return words(docx.Document(io.BytesIO(visit_pack(targets, GUIDES, SNAPSHOT, is_blind=is_blind))))


def test_it_holds_findings_sentences_questions_papers_vouchers_and_days() -> None:
    pack = said(VISIT)

    for part in (
        "市林业局 2020 年度",
        "预计 2 人天",
        "疑点·高",
        "为年初预算 3830.11万元的 111.67%",
        "“全年支出合计4276.91万元”",
        "“收入预算 3830.11万元”",
        SNAPSHOT,
        "风险提示",
    ):
        assert part in pack, part
    for check in ("spending_exceeds_budget", "conflicting_figures", EVERY):
        guide = GUIDES[check]
        assert all(entry in pack for entry in (*guide.questions, *guide.papers, *guide.vouchers)), check
    assert pack.count("现场要问：") == 2, "once a check"


def test_a_target_drawn_at_random_may_have_no_finding() -> None:
    pack = said(NOTHING)
    assert "没有发现疑点" in pack and GUIDES[EVERY].questions[0] in pack and "预计 0.5 人天" in pack


def test_blind_mode_hides_how_grave_it_is() -> None:
    pack = said(VISIT, is_blind=True)
    assert "·高" not in pack and "疑点·" not in pack
    assert pack.index("同一数字前后不一") < pack.index("支出超预算"), "by name, not the gravest first"


def test_every_check_that_is_built_can_be_followed_up() -> None:
    checks = [view for view in queries.views() if view.schema == "checks" and view.name != queries.FINDINGS]
    leads = tuple(Lead(view.stem, view.label, "疑点", "高", f"{view.label}一例", ("原句",)) for view in checks)
    pack = said(Visit("市林业局", "广东省湛江市", 2020, "000.docx", leads))
    assert pack.count("现场要问：") == len(checks)


def test_a_check_without_a_guide_is_still_listed() -> None:
    lead = Lead("a_check_of_tomorrow", "明天的检查", "疑点", "高", "说不清", ("很长" * 400,))
    pack = said(Visit("市林业局", "广东省湛江市", 2020, "000.docx", (lead,)))
    assert "1. 明天的检查" in pack and "……”" in pack


def test_many_sentences_are_cut_and_said_to_be() -> None:
    lead = Lead(
        "soft_target", "目标过软", "疑点", "中", "二十条目标", tuple(f"目标{number}达到80%以上" for number in range(20))
    )
    assert "另有 14 处原句" in said(Visit("市林业局", "广东省湛江市", 2020, "000.docx", (lead,)))


def test_chinese_has_a_font_of_its_own() -> None:
    document = docx.Document(io.BytesIO(visit_pack([VISIT], GUIDES, SNAPSHOT)))
    for paragraph in document.paragraphs:
        assert paragraph.style.element.rPr.rFonts.get(qn("w:eastAsia")) in ("宋体", "黑体")  # type: ignore[union-attr]


@needs_office
def test_each_target_begins_on_a_page_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "核查包.docx"
    path.write_bytes(visit_pack([VISIT, NOTHING], GUIDES, SNAPSHOT))

    printed = pages(path, tmp_path / "pdf")
    begins = [number for number, text in enumerate(printed) if "年度绩效自评现场核查包" in text]
    assert len(begins) == 2 and begins[0] == 0
    assert printed[begins[1]].index("市水务局") < 60
    assert len(printed) <= 4
