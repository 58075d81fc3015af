from duckdb import DuckDBPyConnection

from tests import factories


def test_of_a_fields_corrections_the_last_one_counts_and_all_are_kept(warehouse: DuckDBPyConnection) -> None:
    factories.correction(warehouse, "r1", "f1", "value", "1", was="0")
    factories.correction(warehouse, "r1", "f1", "value", "2", was="1")
    factories.correction(warehouse, "r1", "f1", "unit", "元")
    kept = factories.rows(warehouse, "staging.corrections")
    assert {(line["becomes"], line["is_last"]) for line in kept} == {("1", False), ("2", True), ("元", True)}
