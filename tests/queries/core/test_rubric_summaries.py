from duckdb import DuckDBPyConnection

from tests import factories


def test_a_place_its_years_and_its_grades_are_said(warehouse: DuckDBPyConnection) -> None:
    found = factories.row(warehouse, "core.rubric_summaries", rubric="central")
    assert (found["places"], found["years_text"]) == ("中央", "各年度")
    assert found["bands_text"] == "优 90 分起，良 80 分起，中 60 分起，差 0 分起"


def test_points_nobody_wrote_down_are_not_added_up(warehouse: DuckDBPyConnection) -> None:
    found = factories.row(warehouse, "core.rubric_summaries", rubric="zhanjiang")
    assert (found["years_text"], found["points"], found["bands_text"]) == ("2020—2021年度", None, None)
    assert found["indicators"] > 0


def test_a_part_of_the_points_is_no_total(warehouse: DuckDBPyConnection) -> None:
    known = factories.rows(warehouse, "core.rubric_items", rubric="junshan")
    assert {row["points"] is None for row in known} == {True, False}
    assert factories.row(warehouse, "core.rubric_summaries", rubric="junshan")["points"] is None
