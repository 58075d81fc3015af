from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def fixed_assets(warehouse: DuckDBPyConnection, report_id: str = "p0") -> dict[str, Any]:
    return factories.row(warehouse, "benchmarks.fixed_assets", report_id=report_id)


def test_in_use_leased_and_a_head(warehouse: DuckDBPyConnection) -> None:
    figures = {
        "fixed_assets.actual": "400",
        "fixed_assets[in_use].actual": "380",
        "fixed_assets[leased].actual": "20",
        "staff_on_post.actual": "20",
    }
    factories.departments(warehouse, [figures])
    found = fixed_assets(warehouse)
    assert (found["total_yuan"], found["in_use_yuan"], found["leased_yuan"]) == (4_000_000, 3_800_000, 200_000)
    assert (found["utilisation_rate_pct"], found["leased_share_pct"]) == (pytest.approx(95), pytest.approx(5))
    assert found["per_head_yuan"] == pytest.approx(200_000)


def test_assets_of_zero_have_no_rate(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"fixed_assets.actual": "0", "fixed_assets[in_use].actual": "0"}])
    found = fixed_assets(warehouse)
    assert (found["total_yuan"], found["utilisation_rate_pct"], found["utilisation_state"]) == (0, None, "zero_base")
