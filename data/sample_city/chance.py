"""Draws that depend on nothing but the seed and the name of what is drawn: a path comes in, a number goes out.

A draw is a hash of its path, in integers and decimals only. So it is the same on any machine, and a further draw
somewhere else changes no other.
"""

import hashlib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

Item = TypeVar("Item")

CENT = Decimal("0.01")
FINE = 1_000_000  # how finely a rate is compared


class Chance:
    """Draws below one path; `at` goes further down."""

    def __init__(self, *path: object) -> None:
        self._path = path

    def at(self, *path: object) -> "Chance":
        return Chance(*self._path, *path)

    def below(self, limit: int, *path: object) -> int:
        """From 0 up to, and without, the limit."""
        name = "\x1f".join(map(str, (*self._path, *path)))
        return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=16).digest()) % limit

    def between(self, low: int, high: int, *path: object) -> int:
        """Both ends included."""
        return low + self.below(high - low + 1, *path)

    def decimal(self, low: str, high: str, *path: object, step: Decimal = CENT) -> Decimal:
        """Both ends included, in whole steps from the low one."""
        steps = int((Decimal(high) - Decimal(low)) / step)
        return Decimal(low) + step * self.below(steps + 1, *path)

    def happens(self, rate: Decimal, *path: object) -> bool:
        return self.below(FINE, *path) < rate * FINE

    def pick(self, options: Sequence[Item], *path: object) -> Item:
        return options[self.below(len(options), *path)]

    def order(self, options: Iterable[Item], *path: object) -> list[Item]:
        """All of them, shuffled."""
        return [option for _, option in sorted(enumerate(options), key=lambda one: self.below(1 << 64, *path, one[0]))]
