"""raw.* as Parquet → the raw.* tables: a folder with one file for each table, named for it, comes in; rows go out.

It is the way in for facts that were read elsewhere or made up: whatever has the columns of `schema.sql`.
"""

from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

SUFFIX = ".parquet"


class ParquetError(ValueError):
    """A folder cannot be taken in; the Chinese message names the file and what is wrong with it."""


def take_in(connection: DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Put the rows of the files in the place of those that were there; gives how many each table has.

    Raises ParquetError where a file fits no table, or there are no reports.
    """
    paths = {path.stem: path for path in sorted(folder.glob(f"*{SUFFIX}"))}
    if "reports" not in paths:
        raise ParquetError(f"{folder} 里没有 reports{SUFFIX}")
    known = connection.execute("select table_name from duckdb_tables() where schema_name = 'raw'").fetchall()
    counts = {}
    for table, path in paths.items():
        if (table,) not in known:
            raise ParquetError(f"{path}：没有 raw.{table} 这张表")
        connection.execute(f"truncate raw.{table}")
        try:
            ((counts[table],),) = connection.execute(
                f"insert into raw.{table} by name select * from read_parquet($1)", [str(path)]
            ).fetchall()
        except (duckdb.BinderException, duckdb.ConstraintException, duckdb.InvalidInputException) as error:
            raise ParquetError(f"{path}：与 raw.{table} 的列对不上（{error}）") from error
    return counts


def give_out(connection: DuckDBPyConnection, folder: Path) -> None:
    """Write the rows of every raw.* table into the folder, for another engine to read."""
    tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'raw'").fetchall()
    for (table,) in tables:
        path = str(folder / f"{table}{SUFFIX}").replace("'", "''")
        connection.execute(f"copy raw.{table} to '{path}' (format parquet)")
