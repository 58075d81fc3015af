"""Views worked out elsewhere → tables: a folder comes in that holds a folder of Parquet for each, named for it.

The tables are there, without rows and with the types that DuckDB gives their views. Rows are put in the order in which
`slices` puts them.
"""

from collections.abc import Collection
from pathlib import Path

from duckdb import DuckDBPyConnection

from queries import slices


def fill(connection: DuckDBPyConnection, tables: Collection[str], folder: Path) -> None:
    """Fill the tables; the views of staging must be there. Raises duckdb.IOException where the folder lacks one."""
    with slices.beside(connection) as (cursor, whole):
        cursor.execute(slices.PLAN.format(whole=whole), {"facts": slices.FACTS})
        for name in sorted(tables):
            columns = slices.columns(cursor, f"{whole}.{name}")
            order = f"order by made.{slices.GROUP}" if slices.GROUP in columns else ""
            if slices.KEY in columns:
                order = f"left join plan on made.{slices.KEY} = plan.{slices.KEY} order by plan.position"
            cursor.execute(
                f"insert into {whole}.{name} by name select made.* from read_parquet($1) as made {order}",
                [str(folder / name / "*.parquet")],
            )
