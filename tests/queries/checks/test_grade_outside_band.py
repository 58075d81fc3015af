from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def finding(warehouse: DuckDBPyConnection, score: str, *grades: str) -> dict[str, Any]:
    factories.fact(warehouse, "r1", "self_score", "claimed", score)
    for grade in grades:
        factories.fact(warehouse, "r1", "self_grade", "claimed", grade)
    return factories.row(warehouse, "checks.grade_outside_band")


def bands(warehouse: DuckDBPyConnection) -> None:
    """≥85 优秀, 75 to 85 良好, under 60 较差."""
    for band, (grade, least, below) in enumerate([("优秀", 85, None), ("良好", 75, 85), ("较差", None, 60)], start=1):
        factories.said(warehouse, "grade_bands", "r1", band=band, grade=grade, least=least, below=below)


@pytest.mark.parametrize(("score", "grade", "outcome"), [
    ("85", "优秀", "pass"), ("84.99", "优秀", "hit"), ("75", "良好", "pass"), ("74.99", "良好", "hit"),
    ("84.99", "良好", "pass"), ("85", "良好", "hit"), ("59.9", "较差", "pass"), ("60", "较差", "hit"),
])  # fmt: skip
def test_the_report_s_own_bands_decide(warehouse: DuckDBPyConnection, score: str, grade: str, outcome: str) -> None:
    bands(warehouse)
    found = finding(warehouse, score, grade)
    assert (found["subject"], found["outcome"]) == ("self_grade/2020", outcome)
    assert found["severity"] == ("high" if outcome == "hit" else "low")


def test_the_sentence_says_the_band_and_rests_on_it(warehouse: DuckDBPyConnection) -> None:
    bands(warehouse)
    found = finding(warehouse, "99", "良好")
    assert found["detail"] == "自评得分 99分，等级“良好”不在报告写明的分档之内（75分及以上、不到 85分）"
    assert found["fact_ids"] == ["band/2", "r1-f001", "r1-f002"]


def test_another_word_for_the_grade_is_the_same_band(warehouse: DuckDBPyConnection) -> None:
    bands(warehouse)
    assert finding(warehouse, "99", "第一等级", "优")["outcome"] == "pass"


def test_ranges_of_whole_points_leave_no_gap(warehouse: DuckDBPyConnection) -> None:
    factories.said(warehouse, "grade_bands", "r1", band=1, grade="优", least=90, below=100)
    factories.said(warehouse, "grade_bands", "r1", band=2, grade="良", least=80, below=89)
    assert finding(warehouse, "89.5", "良")["outcome"] == "pass"
    factories.report(warehouse, "r2")
    factories.facts(warehouse, "r2", {"self_score.claimed": "100", "self_grade.claimed": "优"})
    assert factories.row(warehouse, "checks.grade_outside_band", report_id="r2")["outcome"] == "pass"


@pytest.mark.parametrize(("score", "outcome"), [("89.9", "pass"), ("90", "hit")])
def test_else_the_region_s_bands_decide(warehouse: DuckDBPyConnection, score: str, outcome: str) -> None:
    factories.report(warehouse, "r2", jurisdiction="海南省儋州市")
    factories.facts(warehouse, "r2", {"self_score.claimed": score, "self_grade.claimed": "良"})
    found = factories.row(warehouse, "checks.grade_outside_band")
    assert (found["outcome"], "本地区的分档" in found["detail"]) == (outcome, True)


@pytest.mark.parametrize(("score", "grade", "outcome"), [
    ("85", "优", "pass"), ("84.9", "优", "hit"), ("75", "良", "pass"), ("74.9", "良", "hit"), ("94.9", "良", "pass"),
    ("95", "良", "hit"), ("60", "中", "pass"), ("59.9", "中", "hit"), ("79.9", "中", "pass"), ("80", "中", "hit"),
    ("59.9", "差", "pass"), ("60", "差", "hit"),
])  # fmt: skip
def test_without_bands_only_what_no_scale_allows_is_a_hit(
    warehouse: DuckDBPyConnection, score: str, grade: str, outcome: str
) -> None:
    found = finding(warehouse, score, grade)
    assert (found["outcome"], found["severity"]) == (outcome, "medium" if outcome == "hit" else "low")


def test_of_two_grades_that_differ_one_is_outside(warehouse: DuckDBPyConnection) -> None:
    assert finding(warehouse, "98", "优", "良")["outcome"] == "uncertain"


def test_a_plain_pass_and_unknown_words_say_nothing_of_points(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "self_score", "claimed", "98")
    for grade in ("合格", "达标"):
        factories.fact(warehouse, "r1", "self_grade", "claimed", grade)
    assert factories.rows(warehouse, "checks.grade_outside_band") == []


def test_without_a_score_there_is_no_row(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "self_grade", "claimed", "良")
    assert factories.rows(warehouse, "checks.grade_outside_band") == []
