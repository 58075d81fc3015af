"""Clauses that overlap: the narrower one counts, at a common edge the better."""

from decimal import Decimal

from loaders.rules import Clause, disjoint


def points(clauses: tuple[Clause, ...], value: str) -> Decimal | None:
    found = [clause for clause in clauses if clause.holds(Decimal(value))]
    assert len(found) <= 1
    return found[0].points if found else None


def step(points: int, low: int | None = None, high: int | None = None) -> Clause:
    bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
    return Clause(low=bounds[0], high=bounds[1], points=Decimal(points))


def test_the_narrower_of_two_steps_counts() -> None:
    rule = disjoint([step(5, 90), step(4, 80), step(3, 70), step(0)])
    assert [points(rule, value) for value in ("95", "90", "89.99", "70", "69.99")] == [5, 5, 4, 3, 0]


def test_at_a_common_edge_the_better_one_counts() -> None:
    rule = disjoint([step(2, 60, 70), step(3, 70, 80)])
    assert [points(rule, value) for value in ("60", "70", "80", "81")] == [2, 3, 3, None]


def test_no_figure_has_two_clauses_however_they_are_written() -> None:
    rule = disjoint([step(1, None, 50), step(2, 20, 80), step(3, 40, None), step(4, 50, 50)])
    for value in range(0, 101, 5):
        points(rule, str(value))
