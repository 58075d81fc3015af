from decimal import Decimal

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def test_values_and_half_units_add_up(warehouse: DuckDBPyConnection) -> None:
    figures = {"expenditure.actual": "100.0", "basic_expenditure.actual": "60", "project_expenditure.actual": "40.00"}
    facts = factories.facts(warehouse, "r1", figures)
    found = factories.row(warehouse, "core.sums")
    assert (found["parts_value"], found["difference"]) == (Decimal(1000000), 0)
    assert found["tolerance"] == Decimal("0.555") * 10000
    assert found["parts_text"] == "基本支出 60万元 + 项目支出 40.00万元"
    assert found["fact_ids"] == facts


def test_every_combination_of_conflicting_values_is_added_up(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "100", "basic_expenditure.actual": "60"})
    factories.facts(warehouse, "r1", {"basic_expenditure.actual": "70", "project_expenditure.actual": "40"})
    assert sorted(row["difference"] for row in factories.rows(warehouse, "core.sums")) == [0, 100000]


def test_parts_in_another_unit_are_not_added(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "100", "basic_expenditure.actual": "60"})
    factories.fact(warehouse, "r1", "project_expenditure", "actual", "400000", "元")
    assert factories.rows(warehouse, "core.sums") == []


def test_zero_is_zero_in_any_unit(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "60", "basic_expenditure.actual": "60"})
    factories.fact(warehouse, "r1", "project_expenditure", "actual", "0", "元")
    assert factories.row(warehouse, "core.sums")["difference"] == 0
