from duckdb import DuckDBPyConnection

from tests import factories


def test_a_renamed_department_is_one_line_under_all_its_names(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "市农业局", successor="市农业农村局", last_year=2019)
    factories.body(warehouse, "市农业农村局", aliases=["市农局"], first_year=2020)
    for year, department in ((2019, "市农业局"), (2020, "市农业农村局")):
        factories.report(warehouse, f"r{year}", department=department, fiscal_year=year)
    found = factories.row(warehouse, "core.lines")
    assert (found["line_name"], set(found["names"])) == ("市农业农村局", {"市农业农村局", "市农业局", "市农局"})
    assert (found["reports"], found["first_year"], found["last_year"]) == (2, 2019, 2020)
    assert found["other_names"] == "市农业局、市农局"


def test_one_that_is_merged_into_another_keeps_its_own_years(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "市粮食局", successor="市发改局", last_year=2019)
    factories.body(warehouse, "市发改局")
    for year, department in ((2019, "市粮食局"), (2019, "市发改局"), (2020, "市发改局")):
        factories.report(warehouse, f"{department}{year}", department=department, fiscal_year=year)
    found = {row["line_name"]: row["reports"] for row in factories.rows(warehouse, "core.lines")}
    assert found == {"市粮食局": 1, "市发改局": 2}


def test_two_places_tell_departments_of_one_name_apart(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", department="教育局", jurisdiction="甲县")
    factories.report(warehouse, "r2", department="教育局", jurisdiction="乙县")
    assert {row["label"] for row in factories.rows(warehouse, "core.lines")} == {"甲县 教育局", "乙县 教育局"}
