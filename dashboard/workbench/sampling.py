"""Whom to visit, drawn: a frame and a plan come in, every unit's arm and inclusion probability go out. Pure arithmetic.

Three arms. *Certainty* are the must-visits. *Risk* is the top of the list, as far as its person-days go. *Random* is
drawn from everybody else on the list, the top included, so that it stands for all of them: who is in both arms is
visited once and counts in both. Excluded units are not drawn and stay in the record.

The random arm is drawn in one of three ways, all of them standard:
- `proportional`, `neyman`: simple random sampling without replacement within strata. Sizes by Neyman's optimum
  allocation (J. Neyman 1934, JRSS 97: 558-606; proportional is its case of equal spreads) in whole numbers after
  T. Wright (2012, The American Statistician 66: 217-224): every stratum has its least, and each further unit goes
  where N·S/√(n(n+1)) is largest. Too few units for two a stratum: the smallest strata are merged (W. G. Cochran 1977,
  Sampling Techniques, 5A.12).
- `size`: with probability proportional to size, systematic from a random order (W. G. Madow 1949, Annals of
  Mathematical Statistics 20: 333-354; H. O. Hartley and J. N. K. Rao 1962, ibid. 33: 350-374); who would be sure to
  come is taken, and the rest drawn anew. Units without a size are a stratum of their own, drawn at random.
Random numbers are permanent ones, each unit's own (E. Ohlsson 1995, in Business Survey Methods, Wiley: 153-169): the
SHA-256 of the seed and the unit, so that order, machine and version of the program do not matter.
"""

import hashlib
import heapq
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import pairwise

CERTAINTY, RISK, RANDOM, BOTH, NOT_DRAWN = "certainty", "risk", "random", "both", ""
ARMS: Mapping[str, str] = {CERTAINTY: "必查", RISK: "风险", RANDOM: "随机", BOTH: "风险＋随机"}
RISK_ARM, RANDOM_ARM = (RISK, BOTH), (RANDOM, BOTH)
METHODS: Mapping[str, str] = {
    "proportional": "分层随机抽样，各层按单位数比例分配（Wright 2012 整数分配）",
    "neyman": "分层随机抽样，各层按 Neyman（1934）最优分配（Wright 2012 整数分配）",
    "size": "与金额规模成比例的概率抽样，随机排序系统抽取（Madow 1949；Hartley、Rao 1962）",
}
LEAST_IN_STRATUM = 2  # with one there is no variance
LEAST_FOR_CALIBRATION = 20
PLACES = Decimal("0.0000000001")  # to which probabilities are kept
TOP = 1 << 256  # a digest is below
WITHOUT_SIZE, WITH_SIZE = "没有写明金额", "按金额规模"
MERGED = "合并层："


class SamplingError(ValueError):
    """Nothing can be drawn under this plan; the Chinese message says why and what to change."""


@dataclass(frozen=True)
class Unit:
    """A department on the list: its estimated days, its priority and what the strata are made of."""

    department_id: str
    department: str
    report_id: str
    days: Decimal
    priority: Decimal
    stratum: str = ""
    size: Decimal | None = None  # yuan; null where the report states none
    spread: Decimal | None = None  # of the stratum, for Neyman: how much its units differ; the largest counts
    must_visit: str = ""  # the reason; '' for none
    excluded: str = ""


@dataclass(frozen=True)
class Plan:
    """What is decided before the draw."""

    days: Decimal  # person-days there are
    seed: str
    method: str = "proportional"
    random_share: Decimal = Decimal("0.4")  # of the days that the must-visits leave


@dataclass(frozen=True)
class Drawn:
    """A unit after the draw. `probability` is that of being visited at all, `random_probability` that of the arm."""

    unit: Unit
    arm: str
    random_stratum: str
    random_probability: Decimal
    probability: Decimal

    @property
    def weight(self) -> Decimal | None:
        return 1 / self.probability if self.probability else None


