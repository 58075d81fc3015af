from duckdb import DuckDBPyConnection

from tests import factories


def test_each_formula_is_held_against_its_group(warehouse: DuckDBPyConnection) -> None:
    factories.departments(
        warehouse, [{"expenditure.adjusted_budget": "100", "expenditure.actual": str(90 + one)} for one in range(5)]
    )
    found = factories.row(
        warehouse, "benchmarks.execution_standings", report_id="p4", indicator="budget_execution_rate",
        grouping="jurisdiction",
    )  # fmt: skip
    assert (found["value"], found["median"], found["n"], found["missing"]) == (94, 92, 5, 0)


def test_a_group_too_small_is_widened_and_says_so(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"expenditure.adjusted_budget": "100", "expenditure.actual": "90"}] * 5)
    found = factories.row(
        warehouse, "benchmarks.execution_standings", report_id="p0", indicator="budget_execution_rate",
        grouping="function",
    )  # fmt: skip
    assert found["is_widened"] and "没有写明职能" in found["group_note"]
