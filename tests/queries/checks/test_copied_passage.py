"""Whose passage it is, how grave, and what is said."""

from datetime import date
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

RESULTS = ("送戏下乡12场", "修缮文物点35处", "接待研学团队8个", "开展夜校课程6期")


@pytest.fixture(autouse=True)
def region(warehouse: DuckDBPyConnection) -> DuckDBPyConnection:
    for number in range(6):
        factories.report(warehouse, f"r{number}", department=f"第{number}局", filed_on=date(2021, 3, 1 + number))
    return warehouse


def write(
    warehouse: DuckDBPyConnection, *reports: str, sentences: tuple[str, ...] = RESULTS[:2], **columns: Any
) -> None:
    for report in reports:
        for words in sentences:
            factories.wording(warehouse, report, words, **columns)


def outcomes(warehouse: DuckDBPyConnection) -> dict[str, tuple[str, str]]:
    return {
        row["report_id"]: (row["outcome"], row["severity"])
        for row in factories.rows(warehouse, "checks.copied_passage")
    }


def test_whoever_filed_later_copied(warehouse: DuckDBPyConnection) -> None:
    write(warehouse, "r1", "r3")
    later = factories.row(warehouse, "checks.copied_passage", report_id="r3")
    assert (later["subject"], later["outcome"], later["severity"]) == ("department/第1局", "hit", "medium")
    assert later["detail"] == (
        "与第1局2020年度报告有 1 处文字相同，最长的连续 2 句、15 字，其中 2 句连数字也相同；这些文字对方使用在先"
    )
    assert (later["fact_ids"], later["other_report_id"]) == (["sentences/1-2"], "r1")
    assert later["other_fact_ids"] == ["sentences/1-2"]
    earlier = factories.row(warehouse, "checks.copied_passage", report_id="r1")
    assert (earlier["outcome"], earlier["other_report_id"]) == ("pass", "r3")


def test_whoever_had_the_wording_in_an_earlier_year_did_not(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "before", department="第3局", fiscal_year=2019)
    write(warehouse, "before", sentences=("送戏下乡9场", "修缮文物点31处"))
    write(warehouse, "r1", "r3")
    assert {report: outcome for report, (outcome, _) in outcomes(warehouse).items()} == {"r1": "hit", "r3": "pass"}


def test_whoever_goes_on_using_it_did_not(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "after", department="第3局", fiscal_year=2021)
    write(warehouse, "after", sentences=("送戏下乡9场", "修缮文物点31处"))
    write(warehouse, "r1", "r3")
    assert {report: outcome for report, (outcome, _) in outcomes(warehouse).items()} == {"r1": "hit", "r3": "pass"}


def test_where_nothing_tells_both_are_hits(warehouse: DuckDBPyConnection) -> None:
    for report, department in (("a", "甲局"), ("b", "乙局")):
        factories.report(warehouse, report, department=department)
    write(warehouse, "a", "b")
    assert {outcome for outcome, _ in outcomes(warehouse).values()} == {"hit"}
    assert factories.row(warehouse, "checks.copied_passage", report_id="a")["detail"].endswith("看不出谁在先")


@pytest.mark.parametrize(("sentences", "severity"), [(RESULTS[:2], "medium"), (RESULTS[:3], "high")])
def test_more_of_the_same_figures_are_graver(
    warehouse: DuckDBPyConnection, sentences: tuple[str, ...], severity: str
) -> None:
    write(warehouse, "r1", "r3", sentences=sentences)
    assert outcomes(warehouse)["r3"] == ("hit", severity)


@pytest.mark.parametrize(("characters", "severity"), [(149, "low"), (150, "medium"), (399, "medium"), (400, "high")])
def test_more_text_is_graver(warehouse: DuckDBPyConnection, characters: int, severity: str) -> None:
    write(warehouse, "r1", "r3", sentences=("一整段话",), characters=characters)
    assert outcomes(warehouse)["r3"] == ("hit", severity)


@pytest.mark.parametrize(("sharing", "severity"), [(3, "high"), (4, "low")])
def test_what_several_departments_share_may_come_from_anywhere(
    warehouse: DuckDBPyConnection, sharing: int, severity: str
) -> None:
    for number in range(20):
        factories.report(warehouse, f"s{number}", department=f"第{number + 10}局", filed_on=date(2021, 3, 1 + number))
    write(warehouse, *[f"s{number}" for number in range(sharing)], sentences=("一整段话",), characters=500)
    assert {outcome[1] for outcome in outcomes(warehouse).values()} == {severity}


def test_last_year_s_results_word_for_word(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "later", department="第1局", fiscal_year=2021)
    write(warehouse, "r1", "later", section="results")
    found = factories.row(warehouse, "checks.copied_passage")
    assert (found["report_id"], found["subject"], found["outcome"], found["severity"]) == (
        "later",
        "own",
        "hit",
        "medium",
    )
    assert found["detail"].startswith("工作成效与本部门2020年度报告有 1 处文字相同")


def test_of_another_department_s_years_the_closest_is_named(warehouse: DuckDBPyConnection) -> None:
    for year in (2018, 2019):
        factories.report(warehouse, f"o{year}", department="第1局", fiscal_year=year)
    write(warehouse, "o2018", "o2019", "r1", "r3")
    assert factories.row(warehouse, "checks.copied_passage", report_id="r3")["other_report_id"] == "r1"
