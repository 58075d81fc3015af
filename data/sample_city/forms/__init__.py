"""A filing → a page in the form of its region. One module a form; each differs in structure, tone and unit.

A form says which faults it can carry: which figures it prints, which twice, which parts beside their whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from data.sample_city import words
from data.sample_city.filing import Filing
from data.sample_city.page import Page

NUMBERS = "一二三四五六七八九"


@dataclass(frozen=True)
class Carries:
    """What a form prints, as far as faults want to know."""

    rates: tuple[str, ...]
    twice: tuple[str, ...]  # figures printed at least twice
    parts: tuple[str, ...]  # a figure whose whole and siblings are printed too
    smaller: tuple[tuple[str, str], ...]  # a part and its whole
    in_prose: tuple[str, ...]  # amounts printed with their unit right behind
    equality: bool = False  # both sides of an equality that may be claimed
    has_sheet: bool = False
    balances: bool = False
    last_year: bool = False


def names() -> list[str]:
    return sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))


def module(form: str) -> ModuleType:
    return import_module(f"{__name__}.{form}")


def of_place(number: int) -> str:
    """Every region has its form."""
    known = names()
    return known[number % len(known)]


def carries(form: str) -> Carries:
    found: Carries = module(form).CARRIES
    return found


def is_tabular(form: str) -> bool:
    return bool(module(form).IS_TABULAR)


def write(filing: Filing, vocabulary: Mapping[str, Sequence[str]]) -> Page:
    """The page of a filing."""
    form = module(filing.form)
    page = Page(filing, vocabulary, form.UNIT, _context(filing))
    form.compose(page, words.load(filing.form))
    return page


def numbered(number: int) -> str:
    """一, 二, 三 …"""
    return NUMBERS[number]


def _context(filing: Filing) -> dict[str, str]:
    """What every form's sentences may call by name."""
    year, place = filing.year.year, filing.department.place
    chance = filing.chance.at("dates")
    return {
        "department": filing.called,
        "we": str(filing.department.profile["self"]),
        "duty": str(filing.department.profile["duty"]),
        "place": place.name,
        "short": place.short,
        "year": str(year),
        "last": str(year - 1),
        "next": str(year + 1),
        "stale": str(year - 9),
        "number": str(3 + place.number % 20),
        "filed": f"{year + 1}年{chance.between(3, 6, 'month')}月{chance.between(1, 28, 'day')}日",
        "moved_to": filing.moved_to,
    }
