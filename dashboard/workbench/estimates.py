"""What reviews say about everybody: outcomes of drawn units come in, estimates with their uncertainty go out.

Pure arithmetic on a draw that was kept, with its weights. What needs none (hit rates by arm and check, deviations) is
a view of `queries/targets`. Nothing is imputed; what cannot be estimated is None.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from dashboard.workbench.sampling import BOTH, LEAST_FOR_CALIBRATION, RANDOM, RANDOM_ARM, Draw, Drawn

Z = 1.959963984540054  # 95 %


@dataclass(frozen=True)
class Estimate:
    """A value with its variance and its 95 % interval; the last three are None where one unit stands for a stratum."""

    value: float
    variance: float | None
    low: float | None
    high: float | None
    count: int


def total(draw: Draw, values: Mapping[str, float | Decimal]) -> Estimate:
    """The total over everybody on the list, by D. G. Horvitz and D. J. Thompson (1952, JASA 47: 663-685): Σ y/π.

    Must-visits and the top of the list count once; the random arm stands for the rest. Raises KeyError where a drawn
    unit has no value.
    """
    known = {one.unit.department_id: float(values[one.unit.department_id]) for one in draw.drawn}
    sure = sum(known[one.unit.department_id] for one in draw.drawn if one.arm != RANDOM)
    arm = [one for one in draw.units if one.arm in RANDOM_ARM]
    parts = [(one, 0.0 if one.arm == BOTH else known[one.unit.department_id]) for one in arm]
    value = sure + sum(number / float(one.random_probability) for one, number in parts)
    return _estimate(value, _variance(parts), len(draw.drawn))


def mean(draw: Draw, values: Mapping[str, float | Decimal]) -> Estimate | None:
    """The mean of all that the random arm stands for, on those that have a value (J. Hájek 1971: Σ y/π ÷ Σ 1/π)."""
    arm = [one for one in draw.units if one.arm in RANDOM_ARM and one.unit.department_id in values]
    if not arm:
        return None
    weights = [1 / float(one.random_probability) for one in arm]
    numbers = [float(values[one.unit.department_id]) for one in arm]
    whole = sum(weights)
    value = sum(weight * number for weight, number in zip(weights, numbers, strict=True)) / whole
    spread = [(one, (number - value) / whole) for one, number in zip(arm, numbers, strict=True)]
    return _estimate(value, _variance(spread), len(arm))


def expected_rate(draw: Draw, overturned: Mapping[str, bool]) -> Estimate | None:
    """The share of self-evaluations that a review overturns, from the random arm only; None under 20 reviews.

    The interval is Wilson's on the effective number of reviews (L. Kish 1965: (Σw)² ÷ Σw²).
    """
    found = mean(draw, {name: float(is_so) for name, is_so in overturned.items()})
    if found is None or found.count < LEAST_FOR_CALIBRATION:
        return None
    weights = [
        1 / float(one.random_probability)
        for one in draw.units
        if one.arm in RANDOM_ARM and one.unit.department_id in overturned
    ]
    effective = sum(weights) ** 2 / sum(weight * weight for weight in weights)
    low, high = wilson(found.value * effective, effective)
    return Estimate(found.value, found.variance, low, high, found.count)


def wilson(hits: float, count: float) -> tuple[float, float]:
    """The 95 % interval of a share (E. B. Wilson 1927, JASA 22: 209-212)."""
    if count <= 0:
        raise ValueError("no reviews, no share")
    share, square = hits / count, Z * Z
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = Z * sqrt(share * (1 - share) / count + square / (4 * count * count)) / (1 + square / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def _variance(parts: Sequence[tuple[Drawn, float]]) -> float | None:
    """Per stratum n/(n-1)·Σ(1-π)(y/π - B)², B = Σ(1-π)y/π ÷ Σ(1-π).

    J.-C. Deville (1999, Techniques d'enquête 25: 219-230); A. Matei and Y. Tillé (2005, Journal of Official Statistics
    21: 543-570) find it good for large entropy. Where all π are equal it is Cochran's N²(1-f)s²/n.
    """
    strata: dict[str, list[tuple[float, float]]] = {}
    for one, number in parts:
        if one.random_probability < 1:
            strata.setdefault(one.random_stratum, []).append((float(one.random_probability), number))
    found = 0.0
    for members in strata.values():
        if len(members) == 1:
            return None
        open_share = sum(1 - share for share, _ in members)
        centre = sum((1 - share) * number / share for share, number in members) / open_share
        sum_of_squares = sum((1 - share) * (number / share - centre) ** 2 for share, number in members)
        found += len(members) / (len(members) - 1) * sum_of_squares
    return found


def _estimate(value: float, variance: float | None, count: int) -> Estimate:
    half = None if variance is None else Z * sqrt(variance)
    return Estimate(
        value, variance, None if half is None else value - half, None if half is None else value + half, count
    )


def said(found: Estimate | None) -> str:
    """A share in words: 26.0%（13.2% 至 45.1%，随机组 24 个）."""
    if found is None or found.low is None or found.high is None:
        return f"随机组复核不足 {LEAST_FOR_CALIBRATION} 个，不推算"
    return f"{found.value:.1%}（{found.low:.1%} 至 {found.high:.1%}，随机组 {found.count} 个）"
