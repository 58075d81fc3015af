from typing import Any

from duckdb import DuckDBPyConnection

from tests import factories


def breaks(warehouse: DuckDBPyConnection) -> list[dict[str, Any]]:
    return factories.rows(warehouse, "core.series_breaks")


def test_the_same_department_reporting_the_same_way_has_none(warehouse: DuckDBPyConnection) -> None:
    for year in (2019, 2020):
        factories.report(warehouse, f"r{year}", fiscal_year=year, scope="own")
    assert breaks(warehouse) == []


def test_another_scope_is_one_and_an_unknown_scope_is_none(warehouse: DuckDBPyConnection) -> None:
    for year, scope in ((2018, ""), (2019, "own"), (2020, "consolidated")):
        factories.report(warehouse, f"r{year}", fiscal_year=year, scope=scope)
    (found,) = breaks(warehouse)
    assert (found["fiscal_year"], found["has_other_scope"]) == (2020, True)
    assert found["note"] == "上年是本级口径，今年是汇总口径"


def test_another_kind_of_report_is_one(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r0", fiscal_year=2019)
    factories.report(warehouse, "r1", kind="final_accounts")
    (found,) = breaks(warehouse)
    assert (found["has_other_kind"], found["note"]) == (True, "上年是绩效自评报告，今年是部门决算")


def test_a_second_report_of_the_year_is_none(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r0", fiscal_year=2019)
    factories.report(warehouse, "r1")
    factories.report(warehouse, "r2", kind="final_accounts")
    assert breaks(warehouse) == []


def test_a_department_that_took_the_place_of_one_is_renamed(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "市旅游局", last_year=2019, successor="市文旅局")
    factories.body(warehouse, "市文旅局", first_year=2020)
    factories.report(warehouse, department="市文旅局")
    (found,) = breaks(warehouse)
    assert (found["is_renamed"], found["is_merged"], found["note"]) == (True, False, "由市旅游局更名而来")


def test_one_that_took_in_two_or_was_there_before_is_merged(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "市旅游局", last_year=2019, successor="市文旅局")
    factories.body(warehouse, "市文化局", last_year=2019, successor="市文化广电旅游局")
    factories.body(warehouse, "市文旅局", first_year=2020, aliases=["市文化广电旅游局"])
    factories.body(warehouse, "市粮食局", last_year=2019, successor="市发改局")
    factories.body(warehouse, "市发改局")
    factories.report(warehouse, "r1", department="市文旅局")
    factories.report(warehouse, "r2", department="市发改局")
    notes = {row["report_id"]: (row["is_merged"], row["note"]) for row in breaks(warehouse)}
    assert notes == {"r1": (True, "市文化局、市旅游局并入"), "r2": (True, "市粮食局并入")}


def test_the_year_after_is_none(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "市粮食局", last_year=2018, successor="市发改局")
    factories.body(warehouse, "市发改局")
    factories.report(warehouse, department="市发改局")
    assert breaks(warehouse) == []
