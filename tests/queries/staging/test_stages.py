from typing import get_args

from duckdb import DuckDBPyConnection

from loaders.models import Stage
from tests import factories


def test_every_stage_of_an_amount_has_a_name(warehouse: DuckDBPyConnection) -> None:
    named = {row["stage"] for row in factories.rows(warehouse, "staging.stages")}
    assert named == set(get_args(Stage)) - {"", "claimed"}
