"""What people made of findings: events come in, the standing of each finding goes out.

A finding is known by its fingerprint (check, subject, department, year), which survives reading the report again, and
by a digest of the facts it stood on. A decision holds while the facts are those that it was made on; on other facts
the finding is open again, and the page says so.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import RowMapping, select

from dashboard import formats
from dashboard.workbench.store import EntryError, Store, append
from dashboard.workbench.tables import dispositions

CONFIRM, DISMISS, REOPEN, COMMENT, ASSIGN, REPLY, RECTIFY = (
    "confirm",
    "dismiss",
    "reopen",
    "comment",
    "assign",
    "reply",
    "rectify",
)
ACTIONS: Mapping[str, str] = {
    CONFIRM: "确认",
    DISMISS: "排除",
    REOPEN: "重新打开",
    COMMENT: "备注",
    ASSIGN: "分派",
    REPLY: "部门答复",
    RECTIFY: "整改跟踪",
}
DECISIONS = (CONFIRM, DISMISS, REOPEN)
RECTIFICATIONS: Mapping[str, str] = {
    "required": "待整改",
    "under_way": "整改中",
    "done": "已报整改完成",
    "verified": "已核销",
}
STATES: Mapping[str, str] = {
    "open": "待核",
    "confirmed": "已确认",
    "dismissed": "已排除",
    "reopened": "依据已变，待重核",
}
_STATE = {CONFIRM: "confirmed", DISMISS: "dismissed", REOPEN: "open"}

# Of a fact, its identity and what it says; a statement is its words.
_FACT = ("fiscal_year", "measure", "breakdown", "stage", "disclosure")

MOST_NAMES = 500  # that a query lists; beyond, it reads everything


@dataclass(frozen=True)
class Finding:
    """The fingerprint of a finding, with the digest of what it stands on."""

    check_name: str
    subject: str
    department_id: str
    fiscal_year: int | None
    facts_digest: str

    @property
    def fingerprint(self) -> tuple[str, str, str, int | None]:
        return self.check_name, self.subject, self.department_id, self.fiscal_year


@dataclass(frozen=True)
class Event:
    """Something that a person recorded about a finding."""

    event: int
    made_at: datetime
    author: str
    reason: str
    action: str
    value: str
    due_on: date | None
    is_on_these_facts: bool


@dataclass(frozen=True)
class Standing:
    """Where a finding stands: the last decision on these facts, and everything that was said, oldest first."""

    state: str  # a key of STATES
    decision: Event | None  # that made it so; of a reopened finding the one on other facts
    assignee: str
    due_on: date | None
    rectification: str  # a key of RECTIFICATIONS, or ''
    history: tuple[Event, ...]


OPEN = Standing("open", None, "", None, "", ())


def whose(department_id: str | None, report_id: str) -> str:
    """The department, or the report where that is not known."""
    return department_id or f"report/{report_id}"


def digest(facts: Iterable[Mapping[str, Any]], statements: Iterable[str] = ()) -> str:
    """Of rows of staging.facts and of the words of staging.statements, in any order and however often.

    Where a figure stands in the text, and how wide the phrase around it is, does not matter: its value does.
    """
    said = {
        json.dumps([*(_plain(fact.get(name)) for name in _FACT), _value(fact)], ensure_ascii=False) for fact in facts
    }
    words = {json.dumps("".join(statement.split()), ensure_ascii=False) for statement in statements}
    return hashlib.sha256("\n".join(sorted(said) + sorted(words)).encode()).hexdigest()


def record(
    store: Store,
    findings: Sequence[Finding],
    action: str,
    author: str,
    reason: str,
    *,
    value: str = "",
    due_on: date | None = None,
) -> None:
    """One action on some findings at once: `record(store, [finding], DISMISS, "张三", "已核对凭证，系笔误")`.

    `reason` is what is said: why it is dismissed, the comment itself, the department's reply. `value` is the
    assignee of ASSIGN, the state of RECTIFY. Raises EntryError.
    """
    if action not in ACTIONS:
        raise EntryError(f"没有“{action}”这种处理；应为 {'、'.join(ACTIONS)} 之一")
    if action == ASSIGN and not value.strip():
        raise EntryError("请写明分派给谁")
    if action == RECTIFY and value not in RECTIFICATIONS:
        raise EntryError(f"整改状态“{value}”应为 {'、'.join(RECTIFICATIONS)} 之一")
    rows = [{**vars(finding), "action": action, "value": value.strip(), "due_on": due_on} for finding in findings]
    with store.writing() as connection:
        append(connection, dispositions, author, reason, rows)


def standings(store: Store, findings: Collection[Finding]) -> dict[Finding, Standing]:
    """Where each of the findings stands now."""
    query = select(dispositions).order_by(dispositions.c.event)
    departments = {finding.department_id for finding in findings}
    if len(departments) <= MOST_NAMES:
        query = query.where(dispositions.c.department_id.in_(departments))
    said: dict[tuple[str, str, str, int | None], list[RowMapping]] = {}
    with store.reading() as connection:
        for row in connection.execute(query).mappings():
            key = row["check_name"], row["subject"], row["department_id"], row["fiscal_year"]
            said.setdefault(key, []).append(row)
    return {finding: _standing(finding, said.get(finding.fingerprint, [])) for finding in findings}


def _standing(finding: Finding, rows: Sequence[RowMapping]) -> Standing:
    if not rows:
        return OPEN
    history = tuple(
        Event(
            **{name: row[name] for name in ("event", "made_at", "author", "reason", "action", "value", "due_on")},
            is_on_these_facts=row["facts_digest"] == finding.facts_digest,
        )
        for row in rows
    )
    decisions = [event for event in history if event.action in DECISIONS]
    on_these = [event for event in decisions if event.is_on_these_facts]
    if on_these:
        decision, state = on_these[-1], _STATE[on_these[-1].action]
    elif decisions and decisions[-1].action != REOPEN:
        decision, state = decisions[-1], "reopened"
    else:
        decision, state = None, "open"
    dated = [event for event in history if event.due_on is not None]
    assigned = [event.value for event in history if event.action == ASSIGN]
    followed = [event.value for event in history if event.action == RECTIFY]
    return Standing(
        state,
        decision,
        assigned[-1] if assigned else "",
        dated[-1].due_on if dated else None,
        followed[-1] if followed else "",
        history,
    )


def _value(fact: Mapping[str, Any]) -> str:
    """The number, or for a grade the word."""
    return _plain(fact.get("value")) or _plain(fact.get("value_text"))


def _plain(value: Any) -> str:
    """A number without needless zeros, whatever type it came as: 98.0, Decimal("98") and 98 are one."""
    if formats.is_missing(value):
        return ""
    try:
        return format(Decimal(str(value)).normalize(), "f")
    except InvalidOperation:
        return str(value)
