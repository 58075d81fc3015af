from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def test_precision_and_recall_are_shares_and_missing_where_there_is_nothing(warehouse: DuckDBPyConnection) -> None:
    rows = [["甲", "", 2, 4, 5, 3, date(2026, 11, 25)], ["甲", "expenditure", 2, 1, 0, 0, date(2026, 11, 25)]]
    warehouse.executemany("insert into raw.accuracy values (?, ?, ?, ?, ?, ?, ?)", rows)
    whole = factories.row(warehouse, "staging.accuracy", measure="")
    assert (whole["precision_pct"], whole["recall_pct"]) == pytest.approx((60, 75))
    part = factories.row(warehouse, "staging.accuracy", measure="expenditure")
    assert (part["label"], part["precision_pct"], part["recall_pct"]) == ("支出合计", None, 0)
