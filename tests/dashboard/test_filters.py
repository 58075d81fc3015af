import pytest

from dashboard.filters import ALL, UNSTATED, Choice
from tests.dashboard.conftest import Open

pytestmark = pytest.mark.usefixtures("published")


def test_a_choice_becomes_filters_and_words() -> None:
    assert Choice().where == Choice().words == {}
    assert Choice("湛江市", "2020").where == {"jurisdiction": "湛江市", "fiscal_year": 2020}
    assert Choice(UNSTATED, UNSTATED).where == {"jurisdiction": None, "fiscal_year": None}
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
