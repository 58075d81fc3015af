"""Only what a report writes more than once is here, judged as one figure."""

from duckdb import DuckDBPyConnection

from tests import factories


def test_a_figure_said_once_is_not_here(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    factories.fact(warehouse, "r1", "expenditure", "actual", "398")
    assert factories.rows(warehouse, "core.repeated_figures") == []


def test_the_finer_print_of_two_that_agree_is_taken(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    both = [factories.fact(warehouse, "r1", "expenditure", "actual", value) for value in ("398", "398.21")]
    row = factories.row(warehouse, "core.repeated_figures")
    assert (row["state"], row["value_text"], row["fact_ids"]) == ("stated", "398.21", both)


def test_two_that_contradict_one_another_leave_no_value(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    for value in ("398.21", "400.00"):
        factories.fact(warehouse, "r1", "expenditure", "actual", value)
    row = factories.row(warehouse, "core.repeated_figures")
    assert (row["state"], row["value"], row["candidates"]) == ("conflicting", None, ["398.21万元", "400.00万元"])


def test_a_value_beside_an_empty_cell_is_stated_and_stands_alone(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    stated = factories.fact(warehouse, "r1", "expenditure", "actual", "398")
    factories.fact(warehouse, "r1", "expenditure", "actual")
    row = factories.row(warehouse, "core.repeated_figures")
    assert (row["state"], row["fact_ids"]) == ("stated", [stated])


def test_two_empty_cells_are_blank(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    for _ in range(2):
        factories.fact(warehouse, "r1", "expenditure", "actual")
    row = factories.row(warehouse, "core.repeated_figures")
    assert (row["state"], row["candidates"], row["prints"]) == ("blank", None, None)