@dataclass(frozen=True)
class Draw:
    """A frame with what was drawn from it, in the order of department_id."""

    plan: Plan
    units: tuple[Drawn, ...]
    frame_digest: str

    @property
    def drawn(self) -> list[Drawn]:
        return [one for one in self.units if one.arm]

    @property
    def by_arm(self) -> list[Drawn]:
        """The drawn, arm after arm, within one the highest priority first."""
        order = list(ARMS)
        return sorted(self.drawn, key=lambda one: (order.index(one.arm), -one.unit.priority))

    def days_of(self, arms: Iterable[str]) -> Decimal:
        return sum((one.unit.days for one in self.units if one.arm in arms), Decimal(0))

    @property
    def notes(self) -> list[str]:
        """What whoever signs has to know."""
        count = sum(one.arm in RANDOM_ARM for one in self.units)
        notes = []
        if count < LEAST_FOR_CALIBRATION:
            notes.append(f"随机组 {count} 个，不足 {LEAST_FOR_CALIBRATION} 个：这一轮的结果不能用来推算总体")
        days = self.days_of(ARMS)
        if days > self.plan.days:
            notes.append(
                f"抽中的共需 {plain(days)} 人天，多于计划的 {plain(self.plan.days)} 人天：随机组只在平均意义上不超"
            )
        both = [one for one in self.units if one.arm == BOTH]
        if both:
            notes.append(f"{len(both)} 个单位两组都抽到，只查一次，省下 {plain(self.days_of([BOTH]))} 人天，可另作安排")
        merged = sorted({one.random_stratum for one in self.units if one.random_stratum.startswith(MERGED)})
        notes += [f"随机组数量少，层已合并（{name.removeprefix(MERGED)}）" for name in merged]
        return notes


def draw(frame: Iterable[Unit], plan: Plan) -> Draw:
    """Draw under a plan; the same frame and plan give the same draw. Raises SamplingError."""
    return Design(frame, plan).drawn(plan.seed)


def frame_digest(units: Iterable[Unit]) -> str:
    """Of everything that decides about the draw."""
    rows = [
        [unit.department_id, unit.report_id, unit.stratum, bool(unit.must_visit), bool(unit.excluded)]
        + [None if number is None else plain(number) for number in (unit.days, unit.priority, unit.size, unit.spread)]
        for unit in sorted(units, key=lambda unit: unit.department_id)
    ]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def permanent_random_number(seed: str, unit: str) -> int:
    """0 to 2²⁵⁶ - 1, the same for the same seed and unit everywhere."""
    return int.from_bytes(hashlib.sha256(f"{seed}\x1f{unit}".encode()).digest())


def allocation(sizes: Mapping[str, int], spreads: Mapping[str, Decimal], count: int) -> dict[str, int]:
    """Wright's: two a stratum (or all of it), then one by one where N²S²/(n(n+1)) is largest, names breaking ties."""
    given = {name: min(LEAST_IN_STRATUM, size) for name, size in sizes.items()}
    if sum(given.values()) > count:
        given = {name: min(1, size) for name, size in sizes.items()}
    queue = [(-_gain(sizes[name], spreads[name], given[name]), name) for name in sizes if given[name] < sizes[name]]
    heapq.heapify(queue)
    for _ in range(min(count, sum(sizes.values())) - sum(given.values())):
        _, name = heapq.heappop(queue)
        given[name] += 1
        if given[name] < sizes[name]:
            heapq.heappush(queue, (-_gain(sizes[name], spreads[name], given[name]), name))
    return given


def _gain(size: int, spread: Decimal, given: int) -> Fraction:
    return (Fraction(spread) * size) ** 2 / (given * (given + 1))


def proportional_to_size(sizes: Mapping[str, int], count: int) -> dict[str, Fraction]:
    """Inclusion probabilities count·x/Σx; who would have one or more has 1, and the rest share what is left."""
    sure, left, whole = _sure(sizes, count)
    return {name: Fraction(1) if name in sure else Fraction(left * size, whole) for name, size in sizes.items()}


def _sure(sizes: Mapping[str, int], count: int) -> tuple[set[str], int, int]:
    """Who is sure to come, how many places are left for the others, and the others' size in all."""
    sure: set[str] = set()
    while True:
        left = count - len(sure)
        whole = sum(size for name, size in sizes.items() if name not in sure)
        more = {name for name, size in sizes.items() if name not in sure and left * size >= whole} if left else set()
        if not more:
            return sure, left, whole
        sure |= more


