from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from streamlit.testing.v1 import AppTest

from dashboard import filters, warehouse
from dashboard.filters import ALL, UNSTATED, Choice
from tests import factories
from tests.dashboard.conftest import Open, Publish

pytestmark = pytest.mark.usefixtures("published")


def test_a_choice_becomes_filters_and_words() -> None:
    assert Choice().where == Choice().words == {}
    assert Choice("湛江市", "2020").where == {"jurisdiction": "湛江市", "fiscal_year": 2020}
    assert Choice(UNSTATED, UNSTATED).where == {"jurisdiction": None, "fiscal_year": None}
    assert Choice("湛江市", "2020", {"level": "地市"}).place == {"jurisdiction": "湛江市", "fiscal_year": 2020}
    assert Choice(UNSTATED, ALL).words == {"jurisdiction": "未写明"}


def test_what_is_chosen_stands_in_the_address_and_what_goes_without_saying_does_not(open_page: Open) -> None:
    page = open_page()
    page.selectbox("filter-jurisdiction").select("广东省湛江市").run()
    assert page.query_params == {"jurisdiction": "广东省湛江市"}
    page.selectbox("filter-jurisdiction").select("全部").run()
    assert page.query_params == {}


def test_several_can_be_chosen(open_page: Open) -> None:
    page = open_page("findings", severity=["高", "低"])
    assert page.pills("filter-severity").value == ["高", "低"]


def test_an_unknown_choice_is_the_usual_one(open_page: Open) -> None:
    page = open_page("findings", outcome="别的", jurisdiction="别处", severity="别的", check="别的")
    assert page.segmented_control("filter-outcome").value == "疑点"
    assert page.selectbox("filter-jurisdiction").value == "全部"
    assert page.selectbox("filter-check").value is None


def boxes(view: str, **parameters: str) -> AppTest:
    """A page of a view: its boxes, and the departments that are left."""

    def script(view: str) -> None:
        import streamlit as st

        from dashboard import filters, warehouse

        choice = filters.choose(view)
        st.text(" ".join(sorted(warehouse.frame(view, choice.where)["department"])))
        st.caption(str(choice.said))

    test = AppTest.from_function(script, args=(view,), default_timeout=30)
    test.query_params.update(parameters)
    return test.run()


@pytest.fixture
def functions(published: Path, told: DuckDBPyConnection, publish: Publish) -> None:
    """A department of education and one of civil affairs in one place."""
    for department, function in (("市教育局", "教育"), ("市民政局", "民政")):
        factories.body(told, department, function=function, level="地市")
    factories.report(told, "r3", department="市民政局", fiscal_year=2020)
    publish()


@pytest.mark.usefixtures("functions")
def test_reports_are_narrowed_down_by_what_the_roster_says_of_their_departments() -> None:
    page = boxes("benchmarks.budget_execution")
    assert page.text[0].value == "市教育局 市民政局"
    assert [box.label for box in page.selectbox] == ["地区", "年度", "职能"], "one level and no band are no choice"
    page.selectbox("filter-function").select("民政").run()
    assert page.text[0].value == "市民政局"
    assert page.query_params["function"] in ("民政", ["民政"])
    assert page.caption[0].value == "{'职能': '民政'}"
    assert boxes("benchmarks.budget_execution", function="教育").text[0].value == "市教育局"


@pytest.mark.usefixtures("functions")
def test_a_view_of_several_groupings_shows_one_at_a_time() -> None:
    page = boxes("benchmarks.outliers")
    assert page.selectbox("filter-grouping_name").value == "同地区同年度"
    assert page.caption[0].value == "{'与谁比': '同地区同年度'}"


def test_what_narrows_down_goes_into_the_address_and_not_into_the_query() -> None:
    choice = Choice(further={"function": "教育' or '1'='1"})
    assert choice.words == {"function": "教育' or '1'='1"}
    assert warehouse.frame("benchmarks.budget_execution", choice.where).empty
    assert set(filters.FURTHER) == {"function", "level", "size"}
