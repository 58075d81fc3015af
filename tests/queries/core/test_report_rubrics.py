import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.mark.parametrize(
    ("place", "year", "rubric"),
    [
        ("湖南省岳阳市君山区", 2020, "junshan"),
        ("湖南省岳阳市君山区", 2021, "common"),  # the sheet is of 2020
        ("广东省湛江市", 2021, "zhanjiang"),
        ("广东省湛江市赤坎区", 2020, "zhanjiang"),  # its city's
        ("海南省儋州市", 2015, "danzhou"),
        ("浙江省温州市", 2020, "common"),
        (None, 2020, "common"),
    ],
)
def test_the_nearest_place_with_rules_for_the_year_counts(
    warehouse: DuckDBPyConnection, place: str | None, year: int, rubric: str
) -> None:
    factories.report(warehouse, "r1", jurisdiction=place, fiscal_year=year)
    assert factories.row(warehouse, "core.report_rubrics")["rubric"] == rubric
