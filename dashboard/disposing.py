"""What people made of a finding, below its evidence: where it stands, what was said so far, and a form for the next."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import amending, formats, markup
from dashboard.markup import Column
from dashboard.warehouse import Row, frame, records
from dashboard.workbench import dispositions, door
from dashboard.workbench.dispositions import ACTIONS, ASSIGN, RECTIFICATIONS, RECTIFY, STATES, Event, Finding, Standing
from dashboard.workbench.store import Store, WorkbenchError

TONES = {"confirmed": "high", "dismissed": "pass", "reopened": "medium"}


def show(lead: Row) -> None:
    """The standing of a row of targets.leads, and the form."""
    place = st.container()  # above the form, and about what was just recorded with it
    try:
        store = door.opened()
        finding = fingerprint(lead)
        with st.expander("处理这条疑点", key="dispose"):
            _record(store, finding)
        place.html(_standing(dispositions.standings(store, [finding])[finding]))
    except WorkbenchError as error:
        st.error(str(error))


def fingerprint(lead: Row) -> Finding:
    """What stays the same when the report is read again, and a digest of what it stands on now."""
    report = records(frame("staging.reports", report_id=lead["report_id"]))[0]
    year = lead["fiscal_year"]
    return Finding(
        lead["check_name"],
        lead["subject"],
        dispositions.whose(formats.text(report["department_id"]) or None, lead["report_id"]),
        None if formats.is_missing(year) else int(year),
        dispositions.digest(*_grounds(lead)),
    )


def _grounds(lead: Row) -> tuple[Sequence[Row], Sequence[str]]:
    """The facts and the words that a finding stands on, in both reports where there are two."""
    facts: list[Row] = []
    words: list[str] = []
    for report, stated in (("report_id", "fact_ids"), ("other_report_id", "other_fact_ids")):
        if formats.text(lead[report]):
            wanted = formats.items(lead[stated])
            facts += records(frame("staging.facts", report_id=lead[report], fact_id=wanted))
            said = frame("staging.statements", report_id=lead[report], statement_id=wanted)
            words += [formats.text(row["evidence"]) for row in records(said)]
    return facts, words


def _record(store: Store, finding: Finding) -> None:
    with st.form("dispose-form", border=False):
        action = st.radio(
            "怎么处理", list(ACTIONS), format_func=ACTIONS.__getitem__, horizontal=True, key="dispose-what"
        )
        left, middle, right = st.columns(3)
        assignee = left.text_input("分派给（分派时填）", key="dispose-assignee")
        due_on = middle.date_input("期限（分派、整改时填）", None, key="dispose-due")
        state = right.selectbox(
            "整改到哪一步（整改时填）",
            list(RECTIFICATIONS),
            format_func=RECTIFICATIONS.__getitem__,
            key="dispose-state",
        )
        author, reason = amending.signature("dispose", "", who="填写人")
        is_sent = st.form_submit_button("记下处理", type="primary")
    if is_sent:
        value = {ASSIGN: assignee, RECTIFY: state}.get(action, "")
        when = due_on if isinstance(due_on, date) and action in (ASSIGN, RECTIFY) else None
        try:
            dispositions.record(store, [finding], action, author, reason, value=value, due_on=when)
        except WorkbenchError as error:
            st.error(str(error))
        else:
            st.session_state[amending.AUTHOR] = author


def _standing(standing: Standing) -> str:
    """Where it stands, and everything that was said, the newest first."""
    said = {
        "承办": standing.assignee,
        "期限": formats.day(standing.due_on) if standing.due_on else "",
        "整改": RECTIFICATIONS.get(standing.rectification, ""),
    }
    words = "　".join(f"{name} {word}" for name, word in said.items() if word)
    now = markup.chip(STATES[standing.state], TONES.get(standing.state, "")) + f" {markup.words(words)}"
    rows = [
        [*map(markup.words, (_when(event), event.author, ACTIONS[event.action], _value(event), event.reason))]
        for event in reversed(standing.history)
    ]
    columns = [*map(Column, ("时间", "填写人", "处理", "内容", "说明"))]
    history = markup.table(columns, rows, "处理经过") if rows else ""
    return f'<p class="evidence-title">处理　{now}</p>{history}'


def _when(event: Event) -> str:
    return formats.minute(formats.in_china(event.made_at))


def _value(event: Event) -> str:
    due = f"，{formats.day(event.due_on)} 前" if event.due_on else ""
    old = "" if event.is_on_these_facts else "（当时依据不同）"
    return f"{RECTIFICATIONS.get(event.value, event.value)}{due}{old}"
