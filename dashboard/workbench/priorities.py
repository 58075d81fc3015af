"""The list of targets under other weights: rows of targets.priorities come in, the list and how firm it is go out.

Pure arithmetic. A part's contribution is its weight times the share of it that the view gives; parts of which nothing
is known add nothing. How firm the list is: every weight is moved by up to ±20 %, independently and evenly, many times
over (the uncertainty analysis of composite indicators, M. Saisana, A. Saltelli, S. Tarantola 2005, Journal of the Royal
Statistical Society A 168: 307-323); the moves come from a fixed seed, so that the same list has the same intervals.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from pandas import DataFrame, Series

from dashboard import formats
from dashboard.workbench.choices import EXCLUDED, MUST_VISIT, Choice
from dashboard.workbench.sampling import Draw, Unit

WEIGHT = "_weight"
SHARE = "_share"
TOP = 20
MOVE = 0.2
MOVES = 500
SEED = "priorities"
PLACES = Decimal("0.0001")  # to which a draw knows a priority

Weights = Mapping[str, Decimal]  # part → the points that it can add at most


@dataclass(frozen=True)
class Coverage:
    """How much of a list a draw takes in: departments, and money where it is stated."""

    drawn: int
    listed: int
    drawn_yuan: Decimal
    listed_yuan: Decimal
    without_money: int  # departments that state no amount

    @property
    def count_pct(self) -> float:
        return 100 * self.drawn / self.listed if self.listed else 0.0

    @property
    def money_pct(self) -> float | None:
        return float(100 * self.drawn_yuan / self.listed_yuan) if self.listed_yuan else None


def ranked(rows: DataFrame, weights: Weights) -> DataFrame:
    """The list under these weights, the first on top, with every part's contribution, `priority` and `rank`."""
    contributions = {part: rows[part + SHARE].astype(float) * float(weight) for part, weight in weights.items()}
    found = rows.assign(**contributions)
    found["priority"] = found[list(weights)].sum(axis=1)
    found = found.sort_values(["priority", "department_id"], ascending=[False, True], ignore_index=True)
    return found.assign(rank=range(1, len(found) + 1))


def stability(listed: DataFrame, weights: Weights, *, top: int = TOP, moves: int = MOVES) -> DataFrame:
    """Of the first `top` of a list: `rank_best`, `rank_worst`, and `stays_pct`, how often it stays among them."""
    shares = listed[[part + SHARE for part in weights]].astype(float).fillna(0).to_numpy()
    source = random.Random(SEED)
    base = np.array([float(weight) for weight in weights.values()])
    ranks = np.empty((moves, len(listed)), dtype=int)
    for move in range(moves):
        moved = base * [1 + source.uniform(-MOVE, MOVE) for _ in weights]
        order = np.argsort(-(shares @ moved), kind="stable")
        ranks[move, order] = np.arange(1, len(listed) + 1)
    first = listed.head(top)
    seen = ranks[:, : len(first)]
    return first.assign(
        rank_best=seen.min(axis=0, initial=len(listed) or 1),
        rank_worst=seen.max(axis=0, initial=1),
        stays_pct=100 * (seen <= top).mean(axis=0),
    )


def told(listed: DataFrame, weights: Weights) -> DataFrame:
    """A list as a page shows it: `priority_shown` to one decimal, for its top the `interval` of ranks and `stays`."""
    first = stability(listed, weights)
    rest = [""] * (len(listed) - len(first))
    intervals = [f"{best}–{worst}" for best, worst in zip(first["rank_best"], first["rank_worst"], strict=True)]
    return listed.assign(
        priority_shown=listed["priority"].round(1),
        interval=intervals + rest,
        stays=[f"{stays:.0f}%" for stays in first["stays_pct"]] + rest,
    )


def units(
    listed: DataFrame, days: Callable[[str], Decimal], chosen: Mapping[str, Choice], stratum: str = ""
) -> list[Unit]:
    """The sampling frame of a list; `days` estimates the visit of a report, `stratum` is a column of the list."""
    names = [formats.text(value) for value in listed[stratum]] if stratum else [""] * len(listed)
    spreads = _spreads(listed, names)
    return [
        Unit(
            department_id=row["department_id"],
            department=row["department"],
            report_id=row["report_id"],
            days=days(row["report_id"]),
            priority=Decimal(str(row["priority"])).quantize(PLACES),
            stratum=name,
            size=_exact(row["spent_yuan"]),
            spread=spreads.get(name),
            must_visit=_reason(chosen, row["department_id"], MUST_VISIT),
            excluded=_reason(chosen, row["department_id"], EXCLUDED),
        )
        for row, name in zip(listed.to_dict("records"), names, strict=True)
    ]


def coverage(draw: Draw) -> Coverage:
    """Of a draw, by number and by money."""
    drawn = draw.drawn
    return Coverage(
        len(drawn),
        len(draw.units),
        sum((one.unit.size or Decimal(0) for one in drawn), Decimal(0)),
        sum((one.unit.size or Decimal(0) for one in draw.units), Decimal(0)),
        sum(one.unit.size is None for one in draw.units),
    )


def _spreads(listed: DataFrame, names: list[str]) -> dict[str, Decimal]:
    """How much the money differs within each stratum; none where fewer than two state it."""
    found: Series[Any] = listed["spent_yuan"].astype(float).groupby(names).std()
    return {str(name): Decimal(str(round(value, 2))) for name, value in found.items() if not formats.is_missing(value)}


def _reason(chosen: Mapping[str, Choice], department_id: str, which: str) -> str:
    choice = chosen.get(department_id)
    return choice.reason if choice is not None and choice.choice == which else ""


def _exact(value: Any) -> Decimal | None:
    return None if formats.is_missing(value) else Decimal(str(value))
