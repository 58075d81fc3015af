from duckdb import DuckDBPyConnection

from tests import factories


def test_every_state_of_a_figure_and_of_an_indicator_has_a_name(warehouse: DuckDBPyConnection) -> None:
    named = {row["state"] for row in factories.rows(warehouse, "staging.states")}
    figures = {"stated", "conflicting", "blank", "reported_elsewhere", "not_applicable", "unconfirmed", "unknown_unit"}
    assert named == figures | {"zero_base", "missing", "broken"}
