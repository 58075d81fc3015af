"""A plan → departments: what they are called, where they belong, how big they are, and how they live through the years.

A department is one body over time, whatever it is called; a `Spell` is the time under one name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from data.sample_city import words
from data.sample_city.chance import Chance

FORMATS = ("docx", "pdf", "html", "xlsx", "txt")
IN_A_PLACE = 24  # departments, before the next place is founded
FEWEST_PLACES = 5  # so that every regional form is there
MOST_DEPARTMENTS = 2000
IN_A_CITY = 10  # districts and counties of one city
RENAMED, MERGED, FOUNDED, UNFILED = Decimal("0.35"), Decimal("0.06"), Decimal("0.05"), Decimal("0.04")
# Departments that think far better of themselves than a review would: together with the bad years of the others about
# as many as England's Healthcare Commission overturned at random, 13 %. Whoever manages badly also reports badly: how
# many times as often its reports have faults is an assumption, to be taken away with `careless = 1`.
HOLLOW = Decimal("0.10")
CARELESS = Decimal(3)
# 2019-2024   2021
YEARS = re.compile(r"(?P<first>20\d\d)(?:[-–—~～至](?P<last>20\d\d))?")
RATE = re.compile(r"\d+(?:\.\d+)?")
SIZES = ("small", "medium", "large")


@dataclass(frozen=True)
class Plan:
    """What to invent. `names` gives each measure's label and aliases, as the vocabulary has them."""

    names: Mapping[str, tuple[str, ...]]
    departments: int = 64
    first_year: int = 2019
    last_year: int = 2024
    seed: int = 1
    formats: tuple[str, ...] = FORMATS
    faults: Decimal = Decimal("0.03")
    careless: Decimal = CARELESS

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)

    @property
    def chance(self) -> Chance:
        return Chance("sample city", self.seed)


class PlanError(ValueError):
    """What is asked for makes no city; the message says in Chinese what is expected."""


def plan(names: Mapping[str, tuple[str, ...]], number: int, years: str, seed: int, formats: str, faults: str) -> Plan:
    """A plan from words as they are typed: 2019-2024, docx,pdf, 0.03. Raises PlanError."""
    span = YEARS.fullmatch(years.strip())
    first, last = (int(span["first"]), int(span["last"] or span["first"])) if span else (0, -1)
    if last < first:
        raise PlanError(f"年度“{years}”应写作 2019-2024")
    chosen = tuple(filter(None, (suffix.strip().lower().removeprefix(".") for suffix in formats.split(","))))
    if unknown := sorted(set(chosen) - set(FORMATS)):
        raise PlanError(f"没有格式“{'、'.join(unknown)}”；可以写 {','.join(FORMATS)}")
    rate = Decimal(faults) if RATE.fullmatch(faults) else None
    if not chosen or rate is None or rate > 1:
        raise PlanError(f"比率“{faults}”应在 0 到 1 之间" if chosen else "至少要写一种格式")
    return Plan(names, number, first, last, seed, chosen, rate)


@dataclass(frozen=True)
class Place:
    """A city, district or county: its number decides its code and the form of its reports."""

    number: int
    code: str
    name: str  # 云泽市澜湾区 is called 澜湾区
    city: str
    level: str

    @property
    def full_name(self) -> str:
        within = "" if self.name == self.city else self.city
        return f"{words.load('places')['province']}{within}{self.name}"

    @property
    def short(self) -> str:
        """As document numbers have it: 云财绩〔2021〕6号."""
        return self.name[0]

    @property
    def rank(self) -> str:
        return self.name[-1]


@dataclass(frozen=True)
class Spell:
    """A department under one name; an open end is None."""

    name: str
    aliases: tuple[str, ...]
    first_year: int | None = None
    last_year: int | None = None
    successor: str = ""


@dataclass(frozen=True)
class Department:
    number: int
    place: Place
    profile: Mapping[str, Any]
    size: str
    quality: int  # in the long run, of 100
    is_hollow: bool
    spells: tuple[Spell, ...]
    unfiled: frozenset[int] = frozenset()
    absorbs_after: int | None = None  # the year in which another department ends in this one
    chance: Chance = field(default_factory=Chance, compare=False)

    @property
    def function(self) -> str:
        return str(self.profile["function"])

    @property
    def ends(self) -> int | None:
        return self.spells[-1].last_year

    def spell(self, year: int) -> Spell | None:
        """Under which name it existed in a year, if it did."""
        return next(
            (
                spell
                for spell in self.spells
                if (spell.first_year or 0) <= year and (spell.last_year is None or year <= spell.last_year)
            ),
            None,
        )


