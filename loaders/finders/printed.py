"""Numbers as they are printed: what they are worth, and what they agree with at the digits they show."""

from decimal import Decimal


def number(printed: str) -> Decimal:
    """1,846.30 → 1846.30"""
    return Decimal(printed.replace(",", ""))


def half_unit(printed: Decimal) -> Decimal:
    """Half of the last digit shown, by which rounding may have moved it: 0.005 of 95.87."""
    return Decimal(5).scaleb(int(printed.as_tuple().exponent) - 1)


def is_share(part: Decimal, whole: Decimal, percentage: Decimal) -> bool:
    """Whether a percentage is what a part is of a whole, at the digits it shows; nothing is a share of 0."""
    return bool(whole) and abs(part / whole * 100 - percentage) <= half_unit(percentage)
