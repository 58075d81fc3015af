"""A year's figures and true quality → its score sheet: what the department gives itself, and what it deserves.

Indicators with a rule follow the figures on both sides; the judged ones deserve what the quality is worth and get
nearly everything, so that whoever scores itself ends between 95 and 100.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from data.sample_city import words
from data.sample_city.chance import Chance
from data.sample_city.figures import HUNDRED, ONE, ZERO, Year, rounded

HALF = Decimal("0.5")
MOST_LOST = Decimal(5)  # points that a department takes off itself
SLOPPY, FLAWLESS = Decimal("0.14"), Decimal("0.20")


@dataclass(frozen=True)
class Item:
    """One indicator: full points, those the department gives itself and those it deserves, each with a reason."""

    level1: str
    level2: str
    level3: str
    standard: str
    full: Decimal
    given: Decimal
    honest: Decimal
    reason: str = ""
    visit: str = ""
    key: str = ""  # of the figure that decides


def sheet(year: Year, chance: Chance) -> tuple[Item, ...]:
    known = words.load("indicators")
    items = [_item(known, indicator, year, chance.at(number)) for number, indicator in enumerate(known["indicators"])]
    lost = sum((item.full - item.given for item in items), ZERO)
    if chance.happens(FLAWLESS, "flawless"):
        return tuple(items)
    judged = chance.order([number for number, item in enumerate(items) if not item.key], "which")
    reasons = iter(chance.order(known["deductions"]["self"], "reasons"))
    for place, number in enumerate(judged):
        cut = chance.pick((HALF, HALF, ONE), "cut", number)
        wants = chance.happens(SLOPPY, "cuts", number) or (place == 0 and lost == 0)
        if wants and lost + cut <= MOST_LOST and (reason := next(reasons, "")):
            items[number] = replace(items[number], given=items[number].full - cut, reason=reason)
            lost += cut
    return tuple(replace(item, honest=min(item.honest, item.given)) for item in items)


def total(items: Iterable[Item]) -> Decimal:
    return sum((item.given for item in items), ZERO)


def honest_total(items: Iterable[Item]) -> Decimal:
    return sum((item.honest for item in items), ZERO)


def grade(score: Decimal) -> str:
    """90 points and more are 优, and so on down."""
    bands = words.load("indicators")["grades"]
    return next(
        (name for name, least in zip(bands["names"], bands["least"], strict=False) if score >= Decimal(least)),
        bands["names"][-1],
    )


def by_rule(indicator: Mapping[str, Any], value: Decimal) -> Decimal:
    """Points lost: half a point for every point beyond the limit, one at most."""
    beyond = value - Decimal(indicator["most"]) if "most" in indicator else Decimal(indicator["least"]) - value
    return min(ONE, rounded(max(ZERO, beyond) * HALF, Decimal("0.1")))


def points(value: Decimal) -> str:
    """98.5, and 100 without a fraction."""
    return format(value.normalize(), "f")


def rule_broken() -> str:
    """What a visit says where points go against the sheet's own rule."""
    return str(words.load("indicators")["visits"]["rule"])


def _item(known: Mapping[str, Any], indicator: Mapping[str, Any], year: Year, chance: Chance) -> Item:
    full = Decimal(indicator["full"])
    level1, level2, level3, standard = (str(indicator[name]) for name in ("level1", "level2", "level3", "standard"))
    item = Item(level1, level2, level3, standard, full, given=full, honest=full)
    if key := indicator.get("measure", ""):
        lost = by_rule(indicator, year.values[key])
        reason = known["deductions"]["rule"] if lost else ""
        return replace(item, given=full - lost, honest=full - lost, reason=reason, key=key)
    worth = max(0, min(100, year.quality + chance.between(-12, 12, "worth")))
    honest = rounded(full * worth / HUNDRED, HALF)
    visit = chance.pick(known["visits"]["judged"], "visit") if honest < full else ""
    return replace(item, honest=min(full, honest), visit=visit)