def departments(plan: Plan) -> tuple[Department, ...]:
    """Everybody, place by place in turn, so that a small city has a bit of everything."""
    number_of_places = max(FEWEST_PLACES, -(-plan.departments // IN_A_PLACE))
    places = [_place(plan, number) for number in range(number_of_places)]
    profiles = {
        place.number: plan.chance.order(words.load("departments")["functions"], "functions", place.number)
        for place in places
    }
    founded: list[Department] = []
    for number in range(plan.departments):
        place = places[number % number_of_places]
        of_place = profiles[place.number]
        founded.append(_department(plan, number, place, of_place[(number // number_of_places) % len(of_place)]))
    return _merged(plan, founded)


def _place(plan: Plan, number: int) -> Place:
    """The first of each dozen is a city, the others are its districts and counties."""
    known = words.load("places")
    pairs = [first + last for first in known["firsts"] for last in known["lasts"] if first != last]
    names = plan.chance.order(pairs, "places")
    in_city, city_number = number % (IN_A_CITY + 1), number // (IN_A_CITY + 1)
    city = f"{names[city_number * (IN_A_CITY + 1)]}市"
    code = f"{known['province_code']}{known['first_city_code'] - city_number}"
    if in_city == 0:
        return Place(number, f"{code}00", city, city, "地市")
    kind = "区" if in_city % 2 else "县"
    return Place(number, f"{code}{(1 if kind == '区' else 20) + in_city:02d}", f"{names[number]}{kind}", city, "区县")


def _department(plan: Plan, number: int, place: Place, profile: Mapping[str, Any]) -> Department:
    chance = plan.chance.at("department", number)
    middle = range(plan.first_year + 1, plan.last_year)
    name, aliases = (_named(profile[key], place) for key in ("name", "aliases"))
    spells: tuple[Spell, ...] = (Spell(name[0], aliases),)
    if middle and "renamed" in profile and chance.happens(RENAMED, "renamed"):
        year = chance.pick(middle, "renamed in")
        later = _named(profile["renamed"], place)[0]
        former = tuple(alias for alias in aliases if alias != later)
        spells = (Spell(name[0], former, None, year, later), Spell(later, (), year + 1))
    elif middle and chance.happens(FOUNDED, "founded"):
        spells = (Spell(name[0], aliases, chance.pick(middle, "founded in")),)
    is_hollow = chance.happens(HOLLOW, "hollow")
    return Department(
        number=number,
        place=place,
        profile=profile,
        size=chance.pick(SIZES, "size"),
        quality=chance.between(*(52, 84) if is_hollow else (98, 100), "quality"),
        is_hollow=is_hollow,
        spells=spells,
        unfiled=frozenset(year for year in plan.years if chance.happens(UNFILED, "unfiled", year)),
        chance=chance,
    )


def _merged(plan: Plan, founded: list[Department]) -> tuple[Department, ...]:
    """A few end in another department of their place."""
    middle = range(plan.first_year + 1, plan.last_year)
    found = {department.number: department for department in founded}
    for department in founded:
        others = [
            found[other.number]
            for other in founded
            if other.place == department.place
            and other.number != department.number
            and len(found[other.number].spells) == 1
            and found[other.number].spells[0] == Spell(other.spells[0].name, other.spells[0].aliases)
            and found[other.number].absorbs_after is None
        ]
        simple = found[department.number].absorbs_after is None and len(department.spells) == 1
        chance = department.chance
        if not (middle and others and simple and chance.happens(MERGED, "merged")):
            continue
        year, into = chance.pick(middle, "merged in"), chance.pick(others, "merged into")
        spell = department.spells[0]
        if spell.first_year is not None and spell.first_year >= year:
            continue
        ended = Spell(spell.name, spell.aliases, spell.first_year, year, into.spells[0].name)
        found[department.number] = replace(department, spells=(ended,))
        found[into.number] = replace(into, absorbs_after=year)
    return tuple(found[department.number] for department in founded)


def _named(patterns: str | list[str], place: Place) -> tuple[str, ...]:
    """{place}教育局 → 澜湾区教育局; {seat}: 澜湾区委."""
    given = [patterns] if isinstance(patterns, str) else patterns
    return tuple(pattern.format(place=place.name, seat=f"{place.name}委") for pattern in given)
