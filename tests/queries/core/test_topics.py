from duckdb import DuckDBPyConnection

from tests import factories


def test_every_measure_stands_under_a_heading(warehouse: DuckDBPyConnection) -> None:
    topics = {row["measure"]: row for row in factories.rows(warehouse, "core.topics")}
    assert topics.keys() == {row["measure"] for row in factories.rows(warehouse, "staging.measures")}
    assert topics["three_public"]["topic"] == topics["vehicle_count"]["topic"] == "三公"
    assert topics["expenditure"]["position"] < topics["basic_expenditure"]["position"]


def test_a_new_measure_goes_by_its_kind_to_the_end(warehouse: DuckDBPyConnection) -> None:
    warehouse.execute(
        "insert into raw.measures by name select * replace ('rent' as measure) from raw.measures where measure = 'revenue'"
    )
    found = factories.row(warehouse, "core.topics", measure="rent")
    assert (found["topic"], found["topic_position"], found["position"]) == ("收支", 1, 1000)
