"""疑点: every finding of the checks, the gravest first, each with the sentences behind it."""

import streamlit as st
from pandas import DataFrame

from dashboard import evidence, filters, formats, markup, warehouse
from dashboard.warehouse import Row, frame, records

SHOWN = 300
SEVERITIES = ("高", "中", "低")
OUTCOMES = ("疑点", "存疑", "通过")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would calculate


def findings_table(leads: list[Row]) -> str:
    """One line a finding; the sentence opens its evidence."""
    rows = [
        [
            markup.chip(lead["severity_name"], lead["severity"]),
            markup.words(lead["check_label"]),
            filters.department_link(lead),
            markup.words(lead["jurisdiction_name"]),
            markup.words(formats.text(lead["fiscal_year"]) or filters.UNSTATED),
            evidence.of("finding", lead, lead["detail"]),
        ]
        for lead in leads
    ]
    return markup.table([*map(markup.Column, ("程度", "检查", "部门", "地区", "年度", "说明"))], rows, "检查结论")


def as_csv(leads: DataFrame, snapshot: str) -> bytes:
    """The list for a spreadsheet; no cell can become a formula, and every line names the snapshot."""
    columns = {
        "severity_name": "程度",
        "outcome_name": "结论",
        "check_label": "检查",
        "department_name": "部门",
        "jurisdiction_name": "地区",
        "year_name": "年度",
        "detail": "说明",
        "source": "来源文件",
    }
    table = leads[list(columns)].rename(columns=columns)
    table["快照"] = snapshot
    table["提示"] = "风险提示，不是问题认定"
    table = table.map(lambda cell: f"'{cell}" if str(cell).startswith(DANGEROUS) else cell)
    return table.to_csv(index=False).encode("utf-8-sig")


with st.container(horizontal=True, vertical_alignment="bottom", key="heading"):
    st.title("疑点", anchor=False)
    choice = filters.choose()
with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
    checks = warehouse.views()
    labels = [evidence.chinese_of(comment)[0] for comment in checks.loc[checks["schema_name"] == "checks", "comment"]]
    outcome = st.segmented_control("结论", OUTCOMES, default="疑点", required=True, key="outcome", bind="query-params")
    severities = st.pills("程度", SEVERITIES, selection_mode="multi", key="severity", bind="query-params")
    check = st.selectbox("检查", labels, index=None, key="check", bind="query-params", placeholder="全部检查")
    where: dict[str, warehouse.Filter] = {**choice.where, "outcome_name": outcome}
    if severities:
        where["severity_name"] = severities
    if check:
        where["check_label"] = check
    departments = sorted(set(frame("targets.leads", where)["department_name"]))
    department = st.selectbox(
        "部门", departments, index=None, key="department", bind="query-params", placeholder="全部部门"
    )
    if department:
        where["department_name"] = department
leads = frame("targets.leads", where, order=["severity_rank", "check_name", "department_name", "subject"], limit=SHOWN)
with st.container(border=True, key="card-findings"):
    st.html(markup.heading(f"{outcome} {len(leads)} 条", "风险提示，不是问题认定；点说明看原文"))
    if leads.empty:
        st.info("没有符合这些条件的结论。没有写到的内容不在检查之内。")
    else:
        st.html(findings_table(records(leads)))
        name = warehouse.snapshot().name
        st.download_button("下载 CSV", as_csv(leads, name), f"疑点-{name}.csv", "text/csv", on_click="ignore")
