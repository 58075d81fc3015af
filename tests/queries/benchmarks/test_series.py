from typing import Any

from duckdb import DuckDBPyConnection

from tests import factories

EXECUTION = "budget_execution_rate"


def value(warehouse: DuckDBPyConnection, indicator: str = EXECUTION, report_id: str = "p0") -> dict[str, Any]:
    return factories.row(warehouse, "benchmarks.series", indicator=indicator, report_id=report_id)


def stated(rate: int) -> dict[str, str]:
    return {"expenditure.adjusted_budget": "1000", "expenditure.actual": f"{rate * 10}"}


def test_a_value_stands_beside_the_quartiles_of_its_year(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [stated(rate) for rate in (90, 92, 94, 96, 98)])
    found = value(warehouse)
    assert (found["value"], found["lower_quartile"], found["median"], found["upper_quartile"]) == (90, 92, 94, 96)
    assert (found["n"], found["missing"], found["missing_note"], found["distance_note"]) == (5, 0, None, None)
    assert found["modified_z"] < 0


def test_figures_for_another_formula_are_missing_and_named(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"expenditure.budget": "1000", "expenditure.actual": "900"}])
    found = value(warehouse)
    assert (found["value"], found["missing"]) == (None, 1)
    assert found["missing_note"] == "只有预算完成率 90.00%（实际支出 ÷ 年初预算数），算法不同，不混在一起比"
    assert found["remark"] == f"缺：{found['missing_note']}"


def test_what_is_not_said_and_what_is_not_enough_are_told_apart(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"expenditure.actual": "900"}])
    assert value(warehouse)["missing_note"] == "报告里的数不够算"
    assert value(warehouse, "three_public")["missing_note"] == "报告里没有写"


def test_without_peers_there_is_a_value_and_no_distance(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [stated(90)])
    found = value(warehouse)
    assert (found["value"], found["median"], found["distance_note"]) == (90, None, "不足 5 个")


def test_most_alike_leave_no_distance_but_say_who_differs(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [stated(rate) for rate in (90, 100, 100, 100, 100)])
    assert value(warehouse)["distance_note"] == "与多数不同"
    assert value(warehouse, report_id="p1")["distance_note"] == "与多数相同"