def systematic(probabilities: Mapping[str, Fraction], seed: str) -> set[str]:
    """Madow's: units laid end to end in a random order, each as long as its probability, and every whole step hit."""
    order = sorted(probabilities, key=lambda name: permanent_random_number(seed, f"order\x1f{name}"))
    reached, following = Fraction(0), Fraction(permanent_random_number(seed, "start"), TOP)
    hit = set()
    for name in order:
        reached += probabilities[name]
        if following < reached:
            hit.add(name)
            following += 1
    return hit


class Design:
    """What is settled before any number is drawn: the sure arms, the strata and probabilities of the random one.

    The random arm is the largest that its days allow on average. Raises SamplingError.
    """

    def __init__(self, frame: Iterable[Unit], plan: Plan) -> None:
        self.plan = plan
        self.frame = sorted(frame, key=lambda unit: unit.department_id)
        _check(self.frame, plan)
        left = plan.days - sum((unit.days for unit in self.frame if unit.must_visit), Decimal(0))
        if left < 0:
            raise SamplingError(
                f"必查对象共需 {plain(plan.days - left)} 人天，超过计划的 {plain(plan.days)} 人天；"
                "请增加人天或减少必查对象"
            )
        self.units = {unit.department_id: unit for unit in self.frame if not (unit.must_visit or unit.excluded)}
        for_random = left * plan.random_share
        self.top = _top(self.units.values(), left - for_random)
        self.strata: dict[str, str] = {}
        self.counts: dict[str, int] = {}
        self.probabilities: dict[str, Fraction] = dict.fromkeys(self.units, Fraction(0))
        fewest, most = 0, len(self.units)
        while fewest < most:  # more units never need fewer days
            middle = (fewest + most + 1) // 2
            if self._days(*self._counted(middle)) <= for_random:
                fewest = middle
            else:
                most = middle - 1
        if fewest:
            self.strata, self.counts = self._counted(fewest)
            for stratum, names in _members(self.strata).items():
                self.probabilities |= self._shares(stratum, names)

    def drawn(self, seed: str) -> Draw:
        picked = self._picked(seed)
        units = tuple(self._of(unit, unit.department_id in picked) for unit in self.frame)
        return Draw(replace(self.plan, seed=seed), units, frame_digest(self.frame))

    def _of(self, unit: Unit, is_picked: bool) -> Drawn:
        name = unit.department_id
        if unit.must_visit:
            return Drawn(unit, CERTAINTY, "", Decimal(0), Decimal(1))
        if unit.excluded:
            return Drawn(unit, NOT_DRAWN, "", Decimal(0), Decimal(0))
        own = _rounded(self.probabilities[name])
        if name in self.top:
            return Drawn(unit, BOTH if is_picked else RISK, self.strata.get(name, ""), own, Decimal(1))
        return Drawn(unit, RANDOM if is_picked else NOT_DRAWN, self.strata.get(name, ""), own, own)

    def _picked(self, seed: str) -> set[str]:
        hit: set[str] = set()
        for stratum, names in _members(self.strata).items():
            if self._is_by_size(stratum):
                hit |= systematic({name: self.probabilities[name] for name in names}, seed)
            else:
                order = sorted(names, key=lambda name: permanent_random_number(seed, name))
                hit |= set(order[: self.counts[stratum]])
        return hit

    def _counted(self, count: int) -> tuple[dict[str, str], dict[str, int]]:
        """Each unit's stratum and each stratum's number, for `count` units in all."""
        if self.plan.method == "size":
            strata = {name: WITH_SIZE if unit.size else WITHOUT_SIZE for name, unit in self.units.items()}
        else:
            strata = self._merged({name: unit.stratum for name, unit in self.units.items()}, count)
        members = _members(strata)
        spreads = {name: self._spread(units) for name, units in members.items()}
        return strata, allocation({name: len(units) for name, units in members.items()}, spreads, count)

    def _shares(self, stratum: str, names: Sequence[str]) -> dict[str, Fraction]:
        if self._is_by_size(stratum):
            return proportional_to_size(self._sizes(names), self.counts[stratum])
        return dict.fromkeys(names, Fraction(self.counts[stratum], len(names)))

    def _days(self, strata: Mapping[str, str], counts: Mapping[str, int]) -> Fraction:
        """That the random arm takes on average."""
        days = Fraction(0)
        for stratum, names in _members(strata).items():
            sure, left, weighed, whole = set[str](), counts[stratum], dict.fromkeys(names, 1), len(names)
            if self._is_by_size(stratum):
                weighed = self._sizes(names)
                sure, left, whole = _sure(weighed, left)
            days += Fraction(sum((self.units[name].days for name in sure), Decimal(0)))
            if left:
                others = (weighed[name] * self.units[name].days for name in names if name not in sure)
                days += left * Fraction(sum(others, Decimal(0))) / whole
        return days

    def _is_by_size(self, stratum: str) -> bool:
        return self.plan.method == "size" and stratum == WITH_SIZE

    def _sizes(self, names: Iterable[str]) -> dict[str, int]:
        return {name: _cents(self.units[name].size) for name in names}

    def _merged(self, strata: dict[str, str], count: int) -> dict[str, str]:
        """The smallest strata as one until two of each can be drawn."""
        sizes = {name: len(units) for name, units in _members(strata).items()}
        most = max(1, count // LEAST_IN_STRATUM)
        if len(sizes) <= most:
            return strata
        smallest = sorted(sizes, key=lambda name: (sizes[name], name))[: len(sizes) - most + 1]
        label = MERGED + "、".join(sorted(smallest))
        return {name: label if stratum in smallest else stratum for name, stratum in strata.items()}

    def _spread(self, names: Sequence[str]) -> Decimal:
        if self.plan.method != "neyman":
            return Decimal(1)
        return max((self.units[name].spread or Decimal(0) for name in names), default=Decimal(0))


def _top(units: Iterable[Unit], days: Decimal) -> set[str]:
    """The list from its top, as far as the days go; it stops at the first that does not fit."""
    taken: set[str] = set()
    for unit in sorted(units, key=lambda unit: (-unit.priority, unit.department_id)):
        days -= unit.days
        if days < 0:
            break
        taken.add(unit.department_id)
    return taken


def _check(units: Sequence[Unit], plan: Plan) -> None:
    if plan.method not in METHODS:
        raise SamplingError(f"没有“{plan.method}”这种抽样方法；应为 {'、'.join(METHODS)} 之一")
    if not plan.seed.strip():
        raise SamplingError("请写明随机种子，例如当天公开的一组号码")
    if not plan.days.is_finite() or plan.days <= 0:
        raise SamplingError(f"可用人天应为大于 0 的数，不能是 {plan.days}")
    if not 0 <= plan.random_share <= 1:
        raise SamplingError(f"随机组所占人天的份额应在 0 与 1 之间，不能是 {plan.random_share}")
    names = [unit.department_id for unit in units]
    if not names:
        raise SamplingError("名单是空的：所选地区和年度没有可抽的部门")
    twice = sorted({before for before, after in pairwise(names) if before == after})
    if twice:
        raise SamplingError(f"名单里 {twice[0]} 出现两次")
    for unit in units:
        if not unit.days.is_finite() or unit.days <= 0:
            raise SamplingError(f"{unit.department} 的预计人天应为大于 0 的数，不能是 {unit.days}")
        if unit.size is not None and not (unit.size.is_finite() and unit.size >= 0):
            raise SamplingError(f"{unit.department} 的金额应为不小于 0 的数，不能是 {unit.size}")
    if plan.method == "neyman" and not any(unit.spread for unit in units):
        raise SamplingError("Neyman 分配要有各层的离散程度，而名单里都没有；请改用按比例分配")


def _members(strata: Mapping[str, str]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for name in sorted(strata):
        members.setdefault(strata[name], []).append(name)
    return dict(sorted(members.items()))


def _cents(yuan: Decimal | None) -> int:
    """At least one: a size that is there counts."""
    return max(1, int(((yuan or Decimal(0)) * 100).to_integral_value(ROUND_HALF_EVEN)))


def _rounded(share: Fraction) -> Decimal:
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(PLACES)


def plain(number: Decimal) -> str:
    """0.50 → 0.5, 1E+2 → 100."""
    return format(number.normalize(), "f")
