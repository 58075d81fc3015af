"""A rule by which an indicator earns points: clauses over its figure come in, clauses that do not overlap go out.

A clause says where it applies and what it gives: points, or a share of the full ones, less something for every step
between its limit and the figure. Deductions, bands, steps and all-or-nothing are all written so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Literal

from loaders.rows import Row

Better = Literal["higher", "lower"]
ONE = Decimal(1)


@dataclass(frozen=True)
class Clause:
    """What a figure between `low` and `high` (null: without end) earns; all numbers in percent or points."""

    low: Decimal | None = None
    low_included: bool = True
    high: Decimal | None = None
    high_included: bool = True
    points: Decimal | None = None
    share: Decimal | None = None  # of the full points, where no points are named
    limit_pct: Decimal | None = None  # from here on something is lost
    step: Decimal | None = None  # for every so many points of percent
    lost: Decimal | None = None
    lost_share: Decimal | None = None  # of the full points
    most_lost: Decimal | None = None

    @property
    def start(self) -> tuple[Decimal, int]:
        return (Decimal("-Infinity") if self.low is None else self.low, 0 if self.low_included else 1)

    @property
    def end(self) -> tuple[Decimal, int]:
        return (Decimal("Infinity") if self.high is None else self.high, 0 if self.high_included else -1)

    def holds(self, value: Decimal) -> bool:
        return self.start <= (value, 0) <= self.end

    def is_within(self, other: "Clause") -> bool:
        return (
            other.start <= self.start and self.end <= other.end and (self.start, self.end) != (other.start, other.end)
        )

    @property
    def worth(self) -> tuple[Decimal, Decimal]:
        """To choose between two clauses that meet at an edge."""
        return self.share or Decimal(0), self.points or Decimal(0)


def beyond(limit: Decimal, better: Better) -> Clause:
    """Where the figure falls short of a limit, the limit itself left out."""
    if better == "higher":
        return Clause(high=limit, high_included=False, limit_pct=limit)
    return Clause(low=limit, low_included=False, limit_pct=limit)


def within(limit: Decimal, better: Better) -> Clause:
    """Where the figure reaches the limit."""
    return Clause(low=limit) if better == "higher" else Clause(high=limit)


def disjoint(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The same rule without overlaps: inside another clause the narrower one counts, at a common edge the better."""
    edges = sorted({edge for clause in clauses for edge in (clause.low, clause.high) if edge is not None})
    pieces: list[tuple[Decimal | None, bool, Decimal | None, bool, Decimal]] = []
    before: Decimal | None = None
    for edge in edges:
        pieces.append((before, False, edge, False, edge - ONE if before is None else (before + edge) / 2))
        pieces.append((edge, True, edge, True, edge))
        before = edge
    pieces.append((before, False, None, False, Decimal(0) if before is None else before + ONE))
    found: list[tuple[Clause, Clause]] = []  # as written, and as far as it counts
    for low, low_included, high, high_included, inside in pieces:
        chosen = _chosen(clause for clause in clauses if clause.holds(inside))
        if chosen is None:
            continue
        piece = replace(chosen, low=low, low_included=low_included, high=high, high_included=high_included)
        if found and found[-1][0] is chosen and found[-1][1].high == low and low is not None:
            piece = replace(piece, low=found[-1][1].low, low_included=found[-1][1].low_included)
            found.pop()
        found.append((chosen, piece))
    return tuple(piece for _, piece in found)


def rows(clauses: Iterable[Clause], **key: object) -> Iterator[Row]:
    """The rows of raw.item_rules or raw.rubric_rules."""
    for number, clause in enumerate(clauses, start=1):
        yield {**key, "clause": number, **asdict(clause)}


def _chosen(clauses: Iterable[Clause]) -> Clause | None:
    chosen: Clause | None = None
    for clause in clauses:
        is_better = chosen is not None and not chosen.is_within(clause) and clause.worth > chosen.worth
        if chosen is None or clause.is_within(chosen) or is_better:
            chosen = clause
    return chosen
