"""The 抽取记录: a draw that was kept comes in, a page to sign goes out, with all that it takes to draw it again."""

from collections import Counter
from decimal import Decimal

from dashboard import formats
from dashboard.exports import word
from dashboard.exports.csv_table import DISCLAIMER
from dashboard.workbench.draws import Kept
from dashboard.workbench.sampling import ARMS, BOTH, CERTAINTY, METHODS, RANDOM, RANDOM_ARM, RISK, Draw, Drawn, plain

COMPACT = 24  # from so many drawn units on the letters are smaller, to stay on one page
WIDTHS = (1.0, 5.6, 2.2, 1.6, 2.2, 1.7, 3.9)


def draw_record(kept: Kept, scope: str) -> bytes:
    """A Word document; `scope` says in words what the list is of: 岳阳市君山区 2020 年度，全部部门."""
    drawn = kept.draw
    size = 9.0 if len(drawn.drawn) < COMPACT else 7.5
    document = word.blank(size, 1.6, footer=f"{DISCLAIMER}　数据快照：{kept.snapshot}")
    word.title(document, f"绩效自评现场核查抽取记录（{kept.name}）")
    for words in _lines(kept, scope):
        word.paragraph(document, words)
    word.heading(document, "一、随机组的层", 2)
    word.table(document, ("层", "单位数", "抽中", "入样概率"), _strata(drawn), (8.2, 2.5, 2.5, 5.0), size - 0.5)
    word.heading(document, f"二、抽中 {len(drawn.drawn)} 个单位，预计 {plain(drawn.days_of(ARMS))} 人天", 2)
    headings = ("序号", "单位", "组别", "人天", "入样概率", "权重", "理由")
    word.table(document, headings, _rows(drawn), WIDTHS, size - 0.5)
    excluded = [
        f"{one.unit.department}（{one.unit.excluded}）" for one in drawn.units if one.unit.excluded and not one.arm
    ]
    if excluded:
        word.paragraph(document, f"不参加抽取 {len(excluded)} 个：{'；'.join(excluded)}")
    for note in drawn.notes:
        word.paragraph(document, f"注意：{note}。")
    word.signatures(document, "抽取人（签字）", "监督人（签字）", "负责人（签字）", "日期")
    return word.saved(document)


def _lines(kept: Kept, scope: str) -> list[str]:
    plan, units = kept.draw.plan, kept.draw.units
    arms = Counter(one.arm for one in units)
    excluded = sum(bool(one.unit.excluded) for one in units)
    return [
        f"范围：{scope}。抽样框 {len(units)} 个单位，其中必查 {arms[CERTAINTY]} 个，不参加抽取 {excluded} 个。",
        f"方案：可用 {plain(plan.days)} 人天；先安排必查，余下的 {plain(plan.random_share * 100)}% 用于随机组，"
        "其余按名单从上往下（风险组）。随机组从必查以外的全部单位中抽，也可能抽到风险组的单位，查一次，两组都算。",
        f"随机组方法：{METHODS[plan.method]}。随机数为“种子＋单位编号”的 SHA-256（Ohlsson 1995 永久随机数）。",
        f"随机种子：{plan.seed}　　抽样框摘要：{kept.draw.frame_digest[:16]}　　"
        "用同一抽样框、方案和种子可重新抽出同样的结果。",
        f"抽取：{kept.author}，{formats.minute(formats.in_china(kept.made_at))}，{kept.reason}。",
    ]


def _strata(drawn: Draw) -> list[list[str]]:
    strata: dict[str, list[Drawn]] = {}
    for one in drawn.units:
        if one.random_probability:
            strata.setdefault(one.random_stratum, []).append(one)
    return [
        [name or "不分层", str(len(units)), str(sum(one.arm in RANDOM_ARM for one in units)), _range(units)]
        for name, units in sorted(strata.items())
    ] or [["没有随机组", "0", "0", ""]]


def _range(units: list[Drawn]) -> str:
    shares = sorted({_share(one.random_probability) for one in units}, key=Decimal)
    return shares[0] if len(shares) == 1 else f"{shares[0]} 至 {shares[-1]}"


def _rows(drawn: Draw) -> list[list[str]]:
    ranks = {
        one.unit.department_id: rank
        for rank, one in enumerate(
            sorted(drawn.units, key=lambda one: (-one.unit.priority, one.unit.department_id)), start=1
        )
    }
    order = [CERTAINTY, RISK, BOTH, RANDOM]
    units = sorted(drawn.drawn, key=lambda one: (order.index(one.arm), ranks[one.unit.department_id]))
    return [
        [
            str(number),
            one.unit.department,
            ARMS[one.arm],
            plain(one.unit.days),
            _share(one.probability),
            f"{one.weight:.2f}",
            _reason(one, ranks[one.unit.department_id]),
        ]
        for number, one in enumerate(units, start=1)
    ]


def _reason(one: Drawn, rank: int) -> str:
    if one.arm == CERTAINTY:
        return one.unit.must_visit
    chance = f"随机，概率 {_share(one.random_probability)}"
    return {RISK: f"名单第 {rank} 位", BOTH: f"名单第 {rank} 位；{chance}", RANDOM: chance}[one.arm]


def _share(probability: Decimal) -> str:
    return plain(round(probability, 4))
