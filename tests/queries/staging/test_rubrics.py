from duckdb import DuckDBPyConnection

from tests import factories


def test_a_rubric_stands_once_for_each_of_its_places(warehouse: DuckDBPyConnection) -> None:
    found = factories.rows(warehouse, "staging.rubrics", rubric="junshan")
    assert {row["place"] for row in found} == {"430611", "君山区"}
    assert {(row["first_year"], row["last_year"]) for row in found} == {(2020, 2020)}


def test_a_rubric_without_a_place_is_only_extended(warehouse: DuckDBPyConnection) -> None:
    assert factories.rows(warehouse, "staging.rubrics", rubric="hunan_county") == []
