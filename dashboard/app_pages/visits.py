"""现场核查: what to take along to a drawn target, its review sheet out and in again, and what came of it."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st
from pandas import DataFrame

from dashboard import amending, cards, commands, filters, formats, markup, visiting, warehouse
from dashboard.exports import open_document, review_sheet
from dashboard.exports.visit_pack import visit_pack
from dashboard.markup import Column
from dashboard.warehouse import Row, Snapshot, frame, records
from dashboard.workbench import choices, conventions, door, draws, sheets, visits
from dashboard.workbench.draws import Kept
from dashboard.workbench.sampling import ARMS, Drawn
from dashboard.workbench.sheets import COLUMNS, EDITABLE, Sheet
from dashboard.workbench.store import EntryError, Store, WorkbenchError

FILL = "只填复核完成值、复核得分和备注等白底的格子；没有复核的留空，不要填 0。备注以【口径】开头的按口径给分。"
PUBLISH_HELP = "定稿的复核得分写入数据库并发布新快照，“回看”和下一年的名单随之更新；重复发布不会重复计算。"
SUFFIXES = ["xlsx", open_document.SUFFIX]
WITHOUT_SHEET = "这份报告没有附评分表，复核表只有总分一行。"


def report_of(one: Drawn) -> Row | None:
    """The report of a drawn target, where this snapshot still has it."""
    found = records(frame("core.filings", report_id=one.unit.report_id))
    return found[0] if found else None


def packed(snapshot: Snapshot, targets: list[Drawn], is_blind: bool) -> bytes:
    """The packs of some targets as one Word document."""
    with warehouse.reading(snapshot):
        reports = filter(None, map(report_of, targets))
        found = [visiting.visit(report) for report in reports]
        return visit_pack(found, visits.read(), snapshot.name, is_blind=is_blind)


def offer_pack(label: str, name: str, targets: list[Drawn], is_blind: bool) -> None:
    """A button for a Word document, made when it is pressed."""
    made = partial(packed, warehouse.snapshot(), targets, is_blind)
    st.download_button(label, made, f"核查包-{name}.docx", cards.DOCX, key=f"pack-{name}", on_click="ignore")


def targets_table(targets: list[Drawn], done: Mapping[str, Sheet], closed: set[str], is_blind: bool) -> str:
    """Who was drawn and how far each visit is."""
    rows = []
    for one in targets:
        sheet = done.get(one.unit.department_id)
        state = "没有复核表" if sheet is None else "已定稿" if sheet.sheet in closed else f"第 {sheet.version} 版"
        number = "" if sheet is None else sheet.sheet
        arm = [] if is_blind else [markup.words(ARMS[one.arm])]
        said = (one.unit.department, formats.number(one.unit.days), number, state)
        rows.append([*arm, *map(markup.words, said)])
    columns = [*([] if is_blind else [Column("组别")]), Column("部门"), Column("预计人天", True)]
    return markup.table([*columns, Column("复核表"), Column("进度")], rows, "抽中的部门")


def pinned(store: Store, current: Sheet) -> Sheet:
    """The version that this browser tab has been filling in: another one's save must not sweep it away."""
    key = f"version-{current.sheet}"
    version = st.session_state.setdefault(key, current.version)
    if version == current.version:
        return current
    st.warning(f"别人已存到第 {current.version} 版，您填的是第 {version} 版；可以照常保存，同一格两人改得不同会提示。")
    if st.button("载入最新一版（放弃没有保存的）"):
        st.session_state[key] = current.version
        st.rerun()
    return sheets.load(store, current.sheet, version)


def fill_in(store: Store, base: Sheet) -> None:
    """The sheet as a table to fill in."""
    names = [name for name in COLUMNS if name != "deviation"]
    shown = DataFrame([{name: base.value((item.item, name)) for name in names} for item in base.items])
    edited = st.data_editor(
        shown,
        key=f"fill-{base.sheet}-{base.version}",
        hide_index=True,
        disabled=[name for name in names if name not in EDITABLE],
        column_config={name: st.column_config.TextColumn(COLUMNS[name]) for name in names},
    )
    author, reason = amending.signature("fill", "填写复核表", who="填写人")
    if st.button("保存", type="primary", key="fill-save"):
        edits = {
            (item.item, name): formats.text(row[name])
            for item, row in zip(base.items, records(edited), strict=True)
            for name in EDITABLE
        }

        def save() -> None:
            held = conventions.of(base.jurisdiction_code)
            saved = sheets.save(store, base.sheet, base.version, edits, author, held, reason)
            st.session_state[f"version-{base.sheet}"] = saved.version

        visiting.kept(author, save, "已保存")


def take_back(store: Store, current: Sheet) -> None:
    """A workbook that was filled in elsewhere."""
    given = st.file_uploader("收回填好的复核表（.xlsx 或 .ods）", type=SUFFIXES, key=f"back-{current.sheet}")
    author, reason = amending.signature("back", "收回 Excel 复核表", who="填写人")
    if given is not None and st.button("收回", type="primary", key="back-save"):
        content = given.getvalue()

        def save() -> None:
            mark = review_sheet.marking(content)
            if mark.sheet != current.sheet:
                raise EntryError(f"这个文件是复核表 {mark.sheet}，现在打开的是 {current.sheet}；请先选对部门")
            held = conventions.of(current.jurisdiction_code)
            edits = review_sheet.read(content, sheets.load(store, mark.sheet, mark.version), held)
            saved = sheets.save(store, mark.sheet, mark.version, edits, author, held, reason)
            st.session_state[f"version-{current.sheet}"] = saved.version

        visiting.kept(author, save, "已收回复核表")


