from duckdb import DuckDBPyConnection

from tests import factories


def test_what_agrees_in_another_unit_is_said_with_its_numbers(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.facts(warehouse, "r1", {"expenditure.actual": "100.00", "basic_expenditure.actual": "60.00"})
    factories.fact(warehouse, "r1", "project_expenditure", "actual", "40.00", "元")
    row = factories.row(warehouse, "core.rereadings", is_exact=True)
    assert (row["is_exact"], row["companion"]) == (
        True,
        "基本支出 60.00万元 + 项目支出 40.00万元 = 支出合计 100.00万元",
    )


def test_what_agrees_as_printed_is_left_alone(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.facts(warehouse, "r1", {"expenditure.actual": "100.00", "basic_expenditure.actual": "60.00"})
    factories.fact(warehouse, "r1", "project_expenditure", "actual", "400000", "元")
    assert factories.rows(warehouse, "core.rereadings") == []
