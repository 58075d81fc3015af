"""The tables of what auditors write: nothing is ever changed or deleted in them, and every row says who, when and why.

Amounts and points are exact decimals kept as text, times are UTC without zone: SQLite and PostgreSQL keep both alike.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeDecorator

VERSION = 1  # of the tables below
METADATA = MetaData()


class Exact(TypeDecorator[Decimal]):
    """A decimal number as text: neither rounded nor padded."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


def _log(name: str, *columns: Column[Any]) -> Table:
    """A table to which rows are added and nothing else; `event` counts them from 1."""
    return Table(
        name,
        METADATA,
        Column("event", Integer, primary_key=True, autoincrement=False),
        Column("made_at", DateTime, nullable=False),
        Column("author", Text, nullable=False),
        Column("reason", Text, nullable=False),
        *columns,
    )


def _of(name: str, *columns: Column[Any]) -> Table:
    """The lines of an event of another table, in the order of `position`."""
    return Table(
        name,
        METADATA,
        Column("event", Integer, nullable=False),
        Column("position", Integer, nullable=False),
        *columns,
        PrimaryKeyConstraint("event", "position"),
    )


# Whom it is about: a department of raw.roster, or report/<report_id> where that could not be resolved.
dispositions = _log(
    "dispositions",
    Column("check_name", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("department_id", Text, nullable=False, index=True),
    Column("fiscal_year", Integer),
    Column("facts_digest", Text, nullable=False),  # of what the finding stood on
    Column("action", Text, nullable=False),
    Column("value", Text, nullable=False),  # whom it was given to, or how far it was put right
    Column("due_on", Date),
)
choices = _log(
    "choices",
    Column("department_id", Text, nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("choice", Text, nullable=False),  # must_visit, excluded, as_listed
)
weights = _log("weights", Column("weight", Text, nullable=False), Column("becomes", Exact))  # null: the default again
settings = _log("settings", Column("setting", Text, nullable=False), Column("becomes", Text, nullable=False))
draws = _log(
    "draws",
    Column("draw", Text, nullable=False, unique=True),
    Column("fiscal_year", Integer, nullable=False),
    Column("snapshot", Text, nullable=False),
    Column("plan", Text, nullable=False),  # JSON
    Column("frame_digest", Text, nullable=False),
)
draw_units = _of(
    "draw_units",
    Column("department_id", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("report_id", Text, nullable=False),
    Column("stratum", Text, nullable=False),
    Column("days", Exact, nullable=False),
    Column("priority", Exact, nullable=False),
    Column("size", Exact),
    Column("spread", Exact),
    Column("must_visit", Text, nullable=False),  # the reason; '' for none
    Column("excluded", Text, nullable=False),
    Column("arm", Text, nullable=False),  # '' where it was not drawn
    Column("random_stratum", Text, nullable=False),
    Column("random_probability", Exact, nullable=False),
    Column("probability", Exact, nullable=False),
)
sheets = _log(
    "sheets",
    Column("sheet", Text, nullable=False, unique=True),
    Column("department_id", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("jurisdiction_code", Text, nullable=False),
    Column("report_id", Text, nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("arm", Text, nullable=False),
    Column("snapshot", Text, nullable=False),
)
sheet_items = _of(
    "sheet_items",
    Column("level1", Text, nullable=False),
    Column("level2", Text, nullable=False),
    Column("level3", Text, nullable=False),
    Column("full_points", Exact),
    Column("self_points", Exact),
    Column("nature", Text, nullable=False),
    Column("goal", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("self_value", Text, nullable=False),
)
edits = _log(
    "edits",
    Column("sheet", Text, nullable=False, index=True),
    Column("version", Integer, nullable=False),  # of the sheet with this edit; those saved together share it
    Column("item", Integer, nullable=False),
    Column("field", Text, nullable=False),
    Column("becomes", Text, nullable=False),  # '' clears it
)
outcomes = _log(
    "outcomes",
    Column("sheet", Text, nullable=False, index=True),
    Column("closing", Integer, nullable=False),  # 1 is the first time that the sheet was closed
    Column("indicator", Text, nullable=False),  # '' for all that were reviewed together
    Column("full_points", Exact),
    Column("self_points", Exact),
    Column("review_points", Exact, nullable=False),
    Column("reviewed_on", Date, nullable=False),
    Column("reviewer", Text, nullable=False),
)
migrations = Table(
    "migrations",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("made_at", DateTime, nullable=False),
)

# From a version to the next: {2: …} leads from 1 to 2. A new store is made as METADATA says, without them.
STEPS: Mapping[int, Callable[[Connection], None]] = {}


def create(connection: Connection) -> None:
    """Every table, and what keeps their rows as they are."""
    METADATA.create_all(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                "create or replace function only_added_to() returns trigger language plpgsql as "
                "$$ begin raise exception 'rows of % are only added', TG_TABLE_NAME; end $$"
            )
        )
    for table in METADATA.tables:
        guard(connection, table)


def guard(connection: Connection, table: str) -> None:
    """Let the database refuse to change or delete rows of the table."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                f"create trigger {table}_only_added_to before update or delete or truncate on {table} "
                "for each statement execute function only_added_to()"
            )
        )
        return
    for action in ("update", "delete"):
        connection.execute(
            text(
                f"create trigger {table}_no_{action} before {action} on {table} "
                f"begin select raise(abort, 'rows of {table} are only added'); end"
            )
        )
