from duckdb import DuckDBPyConnection

from tests import factories


def test_a_department_goes_by_its_last_name(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "市农机局", successor="市农业局")
    factories.body(warehouse, "市农业局", successor="市农业农村局")
    factories.body(warehouse, "市农业农村局", successor="市农村局")
    factories.body(warehouse, "市乡村局", aliases=["市农村局"])
    for year, department in enumerate(("市农机局", "市农业局", "市农业农村局", "市乡村局"), 2018):
        factories.report(warehouse, f"r{year}", department=department, fiscal_year=year)
    assert {row["lineage"] for row in factories.rows(warehouse, "core.lineages")} == {"市乡村局"}


def test_without_a_roster_it_goes_by_its_name(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", department="市水利局")
    assert factories.row(warehouse, "core.lineages")["lineage"] == "市水利局"
