"""One row per part, with what there is of it and where it is full; a changed weight counts at once."""

from datetime import datetime

import pytest
from duckdb import DuckDBPyConnection

from tests import factories
from tests.queries.targets.test_priorities import PARTS


def parts(warehouse: DuckDBPyConnection) -> dict[str, tuple[float | None, float | None]]:
    rows = factories.rows(warehouse, "targets.priority_parts")
    return {row["part"]: (row["amount"], row["share"]) for row in rows}


def test_every_part_has_a_weight_and_the_weights_add_up_to_a_hundred(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "市教育局")
    factories.report(warehouse)
    rows = factories.rows(warehouse, "targets.priority_parts")
    assert {row["part"] for row in rows} == {*PARTS}
    assert sum(row["weight"] for row in rows) == 100


@pytest.mark.parametrize(
    ("actual", "amount", "share"), [("80", 20, 1), ("79", 21, 1), ("81", 19, 0.95), ("100", 0, 0), ("120", -20, 0)]
)
def test_execution_falls_short_below_a_hundred(
    warehouse: DuckDBPyConnection, actual: str, amount: float, share: float
) -> None:
    factories.body(warehouse, "市教育局")
    factories.report(warehouse)
    factories.facts(warehouse, "r1", {"expenditure.adjusted_budget": "100", "expenditure.actual": actual})
    assert parts(warehouse)["execution_shortfall"] == (pytest.approx(amount), pytest.approx(share))


def test_a_changed_threshold_counts_at_once(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "市教育局")
    factories.report(warehouse)
    warehouse.execute(
        "insert into raw.threshold_changes (change, threshold, becomes, author, reason, made_at) values (1, $1, 8, $2, $2, $3)",
        ["priorities.years_since_review_weight", "张三", datetime(2026, 11, 21)],
    )
    (row,) = [row for row in factories.rows(warehouse, "targets.priority_parts") if row["part"] == "years_since_review"]
    assert (row["weight"], row["contribution"], row["label"]) == (8, 8, "多年未复核")
