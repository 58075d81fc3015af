"""报告与数据质量: who has not filed, what became of every file that was loaded, and how well the figures were read."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st
from pandas import DataFrame

from dashboard import amending, cards, charts, commands, filters, formats, inbox, markup
from dashboard.charts import tallies
from dashboard.contents import DAY, DEPARTMENT, NUMBER, PERCENT, YEAR, Card, Field
from dashboard.filters import Choice
from dashboard.markup import Tile
from dashboard.warehouse import Row, frame, records

STATUSES = {"待核对": "to_settle", "失败": "failed", "已入库": "loaded"}
MEANINGS = {
    "loaded": "部门和年度都有归属，也找到了数",
    "to_settle": "读进来了，但部门或年度没有归属，或没有找到数",
    "failed": "没有读成，原因见下表",
}
FILES = (
    Field("状态", "status_name"),
    Field("文件", "source"),
    Field("部门", "department", DEPARTMENT),
    Field("年度", "year_name"),
    Field("原因", "reason"),
    Field("读取时间", "read_at"),
    Field("用时（秒）", "seconds", NUMBER),
)
ABSENT = (
    Field("地区", "jurisdiction"),
    Field("年度", "fiscal_year", YEAR),
    Field("部门", "department"),
    Field("职能", "department_function"),
    Field("状况", "state_name"),
    Field("说明", "note"),
)
COUNTED = (
    Field("文本", "reports", NUMBER),
    Field("标注的数", "labelled", NUMBER),
    Field("抽出的数", "extracted", NUMBER),
    Field("其中对的", "correct", NUMBER),
    Field("查准率", "precision_pct", PERCENT),
    Field("查全率", "recall_pct", PERCENT),
    Field("核对日期", "measured_on", DAY),
)
COLLECTION, MEASURE = Field("标注集", "collection"), Field("指标", "label")
SETTLING = "没有归属的报告照样入库，但不参加任何比较。"
ACCURACY = (
    "由人逐条标注过的文本，与程序抽取的数比对：年度、指标、分项、阶段、数值和单位全都一致才算对。"
    "查准率是抽出来的数里对的占多少，查全率是该抽的数里抽对的占多少。"
    "其余各组都参与了开发，“没有参与开发”的一组最接近读一份新报告时的表现。2026年11月另取 67 份公开网页上的三公说明、"
    "决算说明和自评片段试读，第一次读出 395 个数，对的 364 个（92.2%），该读的读到约 86%；错处已经逐类改正。"
    "用数之前，请点开原句核对。"
)


def headline(counts: list[Row]) -> str:
    """How many files stand how."""
    files = {count["status"]: count for count in counts}
    shown = []
    for name, status in STATUSES.items():
        count = formats.number(files[status]["files"]) if status in files else "0"
        shown.append(Tile(f"{name}文件", markup.link(count, "quality", status=name), MEANINGS[status]))
    return markup.tiles(shown)


def who_filed(choice: Choice) -> Card:
    """Who has not filed, and how many have: place by place and year by year, or what became of each in one of them."""
    counts = frame("benchmarks.coverage_counts", choice.where, order=["-fiscal_year", "jurisdiction"])
    absent = frame(
        "benchmarks.coverage",
        choice.where,
        state=["missing", "unreadable", "unresolved"],
        order=["-fiscal_year", "jurisdiction", "department"],
    )
    if counts.empty:
        figure = None
    elif choice.jurisdiction == choice.fiscal_year == filters.ALL:
        by_place = counts.assign(department=counts["jurisdiction"])
        note = f"{by_place['department'].nunique()} 个地区，已报部门占名册应报的 %；点格子看那里谁没有报"
        figure = partial(charts.heat_map, by_place, "filed_pct", "已报", refer=absent_of, note=note)
    else:
        name = "fiscal_year" if choice.fiscal_year == filters.ALL else "jurisdiction"
        figure = partial(charts.tally, counts, name, tallies.STATES, "个部门", "名册上的部门，按报送状况分")
    return Card(
        name="coverage",
        title=f"没有报送的 {len(absent)} 个",
        aside="名册上的部门，一个年度算一个",
        rows=absent,
        fields=ABSENT,
        view="benchmarks.coverage",
        excluded="名册没有登记的地区；一份报告也没有的年度",
        figure=figure,
        alt="名册上的部门报送了多少",
    )


def absent_of(row: Mapping[str, Any], _: str) -> str:
    """The list of one place and year."""
    return markup.address("quality", jurisdiction=row["department"], fiscal_year=row["fiscal_year"])


def read_files(status: str) -> DataFrame:
    """The files that stand so, each with the department that it was taken for."""
    files = frame("staging.files", status=status, order=["-loaded_at", "source"], limit=cards.MOST_ROWS)
    reports = [report for report in files["report_id"] if not formats.is_missing(report)]
    filings = frame("core.filings", report_id=reports)[
        ["report_id", "department", "jurisdiction", "fiscal_year", "year_name"]
    ]
    read_at = [formats.minute(formats.in_china(moment)) for moment in files["loaded_at"]]
    return files.assign(read_at=read_at).merge(filings, on="report_id", how="left")


def show_accuracy() -> None:
    """How well the extraction agrees with people, by collection and by measure."""
    collections = frame("staging.accuracy", measure="", order=["collection"])
    if collections.empty:
        return
    measures = frame("staging.accuracy", order=["recall_pct", "precision_pct", "measure", "collection"])
    page.show(
        Card(
            "accuracy", "抽取准确率", collections, (COLLECTION, *COUNTED), "staging.accuracy",
            aside="抽取的数与人工标注逐条比对", excluded=ACCURACY,
        )
    )  # fmt: skip
    st.html(markup.note(ACCURACY))
    page.show(
        Card(
            "measures", "分指标的准确率", measures[measures["measure"] != ""], (COLLECTION, MEASURE, *COUNTED[1:]),
            "staging.accuracy", aside="最不准的在前",
        )
    )  # fmt: skip


page = cards.begin("报告与数据质量")
amending.show_answer()
inbox.box()
coverage = who_filed(page.choice)
if coverage.figure is None:
    st.html(markup.note("名册里没有登记这个地区的部门，不知道谁该报而没有报。"))
else:
    page.show(coverage)
counts = records(frame("core.file_counts"))
if not counts:
    st.info("这个仓库里没有文件的读取记录；再载入一次报告，这里就会列出。")
    page.end()
    st.stop()
with st.container(border=True, key="card-counts"):
    st.html(markup.heading("载入的文件", "每个文件以最近一次读取为准；不随地区和年度变") + headline(counts))
standing = {count["status"] for count in counts}
first = next(name for name, status in STATUSES.items() if status in standing)
with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
    chosen = filters.pick_one("状态", "status", [first, *(name for name in STATUSES if name != first)])
files = read_files(STATUSES[chosen])
if chosen == "待核对":
    st.html(markup.note(SETTLING) + markup.link("去指定归属或补名册 →", "settling"))
if files.empty:
    st.info(f"没有{chosen}的文件。")
else:
    cut = f"，只列最近的 {cards.MOST_ROWS} 个" if len(files) == cards.MOST_ROWS else ""
    fields = [
        field for field in FILES if STATUSES[chosen] != "failed" or field.column not in ("department", "year_name")
    ]
    page.show(
        Card("files", f"{chosen} {len(files)} 个", files, fields, "staging.files", aside=f"最近读的在前{cut}", shown=20)
    )
if chosen == "失败" and not files.empty:
    st.html(markup.note("改好或重新获取的文件，照常载入即可；文件没变而要再试一次（例如装上了所缺的组件），点这里："))
    if st.button("重试失败的文件"):
        with st.spinner("正在重新读取……"):
            amending.tell(commands.retry_failed())
show_accuracy()
page.end()
