"""总览: one year in a minute: seven numbers, three sentences, who has not filed, what changed, spending and scores."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboard import briefing, cards, charts, evidence, filters, formats, markup, movements
from dashboard.contents import AMOUNT, DEPARTMENT, NUMBER, PERCENT, POINTS, TEXT, YEAR, Card, Field
from dashboard.exports.brief import brief
from dashboard.markup import Column
from dashboard.warehouse import Row, frame, records

DRAWN = 12  # rows of a picture: what fits a screen

BUDGET, ADJUSTED, ACTUAL = (("figure", "expenditure", stage) for stage in ("budget", "adjusted_budget", "actual"))
SCORE, GRADE = (("figure", measure, "claimed") for measure in ("self_score", "self_grade"))
WHO = (Field("部门", "department", DEPARTMENT), Field("年度", "fiscal_year", YEAR))

# Spending beside the budgets, and the rates that places call by one name.
SPENDING = (
    *WHO,
    Field("年初预算", "budget_yuan", AMOUNT, BUDGET),
    Field("调整预算", "adjusted_budget_yuan", AMOUNT, ADJUSTED),
    Field("决算支出", "actual_yuan", AMOUNT, ACTUAL),
    Field("决算 ÷ 调整预算", "execution_rate_pct", PERCENT, ("rate", "budget_execution_rate"), "预算执行率的通用算法"),
    Field(
        "决算 ÷ 年初预算", "completion_rate_pct", PERCENT, ("rate", "budget_completion_rate"), "预算完成率的通用算法"
    ),
    Field("部门自报", "claimed_rate_pct", PERCENT, ("rate", "{claimed_measure}"), "部门写的执行率或完成率", "缺"),
)
# Scores and grades as the departments give them.
SCORES = (
    *WHO,
    Field("自评得分", "self_score", POINTS, SCORE),
    Field("自评等级", "self_grade", TEXT, GRADE),
    Field(
        "同组满分占比", "share_at_ceiling_pct", PERCENT, ("measure", "self_score"), "同组写明得分的部门中满分的占多少",
        "不足 5 个，不算",
    ),
)  # fmt: skip
WHERE = ("page", "address")
COVERAGE = (
    Field("地区", "jurisdiction"),
    Field("应报", "expected", NUMBER, WHERE),
    Field("已报", "filed", NUMBER, WHERE),
    Field("归属待核对", "unresolved", NUMBER, WHERE),
    Field("读不出来", "unreadable", NUMBER, WHERE),
    Field("没有报", "missing", NUMBER, WHERE),
    Field("未报的部门", "not_filed_names"),
)


def filings_table(filings: list[Row]) -> str:
    """Reports that are nobody's, or of no year."""
    rows = [
        [
            filters.department_link(filing),
            markup.words(filing["jurisdiction_name"]),
            markup.words(filing["year_name"]),
            markup.words(formats.text(filing["peer_note"])),
        ]
        for filing in filings
    ]
    return markup.table([*map(Column, ("部门", "地区", "年度", "说明"))], rows, "已载入的报告")


def opened(row: Mapping[str, Any], column: str) -> str:
    """What a click on a mark opens."""
    found = next(field.opens for field in (*SPENDING, *SCORES) if field.column == column)
    return evidence.reference("figure", evidence.key_of(row, *found[1:]))


def who_filed(row: Mapping[str, Any], _: str = "") -> str:
    """The list of who has not filed there."""
    return markup.address("quality", jurisdiction=row["jurisdiction"], fiscal_year=row["fiscal_year"])


