import pytest
from duckdb import DuckDBPyConnection

from tests import factories
from tests.dashboard.conftest import Open, Publish, markup, words


@pytest.fixture(autouse=True)
def renamed(told: DuckDBPyConnection, publish: Publish) -> None:
    """A department under a name of today, with a short name and an earlier one."""
    factories.body(told, "市文化局", last_year=2018, successor="市文化广电旅游体育局")
    factories.body(told, "市文化广电旅游体育局", aliases=["市文旅局"], first_year=2019)
    factories.report(told, "r3", department="市文化广电旅游体育局", fiscal_year=2021)
    publish()


@pytest.mark.parametrize(
    ("searched", "said"),
    [
        ("文化广电", ""),
        ("文旅局", "简称：市文旅局"),
        ("市文化局", "曾用名：市文化局 至2018年"),
        (" 文旅 局 ", "简称：市文旅局"),
    ],
)
def test_any_name_leads_to_the_portrait(open_page: Open, searched: str, said: str) -> None:
    page = open_page(find=searched)
    assert said in words(page)
    assert "department?jurisdiction=" in markup(page).split("点部门名，看它的画像")[1]
    assert "1 份报告，最近 2021 年度" in words(page)


def test_the_department_itself_comes_before_its_successor(open_page: Open) -> None:
    shown = words(open_page(find="市文化局"))
    assert "还没有报告" in shown, "the old body is in the roster and wrote nothing"


def test_what_nobody_is_called_is_said(open_page: Open) -> None:
    assert "没有找到。换个简称或曾用名试试" in words(open_page(find="月球"))


def test_the_box_stands_on_every_page(open_page: Open) -> None:
    for page in ("overview", "department", "findings", "quality", "settling", "glossary"):
        assert open_page(page).text_input("filter-find").placeholder == "查找部门：全称、简称、曾用名"
