"""What every room's tests may ask for."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

import loaders
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


@pytest.fixture(scope="session")
def loaded_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the sample data of the repository."""
    path = tmp_path_factory.mktemp("loaded") / "loaded.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute((ROOT / "loaders" / "schema.sql").read_text(encoding="utf-8"))
        factories.vocabulary(connection)
        loaders.adopt_roster(connection, None, ROOT / "data" / "roster.csv")
        assert all(outcome.status != "failed" for outcome in loaders.load(connection, [ROOT / "data" / "extracted"]))
        queries.build(connection, materialise=True)
    return path


@pytest.fixture
def loaded(loaded_warehouse: Path) -> Iterator[DuckDBPyConnection]:
    """The sample data, to read."""
    with duckdb.connect(loaded_warehouse, read_only=True) as connection:
        yield connection


@pytest.fixture
def warehouse(empty_warehouse: Path, tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    """A warehouse of the test's own, without reports."""
    path = tmp_path / "warehouse.duckdb"
    shutil.copy(empty_warehouse, path)
    with duckdb.connect(path) as connection:
        yield connection
