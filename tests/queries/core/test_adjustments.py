from duckdb import DuckDBPyConnection

from loaders import thresholds
from tests import factories


def test_a_finding_says_that_its_threshold_was_not_the_default(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.facts(
        warehouse,
        "r1",
        {
            "expenditure.actual": "96.00",
            "expenditure.adjusted_budget": "100.00",
            "budget_execution_rate.claimed": "99.00",
        },
    )
    (found,) = factories.rows(warehouse, "checks.findings", check_name="claimed_rate_differs")
    assert (found["severity"], found["threshold_note"]) == ("medium", None)
    thresholds.change(warehouse, "claimed_rate_differs.high_points", "2.5", "张三", "本市口径更严")
    (found,) = factories.rows(warehouse, "checks.findings", check_name="claimed_rate_differs")
    assert found["severity"] == "high"
    assert "不是默认值 5个百分点，由张三于 " in found["threshold_note"]
    assert found["threshold_note"].endswith("改为 2.5个百分点：本市口径更严")
