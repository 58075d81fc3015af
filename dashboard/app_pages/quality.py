"""报告与数据质量: what became of every file that was loaded, what a person must settle, and what failed and why."""

import streamlit as st

from dashboard import amending, commands, filters, formats, inbox, markup, warehouse
from dashboard.exports.csv_table import csv_table
from dashboard.markup import Column, Tile
from dashboard.warehouse import Row, frame, records

SHOWN = 300
TONES = {"failed": "high", "to_settle": "medium", "loaded": ""}
STATUSES = {"待核对": "to_settle", "失败": "failed", "已入库": "loaded"}
MEANINGS = {
    "loaded": "部门和年度都有归属，也找到了数",
    "to_settle": "读进来了，但部门或年度没有归属，或没有找到数",
    "failed": "没有读成，原因见下表",
}
HEADINGS = {
    "source": "文件",
    "status_name": "状态",
    "reason": "原因",
    "loaded_at": "读取时间（UTC）",
    "seconds": "用时（秒）",
}
SETTLING = "没有归属的报告照样入库，但不参加任何比较。"
ACCURACY = (
    "由人逐条标注过的文本，与程序抽取的数比对：年度、指标、分项、阶段、数值和单位全都一致才算对。"
    "查准率是抽出来的数里对的占多少，查全率是该抽的数里抽对的占多少。"
    "其余各组都参与了开发，“没有参与开发”的一组最接近读一份新报告时的表现。"
)


def headline(counts: list[Row]) -> str:
    """How many files stand how."""
    files = {count["status"]: count for count in counts}
    shown = []
    for name, status in STATUSES.items():
        count = formats.number(files[status]["files"]) if status in files else "0"
        shown.append(Tile(f"{name}文件", markup.words(count), MEANINGS[status]))
    return markup.tiles(shown)


def files_table(files: list[Row], departments: dict[str, Row]) -> str:
    """One line a file, with the department it was taken for."""
    rows = []
    for file in files:
        filing = departments.get(file["report_id"])
        rows.append(
            [
                markup.chip(file["status_name"], TONES[file["status"]]),
                markup.words(file["source"]),
                "" if filing is None else filters.department_link(filing),
                "" if filing is None else markup.words(filing["year_name"]),
                markup.words(file["reason"]),
                markup.words(formats.minute(formats.in_china(file["loaded_at"]))),
            ]
        )
    columns = [
        Column("状态", width="8%"),
        Column("文件", width="24%"),
        Column("部门", width="16%"),
        Column("年度", width="8%"),
        Column("原因", width="32%"),
        Column("读取时间", width="12%"),
    ]
    return markup.table(columns, rows, "文件")


def accuracy_table(collections: list[Row]) -> str:
    """One line a collection of labelled texts."""
    rows = [
        [
            markup.words(row["collection"]),
            *(markup.words(formats.number(row[name])) for name in ("reports", "labelled", "extracted", "correct")),
            markup.words(formats.percent(row["precision_pct"])),
            markup.words(formats.percent(row["recall_pct"])),
            markup.words(formats.day(row["measured_on"])),
        ]
        for row in collections
    ]
    numbers = ("文本", "标注的数", "抽出的数", "其中对的", "查准率", "查全率")
    columns = [Column("标注集"), *(Column(name, is_number=True) for name in numbers), Column("核对日期")]
    return markup.table(columns, rows, "抽取准确率")


def measures_table(measures: list[Row]) -> str:
    """One line a measure, the least accurate first."""
    rows = [
        [
            markup.words(row["label"]),
            *(markup.words(formats.number(row[name])) for name in ("labelled", "extracted", "correct")),
            markup.words(formats.percent(row["precision_pct"])),
            markup.words(formats.percent(row["recall_pct"])),
        ]
        for row in measures
    ]
    numbers = ("标注的数", "抽出的数", "其中对的", "查准率", "查全率")
    return markup.table([Column("指标"), *(Column(name, is_number=True) for name in numbers)], rows, "分指标的准确率")


with st.container(horizontal=True, vertical_alignment="bottom", key="heading"):
    st.title("报告与数据质量", anchor=False)
amending.show_answer()
inbox.box()
counts = records(frame("core.file_counts"))
if not counts:
    st.info("这个仓库里没有文件的读取记录；再载入一次报告，这里就会列出。")
    st.stop()
with st.container(border=True, key="card-counts"):
    st.html(markup.heading("载入的文件", "每个文件以最近一次读取为准") + headline(counts))
standing = {count["status"] for count in counts}
first = next(name for name, status in STATUSES.items() if status in standing)
with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
    chosen = filters.pick_one("状态", "status", [first, *(name for name in STATUSES if name != first)])
files = frame("staging.files", status=STATUSES[chosen], order=["-loaded_at", "source"], limit=SHOWN)
with st.container(border=True, key="card-files"):
    count = f"前 {SHOWN} 个，其余用 duibiao load --report 列出" if len(files) == SHOWN else f"{len(files)} 个"
    st.html(markup.heading(f"{chosen} {count}"))
    if chosen == "待核对":
        st.html(markup.note(SETTLING) + markup.link("去指定归属或补名册 →", "settling"))
    if files.empty:
        st.info(f"没有{chosen}的文件。")
    else:
        reports = [report for report in files["report_id"] if not formats.is_missing(report)]
        filings = {filing["report_id"]: filing for filing in records(frame("core.filings", report_id=reports))}
        st.html(files_table(records(files), filings))
        name = warehouse.snapshot().name
        st.download_button(
            "下载 CSV", csv_table(files, HEADINGS, name), f"{chosen}-{name}.csv", "text/csv", on_click="ignore"
        )
    if chosen == "失败" and not files.empty:
        st.html(
            markup.note("改好或重新获取的文件，照常载入即可；文件没变而要再试一次（例如装上了所缺的组件），点这里：")
        )
        if st.button("重试失败的文件"):
            with st.spinner("正在重新读取……"):
                amending.tell(commands.retry_failed())
collections = frame("staging.accuracy", measure="", order=["collection"])
if not collections.empty:
    with st.container(border=True, key="card-accuracy"):
        st.html(markup.heading("抽取准确率", "抽取的数与人工标注逐条比对") + markup.note(ACCURACY))
        st.html(accuracy_table(records(collections)))
        for collection in collections["collection"]:
            found = frame("staging.accuracy", collection=collection, order=["precision_pct", "recall_pct", "measure"])
            st.html(markup.folded(f"{collection}：分指标", measures_table(records(found[found["measure"] != ""]))))
