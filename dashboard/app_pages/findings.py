"""疑点: every finding of the checks, the gravest first, each with the sentences behind it."""

import streamlit as st

from dashboard import evidence, filters, formats, markup, meanings, warehouse
from dashboard.exports.csv_table import csv_table
from dashboard.warehouse import Row, frame, records

SHOWN = 300
SEVERITIES = ("高", "中", "低")
OUTCOMES = ("疑点", "存疑", "通过")
HEADINGS = {
    "severity_name": "程度",
    "outcome_name": "结论",
    "check_label": "检查",
    "department_name": "部门",
    "jurisdiction_name": "地区",
    "year_name": "年度",
    "detail": "说明",
    "source": "来源文件",
}


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


with st.container(horizontal=True, vertical_alignment="bottom", key="heading"):
    st.title("疑点", anchor=False)
    choice = filters.choose()
with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
    views = warehouse.views()
    checks = views[(views["schema_name"] == "checks") & (views["name"] != "checks.findings")]
    labels = [meanings.chinese_of(comment)[0] for comment in checks["comment"]]
    outcome = filters.pick_one("结论", "outcome", OUTCOMES)
    severities = filters.pick_some("程度", "severity", SEVERITIES)
    check = filters.pick("检查", "check", labels, placeholder="全部检查")
    where: dict[str, warehouse.Filter] = {**choice.where, "outcome_name": outcome}
    if severities:
        where["severity_name"] = severities
    if check:
        where["check_label"] = check
    departments = sorted(set(frame("core.filings", choice.where)["department_name"]))
    department = filters.pick("部门", "department", departments, placeholder="全部部门")
    if department:
        where["department_name"] = department
leads = frame("targets.leads", where, order=["severity_rank", "check_name", "department_name", "subject"], limit=SHOWN)
with st.container(border=True, key="card-findings"):
    count = f"前 {SHOWN} 条，其余请缩小范围" if len(leads) == SHOWN else f"{len(leads)} 条"
    st.html(markup.heading(f"{outcome} {count}", "风险提示，不是问题认定；点说明看原文"))
    if leads.empty:
        st.info("没有符合这些条件的结论。没有写到的内容不在检查之内。")
    else:
        st.html(findings_table(records(leads)))
        name = warehouse.snapshot().name
        st.download_button(
            "下载 CSV", csv_table(leads, HEADINGS, name), f"疑点-{name}.csv", "text/csv", on_click="ignore"
        )
