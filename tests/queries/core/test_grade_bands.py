from duckdb import DuckDBPyConnection

from tests import factories


def test_what_the_report_states_goes_first(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", jurisdiction="海南省儋州市")
    factories.said(warehouse, "grade_bands", "r1", grade="优秀", least="85")
    found = factories.row(warehouse, "core.grade_bands")
    assert (found["grade"], found["least"], found["below"], found["source"]) == ("优秀", 85, None, "report")
    assert found["fact_ids"] == ["band/1"]


def test_else_the_region_has_bands(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", jurisdiction="海南省儋州市")
    found = {row["grade"]: row for row in factories.rows(warehouse, "core.grade_bands")}
    bounds = {grade: (row["least"], row["below"]) for grade, row in found.items()}
    assert bounds == {"优": (90, None), "良": (80, 90), "中": (60, 80), "差": (0, 60)}
    assert found["优"]["source"] == "region"


def test_where_no_cut_offs_are_known_there_are_none(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    assert factories.rows(warehouse, "core.grade_bands") == []


def test_bands_that_overlap_leave_one_grade_to_each_score(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.said(warehouse, "grade_bands", "r1", grade="优", least="90")
    factories.said(warehouse, "grade_bands", "r1", grade="良", least="80", below="95")
    factories.facts(warehouse, "r1", {"self_score.claimed": "92"})
    bounds = {row["grade"]: row["below"] for row in factories.rows(warehouse, "core.grade_bands")}
    assert bounds == {"优": None, "良": 90}
    assert len(factories.rows(warehouse, "benchmarks.scores", report_id="r1")) == 1
