from duckdb import DuckDBPyConnection

from tests import factories


def test_each_grade_has_its_points(warehouse: DuckDBPyConnection) -> None:
    found = factories.rows(warehouse, "staging.rubric_bands", rubric="shijiazhuang_high_tech_zone")
    assert {row["grade"]: int(row["least"]) for row in found} == {"优秀": 85, "良好": 75, "一般": 60, "较差": 0}
