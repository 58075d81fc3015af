"""What every room's tests may ask for."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

import queries
from tests import factories

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the raw.* tables, the vocabulary and every view, made once because that takes half a second."""
    path = tmp_path_factory.mktemp("warehouse") / "empty.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute((ROOT / "loaders" / "schema.sql").read_text(encoding="utf-8"))
        factories.vocabulary(connection)
        queries.build(connection)
    return path


@pytest.fixture
def warehouse(empty_warehouse: Path, tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    """A warehouse of the test's own, without reports."""
    path = tmp_path / "warehouse.duckdb"
    shutil.copy(empty_warehouse, path)
    with duckdb.connect(path) as connection:
        yield connection
