"""A folder of Parquet becomes the raw.* tables; what fits no table is named."""

from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from loaders import parquet
from tests import factories


def write(folder: Path, table: str, query: str) -> None:
    duckdb.connect().execute(f"copy ({query}) to '{folder / table}.parquet' (format parquet)")


@pytest.fixture
def folder(warehouse: DuckDBPyConnection, tmp_path: Path) -> Path:
    """A warehouse with one report of one fact, as a folder; the warehouse has another since."""
    folder = tmp_path / "facts"
    folder.mkdir()
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "expenditure", "actual", "398")
    for table in ("reports", "facts", "places", "identities"):
        warehouse.execute(f"copy raw.{table} to '{folder / table}.parquet' (format parquet)")
    factories.report(warehouse, "r2")
    return folder


def test_the_files_take_the_place_of_the_rows(warehouse: DuckDBPyConnection, folder: Path) -> None:
    assert parquet.take_in(warehouse, folder) == {"facts": 1, "identities": 1, "places": 1, "reports": 1}
    assert factories.row(warehouse, "core.filings")["report_id"] == "r1"
    assert factories.row(warehouse, "core.figures")["value"] == 3_980_000


@pytest.mark.parametrize(
    ("table", "query", "message"),
    [
        ("figures", "select 1 as one", "没有 raw.figures 这张表"),
        ("places", "select 'r1' as report_id, 1 as colour", "places.parquet"),
        ("places", "select 'r1' as report_id", "places.parquet"),
    ],
)
def test_what_fits_no_table_is_named(
    warehouse: DuckDBPyConnection, folder: Path, table: str, query: str, message: str
) -> None:
    write(folder, table, query)
    with pytest.raises(parquet.ParquetError, match=message):
        parquet.take_in(warehouse, folder)


def test_a_folder_without_reports_is_named(warehouse: DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(parquet.ParquetError, match=r"reports\.parquet"):
        parquet.take_in(warehouse, tmp_path)
