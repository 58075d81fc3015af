"""核对与更正: what a person has to settle before it counts, and what people settled so far."""

import streamlit as st
from pandas import DataFrame

from dashboard import amending, cards, commands, filters, formats, markup
from dashboard.contents import DEPARTMENT, Card, Field
from dashboard.markup import Column
from dashboard.warehouse import Row, frame, records

SHOWN = 300
TASKS = ("归属待定", "识别待确认", "更正记录")
LOG = (
    Field("时间", "made"),
    Field("更正人", "author"),
    Field("部门", "department", DEPARTMENT),
    Field("年度", "year_name"),
    Field("对象", "subject"),
    Field("项目", "field_name"),
    Field("原为", "was"),
    Field("改为", "becomes"),
    Field("理由", "reason"),
    Field("现在", "stands"),
    Field("来源文件", "source"),
)
UNRESOLVED = "认不出部门或年度的报告照样入库、照样检查，但不参加任何比较。可以逐份指定，也可以补齐名册一次解决。"
UNCONFIRMED = "由扫描件识别得来的数，核对确认以前不进入任何统计。数字不对的，在表里直接改；勾选的一并记下。"


def unresolved_table(filings: list[Row]) -> str:
    """What the reports say of themselves, and why that is not enough."""
    rows = [
        [
            markup.words(formats.text(filing["stated_department"]) or filters.UNSTATED),
            markup.words(filing["jurisdiction_name"]),
            markup.words(filing["year_name"]),
            markup.words(filing["unresolved_reason"]),
            markup.words(filing["source"]),
        ]
        for filing in filings
    ]
    return markup.table([*map(Column, ("报告自称", "地区", "年度", "为什么待定", "来源文件"))], rows, "归属待定的报告")


def settle_one(filings: list[Row]) -> None:
    """A form: this report is that department's, on that year."""
    bodies = {
        f"{body['jurisdiction']} {body['department']}": body["department_id"]
        for body in records(frame("staging.roster", order=["jurisdiction_code", "department"]))
    }
    with st.form("settle", border=False):
        report = st.selectbox("报告", filings, format_func=lambda filing: filing["source"], key="settle-report")
        left, right = st.columns([3, 1])
        body = left.selectbox("名册里的部门", list(bodies), index=None, placeholder="输入名称查找", key="settle-body")
        year = right.text_input("评价年度", placeholder="如 2021；不改可不填", key="settle-year")
        author, reason = amending.signature("settle", "核对报告封面")
        if st.form_submit_button("记下归属", type="primary"):
            fields = {"department": bodies.get(body or ""), "fiscal_year": year.strip()}
            amending.record([(report["report_id"], "", name, value) for name, value in fields.items()], author, reason)


def complete_roster() -> None:
    """The roster as a file: out as a draft, and in again."""
    left, right = st.columns(2)
    with left:
        st.html(markup.note("名册草稿里已列出这些部门；补上行政区划代码，或把它们写进已有部门的“别名”。"))
        st.download_button("下载名册草稿 CSV", commands.draft_roster, "名册.csv", "text/csv", on_click="ignore")
    with right:
        given = st.file_uploader("载入补好的名册（CSV）", type="csv", key="roster")
        if given is not None and st.button("按这份名册重新归属", type="primary"):
            amending.tell(commands.adopt_roster(given.getvalue()))


def confirm(unconfirmed: DataFrame) -> None:
    """A table to compare with the picture: tick what is right, correct what is not."""
    names = list(dict.fromkeys(unconfirmed["filing_name"]))
    chosen = filters.pick("报告", "report", names)
    mine = unconfirmed[unconfirmed["filing_name"] == chosen]
    shown = mine[["title", "value_text", "unit", "evidence", "recognition_pct", "location"]]
    edited = st.data_editor(
        shown.assign(is_right=False),
        key=f"confirm-{chosen}",
        hide_index=True,
        column_order=["is_right", "title", "value_text", "unit", "evidence", "recognition_pct", "location"],
        disabled=["title", "evidence", "recognition_pct", "location"],
        column_config={
            "is_right": st.column_config.CheckboxColumn("已核对", width="small"),
            "title": st.column_config.TextColumn("识别为", width="medium"),
            "value_text": st.column_config.TextColumn("数值", width="small"),
            "unit": st.column_config.TextColumn("单位", width="small"),
            "evidence": st.column_config.TextColumn("识别出的原句", width="large"),
            "recognition_pct": st.column_config.NumberColumn("把握", format="%d%%", width="small"),
            "location": st.column_config.TextColumn("位置", width="medium"),
        },
    )
    everything = st.checkbox("全部都已核对", key="confirm-all")
    author, reason = amending.signature("confirm", "与扫描件核对一致")
    if st.button("记下核对结果", type="primary"):
        lines = []
        for before, row in zip(records(mine), records(edited), strict=True):
            changed = [name for name in ("value_text", "unit") if row[name] != before[name]]
            key = before["report_id"], before["fact_id"]
            lines += [(*key, name.removesuffix("_text"), str(row[name]).strip()) for name in changed]
            if not changed and (everything or row["is_right"]):
                lines.append((*key, "is_confirmed", "1"))
        amending.record(lines, author, reason)


def log_card() -> Card:
    """Who changed what, and why."""
    log = frame("core.amendments", order=["-correction"], limit=cards.MOST_ROWS)
    made = [formats.minute(formats.in_china(moment)) for moment in log["made_at"]]
    stands = ["有效" if applies else "已不适用" for applies in log["applies"]]
    return Card(
        "log", f"更正记录 {len(log)} 条", log.assign(made=made, stands=stands), LOG, "core.amendments",
        aside="在任何一个数的“原文依据”里都可以更正它", shown=50,
    )  # fmt: skip


with st.container(horizontal=True, vertical_alignment="bottom", key="heading"):
    st.title("核对与更正", anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
    task = filters.pick_one("事项", "task", list(TASKS))
amending.show_answer()
if task == "归属待定":
    filings = records(frame("core.filings", is_resolved=False, order=["source"], limit=SHOWN))
    with st.container(border=True, key="card-unresolved"):
        st.html(markup.heading(f"归属待定的报告 {len(filings)} 份") + markup.note(UNRESOLVED))
        if filings:
            st.html(unresolved_table(filings))
        else:
            st.info("每份报告都认得出部门和年度。")
    if filings:
        with st.container(border=True, key="card-settle"):
            st.html(markup.heading("逐份指定", "原来认出的照样保留，谁指定的、为什么都记下"))
            settle_one(filings)
        with st.container(border=True, key="card-roster"):
            st.html(markup.heading("补名册"))
            complete_roster()
elif task == "识别待确认":
    unconfirmed = frame("core.unconfirmed", order=["filing_name", "start_offset"])
    with st.container(border=True, key="card-unconfirmed"):
        st.html(markup.heading(f"待确认的数 {len(unconfirmed)} 个") + markup.note(UNCONFIRMED))
        if unconfirmed.empty:
            st.info("没有等待确认的数。")
        else:
            confirm(unconfirmed)
else:
    log = log_card()
    if log.rows.empty:
        st.info("还没有人更正过什么。")
    else:
        cards.show(log, filters.Choice())
