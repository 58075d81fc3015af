"""Views worked out elsewhere → tables: a folder comes in that holds a folder of Parquet for each, named for it.

The tables are there, without rows and with the types that DuckDB gives their views. Rows are put in the order in which
`slices` puts them.
"""

from collections.abc import Collection
from pathlib import Path

from duckdb import DuckDBPyConnection

from queries import slices
from queries.unchanged import GROUP, KEY, columns


def fill(connection: DuckDBPyConnection, tables: Collection[str], folder: Path) -> None:
    """Fill the tables; the views of staging must be there. Raises duckdb.IOException where the folder lacks one."""
    with slices.beside(connection) as (cursor, whole):
        slices.plan(cursor, whole)
        for name in sorted(tables):
            found = columns(cursor, f"{whole}.{name}")
            order = f"order by made.{GROUP}" if GROUP in found else ""
            if KEY in found:
                order = f"left join plan on made.{KEY} = plan.{KEY} order by plan.position"
            cursor.execute(
                f"insert into {whole}.{name} by name select made.* from read_parquet($1) as made {order}",
                [str(folder / name / "*.parquet")],
            )