def close(store: Store, current: Sheet) -> None:
    """The sheet becomes the outcome of the visit."""
    with st.form("close", border=False):
        left, right = st.columns([1, 3])
        reviewed_on = left.date_input("复核日期", date.today(), key="close-date")
        reviewer = right.text_input("复核人", key="close-reviewer")
        author, reason = amending.signature("close", "现场核查结束", who="填写人")
        is_sent = st.form_submit_button("定稿", type="primary")
    if is_sent:
        held = conventions.of(current.jurisdiction_code)
        done = partial(sheets.close, store, current.sheet, current.version, reviewed_on, reviewer, held, author, reason)
        visiting.kept(author, done, f"复核表 {current.sheet} 已定稿；发布以后进入回看")


def show_target(store: Store, kept: Kept, one: Drawn, sheet: Sheet | None, is_blind: bool) -> None:
    """One target: its pack and its sheet."""
    report = report_of(one)
    st.html(markup.heading(one.unit.department, "" if is_blind else ARMS[one.arm]))
    if report is None:
        st.info("当前快照里没有这个部门当时的报告；请在网址里加上抽取时的快照再打开。")
        return
    offer_pack("核查包 Word", f"{kept.name}-{one.unit.department}", [one], is_blind)
    if sheet is None:
        with st.form("create", border=False):
            author, reason = amending.signature("create", f"按抽取 {kept.name} 核查", who="填写人")
            is_sent = st.form_submit_button("按评分表做复核表", type="primary")
        if is_sent:
            blank = visiting.blank_sheet(one, report, warehouse.snapshot().name)
            visiting.kept(author, partial(sheets.create, store, blank, author, reason), "已做好复核表")
        return
    if sheet.items[0].level3 == visiting.WHOLE_SCORE:
        st.html(markup.note(WITHOUT_SHEET))
    st.download_button(
        "复核表 Excel",
        partial(review_sheet.write, sheet, conventions.of(sheet.jurisdiction_code)),
        f"复核表-{sheet.sheet}-{sheet.department}.xlsx",
        cards.XLSX,
        key="sheet-xlsx",
        on_click="ignore",
    )
    st.html(markup.heading(f"复核表 {sheet.sheet}", f"第 {sheet.version} 版") + markup.note(FILL))
    fill_in(store, pinned(store, sheet))
    with st.expander("收回在 Excel、WPS、LibreOffice 里填好的", key="open-back"):
        take_back(store, sheet)
    with st.expander("定稿", key="open-close"):
        close(store, sheet)


def show_draw(store: Store, kept: Kept) -> None:
    """The targets of a draw, and the one that was chosen."""
    is_blind = choices.is_blind(store)
    targets = sorted(kept.draw.drawn, key=lambda one: one.unit.department) if is_blind else kept.draw.by_arm
    made = {sheet.department_id: sheet for sheet in sheets.of_year(store, kept.fiscal_year)}
    closed = {row["sheet"] for row in sheets.outcomes(store)}
    with st.container(border=True, key="card-targets"):
        said = "盲评：不显示组别和优先分" if is_blind else f"{kept.author}抽取，{kept.reason}"
        st.html(markup.heading(f"抽取 {visiting.title(kept)}，抽中 {len(targets)} 个", said))
        st.html(targets_table(targets, made, closed, is_blind))
        offer_pack("全部核查包 Word", kept.name, targets, is_blind)
        if closed and st.button("发布定稿的复核结果", help=PUBLISH_HELP, key="publish-reviews"):
            with st.spinner("正在写入并发布……"):
                answer = commands.take_in_reviews(sheets.reviews_csv(store))
            amending.tell(answer)
    if not targets:
        st.info("这次抽取的人天不够去一个部门，没有抽中的；请在“核查选点”里增加人天重抽。")
        return
    names = {one.unit.department: one for one in targets}
    chosen = filters.pick("核查哪个部门", "department", list(names))
    with st.container(border=True, key="card-target"):
        one = names[str(chosen)]
        show_target(store, kept, one, made.get(one.unit.department_id), is_blind)


with st.container(horizontal=True, vertical_alignment="bottom", key="heading"):
    st.title("现场核查", anchor=False)
    years = [str(year) for year in sorted(warehouse.values(visiting.LIST, "fiscal_year"), reverse=True)]
    year = filters.pick("年度", "fiscal_year", years)
amending.show_answer()
try:
    store = door.opened()
    known = {one.name: one for one in reversed(draws.of_year(store, int(year)) if year else [])}
    if known:
        titles = {name: visiting.title(kept) for name, kept in known.items()}
        name = filters.pick("抽取", "draw", list(titles), said=titles.__getitem__)
        show_draw(store, known[str(name)])
    else:
        st.info("这个年度还没有抽取；请先在“核查选点”里抽取。")
        st.html(markup.link("去选点 →", "targeting", fiscal_year=year))
except WorkbenchError as error:
    st.error(str(error))
