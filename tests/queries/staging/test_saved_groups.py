from duckdb import DuckDBPyConnection

from tests import factories


def test_the_last_entry_of_a_name_counts_and_an_empty_one_gives_it_up(warehouse: DuckDBPyConnection) -> None:
    factories.saved_group(warehouse, "执法", ["a", "b"])
    factories.saved_group(warehouse, "医院", ["c"])
    factories.saved_group(warehouse, "执法", ["b", "b", "d"])
    factories.saved_group(warehouse, "医院", [])
    found = factories.rows(warehouse, "staging.saved_groups")
    assert sorted((row["name"], row["department_id"]) for row in found) == [("执法", "b"), ("执法", "d")]
