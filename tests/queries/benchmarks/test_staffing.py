from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def staffing(warehouse: DuckDBPyConnection, report_id: str = "p0") -> dict[str, Any]:
    return factories.row(warehouse, "benchmarks.staffing", report_id=report_id)


def test_people_posts_and_what_they_cost(warehouse: DuckDBPyConnection) -> None:
    figures = {
        "staff_quota.actual": "40",
        "staff_on_post.actual": "50",
        "staff_contract.actual": "5",
        "basic_expenditure.actual": "500",
        "personnel_expenditure.actual": "400",
    }
    factories.departments(warehouse, [figures])
    found = staffing(warehouse)
    assert (found["quota_count"], found["on_post_count"], found["control_rate_pct"]) == (40, 50, pytest.approx(125))
    assert (found["contract_share_pct"], found["basic_per_head_yuan"]) == (pytest.approx(10), pytest.approx(100_000))
    assert found["personnel_per_head_yuan"] == pytest.approx(80_000)


def test_no_contract_staff_is_zero_and_no_posts_is_not_comparable(warehouse: DuckDBPyConnection) -> None:
    figures = {"staff_quota.actual": "0", "staff_on_post.actual": "5", "staff_contract.actual": "0"}
    factories.departments(warehouse, [figures])
    found = staffing(warehouse)
    assert (found["contract_share_pct"], found["contract_state"]) == (0, "stated")
    assert (found["control_rate_pct"], found["control_state"]) == (None, "zero_base")
