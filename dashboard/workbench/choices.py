"""What people decide about the list of targets: whom to visit in any case, whom not, weights, blind mode.

Each is the last of its events; the default stands until somebody says otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from dashboard.workbench.store import EntryError, Store, append
from dashboard.workbench.tables import choices, settings, weights

MUST_VISIT, EXCLUDED, AS_LISTED = "must_visit", "excluded", "as_listed"
CHOICES: Mapping[str, str] = {MUST_VISIT: "必查", EXCLUDED: "不查", AS_LISTED: "恢复按名单"}
BLIND = "blind"
ON, OFF = "on", "off"


@dataclass(frozen=True)
class Choice:
    """What was decided about a department, by whom and why."""

    choice: str
    author: str
    reason: str
    made_at: datetime


@dataclass(frozen=True)
class Weight:
    """What a weight was changed to, by whom and why."""

    value: Decimal
    author: str
    reason: str
    made_at: datetime


def choose(store: Store, department_id: str, fiscal_year: int, choice: str, author: str, reason: str) -> None:
    """Must visit, exclude, or take either back. Raises EntryError."""
    if choice not in CHOICES:
        raise EntryError(f"“{choice}”应为 {'、'.join(CHOICES)} 之一")
    row = {"department_id": department_id, "fiscal_year": fiscal_year, "choice": choice}
    with store.writing() as connection:
        append(connection, choices, author, reason, [row])


def chosen(store: Store, fiscal_year: int) -> dict[str, Choice]:
    """The departments that a year's list does not decide about, by department_id."""
    query = select(choices).where(choices.c.fiscal_year == fiscal_year).order_by(choices.c.event)
    with store.reading() as connection:
        rows = connection.execute(query).mappings().all()
    last = {row["department_id"]: Choice(row["choice"], row["author"], row["reason"], row["made_at"]) for row in rows}
    return {department: choice for department, choice in last.items() if choice.choice != AS_LISTED}


def weigh(
    store: Store, changes: Mapping[str, Decimal | None], known: Mapping[str, Decimal], author: str, reason: str
) -> None:
    """Change weights; None takes a change back. `known` are the defaults. Raises EntryError."""
    for weight, value in changes.items():
        if weight not in known:
            raise EntryError(f"没有“{weight}”这个权重")
        if value is not None and (not value.is_finite() or value < 0):
            raise EntryError(f"权重“{weight}”应为不小于 0 的数，不能是 {value}")
    standing = {**known, **{name: weight.value for name, weight in weighed(store).items()}}
    becoming = {name: known[name] if value is None else value for name, value in changes.items()}
    if not any({**standing, **becoming}.values()):
        raise EntryError("权重不能全部为 0，否则排不出先后")
    rows = [{"weight": weight, "becomes": value} for weight, value in changes.items()]
    with store.writing() as connection:
        append(connection, weights, author, reason, rows)


def weighed(store: Store) -> dict[str, Weight]:
    """The weights that differ from their defaults."""
    with store.reading() as connection:
        rows = connection.execute(select(weights).order_by(weights.c.event)).mappings().all()
    last = {row["weight"]: row for row in rows}
    return {
        weight: Weight(row["becomes"], row["author"], row["reason"], row["made_at"])
        for weight, row in last.items()
        if row["becomes"] is not None
    }


def set_blind(store: Store, is_blind: bool, author: str, reason: str) -> None:
    """Blind mode hides from reviewers how a target came on their list."""
    with store.writing() as connection:
        append(connection, settings, author, reason, [{"setting": BLIND, "becomes": ON if is_blind else OFF}])


def is_blind(store: Store) -> bool:
    query = select(settings.c.becomes).where(settings.c.setting == BLIND).order_by(settings.c.event.desc()).limit(1)
    with store.reading() as connection:
        return connection.execute(query).scalar() == ON
