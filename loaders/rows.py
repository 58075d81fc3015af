"""Rows as dictionaries → a raw.* table, several tables in one transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

Row = dict[str, Any]


def put(connection: DuckDBPyConnection, rows: Mapping[str, Sequence[Row]], is_replacing: bool = False) -> None:
    """Add rows to the tables named, or put them in the place of what was there; all or nothing."""
    connection.begin()
    try:
        for table, table_rows in rows.items():
            if is_replacing:
                connection.execute(f"delete from raw.{table}")
            if table_rows:
                _insert(connection, table, table_rows)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def fetch(connection: DuckDBPyConnection, query: str, *parameters: Any) -> list[Row]:
    """The rows that a query gives."""
    cursor = connection.execute(query, parameters or None)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _insert(connection: DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    schema = connection.sql(f"from raw.{table} limit 0").to_arrow_table().schema
    if unknown := rows[0].keys() - set(schema.names):  # pyarrow would drop them without a word
        raise LookupError(f"raw.{table} has no {', '.join(sorted(unknown))}")
    connection.register("incoming", pa.Table.from_pylist(list(rows), schema=schema))
    try:
        connection.execute(f"insert into raw.{table} by name select * from incoming")
    finally:
        connection.unregister("incoming")
