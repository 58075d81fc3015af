"""What reviews say about everybody: outcomes of drawn units come in, estimates with their uncertainty go out.

Pure arithmetic. Nothing is imputed; what cannot be estimated is None.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import comb, exp, log, sqrt
from statistics import fmean

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


@dataclass(frozen=True)
class Shrunk:
    """A group's mean, and what is left of its distance from all groups once chance is taken off."""

    count: int
    mean: float
    shrunk: float
    standard_error: float


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


def exact(hits: int, count: int) -> tuple[float, float]:
    """The 95 % interval that never covers less (C. J. Clopper and E. S. Pearson 1934, Biometrika 26: 404-413)."""
    if not 0 <= hits <= count or count == 0:
        raise ValueError(f"{hits} of {count} is no share")
    low = 0.0 if hits == 0 else _root(lambda share: 1 - _at_most(hits - 1, count, share) - 0.025)
    high = 1.0 if hits == count else _root(lambda share: 0.025 - _at_most(hits, count, share))
    return low, high


def lift(hits: int, count: int, base_hits: int, base_count: int) -> tuple[float | None, float, float]:
    """How many times as often as in the base, and the 95 % interval; None where the base has no hit.

    The interval is S. D. Walter's adjusted logarithm (1975, Biometrika 62: 371-374), which takes empty cells.
    """
    if not (0 <= hits <= count and 0 <= base_hits <= base_count and count and base_count):
        raise ValueError(f"{hits}/{count} against {base_hits}/{base_count} is no comparison")
    cells = hits + 0.5, count + 0.5, base_hits + 0.5, base_count + 0.5
    middle = log(cells[0] / cells[1]) - log(cells[2] / cells[3])
    half = Z * sqrt(max(0.0, 1 / cells[0] - 1 / cells[1] + 1 / cells[2] - 1 / cells[3]))
    ratio = (hits / count) / (base_hits / base_count) if base_hits else None
    return ratio, exp(middle - half), exp(middle + half)


def shrunk(groups: Mapping[str, Sequence[float]]) -> dict[str, Shrunk]:
    """Means of groups drawn towards the mean of all, the smaller the group the more.

    Empirical Bayes after B. Efron and C. Morris (1975, JASA 70: 311-319), the variance between groups by the moments of
    R. DerSimonian and N. Laird (1986, Controlled Clinical Trials 7: 177-188), that within groups pooled. With nothing
    to tell the groups apart all have the common mean.
    """
    filled = {name: list(values) for name, values in groups.items() if len(values)}
    freedom = sum(len(values) - 1 for values in filled.values())
    if not filled:
        return {}
    means = {name: fmean(values) for name, values in filled.items()}
    scatter = sum((value - means[name]) ** 2 for name, values in filled.items() for value in values)
    within = scatter / freedom if freedom else 0.0
    counts = {name: len(values) for name, values in filled.items()}
    everything = sum(counts.values())
    centre = sum(counts[name] * means[name] for name in filled) / everything
    between = 0.0
    width = everything - sum(count * count for count in counts.values()) / everything
    if width > 0:
        heterogeneity = sum(counts[name] * (means[name] - centre) ** 2 for name in filled)
        between = max(0.0, (heterogeneity - (len(filled) - 1) * within) / width)
    precision = {name: 1 / (between + within / counts[name]) if between + within else 1.0 for name in filled}
    grand = sum(precision[name] * means[name] for name in filled) / sum(precision.values())
    kept = {name: between / (between + within / counts[name]) if between + within else 0.0 for name in filled}
    return {
        name: Shrunk(
            counts[name],
            means[name],
            grand + kept[name] * (means[name] - grand),
            sqrt(kept[name] * within / counts[name]),
        )
        for name in filled
    }


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


def _at_most(hits: int, count: int, share: float) -> float:
    """The chance of so many hits or fewer."""
    return sum(comb(count, number) * share**number * (1 - share) ** (count - number) for number in range(hits + 1))


def _root(rising: Callable[[float], float]) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2
