"""What people make of findings survives reading a report again, and is open again when the facts are others."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dashboard.workbench import dispositions
from dashboard.workbench.dispositions import (
    ASSIGN,
    COMMENT,
    CONFIRM,
    DISMISS,
    RECTIFY,
    REOPEN,
    REPLY,
    Finding,
    digest,
    record,
    standings,
    whose,
)
from dashboard.workbench.store import EntryError, Store

FACT = {
    "fiscal_year": 2020, "measure": "expenditure", "breakdown": "", "stage": "actual", "disclosure": "stated",
    "value": 42769100.0, "fact_id": "f1", "evidence": "支出4276.91万元",
}  # fmt: skip
FINDING = Finding("conflicting_figures", "revenue/budget/2020", "广东省湛江市 市教育局", 2020, digest([FACT]))
OTHER_FACTS = replace(FINDING, facts_digest=digest([{**FACT, "value": 1}]))


def test_nobody_said_anything(store: Store) -> None:
    standing = standings(store, [FINDING])[FINDING]

    assert (standing.state, standing.decision, standing.history) == ("open", None, ())


def test_a_decision_stands_and_says_who_and_why(store: Store) -> None:
    record(store, [FINDING], CONFIRM, "张三", "凭证与报告不符")
    record(store, [FINDING], DISMISS, "李四", "已补来更正说明")

    standing = standings(store, [FINDING])[FINDING]
    assert standing.state == "dismissed"
    assert standing.decision is not None
    assert (standing.decision.author, standing.decision.reason) == ("李四", "已补来更正说明")
    assert [event.action for event in standing.history] == [CONFIRM, DISMISS]


def test_other_facts_reopen_a_finding_and_the_old_decision_is_shown(store: Store) -> None:
    record(store, [FINDING], DISMISS, "张三", "系笔误")

    standing = standings(store, [OTHER_FACTS])[OTHER_FACTS]
    assert standing.state == "reopened"
    assert standing.decision is not None
    assert standing.decision.reason == "系笔误"
    record(store, [OTHER_FACTS], CONFIRM, "李四", "新数仍不符")
    assert standings(store, [OTHER_FACTS])[OTHER_FACTS].state == "confirmed"
    assert standings(store, [FINDING])[FINDING].state == "dismissed", "on its own facts the first decision holds"


def test_a_person_reopens_a_finding(store: Store) -> None:
    record(store, [FINDING], DISMISS, "张三", "系笔误")
    record(store, [FINDING], REOPEN, "张三", "说明不成立")

    assert standings(store, [FINDING])[FINDING].state == "open"
    assert standings(store, [OTHER_FACTS])[OTHER_FACTS].state == "open", "nothing to reopen"


def test_assignment_due_date_reply_and_rectification(store: Store) -> None:
    record(store, [FINDING], ASSIGN, "组长", "按片区分工", value="王五", due_on=date(2026, 12, 1))
    record(store, [FINDING], COMMENT, "王五", "先调凭证")
    record(store, [FINDING], REPLY, "王五", "部门答复：填报时误用了调整预算")
    record(store, [FINDING], CONFIRM, "王五", "答复不能解释差额")
    record(store, [FINDING], RECTIFY, "王五", "要求更正公开", value="required", due_on=date(2027, 1, 15))
    record(store, [FINDING], RECTIFY, "王五", "已重新公开，附网址", value="verified")

    standing = standings(store, [FINDING])[FINDING]
    assert (standing.state, standing.assignee, standing.rectification) == ("confirmed", "王五", "verified")
    assert standing.due_on == date(2027, 1, 15)
    assert len(standing.history) == 6


def test_findings_do_not_mix(store: Store) -> None:
    others = [
        replace(FINDING, check_name="unit_mismatch"),
        replace(FINDING, subject="revenue/actual/2020"),
        replace(FINDING, department_id="广东省湛江市 市林业局"),
        replace(FINDING, fiscal_year=2021),
        replace(FINDING, fiscal_year=None, department_id=whose(None, "r9")),
    ]
    record(store, [FINDING, others[-1]], CONFIRM, "张三", "核实")

    found = standings(store, [FINDING, *others])
    assert [found[one].state for one in (FINDING, *others)] == [
        "confirmed",
        "open",
        "open",
        "open",
        "open",
        "confirmed",
    ]


def test_many_findings_are_looked_up_at_once(local_store: Store) -> None:
    many = [replace(FINDING, department_id=f"部门{number}") for number in range(600)]
    record(local_store, many, DISMISS, "张三", "口径不同")

    assert {standing.state for standing in standings(local_store, many).values()} == {"dismissed"}


@pytest.mark.parametrize(
    ("action", "value", "words"),
    [("close", "", "没有“close”"), (ASSIGN, " ", "分派给谁"), (RECTIFY, "部分", "整改状态"), (RECTIFY, "", "整改状态")],
)
def test_what_cannot_be_recorded_is_told_in_chinese(local_store: Store, action: str, value: str, words: str) -> None:
    with pytest.raises(EntryError, match=words):
        record(local_store, [FINDING], action, "张三", "核实", value=value)
    assert standings(local_store, [FINDING])[FINDING].history == ()


def test_a_digest_is_of_what_is_said_not_of_where_it_stands() -> None:
    same = {**FACT, "value": Decimal("42769100.00"), "fact_id": "f2", "evidence": "总支出4276.91万元"}
    statement = "个别项目进度滞后"

    assert digest([FACT], [statement]) == digest([same, FACT], ["个别项目\n进度滞后", statement])
    assert digest([FACT]) != digest([FACT], [statement])
    for change in ({"value": 42769100.01}, {"stage": "budget"}, {"value": None}, {"disclosure": "blank"}):
        assert digest([FACT]) != digest([{**FACT, **change}])
    assert digest([{**FACT, "value": None, "value_text": "优"}]) != digest(
        [{**FACT, "value": None, "value_text": "良"}]
    )


def test_labels_cover_every_action_and_state() -> None:
    assert set(dispositions.DECISIONS) < set(dispositions.ACTIONS)
    assert set(dispositions._STATE.values()) | {"reopened"} == set(dispositions.STATES)
