"""部门画像: one report of one department: every figure in it, its rates worked out again, and its findings."""

from functools import partial

import streamlit as st
from pandas import DataFrame

from dashboard import cards, examined, filters, formats, markup, standing, stated
from dashboard.exports.portrait import portrait
from dashboard.warehouse import Row, frame, records

REPORTS = cards.MOST_ROWS  # that are looked through for departments to choose from
ORDER = {
    "core.ledger": ["topic_position", "position", "label", "breakdown", "-fiscal_year", "stage"],
    "core.claims": ["position", "label", "-fiscal_year"],
    "targets.leads": ["outcome_rank", "severity_rank", "check_name", "subject"],
}


def choose_report() -> DataFrame:
    """The boxes at the top; the chosen report, or none."""
    where = filters.choose_jurisdiction().where
    filings = frame("core.filings", where, order=["department_name", "-fiscal_year", "source"])
    departments = list(dict.fromkeys(filings["department_name"]))
    department = filters.pick("部门", "department", departments, placeholder="输入部门名称查找")
    found = filings[filings["department_name"] == department]
    years = list(dict.fromkeys(formats.text(year) or filters.UNSTATED for year in found["fiscal_year"]))
    if years:
        year = filters.pick("年度", "fiscal_year", years)
        found = found[[(formats.text(about) or filters.UNSTATED) == year for about in found["fiscal_year"]]]
    if len(found) > 1:
        found = found[found["source"] == filters.pick("报告", "source", list(found["source"]))]
    return found


def invitation() -> str:
    """What stands here until a department is chosen: the departments of each place, each with its latest report."""
    where = filters.chosen().place
    where.pop("fiscal_year", None)
    filings = frame(
        "core.filings", where, order=["jurisdiction_name", "department_name", "-fiscal_year"], limit=REPORTS
    )
    latest = filings.drop_duplicates(["jurisdiction_name", "department_name"])
    shown = latest.head(cards.MOST_LISTED)
    places = [
        f"{markup.muted(str(place))}　" + "、".join(map(filters.department_link, records(own)))
        for place, own in shown.groupby("jurisdiction_name", sort=False)
    ]
    is_cut = len(latest) > len(shown) or len(filings) == REPORTS
    more = f"这里只列 {len(shown)} 个，其余请在上面选地区，或输入名称查找。"
    return markup.listing(places) + (markup.note(more) if is_cut else "")


def identity(filing: Row) -> dict[str, str]:
    """Who wrote this report, when, and where it was read from."""
    return {
        "地区": filing["jurisdiction_name"],
        "评价年度": filing["year_name"],
        "报告": filing["kind_name"],
        "范围": formats.text(filing["scope_name"]) or filters.UNSTATED,
        "填报日期": formats.day(filing["filed_on"]),
        "来源文件": filing["source"],
        "全文": "已载入" if filing["has_text"] else "未随数据提供，只有原句",
        "同组比较": formats.text(filing["peer_note"]) or f"{filing['peer_group']} {filing['peers_in_group']} 个部门",
    }


heading = st.container(horizontal=True, vertical_alignment="bottom", key="heading")
with heading:
    st.title("部门画像", anchor=False)
    chosen = choose_report()
if chosen.empty:
    wanted = st.query_params.get("department")
    if wanted:
        st.warning(f"没有找到“{wanted}”：可能换了名称，或不在所选地区。请另选一个部门。")
    with st.container(border=True, key="card-departments"):
        st.html(markup.heading("先选一个部门", "在上面输入名称，或点下面的部门名") + invitation())
else:
    filing = records(chosen)[0]
    report, year = filing["report_id"], filing["fiscal_year"]
    ledger, claims, leads = (frame(view, report_id=report, order=order) for view, order in ORDER.items())
    name, who = filing["department_name"], identity(filing)
    st.html(f'<h2 class="department">{markup.words(name)}</h2>{markup.properties(who)}')
    page = cards.Page(f"{name}{filing['year_name']}", heading, filters.chosen(), is_kept=True)
    line = standing.line_of(report)
    history = standing.history_of(line)
    if not history.empty:
        st.html(standing.years(history, year))
    st.html(examined.headline_numbers(filing, ledger, claims, leads))
    if not history.empty:
        page.show(standing.history(history))
    found = examined.show_findings(leads)
    if line:
        page.hold(standing.show_flags(filing))
        page.show(standing.standing(filing))
        page.hold(standing.show_neighbours(filing, line))
    rates = examined.show_rates(claims)
    figures = stated.show_figures(ledger, year)
    stated.show_words(report)
    for card in (found, rates, figures):
        page.hold(card)
    page.end({"部门画像": partial(portrait, identity=who, points=examined.points(leads))})
