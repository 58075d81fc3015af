from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def operating(warehouse: DuckDBPyConnection, report_id: str = "p0") -> dict[str, Any]:
    return factories.row(warehouse, "benchmarks.operating", report_id=report_id)


def test_control_a_head_and_share(warehouse: DuckDBPyConnection) -> None:
    figures = {
        "operating_expenditure.budget": "50",
        "operating_expenditure.actual": "60",
        "basic_expenditure.actual": "240",
        "staff_on_post.actual": "30",
    }
    factories.departments(warehouse, [figures])
    found = operating(warehouse)
    assert (found["control_rate_pct"], found["per_head_yuan"]) == (pytest.approx(120), pytest.approx(20_000))
    assert (found["share_of_basic_pct"], found["change_state"]) == (pytest.approx(25), "missing")


def test_without_people_nothing_is_put_in_their_place(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"operating_expenditure.actual": "60"}])
    found = operating(warehouse)
    assert (found["actual_yuan"], found["per_head_yuan"], found["per_head_state"]) == (600_000, None, "missing")