def show_coverage(page: cards.Page, year: int) -> None:
    """Place by place and year by year, how many of those who should have filed; the places that lack most."""
    where = {name: value for name, value in page.choice.where.items() if name == "jurisdiction"}
    counts = frame("benchmarks.coverage_counts", where, fiscal_year=year, order=["filed_pct", "jurisdiction"])
    drawn = list(counts["jurisdiction"].head(DRAWN))
    history = frame("benchmarks.coverage_counts", jurisdiction=drawn, order=["fiscal_year"])
    cut = f"，只画最少的 {DRAWN} 个地区" if len(counts) > DRAWN else ""
    note = f"{len(drawn)} 个地区，已报部门占名册应报的 %{cut}；点格子看谁没有报"
    page.show(
        Card(
            name="coverage",
            title="谁报了，谁没报",
            aside=f"表为 {year} 年度",
            rows=counts.assign(address=[who_filed(row) for row in records(counts)]),
            fields=COVERAGE,
            view="benchmarks.coverage_counts",
            excluded="名册没有登记的地区和部门",
            figure=partial(charts.heat_map,
                history.assign(department=history["jurisdiction"]), "filed_pct", "已报", order=drawn, refer=who_filed,
                note=note,
            ),
            alt="各地区各年度已报送部门的占比",
            shown=6,
            is_beside=True,
        )
    )  # fmt: skip


page = cards.begin("总览", is_one_year=True)
choice = page.choice
totals = records(frame("targets.overview", jurisdiction=choice.jurisdiction, fiscal_year=choice.fiscal_year))
is_year = choice.fiscal_year.isdecimal()
where = {"jurisdiction": choice.jurisdiction, "fiscal_year": int(choice.fiscal_year) if is_year else None}
briefs = frame("targets.briefs", where)
if not totals or not totals[0]["reports"]:
    st.info("这个地区和年度没有报告，请改选。")
    st.stop()
total = totals[0]
if total["reports_unresolved"]:
    unresolved = f"{total['reports_unresolved']} 份报告归属待定，只列出、只检查，不参加比较"
    st.html(f'<p class="note">{markup.words(unresolved)}　{markup.link("去核对 →", "settling")}</p>')
if briefs.empty:
    filings = frame("core.filings", choice.where, order=["department"], limit=cards.MOST_LISTED)
    with st.container(border=True, key="card-filings"):
        st.html(markup.heading("已载入的报告", "归属没有定，不汇总、不比较") + filings_table(records(filings)))
    st.stop()
(brief_row,) = records(briefs)
st.html(markup.tiles(briefing.tiles(brief_row, choice.words)))
if not total["reports_with_peers"]:
    st.html(markup.note("同组（同一地区、同一年度）不足 5 个部门，不作比较；这里只把各部门自己写的数摆在一起。"))
page.hold(Card("brief", f"{choice.fiscal_year} 年度要情", briefs, briefing.NUMBERS, "targets.briefs"))
lines = records(frame("targets.headlines", where, order=["position"]))
with st.container(border=True, key="card-leads"):
    st.html(markup.heading("先看这几条", "风险提示，不是问题认定"))
    st.html(markup.listing([briefing.headline(line, choice.words) for line in lines]))
    st.html(markup.link("全部疑点 →", "findings", **choice.words))
show_coverage(page, int(choice.fiscal_year))
movements.show(page, where, DRAWN)
spending = frame("benchmarks.budget_execution", choice.where, order=["-actual_yuan"], limit=cards.MOST_ROWS)
scores = frame("benchmarks.scores", choice.where, order=["-self_score", "department"], limit=cards.MOST_ROWS)
cut = f"图中从高到低画前 {DRAWN} 份；" if len(spending) > DRAWN else ""
page.show(
    Card(
        name="spending",
        title="支出与预算",
        aside=f"{cut}金额照录报告，比率按报告自己的数重算",
        rows=spending,
        fields=SPENDING,
        view="benchmarks.budget_execution",
        measures=["expenditure", "budget_execution_rate", "budget_completion_rate"],
        counted="actual_yuan",
        figure=partial(charts.spending, spending.head(DRAWN), opened, of=spending),
        alt="各部门的年初预算、调整预算和决算支出",
    )
)
page.show(
    Card(
        name="scores",
        title="自评得分",
        aside=f"{cut}部门给自己打的分，满分 100",
        rows=scores,
        fields=SCORES,
        view="benchmarks.scores",
        measures=["self_score", "self_grade"],
        counted="self_score",
        figure=partial(charts.scores, scores.head(DRAWN), opened, of=scores),
        alt="各部门的自评得分",
        is_beside=True,
    )
)
points = [briefing.said(brief_row), *(str(line["sentence"]) for line in lines)]
page.end({"一页简报": partial(brief, points=points, pictured=["spending", "scores"])})
