"""总览: what is loaded, what the departments spent and how they score themselves, and what stands out."""

import streamlit as st
from pandas import DataFrame

from dashboard import charts, evidence, filters, formats, markup
from dashboard.filters import Choice
from dashboard.markup import Column, Tile
from dashboard.warehouse import Row, frame, records

SHOWN = 12  # reports in a picture or a table: what fits a screen
LISTED = 8

# Which figure of a report stands in which column.
FIGURES = {
    "budget_yuan": ("expenditure", "budget"),
    "adjusted_budget_yuan": ("expenditure", "adjusted_budget"),
    "actual_yuan": ("expenditure", "actual"),
    "self_score": ("self_score", "claimed"),
    "self_grade": ("self_grade", "claimed"),
}

Cells = dict[tuple[object, ...], Row]  # of core.ledger, by report, measure and stage


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
    return evidence.reference("figure", evidence.key_of(row, *FIGURES[column]))


def cells_of(reports: DataFrame) -> Cells:
    """What the reports print for the columns of the tables, in the year that each is about."""
    measures = sorted({measure for measure, _ in FIGURES.values()})
    ledger = frame("core.ledger", report_id=list(reports["report_id"]), measure=measures, breakdown="")
    return {
        (cell["report_id"], cell["measure"], cell["stage"]): cell
        for cell in records(ledger[ledger["fiscal_year"] == ledger["report_year"]])
    }


def number(cells: Cells, row: Row, column: str) -> str:
    """A number of the table below a picture; one that contradicts itself is shown as the report has it."""
    cell = cells.get((row["report_id"], *FIGURES[column]))
    if cell is None:
        return markup.muted(formats.MISSING)
    is_amount = cell["state"] == "stated" and cell["kind"] == "amount"
    return evidence.of("figure", cell, formats.amount(cell["value"]) if is_amount else cell["reading"], cell["state"])


def rate(row: Row, measure: str, text: str) -> str:
    """A rate of the table, which opens what it is worked out from."""
    return evidence.of("rate", evidence.key_of(row, measure, "claimed"), text)


def spending_table(spending: list[Row], cells: Cells) -> str:
    """Spending beside the budgets, and the rates that places call by one name."""
    rows = [
        [
            filters.department_link(row),
            markup.words(formats.text(row["fiscal_year"]) or filters.UNSTATED),
            *(number(cells, row, column) for column in ("budget_yuan", "adjusted_budget_yuan", "actual_yuan")),
            rate(row, "budget_execution_rate", formats.percent(row["execution_rate_pct"])),
            rate(row, "budget_completion_rate", formats.percent(row["completion_rate_pct"])),
            rate(row, row["claimed_measure"], formats.percent(row["claimed_rate_pct"]))
            if formats.text(row["claimed_measure"])
            else markup.muted(formats.MISSING),
        ]
        for row in spending
    ]
    columns = [
        *map(Column, ("部门", "年度")),
        *(Column(heading, True) for heading in ("年初预算", "调整预算", "决算支出")),
        Column("决算 ÷ 调整预算", True, "预算执行率的通用算法"),
        Column("决算 ÷ 年初预算", True, "预算完成率的通用算法"),
        Column("部门自报", True, "部门在报告里写的执行率或完成率"),
    ]
    return markup.table(columns, rows, "各部门的预算和决算支出")


def scores_table(scores: list[Row], cells: Cells) -> str:
    """Scores and grades as the departments give them."""
    rows = [
        [
            filters.department_link(row),
            markup.words(formats.text(row["fiscal_year"]) or filters.UNSTATED),
            number(cells, row, "self_score"),
            number(cells, row, "self_grade"),
            markup.muted("不足 5 个，不算")
            if formats.is_missing(row["share_at_ceiling_pct"])
            else markup.figure(formats.percent(row["share_at_ceiling_pct"]), evidence.SCORES),
        ]
        for row in scores
    ]
    columns = [
        *map(Column, ("部门", "年度")),
        Column("自评得分", True),
        Column("自评等级"),
        Column("同组满分占比", True, "同组写明自评得分的部门中，满分的占多少"),
    ]
    return markup.table(columns, rows, "各部门的自评得分")


with st.container(horizontal=True, vertical_alignment="bottom", key="heading"):
    st.title("总览", anchor=False)
    choice = filters.choose()
totals = records(frame("targets.overview", jurisdiction=choice.jurisdiction, fiscal_year=choice.fiscal_year))
if not totals or not totals[0]["reports"]:
    st.info("这个地区和年度没有报告，请改选。")
else:
    total = totals[0]
    gravest = ["severity_rank", "check_name", "department_name", "subject"]
    leads = frame("targets.leads", choice.where, outcome="hit", order=gravest, limit=3)
    filings = frame("core.filings", choice.where, order=["jurisdiction", "-fiscal_year", "department"], limit=LISTED)
    spending = frame("benchmarks.budget_execution", choice.where, order=["-actual_yuan"], limit=SHOWN)
    scores = frame("benchmarks.scores", choice.where, order=["-self_score", "department"], limit=SHOWN)
    cut = f"从高到低列前 {SHOWN} 份，共 {total['reports']} 份；" if total["reports"] > SHOWN else ""
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
    with st.container(border=True, key="card-spending"):
        st.html(markup.heading("支出与预算", f"{cut}金额照录报告，比率按报告自己的数重算"))
        evidence.chart(charts.spending(spending, opened), "spending", "各部门的年初预算、调整预算和决算支出")
        st.html(spending_table(records(spending), cells_of(spending)))
    with st.container(border=True, key="card-scores"):
        st.html(markup.heading("自评得分", f"{cut}部门给自己打的分，满分 100"))
        left, right = st.columns([1, 1], gap="large")
        with left:
            evidence.chart(charts.scores(scores, opened), "scores", "各部门的自评得分")
        right.html(scores_table(records(scores), cells_of(scores)))
