"""A finding is dealt with where its sentence is shown: the standing changes, and what was said stays."""

import streamlit as st
from duckdb import DuckDBPyConnection
from streamlit.testing.v1 import AppTest

from tests import factories
from tests.dashboard.conftest import Open, Publish, words

LEAD = "finding~r1~spending_exceeds_budget~expenditure/2020"


def dispose(page: AppTest, action: str, reason: str, assignee: str = "") -> str:
    page.radio("dispose-what").set_value(action)
    page.text_input("dispose-assignee").set_value(assignee)
    page.text_input("dispose-author").set_value("王五")
    page.text_input("dispose-reason").set_value(reason)
    next(button for button in page.button if button.label == "记下处理").click().run(timeout=60)
    return words(page)


def test_a_finding_is_given_to_somebody_dismissed_and_open_again_on_other_facts(
    told: DuckDBPyConnection, publish: Publish, open_page: Open
) -> None:
    publish()
    page = open_page(evidence=LEAD)
    assert "处理 待核" in words(page)
    assert "请写明理由" in dispose(page, "dismiss", "")
    assert "请写明分派给谁" in dispose(page, "assign", "请核对")
    shown = dispose(page, "assign", "请核对", "李四")
    assert "处理 待核 承办 李四" in shown and "王五 分派 李四 请核对" in shown
    shown = dispose(page, "dismiss", "已核对凭证，系笔误")
    assert "处理 已排除 承办 李四" in shown and "王五 排除 已核对凭证，系笔误" in shown

    factories.fact(told, "r1", "expenditure", "actual", "4999.99")
    told.execute("delete from raw.facts where measure = 'expenditure' and stage = 'actual' and value_text = '4276.91'")
    publish()
    st.cache_data.clear()
    shown = words(open_page(evidence=LEAD))
    assert "处理 依据已变，待重核" in shown and "（当时依据不同）" in shown


def test_what_a_check_found_in_order_needs_nobody(told: DuckDBPyConnection, publish: Publish, open_page: Open) -> None:
    publish()
    page = open_page(evidence="finding~r1~claimed_rate_differs~budget_completion_rate/2020")
    assert "处理 待核" not in words(page)
