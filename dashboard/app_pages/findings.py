"""疑点: what the checks found, by check and severity, and every finding with the sentences behind it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboard import cards, charts, filters, formats, markup, meanings, warehouse
from dashboard.contents import DEPARTMENT, NUMBER, QUOTE, YEAR, Card, Field
from dashboard.warehouse import Filter, frame, records

VIEW = "targets.leads"
SHOWN = 50  # lines at once
SEVERITIES = {"高": "high", "中": "medium", "低": "low"}
OUTCOMES = {"疑点": "hit", "存疑": "uncertain", "通过": "pass"}
ORDER = ["severity_rank", "check_name", "department_name", "fiscal_year", "subject"]
NO_VERDICT = "风险提示，不是问题认定"
UNEXAMINED = "没有写到的内容不在检查之内，也不算通过"
NOTE = Field("判断标准", "threshold_note")
FIELDS = (
    Field("程度", "severity_name"),
    Field("检查", "check_label"),
    Field("部门", "department", DEPARTMENT),
    Field("地区", "jurisdiction_name"),
    Field("年度", "fiscal_year", YEAR, missing=filters.UNSTATED),
    Field("说明（点开看原文）", "detail", QUOTE, ("finding",)),
    Field("来源文件", "source"),
)
COUNTS = (
    Field("检查", "check_label"),
    Field("程度", "severity_name"),
    Field("条数", "entries", NUMBER, ("page", "address")),
)


def narrow() -> dict[str, Filter]:
    """The page's own filters, as filters of the view."""
    labels = [label for label, _ in checks()]
    outcome = filters.pick_one("结论", "outcome", list(OUTCOMES))
    severities = filters.pick_some("程度", "severity", list(SEVERITIES))
    check = filters.pick("检查", "check", labels, placeholder="全部检查")
    departments = sorted(set(frame("core.filings", choice.where)["department_name"]))
    department = filters.pick("部门", "department", departments, placeholder="全部部门")
    where: dict[str, Filter] = {"outcome": OUTCOMES[outcome]}
    if severities:
        where["severity"] = [SEVERITIES[name] for name in severities]
    if check:
        where["check_label"] = check
    if department:
        where["department_name"] = department
    return where


def checks() -> list[tuple[str, str]]:
    """Every check's label and view."""
    views = warehouse.views()
    own = views[(views["schema_name"] == "checks") & (views["name"] != "checks.findings")]
    return [(meanings.chinese_of(view["comment"])[0], view["name"]) for view in records(own)]


def findings_of(row: Mapping[str, Any], severity: str) -> str:
    """The list of one check and severity."""
    name = next(name for name, known in SEVERITIES.items() if known == severity)
    words = {**choice.words, "outcome": st.query_params.get("outcome"), "department": st.query_params.get("department")}
    return markup.address("findings", **{**words, "check": row["check_label"], "severity": name})


def summary(shown: int, total: int) -> str:
    """How many there are, and how many of them are here."""
    cut = f"；这里和导出的是最重的 {shown} 条，其余请缩小范围" if total > shown else ""
    return f"共 {total} 条{cut}；{NO_VERDICT}"


page = cards.begin("疑点", VIEW)
choice = page.choice
with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
    where = {**choice.where, **narrow()}
counts = warehouse.counts(VIEW, ["check_name", "check_label", "severity", "severity_name"], where)
leads = frame(VIEW, where, order=ORDER, limit=cards.MOST_ROWS)
check = next((name for label, name in checks() if label == where.get("check_label")), VIEW)
outcome = next(name for name, known in OUTCOMES.items() if known == where["outcome"])
if leads.empty:
    st.info("没有符合这些条件的结论。没有写到的内容不在检查之内。")
else:
    total = int(counts["entries"].sum())
    page.show(
        Card(
            name="counts",
            title=f"{outcome}：哪些检查、多重",
            aside=f"共 {formats.number(total)} 条，点一段看那些条目",
            rows=counts.assign(
                address=[findings_of(row, row["severity"]) for row in records(counts)],
            ).sort_values("entries", ascending=False),
            fields=COUNTS,
            view=check,
            excluded=UNEXAMINED,
            figure=partial(
                charts.findings, counts, f"{formats.number(total)} 条{outcome}，按程度分；{NO_VERDICT}", findings_of
            ),
            alt="各项检查的条数，按程度分",
            shown=20,
            is_beside=True,
        )
    )
    has_notes = leads["threshold_note"].notna().any()
    page.show(
        Card(
            name="findings",
            title=f"{outcome} {formats.number(total)} 条",
            aside=summary(len(leads), total),
            rows=leads,
            fields=(*FIELDS[:-1], NOTE, FIELDS[-1]) if has_notes else FIELDS,
            view=check,
            excluded=UNEXAMINED,
            shown=SHOWN,
        )
    )
    page.end()
