"""Draws as they were made: kept with frame, plan and probabilities, read back, and drawn again to compare."""

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, RowMapping, func, insert, select

from dashboard.workbench import sampling
from dashboard.workbench.sampling import Draw, Drawn, Plan, Unit
from dashboard.workbench.store import EntryError, Store, append
from dashboard.workbench.tables import draw_units, draws

_UNIT = tuple(Unit.__dataclass_fields__)


@dataclass(frozen=True)
class Kept:
    """A draw with who made it, when and why; `name` is 2020-2 for the second of the year 2020."""

    name: str
    fiscal_year: int
    snapshot: str
    author: str
    reason: str
    made_at: datetime
    draw: Draw


def keep(store: Store, draw: Draw, fiscal_year: int, snapshot: str, author: str, reason: str) -> Kept:
    """Keep a draw for good. Another one of the same year gets the next number: none disappears. Raises EntryError."""
    with store.writing() as connection:
        query = select(func.count()).where(draws.c.fiscal_year == fiscal_year)
        name = f"{fiscal_year}-{connection.execute(query).scalar_one() + 1}"
        row = {
            "draw": name,
            "fiscal_year": fiscal_year,
            "snapshot": snapshot,
            "plan": json.dumps({key: str(value) for key, value in vars(draw.plan).items()}, ensure_ascii=False),
            "frame_digest": draw.frame_digest,
        }
        event = append(connection, draws, author, reason, [row])
        rows = [
            {
                "event": event,
                "position": position,
                **vars(one.unit),
                **{key: value for key, value in vars(one).items() if key != "unit"},
            }
            for position, one in enumerate(draw.units, start=1)
        ]
        connection.execute(insert(draw_units), rows)
    return load(store, name)


def load(store: Store, name: str) -> Kept:
    """A draw by its name. Raises EntryError."""
    with store.reading() as connection:
        row = connection.execute(select(draws).where(draws.c.draw == name)).mappings().first()
        if row is None:
            raise EntryError(f"没有编号为 {name} 的抽取")
        return _kept(connection, row)


def of_year(store: Store, fiscal_year: int) -> list[Kept]:
    """The year's draws, oldest first."""
    query = select(draws).where(draws.c.fiscal_year == fiscal_year).order_by(draws.c.event)
    with store.reading() as connection:
        return [_kept(connection, row) for row in connection.execute(query).mappings().all()]


def again(kept: Kept) -> bool:
    """Whether the kept frame and plan give the kept draw."""
    return sampling.draw([one.unit for one in kept.draw.units], kept.draw.plan) == kept.draw


def _kept(connection: Connection, row: RowMapping) -> Kept:
    query = select(draw_units).where(draw_units.c.event == row["event"]).order_by(draw_units.c.position)
    plan = json.loads(row["plan"])
    return Kept(
        row["draw"],
        row["fiscal_year"],
        row["snapshot"],
        row["author"],
        row["reason"],
        row["made_at"],
        Draw(
            Plan(Decimal(plan["days"]), plan["seed"], plan["method"], Decimal(plan["random_share"])),
            tuple(
                Drawn(
                    Unit(**{key: one[key] for key in _UNIT}),
                    one["arm"],
                    one["random_stratum"],
                    one["random_probability"],
                    one["probability"],
                )
                for one in connection.execute(query).mappings()
            ),
            row["frame_digest"],
        ),
    )
