import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.mark.parametrize(
    ("fits", "is_fitting"), [("局$", True), ("体育", True), ("水务", True), ("委$", False), ("", False)]
)
def test_it_fits_the_name_an_alias_or_what_the_report_says(
    warehouse: DuckDBPyConnection, fits: str, is_fitting: bool
) -> None:
    factories.body(warehouse, "市教育局", aliases=["市教育体育局", "市水务中心"])
    factories.report(warehouse, "r1")
    factories.said(warehouse, "self_names", "r1", name="我局", fits=fits)
    assert factories.row(warehouse, "core.self_names")["is_fitting"] is is_fitting
