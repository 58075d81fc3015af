"""总览: what is loaded, what the departments spent and how they score themselves, and what stands out."""

from functools import partial

import streamlit as st

from dashboard import cards, charts, evidence, filters, formats, markup
from dashboard.contents import AMOUNT, DEPARTMENT, PERCENT, POINTS, TEXT, YEAR, Card, Field
from dashboard.exports.brief import brief
from dashboard.filters import Choice
from dashboard.markup import Column, Tile
from dashboard.warehouse import Row, frame, records

DRAWN = 12  # reports in a picture: what fits a screen
LISTED = 8

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


def headline_numbers(total: Row, choice: Choice) -> str:
    """The strip at the top."""
    hits = [
        markup.link(f"{name} {total[column]}", "findings", severity=name, **choice.words)
        for name, column in (("高", "hits_high"), ("中", "hits_medium"), ("低", "hits_low"))
    ]
    at_ceiling = markup.figure(formats.number(total["at_ceiling"]), evidence.SCORES)
    return markup.tiles(
        [
            Tile("已载入报告", counted(total["reports"], "份"), total["years_text"]),
            Tile("部门", counted(total["departments"], "个"), total["jurisdictions_text"]),
            Tile("报告里的数", counted(total["facts"], "条"), f"{total['reports_with_text']} 份附有全文"),
            Tile(
                "自评满分",
                f"{at_ceiling}<small>/ {total['scored']} 份</small>",
                f"95 分及以上 {total['at_95_or_more']} 份",
            ),
            Tile("疑点", "　".join(hits), f"检查 {total['examined']} 处，另有存疑 {total['uncertain']} 处"),
        ]
    )


def counted(count: int, unit: str) -> str:
    """A count of what the reports hold, which opens the list of them."""
    return f"{markup.figure(formats.number(count), evidence.REPORTS)}<small>{unit}</small>"


def stands_out(total: Row, leads: list[Row], choice: Choice) -> str:
    """The gravest findings and what the scores are worth, as sentences that open their evidence."""
    sentences = [
        f"{markup.chip(lead['severity_name'], lead['severity'])} {filters.department_link(lead)}　"
        f"{markup.muted(lead['check_label'])}<br>{evidence.of('finding', lead, lead['detail'])}"
        for lead in leads
    ]
    score = f"{markup.chip('自评')} {markup.figure(total['score_headline'], evidence.SCORES)}"
    return markup.listing([*sentences, score]) + markup.link("全部疑点 →", "findings", **choice.words)


def filings_table(filings: list[Row]) -> str:
    """Who is in it."""
    rows = [
        [
            filters.department_link(filing),
            markup.words(filing["jurisdiction_name"]),
            markup.words(filing["year_name"]),
            markup.figure(formats.number(filing["facts"]), evidence.REPORTS),
        ]
        for filing in filings
    ]
    return markup.table([*map(Column, ("部门", "地区", "年度")), Column("数", True)], rows, "已载入的报告")


def opened(row: Row, column: str) -> str:
    """What a click on a mark opens."""
    found = next(field.opens for field in (*SPENDING, *SCORES) if field.column == column)
    return evidence.reference("figure", evidence.key_of(row, *found[1:]))


page = cards.begin("总览")
choice = page.choice
totals = records(frame("targets.overview", jurisdiction=choice.jurisdiction, fiscal_year=choice.fiscal_year))
if not totals or not totals[0]["reports"]:
    st.info("这个地区和年度没有报告，请改选。")
else:
    total = totals[0]
    gravest = ["severity_rank", "check_name", "department_name", "subject"]
    leads = frame("targets.leads", choice.where, outcome="hit", order=gravest, limit=3)
    filings = frame("core.filings", choice.where, order=["jurisdiction", "-fiscal_year", "department"], limit=LISTED)
    spending = frame("benchmarks.budget_execution", choice.where, order=["-actual_yuan"], limit=cards.MOST_ROWS)
    scores = frame("benchmarks.scores", choice.where, order=["-self_score", "department"], limit=cards.MOST_ROWS)
    cut = f"图中从高到低画前 {DRAWN} 份；" if total["reports"] > DRAWN else ""
    st.html(headline_numbers(total, choice))
    if total["reports_unresolved"]:
        unresolved = f"{total['reports_unresolved']} 份报告归属待定，只列出、只检查，不参加比较"
        st.html(f'<p class="note">{markup.words(unresolved)}　{markup.link("去核对 →", "settling")}</p>')
    if not total["reports_with_peers"]:
        st.html(markup.note("同组（同一地区、同一年度）不足 5 个部门，不作比较；这里只把各部门自己写的数摆在一起。"))
    left, right = st.columns([5, 4])
    with left.container(border=True, height="stretch", key="card-leads"):
        st.html(markup.heading("先看这几条", "风险提示，不是问题认定"))
        st.html(stands_out(total, records(leads), choice))
    with right.container(border=True, height="stretch", key="card-filings"):
        st.html(markup.heading("已载入的报告", "点部门名，看它的画像") + filings_table(records(filings)))
        if total["reports"] > LISTED:
            st.html(markup.figure(f"全部 {total['reports']} 份", evidence.REPORTS))
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
            figure=charts.spending(spending.head(DRAWN), opened),
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
            figure=charts.scores(scores.head(DRAWN), opened),
            alt="各部门的自评得分",
            is_beside=True,
        )
    )
    spoken = [f"{lead['department_name']}：{lead['detail']}" for lead in records(leads)]
    page.end({"一页简报": partial(brief, points=[total["score_headline"], *spoken])})
