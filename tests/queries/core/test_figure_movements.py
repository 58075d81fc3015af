import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.mark.parametrize(
    ("rate", "earlier", "later", "movement"),
    [
        ("procurement_execution_rate", "90", "91", "better"),
        ("procurement_execution_rate", "90", "90.99", "same"),
        ("procurement_execution_rate", "90", "89", "worse"),
        ("carryover_rate", "5", "6", "worse"),
        ("operating_control_rate", "80", "99", "same"),  # within the budget
        ("operating_control_rate", "80", "101", "worse"),
    ],
)
def test_a_movement_has_a_direction(
    warehouse: DuckDBPyConnection, rate: str, earlier: str, later: str, movement: str
) -> None:
    for report_id, year, value in (("r0", 2019, earlier), ("r1", 2020, later)):
        factories.report(warehouse, report_id, fiscal_year=year)
        factories.fact(warehouse, report_id, rate, "claimed", value, fiscal_year=year)
    (found,) = factories.rows(warehouse, "core.figure_movements")
    assert (found["report_id"], found["movement"]) == ("r1", movement)
