"""Names of rows and columns."""

import pytest

from loaders.finders.names import bare, read_name, read_path
from loaders.finders.view import matched


@pytest.mark.parametrize(
    ("name", "stripped"),
    [
        ("其中：公务接待费", "公务接待费"), ("（一）基本支出", "基本支出"), ("3.公务接待费", "公务接待费"), ("2020年决算数（万元）", "2020年决算数"),
        ("执行率（B/A）", "执行率"), ("加：年初结转", "年初结转"), ("★在职人数（人）", "在职人数"),
    ],
)  # fmt: skip
def test_numbers_units_and_marks_are_no_part_of_a_name(name: str, stripped: str) -> None:
    assert bare(matched(name)) == stripped


def test_a_name_with_an_unknown_word_is_unknown() -> None:
    assert read_name("公务接待费").measures[0] == "official_reception"
    assert not read_name("某某工程公务接待费").is_known
    assert not read_name(matched("1-6月")).is_known


def test_a_part_that_the_measure_does_not_have_says_nothing() -> None:
    assert read_name("行政编制").breakdown == "administrative"
    assert read_name("事业收入").measures == ()


def test_scopes_are_no_measures() -> None:
    assert read_name("局机关").scope == "own"
    assert read_name("所属单位小计").scope == "subordinate"
    assert read_name("局机关及二级机构汇总").is_whole


def test_the_last_name_decides_and_takes_the_rest_from_those_before_it() -> None:
    said = read_path(["2019年度", "公务用车购置及运行维护费", "小计"])

    assert (said.measures, said.year, said.is_known) == (("vehicle",), 2019, True)
    assert not read_path(["某某专项", "小计"]).is_known
    assert not read_path(["基本支出", "某某"]).is_known
