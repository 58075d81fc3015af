"""Names and voices that are not the department's."""

from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

BUREAU, COMMISSION, SCHOOL = "局$", "(?:委|委员会)$", "学校"


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    factories.body(warehouse, "市教育局", aliases=["市教育体育局"])
    return factories.report(warehouse, "r1")


def name(warehouse: DuckDBPyConnection, name: str, fits: str = "", **columns: Any) -> None:
    factories.said(warehouse, "self_names", "r1", name=name, fits=fits, evidence=f"{name}成立自评工作小组", **columns)


def finding(warehouse: DuckDBPyConnection, subject: str) -> tuple[str, str]:
    found = factories.row(warehouse, "checks.foreign_text", subject=subject)
    return found["outcome"], found["severity"]


def test_a_name_that_does_not_fit_beside_one_that_does(warehouse: DuckDBPyConnection) -> None:
    name(warehouse, "我局", BUREAU, mentions=9)
    name(warehouse, "我委", COMMISSION)
    found = factories.row(warehouse, "checks.foreign_text", subject="self/我委")
    assert (found["outcome"], found["severity"]) == ("hit", "medium")
    assert found["detail"] == "自称“我委”1 次（我委成立自评工作小组），与“市教育局”不符；其他地方自称“我局”等 9 次"
    assert found["fact_ids"] == ["name/1", "name/2"]
    assert finding(warehouse, "self/我局") == ("pass", "low")


@pytest.mark.parametrize(
    ("own", "foreign", "outcome"),
    [(2, 1, "hit"), (1, 1, "uncertain"), (9, 5, "hit"), (9, 6, "uncertain"), (3, 3, "uncertain")],
)
def test_how_often_decides(warehouse: DuckDBPyConnection, own: int, foreign: int, outcome: str) -> None:
    name(warehouse, "我局", BUREAU, mentions=own)
    name(warehouse, "我委", COMMISSION, mentions=foreign)
    assert finding(warehouse, "self/我委")[0] == outcome


def test_another_name_of_the_department_fits_too(warehouse: DuckDBPyConnection) -> None:
    name(warehouse, "我局", BUREAU, mentions=9)
    name(warehouse, "我体", "体育")
    assert finding(warehouse, "self/我体")[0] == "pass"


@pytest.mark.parametrize(("elsewhere", "outcome"), [(0, "hit"), (1, "pass")])
def test_a_body_that_the_report_has_not_spoken_of(warehouse: DuckDBPyConnection, elsewhere: int, outcome: str) -> None:
    name(warehouse, "学校", SCHOOL, kind="body", other_mentions=elsewhere)
    assert finding(warehouse, "body/学校")[0] == outcome


def test_a_school_speaks_as_a_school(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", department="市实验学校", version=2)
    factories.said(warehouse, "self_names", "r1", 2, name="学校", fits=SCHOOL, kind="body")
    assert finding(warehouse, "body/学校")[0] == "pass"


@pytest.mark.parametrize(
    ("other", "outcome", "severity"),
    [
        ("市水利局", "hit", "high"),
        ("市招生中心", "uncertain", "low"),
        ("市农机局", "uncertain", "low"),
        ("教育局", "pass", "low"),
    ],
)
def test_another_department_speaks(warehouse: DuckDBPyConnection, other: str, outcome: str, severity: str) -> None:
    factories.body(warehouse, "市水利局")
    factories.body(warehouse, "市招生中心", parent="市教育局")  # which may speak in its parent's report
    name(warehouse, other, kind="department")
    assert finding(warehouse, f"department/{other}") == (outcome, severity)


def test_of_an_unknown_department_nothing_is_said(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", department=None, version=2)
    factories.said(warehouse, "self_names", "r1", 2, name="我委", fits=COMMISSION)
    assert factories.rows(warehouse, "checks.foreign_text") == []
