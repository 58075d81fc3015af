"""The 核查包: targets with their findings come in, a Word document to take along goes out."""

from collections.abc import Mapping, Sequence

from docx.document import Document
from docx.enum.text import WD_BREAK

from dashboard.exports import word
from dashboard.exports.csv_table import DISCLAIMER
from dashboard.workbench.sampling import plain
from dashboard.workbench.visits import EVERY, Guide, Lead, Visit, by_check, estimated_days, listed

MOST_QUOTATIONS = 6  # of one finding
LONGEST = 300  # characters of a sentence


def visit_pack(
    targets: Sequence[Visit], guides: Mapping[str, Guide], snapshot: str, *, is_blind: bool = False
) -> bytes:
    """A Word document. In blind mode neither says how grave a finding is, nor are the gravest first."""
    document = word.blank(10.5, 2.0, footer=f"{DISCLAIMER}　数据快照：{snapshot}")
    for number, visit in enumerate(targets):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _target(document, visit, guides, is_blind)
    return word.saved(document)


def _target(document: Document, visit: Visit, guides: Mapping[str, Guide], is_blind: bool) -> None:
    leads = sorted(visit.leads, key=lambda lead: (lead.check_label, lead.detail)) if is_blind else visit.leads
    groups = by_check(leads)
    days = estimated_days([lead.check_name for lead in leads], guides)
    word.title(document, f"{visit.department} {visit.fiscal_year} 年度绩效自评现场核查包")
    word.paragraph(document, f"地区：{visit.jurisdiction}　　报告：{visit.source}　　预计 {plain(days)} 人天")
    word.paragraph(document, "核查组成员：　　　　　　　　　　　　　　　　核查日期：　　　年　　月　　日至　　月　　日")
    word.paragraph(document, f"{DISCLAIMER}：下列疑点由程序比对报告得出，须经现场核实。", color=word.GREY)
    word.heading(document, "一、待核事项")
    if leads:
        _overview(document, leads, is_blind)
    else:
        word.paragraph(document, "程序没有发现疑点；按“三、每次核查都要做的”抽查，同样要填复核表。")
    word.heading(document, "二、逐项核查")
    for number, (check, mine) in enumerate(groups.items(), start=1):
        _check(document, number, mine, guides.get(check))
    if not groups:
        word.paragraph(document, "无。")
    word.heading(document, "三、每次核查都要做的")
    _boxes(document, guides[EVERY].questions)
    word.heading(document, "四、请部门提供的资料")
    _receipts(document, listed(groups, guides, "papers"))
    word.heading(document, "五、抽查凭证")
    _boxes(document, listed(groups, guides, "vouchers"))
    word.signatures(document, "核查人（签字）", "被核查单位经办人（签字）", "日期")


def _overview(document: Document, leads: Sequence[Lead], is_blind: bool) -> None:
    rows = [
        [
            str(number),
            lead.check_label,
            lead.outcome_name if is_blind else f"{lead.outcome_name}·{lead.severity_name}",
            lead.detail,
        ]
        for number, lead in enumerate(leads, start=1)
    ]
    word.table(document, ("序号", "检查", "结论", "内容"), rows, (1.2, 3.4, 2.2, 10.2), 9)


def _check(document: Document, number: int, leads: Sequence[Lead], guide: Guide | None) -> None:
    word.heading(document, f"{number}. {leads[0].check_label}", 2)
    for lead in leads:
        word.paragraph(document, f"疑点：{lead.detail}", is_bold=True)
        for words in lead.quotations[:MOST_QUOTATIONS]:
            word.paragraph(document, f"报告原句：“{_shortened(words)}”", indent_cm=0.8)
        if len(lead.quotations) > MOST_QUOTATIONS:
            word.paragraph(document, f"另有 {len(lead.quotations) - MOST_QUOTATIONS} 处原句，见仪表盘。")
    if guide is not None:
        word.paragraph(document, "现场要问：", is_bold=True)
        _boxes(document, guide.questions)
        word.paragraph(document, f"资料：{'；'.join(guide.papers)}。")
        word.paragraph(document, f"凭证：{'；'.join(guide.vouchers)}。")
    word.paragraph(document, "核查结果：□ 属实　□ 不属实　□ 待补证　　影响得分：　　　分　　对应底稿：")
    word.paragraph(document, "说明：")
    word.paragraph(document, "")


def _boxes(document: Document, entries: Sequence[str]) -> None:
    for entry in entries:
        word.paragraph(document, f"□ {entry}", indent_cm=0.4)


def _receipts(document: Document, papers: Sequence[str]) -> None:
    rows = [[str(number), paper, "", ""] for number, paper in enumerate(papers, start=1)]
    word.table(document, ("序号", "资料", "已收", "缺少的说明"), rows, (1.2, 10.2, 1.4, 4.2), 9)


def _shortened(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}……"
