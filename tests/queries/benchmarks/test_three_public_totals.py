from typing import Any

from duckdb import DuckDBPyConnection

from tests import factories


def totals(warehouse: DuckDBPyConnection, jurisdiction: str = "全部") -> dict[str, Any]:
    return factories.row(warehouse, "benchmarks.three_public_totals", jurisdiction=jurisdiction, fiscal_year=2020)


def two_years(warehouse: DuckDBPyConnection) -> None:
    factories.departments(
        warehouse, [{"three_public.actual": "10", "vehicle_operation.actual": "6"}, {"three_public.actual": "0"}],
        fiscal_year=2019,
    )  # fmt: skip
    factories.departments(
        warehouse,
        [
            {"three_public.actual": "8", "three_public.budget": "7", "vehicle_operation.actual": "5"},
            {"three_public.actual": "4", "three_public.budget": "4"},
            {"three_public.actual": "30"},
            {},
        ],
    )


def test_the_sum_and_those_without_a_number_stand_side_by_side(warehouse: DuckDBPyConnection) -> None:
    two_years(warehouse)
    found = totals(warehouse)
    assert (found["departments"], found["stated"], found["missing"]) == (4, 3, 1)
    assert (found["actual_yuan"], found["budgeted"], found["over_budget"]) == (420000, 2, 1)
    assert (found["not_disclosed"], found["reported_elsewhere"], found["zero_base"]) == (1, 0, 1)


def test_a_change_is_that_of_departments_with_both_years(warehouse: DuckDBPyConnection) -> None:
    two_years(warehouse)
    found = totals(warehouse)
    assert (found["compared"], found["last_year_yuan"], found["compared_actual_yuan"]) == (2, 100000, 120000)
    assert (found["change_yuan"], found["change_rate_pct"], found["change_text"]) == (20000, 20, "上升 20.0%")
    assert (found["vehicle_change_yuan"], found["reception_change_yuan"]) == (-10000, None)
    assert found["other_change_yuan"] == 30000


def test_places_are_summed_apart_and_together(warehouse: DuckDBPyConnection) -> None:
    two_years(warehouse)
    factories.report(warehouse, "x", department="县教育局", jurisdiction="湖南省岳阳市君山区")
    factories.fact(warehouse, "x", "three_public", "actual", "1")
    assert totals(warehouse, "湖南省岳阳市君山区")["actual_yuan"] == 10000
    assert totals(warehouse)["actual_yuan"] == 430000


def test_two_reports_of_a_department_are_counted_once(warehouse: DuckDBPyConnection) -> None:
    two_years(warehouse)
    factories.report(warehouse, "again", department="2局", kind="final_accounts")
    factories.fact(warehouse, "again", "three_public", "actual", "30")
    assert (totals(warehouse)["departments"], totals(warehouse)["actual_yuan"]) == (4, 420000)


def test_where_nobody_stated_both_years_no_base_is_called_zero(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"three_public.actual": "8"}])
    assert totals(warehouse)["change_text"] == "没有两年都有数的部门"
