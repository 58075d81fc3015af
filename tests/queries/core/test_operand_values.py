"""Every operand of a claimed rate has the values that the report states for it."""

from duckdb import DuckDBPyConnection

from tests import factories


def values(warehouse: DuckDBPyConnection, variant: str = "common") -> list[tuple[int, str]]:
    rows = factories.rows(warehouse, "core.operand_values", variant=variant)
    return sorted((row["position"], row["printed"]) for row in rows)


def test_the_operands_of_a_claim_are_those_of_its_formulas(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    figures = {"expenditure.actual": "398", "expenditure.adjusted_budget": "400", "expenditure.budget": "410"}
    factories.facts(warehouse, "r1", {**figures, "budget_execution_rate.claimed": "99.5"})
    assert values(warehouse) == [(1, "398万元"), (2, "400万元")]
    assert values(warehouse, "initial_budget") == [(1, "398万元"), (2, "410万元")]
    assert values(warehouse, "available") == [(1, "398万元")]


def test_conflicting_values_all_stand_up_to_four(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    factories.facts(warehouse, "r1", {"expenditure.adjusted_budget": "400", "budget_execution_rate.claimed": "99.5"})
    for number in range(4):
        factories.fact(warehouse, "r1", "expenditure", "actual", f"39{number}")
    assert [position for position, _ in values(warehouse)] == [1, 1, 1, 1, 2]
    factories.fact(warehouse, "r1", "expenditure", "actual", "395")
    assert values(warehouse) == [(2, "400万元")]


def test_without_a_claim_there_is_nothing_to_work_out(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    factories.facts(warehouse, "r1", {"expenditure.actual": "398", "expenditure.adjusted_budget": "400"})
    assert factories.rows(warehouse, "core.operand_values") == []
