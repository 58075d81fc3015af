"""Saved groups: which departments are meant, what is refused with a reason, and that entries are only added."""

from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

import loaders
from loaders import identities
from loaders.groups import GroupError
from loaders.roster import Body
from tests import factories

BODIES = (
    Body("b1", "湛江市教育局", ("市教体局",), "440800", "广东省湛江市"),
    Body("b2", "湛江市公安局", (), "440800", "广东省湛江市"),
    Body("b3", "君山区教育局", ("教育局",), "430611", "湖南省岳阳市君山区"),
)


@pytest.fixture
def listed(warehouse: DuckDBPyConnection) -> DuckDBPyConnection:
    identities.store_roster(warehouse, BODIES, "")
    return warehouse


def members(warehouse: DuckDBPyConnection) -> list[tuple[str, str]]:
    return sorted((row["name"], row["department_id"]) for row in factories.rows(warehouse, "staging.saved_groups"))


@pytest.mark.parametrize("given", ["湛江市教育局,b2", "湛江市教育局、湛江市公安局", "b1；b2；b1"])
def test_departments_are_named_or_given_by_id(listed: DuckDBPyConnection, given: str) -> None:
    loaders.save_group(listed, "窗口", given, "张三", "业务相近")
    assert members(listed) == [("窗口", "b1"), ("窗口", "b2")]


def test_or_stand_in_a_file(listed: DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "组.txt").write_text("湛江市教育局\n\n湛江市公安局\n", encoding="utf-8-sig")
    loaders.save_group(listed, "窗口", str(tmp_path / "组.txt"), "张三", "业务相近")
    assert members(listed) == [("窗口", "b1"), ("窗口", "b2")]


def test_entries_are_added_and_the_last_one_counts(listed: DuckDBPyConnection) -> None:
    for given in ("b1,b2", "b2", ""):
        loaders.save_group(listed, "窗口", given, "张三", "业务相近")
    assert members(listed) == []
    logged = factories.rows(listed, "raw.saved_groups")
    assert [(row["entry"], row["department_ids"]) for row in logged] == [(1, ["b1", "b2"]), (2, ["b2"]), (3, [])]


@pytest.mark.parametrize(
    ("name", "given", "author", "reason", "says"),
    [
        (" ", "b1", "张三", "因为", "名称"),
        ("窗口", "b1", "", "因为", "谁定的"),
        ("窗口", "b1", "张三", " ", "为什么"),
        ("窗口", "湛江市财政局", "张三", "因为", "湛江市财政局"),
        ("窗口", "教育局", "张三", "因为", "不能确定"),
    ],
)
def test_what_cannot_be_accepted_says_why(
    listed: DuckDBPyConnection, name: str, given: str, author: str, reason: str, says: str
) -> None:
    with pytest.raises(GroupError, match=says):
        loaders.save_group(listed, name, given, author, reason)
    assert factories.rows(listed, "raw.saved_groups") == []
