from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

SPENT, EARNED, PLANNED = "expenditure.actual@2020", "revenue.actual@2020", "expenditure.budget@2020"


def found(
    warehouse: DuckDBPyConnection, figures: dict[str, str], topic: str = "equal", compared: tuple[str, str] = (SPENT, EARNED)
) -> list[dict[str, Any]]:  # fmt: skip
    factories.report(warehouse, "r1")
    factories.facts(warehouse, "r1", figures)
    factories.remark(warehouse, "r1", "claimed_equality", topic, compared=compared, evidence="两数一致")
    return factories.rows(warehouse, "checks.claimed_equality_differs")


@pytest.mark.parametrize(
    ("spent", "earned", "outcome", "severity"),
    [
        ("398.00", "398.00", "pass", "low"),
        ("398", "398.4", "pass", "low"),
        ("398.00", "398.02", "hit", "medium"),
        ("398.00", "418.94", "hit", "medium"),
        ("398.00", "420.00", "hit", "high"),
    ],
)
def test_equal_is_equal_at_the_precision_printed(
    warehouse: DuckDBPyConnection, spent: str, earned: str, outcome: str, severity: str
) -> None:
    (finding,) = found(warehouse, {"expenditure.actual": spent, "revenue.actual": earned})
    assert (finding["outcome"], finding["severity"]) == (outcome, severity)
    assert len(finding["fact_ids"]) == 3
    assert finding["subject"] == f"{SPENT}={EARNED}"


def test_a_missing_amount_is_uncertain(warehouse: DuckDBPyConnection) -> None:
    (finding,) = found(warehouse, {"expenditure.actual": "398"}, compared=(SPENT, PLANNED))
    assert finding["outcome"] == "uncertain"
    assert finding["detail"] == "称“两数一致”，只写了2020年支出合计决算 398万元，无从核对"


def test_as_much_as_last_year_is_examined_only_where_both_are_stated(warehouse: DuckDBPyConnection) -> None:
    last_year = "expenditure.actual@2019"
    assert found(warehouse, {"expenditure.actual": "398"}, compared=(SPENT, last_year)) == []
    factories.fact(warehouse, "r1", "expenditure", "actual", "390", fiscal_year=2019)
    assert factories.row(warehouse, "checks.claimed_equality_differs")["outcome"] == "hit"


@pytest.mark.parametrize(
    ("figures", "outcome"),
    [
        ({"expenditure.actual": "390", "revenue.actual": "398"}, "pass"),
        ({"expenditure.actual": "402", "revenue.actual": "398", "carryover.opening": "4"}, "pass"),
        ({"expenditure.actual": "403", "revenue.actual": "398", "carryover.opening": "4"}, "hit"),
        ({"expenditure.actual": "402", "revenue.actual": "398"}, "uncertain"),
    ],
)
def test_a_balance_may_use_up_what_was_carried_over(
    warehouse: DuckDBPyConnection, figures: dict[str, str], outcome: str
) -> None:
    (finding,) = found(warehouse, figures, "balanced")
    assert finding["outcome"] == outcome
