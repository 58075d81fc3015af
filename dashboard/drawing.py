"""The draw of targets on a page: a form with the plan, and the draws that were kept, each with its record to sign."""

from functools import partial

import streamlit as st
from pandas import DataFrame

from dashboard import cards, choosing, formats, markup, visiting, warehouse
from dashboard.exports.draw_record import draw_record
from dashboard.markup import Column
from dashboard.workbench import choices, draws, priorities, sampling
from dashboard.workbench.draws import Kept
from dashboard.workbench.sampling import ARMS, METHODS, Plan
from dashboard.workbench.store import Store

STRATA = {"不分层": "", "按职能分层": "department_function", "按层级分层": "level", "按地区分层": "jurisdiction"}
METHOD_NAMES = {"按单位数比例": "proportional", "Neyman 最优分配": "neyman", "与金额成比例": "size"}


def draw_anew(store: Store, listed: DataFrame, year: int) -> None:
    """The plan of a draw; drawn and kept at once, so that nobody draws until it suits."""
    with st.form("draw", border=False):
        first, second, third = st.columns(3)
        days = first.number_input("可用人天", 0.5, 10_000.0, 60.0, 0.5, key="draw-days")
        share = second.slider("随机组占余下人天（%）", 0, 100, 40, 5, key="draw-share")
        seed = third.text_input("随机种子", placeholder="如当天公开的开奖号码", key="draw-seed")
        method = first.selectbox("随机组方法", list(METHOD_NAMES), key="draw-method")
        stratum = second.selectbox("分层", list(STRATA), index=1, key="draw-stratum")
        third.html(markup.note("先安排必查，余下人天分给随机组和风险组（名单从上往下）。"))
        author, reason, is_sent = choosing.sign("draw", f"{year} 年度绩效自评现场核查", "抽取并存档")
    if is_sent:
        plan = Plan(visiting.exact(days), seed.strip(), METHOD_NAMES[method], visiting.exact(share) / 100)

        def draw() -> None:
            estimated = visiting.days(list(listed["report_id"]))
            frame = priorities.units(listed, estimated, choices.chosen(store, year), STRATA[stratum])
            draws.keep(store, sampling.draw(frame, plan), year, warehouse.snapshot().name, author, reason)

        visiting.kept(author, draw, "已抽取并存档；下面可以下载抽取记录")


def drawn_table(kept: Kept, is_blind: bool) -> str:
    """Who was drawn, in which arm and with which probability; in blind mode by name, and nothing of how."""
    drawn = sorted(kept.draw.drawn, key=lambda one: one.unit.department) if is_blind else kept.draw.by_arm
    rows = []
    for one in drawn:
        said = [one.unit.department, formats.number(one.unit.days)]
        if not is_blind:
            said = [ARMS[one.arm], *said, formats.number(round(one.probability, 4)), one.unit.stratum]
        rows.append([*map(markup.words, said)])
    columns = [Column("部门"), Column("人天", True)]
    if not is_blind:
        columns = [Column("组别"), *columns, Column("入样概率", True), Column("层")]
    return markup.table(columns, rows, f"抽取 {kept.name} 抽中的部门")


def show_kept(kept: Kept, is_blind: bool) -> None:
    """A draw that was kept: how much it takes in, its record, and that it can be drawn again."""
    taken = priorities.coverage(kept.draw)
    money = "" if taken.money_pct is None else f"，金额覆盖 {formats.percent(taken.money_pct)}"
    again = "用存档的名单、方案和种子重抽，结果一致" if draws.again(kept) else "重抽的结果与存档不一致，请勿使用"
    made = formats.minute(formats.in_china(kept.made_at))
    st.html(
        markup.heading(f"抽取 {visiting.title(kept)}", f"{kept.author}，{made}；种子 {kept.draw.plan.seed}")
        + markup.note(
            f"抽中 {taken.drawn} / {taken.listed} 个部门（{formats.percent(taken.count_pct)}）{money}；"
            f"{METHODS[kept.draw.plan.method]}。{again}。"
        )
    )
    if not is_blind:
        st.html(markup.listing(map(markup.words, kept.draw.notes)))
        st.download_button(
            "抽取记录 Word",
            partial(recorded, warehouse.snapshot(), kept),
            f"抽取记录-{kept.name}.docx",
            cards.DOCX,
            key=f"record-{kept.name}",
            on_click="ignore",
        )
    st.html(drawn_table(kept, is_blind))


def recorded(snapshot: warehouse.Snapshot, kept: Kept) -> bytes:
    """The page to sign."""
    with warehouse.reading(snapshot):
        return draw_record(kept, visiting.scope(kept))
