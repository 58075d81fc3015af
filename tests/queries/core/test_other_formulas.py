from duckdb import DuckDBPyConnection

from tests import factories


def test_the_same_amount_over_another_base_is_named_where_the_asked_one_is_missing(
    warehouse: DuckDBPyConnection,
) -> None:
    figures = {"expenditure.actual": "900", "revenue.actual": "980", "carryover.opening": "20"}
    factories.departments(warehouse, [{**figures, "expenditure.budget": "800"}])
    found = {row["indicator"]: row["said"] for row in factories.rows(warehouse, "core.other_formulas")}
    assert found["budget_execution_rate"] == (
        "预算完成率 112.50%（实际支出 ÷ 年初预算数）、可用资金支出率 90.00%（支出决算 ÷（本年收入＋上年结转））"
    )
    assert "budget_completion_rate" not in found, "that one has its own"


def test_nothing_stands_in_where_no_rate_can_be_worked_out(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"expenditure.actual": "900"}])
    assert factories.rows(warehouse, "core.other_formulas") == []
